import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Check, statesOf } from '../../src/contacts/checks.ts'
import { leaversOf, type PersonSeen } from '../../src/contacts/leavers.ts'
import { choicesOf, compareLists, differenceFields, type HeldRow, ownerOf } from '../../src/installed-base/reconciliation/compare.ts'
import { readTheirList } from '../../src/installed-base/reconciliation/list.ts'
import { itemsOf, progressOf } from '../../src/onboarding/items.ts'
import { type Known, lacksOf, outOfDate, type Parts, type Step } from '../../src/parties/matrix/matrix.ts'
import { fc } from '../support/laws.ts'

/** The rules behind the pages of contacts, without a database. */

const step = (name: string, more: Partial<Step> = {}): Step => ({
  personId: null,
  name,
  role: 'Desk',
  phone: '+1',
  email: '',
  hours: '',
  ...more,
})
const known = (...people: readonly Known[]) => new Map(people.map((each) => [each.id, each]))
const ann: Known = { id: 'ann', name: 'Ann', phone: '+1', email: 'ann@a.example', status: 'active' }
const ofAnn = step('Ann', { personId: 'ann', email: 'ann@a.example' })
const two = [step('Desk'), step('Manager')]

const incomplete: readonly (readonly [what: string, parts: Parts, found: readonly string[]])[] = [
  ['both parts are there', { customer: [ofAnn, step('Head')], provider: two }, []],
  ["the customer's part is missing", { customer: [], provider: two }, ["the customer's part is missing"]],
  ['nothing is there', { customer: [], provider: [] }, ["the customer's part is missing", "the provider's part is missing"]],
  ['nobody stands above', { customer: [ofAnn], provider: two }, ["the customer's part has nobody above the first step"]],
  [
    'a step cannot be telephoned',
    { customer: two, provider: [step('Desk', { phone: ' ' }), step('Boss')] },
    ['Desk has no telephone number'],
  ],
  ['somebody stands there twice', { customer: [ofAnn, ofAnn], provider: two }, ['Ann stands there twice']],
  ['somebody is not known', { customer: [step('Zoe', { personId: 'zoe' }), step('Head')], provider: two }, ['Zoe has left']],
]
for (const [what, parts, found] of incomplete)
  test(`SSM-3.1.a5: a matrix in which ${what} lacks ${found.length || 'nothing'}`, () => {
    assert.deepEqual(
      lacksOf(parts, known(ann)).map((each) => each.found),
      found,
    )
  })

test('SSM-3.1.a5: a published matrix is out of date when somebody left, is called otherwise, or is reached otherwise', () => {
  const parts: Parts = { customer: [ofAnn, step('Head')], provider: two }
  const words = (person: Partial<Known>) => outOfDate(parts, known({ ...ann, ...person })).map(({ found }) => found)
  assert.deepEqual(words({}), [])
  assert.deepEqual(words({ status: 'left' }), ['Ann has left'])
  assert.deepEqual(words({ name: 'Anne' }), ['Ann is now called Anne'])
  assert.deepEqual(words({ phone: '+2' }), ['Ann has another telephone number now'])
  assert.deepEqual(words({ email: 'a@b.example' }), ['Ann has another e-mail address now'])
})

const check = (value: string, outcome: Check['outcome'] = 'right'): Check => ({
  field: 'phone',
  value,
  outcome,
  note: 'said',
  at: 1,
  actor: 'x',
})
const fieldRows: readonly (readonly [what: string, held: string, checks: readonly Check[], state: string])[] = [
  ['nobody has looked at it', '+1', [], 'unchecked'],
  ['nothing is entered', '', [], 'missing'],
  ['it was said to be right', '+1', [check('+1')], 'right'],
  ['it was said to be wrong', '+1', [check('+1', 'wrong')], 'wrong'],
  ['it was corrected since', '+2', [check('+1', 'wrong')], 'changed'],
  ['it was right and was changed since', '+2', [check('+1')], 'changed'],
  ['the newest word is right', '+1', [check('+1'), check('+1', 'wrong')], 'right'],
  ['it was taken away since', '', [check('+1')], 'missing'],
]
for (const [what, phone, checks, state] of fieldRows)
  test(`SSM-3.1.b1: a number is ${state} when ${what}`, () => {
    const values = { email: 'a@b.example', phone, address: 'x', account: 'A' }
    assert.equal(statesOf(values, checks).find(({ field }) => field === 'phone')?.state, state)
  })

