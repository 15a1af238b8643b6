import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPolicy } from '../src/catalog/check-policy.ts'
import { builtInOfferings } from '../src/catalog/offerings/index.ts'
import { type PolicyOverride, policies, policyAt } from '../src/catalog/policies.ts'
import { fc } from './support/laws.ts'

const business: PolicyOverride = {
  key: 'response.clock',
  effectiveFrom: '2026-07-01',
  value: { P1: 'elapsed', P2: 'elapsed', P3: 'business', P4: 'business' },
  author: 'P. Admin',
  reason: 'agreed with operations',
}

test('B29: the four-hour targets ACP-9.c and ACP-9.d run round the clock until a dated edit says otherwise', () => {
  const before = policyAt('response.clock', '2026-06-30', [business])
  assert.deepEqual([before.id, before.value.P3, before.author], ['B29', 'elapsed', 'Holdfast'])
  const after = policyAt('response.clock', '2026-07-01', [business])
  assert.deepEqual([after.value.P3, after.effectiveFrom, after.author], ['business', '2026-07-01', 'P. Admin'])
  assert.equal(after.vendorPolicy, true)
})

test('an edit of one policy does not change another, and a later edit of the same day counts', () => {
  const again: PolicyOverride = { ...business, value: { ...business.value, P4: 'elapsed' }, author: 'Q. Admin' }
  assert.equal(policyAt('response.web_p1', '2026-08-01', [business]).author, 'Holdfast')
  assert.equal(policyAt('response.clock', '2026-08-01', [business, again]).author, 'Q. Admin')
})

test('B11: the five printed countries of ACP-17.p1 are listed, Sudan among them, and nothing else is prohibited yet', () => {
  const { value } = policyAt('export.lists', '2026-03-02')
  assert.deepEqual(
    value.embargo.map((each) => each.country),
    ['CU', 'IR', 'KP', 'SD', 'SY'],
  )
  assert.deepEqual(value.prohibited, [])
})

test('an edited value is refused in plain words, and an unknown key gets the nearest one', () => {
  const misspelt = checkPolicy({ ...business, key: 'response.clok' })
  assert.equal(!misspelt.ok && misspelt.problems[0]?.toDo, 'Did you mean "response.clock"?')
  const wrong = checkPolicy({ ...business, value: { P1: 'elapsed', P2: 'elapsed', P3: 'office', P4: 'business' } })
  assert.deepEqual(!wrong.ok && wrong.problems, [
    {
      kind: 'problem',
      path: 'P3',
      found: '"office"',
      expected: 'one of elapsed, business',
      toDo: 'Set "P3" to one of these.',
    },
  ])
  assert.equal(checkPolicy(business).ok, true)
  assert.equal(checkPolicy({ ...business, reason: ' ' }).ok, false)
})

test('whatever value is given for a policy, the check answers', () => {
  fc.assert(
    fc.property(fc.constantFrom(...policies), fc.anything(), (policy, value) => {
      const edit = { key: policy.key, effectiveFrom: '2026-02-01', value, author: 'a', reason: 'b' }
      assert.equal(typeof checkPolicy(edit).ok, 'boolean')
    }),
    { numRuns: 300 },
  )
})

test('what an offering says and what its policies say agree, so no rule can read two answers', () => {
  const on = '2026-01-01'
  for (const { code, purchase, cover, precedence, hours, response } of builtInOfferings) {
    const base = policyAt('eligibility.base_contract', on).value[code]
    assert.equal(base?.shape, purchase.baseContract?.shape ?? 'none', code)
    assert.deepEqual(base?.types, purchase.baseContract?.types ?? [], code)
    assert.equal(policyAt('eligibility.subscription_counts', on).value[code], purchase.baseContract?.subscriptionCounts, code)
    assert.equal(policyAt('eligibility.lease_ok', on).value[code], cover.acquired?.modes.includes('lease'), code)
    assert.deepEqual(
      policyAt('channel.allowed', on).value[code],
      purchase.channels.map((row) => row.channel),
      code,
    )
    const coterm = policyAt('term.coterm', on).value[code]
    assert.deepEqual([coterm?.exception, coterm?.minimumTerm], [purchase.term.coterm, purchase.term.minimumMonths !== null], code)
    assert.deepEqual(policyAt('precedence.order', on).value[code], precedence.ranks, code)
    const anchors = policyAt('hours.anchor', on).value[code] ?? []
    for (const row of hours.filter(({ policy }) => policy === 'hours.anchor')) {
      const written = Object.entries(row.byTheatre).map(([theatre, { start, end }]) => [theatre, { start, end }])
      const found = anchors.find(({ purpose }) => purpose === row.purpose)
      assert.deepEqual([found?.anchor, found?.byTheatre], [row.anchor, Object.fromEntries(written)], `${code} ${row.purpose}`)
    }
    const guide = policyAt('priority.guide', on).value.guidelineMinutes
    if (response?.force === 'guideline')
      for (const { priority, minutes } of response.targets) assert.equal(minutes, guide[priority], `${code} ${priority}`)
  }
  const find = (code: string) => builtInOfferings.find((each) => each.code === code)?.precedence.ranks
  assert.deepEqual(policyAt('precedence.ssm', on).value.order, find('SSM'))
  assert.deepEqual(policyAt('precedence.addendum', on).value.order, find('MSP'))
})

test('MSP-4.p0: one of each of the eight services costs 25 credits, each in whole credits', () => {
  const prices = builtInOfferings.find(({ code }) => code === 'MSP')?.purchase.prices ?? []
  assert.deepEqual(
    prices.map(({ code, credits, unit }) => `${code} ${credits} ${unit}`),
    ['SMO 4 month', 'TG 1 day', 'IMWS 1 day', 'SRRA 3 request', 'PBNIR 2 request', 'PIIR 4 request', 'CACR 5 request', 'PHC 5 request'],
  )
  assert.equal(
    prices.reduce((sum, { credits }) => sum + (credits ?? 0), 0),
    25,
  )
})