const person: PersonSeen = {
  id: 'p',
  name: 'P',
  email: 'p@a.example',
  status: 'active',
  signsIn: true,
  since: '2026-01-01',
  seenOn: null,
  leftOn: null,
  noticedOn: null,
  parts: [],
}
const seenRows: readonly (readonly [what: string, person: PersonSeen, why: string | undefined])[] = [
  ['was seen ninety days ago', { ...person, seenOn: '2026-03-01' }, undefined],
  ['was seen ninety-one days ago', { ...person, seenOn: '2026-02-28' }, 'idle'],
  ['was added long ago and never came', person, 'idle'],
  ['was added a month ago and never came', { ...person, since: '2026-05-01' }, undefined],
  ['has no account to sign in with', { ...person, signsIn: false }, undefined],
  ['left and plays no part', { ...person, status: 'left' }, undefined],
  ['left and still plays one', { ...person, status: 'left', parts: [{ kind: 'contact', what: 'Lead', toDo: '' }] }, 'left'],
]
for (const [what, one, why] of seenRows)
  test(`CSS-8.f: somebody who ${what} is ${why ?? 'not'} flagged after ninety days (policy B76)`, () => {
    assert.equal(leaversOf([one], '2026-05-30', 90)[0]?.why, why)
  })

const leftRows: readonly (readonly [what: string, seenOn: string, leftOn: string, noticedOn: string, unannounced: boolean])[] = [
  ['was seen after they left and before that was told', '2026-05-20', '2026-05-15', '2026-05-28', true],
  ['was last seen on the day on which they left', '2026-05-15', '2026-05-15', '2026-05-28', false],
  ['was seen after a day that was told before it came', '2026-05-17', '2026-05-15', '2026-05-10', false],
  ['was seen after a day that was told on it', '2026-05-17', '2026-05-15', '2026-05-15', false],
]
for (const [what, seenOn, leftOn, noticedOn, unannounced] of leftRows)
  test(`CSS-8.g: whoever ${what} ${unannounced ? 'had' : 'had not'} access without prior notice`, () => {
    const found = leaversOf([{ ...person, status: 'left', seenOn, leftOn, noticedOn }], '2026-05-30', 90)
    assert.equal(found.length > 0 && found.every((each) => each.unannounced), unannounced)
  })

const held = (serial: string, more: Partial<HeldRow> = {}): HeldRow => ({
  serial,
  product: 'MX204',
  site: { name: 'Austin', address: '1 Congress Ave' },
  base: ['juniper-care'],
  services: ['ACP'],
  inUse: true,
  part: false,
  ...more,
})
const header = 'serial,product,location,support level'
const against = (row: string, ours: readonly HeldRow[]) => {
  const list = readTheirList(`${header}\n${row}`)
  assert.equal(list.kind, 'their-list')
  return list.kind === 'their-list'
    ? compareLists(list.rows, ours, list.speaks).differences.map(({ serial, field }) => `${serial} ${field}`)
    : []
}
const compareRows: readonly (readonly [what: string, row: string, ours: readonly HeldRow[], found: readonly string[]])[] = [
  ['says the same', 'A1,MX204,Austin,ACP', [held('A1')], []],
  ['says the same in other letters', 'a1,mx-204,AUSTIN,juniper care', [held('A1')], []],
  ['names the address', 'A1,MX204,1 Congress Ave,', [held('A1')], []],
  ['names both contracts', 'A1,MX204,Austin,Juniper Care + ACP', [held('A1')], []],
  ['says nothing in a cell', 'A1,,n/a,-', [held('A1')], []],
  ['names another place', 'A1,MX204,Dallas,ACP', [held('A1')], ['A1 site']],
  ['names another product and level', 'A1,MX304,Austin,SSM', [held('A1')], ['A1 contract-level', 'A1 product']],
  ['names a device that is not held', 'A2,MX204,Austin,ACP', [held('A1')], ['A2 not-held', 'A1 not-listed']],
  ['names one that is out of use', 'A1,MX204,Austin,ACP', [held('A1', { inUse: false })], ['A1 not-held']],
  ['leaves out one that is out of use', 'A1,,,', [held('A1'), held('A2', { inUse: false })], []],
  ['leaves out a part', 'A1,,,', [held('A1'), held('A2', { part: true })], []],
  ['names a place where none is held', 'A1,MX204,Austin,ACP', [held('A1', { site: null })], ['A1 site']],
]
for (const [what, row, ours, found] of compareRows)
  test(`SSM-3.1.b2: a list that ${what} differs in ${found.length || 'nothing'}`, () => assert.deepEqual(against(row, ours), found))

test('a list without serials is refused, and a bad row never hides a good one', () => {
  assert.equal(readTheirList('name,place\nx,y').kind, 'list-refused')
  const list = readTheirList('serial;location\nA1;Austin\n;Dallas\nA1;Austin\nTBD;x\nA2;Dallas')
  assert.equal(list.kind, 'their-list')
  if (list.kind !== 'their-list') return
  assert.deepEqual(
    list.rows.map(({ serial }) => serial),
    ['A1', 'A2'],
  )
  assert.deepEqual(
    list.unread.map(({ line }) => line),
    [3, 4, 5],
  )
  assert.deepEqual(list.speaks, ['site'])
})

test('a list made of what is held agrees in every serial, and every serial is either the same or differs', () => {
  const serials = (least: number) => fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9]{3,8}$/), { minLength: least, maxLength: 30 })
  const listed = (all: readonly string[]) => all.map((serial) => ({ serial, site: 'Austin', product: 'MX204', 'contract-level': 'ACP' }))
  const speaks = ['site', 'contract-level', 'product'] as const
  fc.assert(
    fc.property(serials(1), serials(0), (ours, theirs) => {
      const all = ours.map((serial) => held(serial))
      assert.deepEqual(compareLists(listed(ours), all, speaks), { same: ours.length, differences: [] })
      const { same, differences } = compareLists(listed(theirs), all, speaks)
      assert.equal(same + new Set(differences.map(({ serial }) => serial)).size, new Set([...ours, ...theirs]).size)
    }),
  )
})

test('every kind of difference has an owner and something to decide', () => {
  for (const field of differenceFields) {
    assert.ok(ownerOf[field])
    assert.ok(choicesOf[field].length >= 2)
  }
})

test('ACP-5.p1: twelve items are one for each section from 4 to 15; a service without such clauses sets nothing up', async () => {
  const { builtInOfferings } = await import('../../src/catalog/offerings/index.ts')
  const items = (code: string) => itemsOf(builtInOfferings.find((each) => each.code === code)?.clauses ?? {})
  assert.equal(items('ACP').filter(({ clauses }) => clauses.includes('ACP-5.p1')).length, 12)
  assert.deepEqual(
    items('SSM').map(({ code }) => code),
    ['SSM-3.1.a5', 'SSM-3.1.b1', 'SSM-3.1.b3', 'SSM-3.1.b2', 'SSM-3.1.a6', 'SSM-3.1.c1', 'SSM-3.1.c2', 'SSM-3.1.c3', 'SSM-3.2.d'],
  )
  assert.deepEqual(items('CSS'), [])
})

test('ACP-5.p2: late is counted from the last day on, and a meeting that was offered in time is never late (policy B40)', () => {
  const meeting = { code: 'ACP-5.p2', clauses: ['ACP-5.p2'], title: '', group: '', meeting: true }
  const late = (today: string, offered?: string) =>
    progressOf([meeting], offered ? [{ item: 'ACP-5.p2', state: 'done', onDay: offered }] : [], '2026-03-13', today).late
  assert.deepEqual(
    [late('2026-03-13'), late('2026-03-14'), late('2026-06-01', '2026-03-13'), late('2026-06-01', '2026-03-14')],
    [false, true, false, true],
  )
  assert.equal(progressOf([meeting], [], null, '2027-01-01').late, false)
})
