import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { openEngagement } from '../../src/duties/engagements/service.ts'
import { dutiesOf, judgeStart } from '../../src/duties/service.ts'
import { type Api, startApi } from '../support/api.ts'

/** Duties against a real database: who may and may not, two at once, nothing rewritten, and what is kept of a file. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
const world = {
  accounts: {
    EU2: {
      ...place,
      name: 'Pacific Rail',
      partners: [{ partner: 'MER', kind: 'operate-specialist', seesCases: true, from: '2020-01-01' }],
    },
    EU3: { ...place, name: 'Third Logistics' },
    MER: { ...place, kind: 'partner', name: 'Meridian', authorised: [{ kind: 'operate-specialist', from: '2020-01-01' }] },
  },
  sites: { hub: { account: 'EU2', address: '1 Hub Lane' } },
  people: {
    lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
    mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    uma: { account: 'EU2', roles: ['UU'] },
    eve: { account: 'EU3', roles: ['LC'] },
    otto: { account: 'MER', roles: ['OS'] },
    sven: { account: 'MER', roles: ['SB'] },
    arun: { account: 'VENDOR', roles: ['AE'] },
    fin: { account: 'VENDOR', roles: ['FI'] },
  },
  devices: {},
  contracts: [
    { account: 'EU2', offering: 'MSP', devices: [], from: '2026-01-01', to: '2026-12-31' },
    { account: 'EU3', offering: 'MSP', devices: [], from: '2026-01-01', to: '2026-12-31' },
    { account: 'EU3', offering: 'ISS', devices: [], from: '2026-01-01', to: '2026-12-31' },
  ],
  calendars: { 'vendor-APAC': { holidays: {}, loadedYears: [2026] } },
}

let api: Api
let contract = ''
let work = ''
let site = ''
before(async () => {
  api = await startApi(world)
  const { items } = (await api.call('arun', 'GET', '/api/accounts/EU2/contracts')).body as { items: { number: string }[] }
  contract = items[0]?.number ?? ''
  site = ((await api.call('arun', 'GET', '/api/accounts/EU2/sites')).body as { items: { id: string; name: string }[] }).items.find(
    ({ name }) => name === 'hub',
  )?.id as string
  const opened = await post('arun', 'engagements', { kind: 'request', title: 'A health check', acts: ['PHC'] })
  assert.equal(opened.status, 201, opened.text)
  work = (opened.body as { id: string }).id
})
after(() => api?.close())

const post = (who: string, path: string, body: object) => api.call(who, 'POST', `/api/accounts/EU2/contracts/${contract}/${path}`, body)
const loan = (who: string, id: string, path: string, body: object) => api.call(who, 'POST', `/api/accounts/EU2/loans/${id}/${path}`, body)
type Item = { code: string; state: string; asks: { id: string; answer: object | null }[]; evidence: { text: string } | null }
type List = { contracts: { items: Item[]; engagements: { id: string; items: Item[]; delayDays: number | null }[] }[] }
const list = async (who: string) => (await api.call(who, 'GET', '/api/accounts/EU2/duties')).body as List
const item = async (code: string, who = 'arun') => {
  const [found] = (await list(who)).contracts
  return [...(found?.items ?? []), ...(found?.engagements.flatMap(({ items }) => items) ?? [])].find((each) => each.code === code)
}
const rows = (text: string) => api.database.asOwner<{ n: string }>(text)

test('both sides, and a partner that acts for the customer, read the same list', async () => {
  const [provider, customer, partner] = [await list('arun'), await list('lea'), await list('otto')]
  assert.deepEqual(customer, provider)
  assert.deepEqual(partner, provider)
  assert.ok((provider.contracts[0]?.items.length ?? 0) > 10)
})

test('who may not: another customer, a plain user, a subcontractor, and each side what is the other’s', async () => {
  const text = { text: 'Yes', engagement: work }
  const may: readonly (readonly [who: string, path: string, body: object, status: number])[] = [
    ['eve', 'duties/network-access/evidence', text, 404],
    ['uma', 'duties/network-access/evidence', text, 403],
    ['sven', 'duties/network-access/evidence', text, 403],
    ['lea', 'duties/network-access/waiver', { reason: 'no', until: '2026-12-01', engagement: work }, 403],
    ['lea', 'duties/network-access/question', { text: 'no', engagement: work }, 403],
    ['arun', 'duties/network-access/notice', { reason: 'no', engagement: work }, 403],
    ['lea', 'duties/delay-or-charge/evidence', { text: 'The provider does' }, 403],
    ['arun', 'duties/delay-or-charge/waiver', { reason: 'no', until: '2026-12-01' }, 409],
    ['lea', 'duties/lead-contact/evidence', { text: 'It is me' }, 409],
    ['lea', 'duties/duties-are-conditions/notice', { reason: 'no' }, 409],
    ['lea', 'duties/no-such-duty/evidence', { text: 'Yes' }, 404],
    ['lea', 'duties/network-access/evidence', { text: 'Yes' }, 404],
    ['lea', 'duties/network-papers/evidence', { text: 'Yes', engagement: work, part: 'colours' }, 400],
    ['lea', 'duties/network-access/evidence', { engagement: work }, 400],
    ['lea', 'duties/network-access/evidence', { ...text, nothing: true }, 400],
    ['lea', 'duties/network-access/evidence', { ...text, on: '2026-03-12' }, 400],
  ]
  for (const [who, path, body, status] of may) {
    const answer = await post(who, path, body)
    assert.equal(answer.status, status, `${who} ${path} ${answer.text}`)
  }
  assert.equal((await api.call('lea', 'GET', '/api/duties')).status, 403)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU2/duties`)).status, 404)
})

test('a partner gives evidence and notice for the customer it acts for', async () => {
  const met = await post('otto', 'duties/change-authority/evidence', { text: 'Mia may' })
  assert.equal(met.status, 201, met.text)
  assert.equal((await item('change-authority'))?.state, 'met')
})

test('two people who answer one question at once: one answer is kept, the other is told', async () => {
  const asked = await post('arun', 'duties/information/question', { text: 'Which uplinks?', engagement: work })
  const ask = (asked.body as { id: string }).id
  const answers = await Promise.all(
    ['lea', 'mia', 'otto'].map((who) => post(who, 'duties/information/evidence', { text: `By ${who}`, engagement: work, ask })),
  )
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409])
  const [{ n } = { n: '' }] = await rows(`select count(*)::text as n from duty_event where refers_to = '${ask}'`)
  assert.equal(n, '1')
})

test('events are numbered without a gap, however many write at once', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, at) => post('lea', 'duties/third-parties/evidence', { text: `Word ${at}`, engagement: work })),
  )
  const [{ n } = { n: '' }] = await rows(
    'select (count(*) = max(seq))::text as n from duty_event group by contract_id order by max(seq) desc limit 1',
  )
  assert.equal(n, 'true')
})

test('nothing that was said is changed or taken away: the program has no right to', async () => {
  for (const table of ['duty_event', 'duty_loan', 'duty_loan_event', 'duty_file'])
    for (const text of [`update ${table} set actor = 'somebody else'`, `delete from ${table}`])
      await assert.rejects(
        inScope(api.parts.db, providerScope, (tx) => tx.executeQuery({ sql: text, parameters: [], query: { kind: 'RawNode' } } as never)),
        /permission denied/,
        text,
      )
})

test('what opens a door is masked in what both sides read', async () => {
  await post('lea', 'duties/network-access/evidence', { text: 'user ops password=Tr0ub4dor&3 on the jump host', engagement: work })
  const found = await item('network-access', 'lea')
  assert.match(found?.evidence?.text ?? '', /jump host/)
  assert.doesNotMatch(JSON.stringify(await list('lea')), /Tr0ub4dor/)
})

const form = (text: string, name = 'design.txt') =>
  `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${text}\r\n--x--\r\n`
const boundary = { 'content-type': 'multipart/form-data; boundary=x' }

test('evidence as a file is served inert, to both sides and to nobody else', async () => {
  const sent = await api.call('lea', 'POST', '/api/accounts/EU2/duty-files', form('hub - depot', '../../evil<b>.txt'), boundary)
  assert.equal(sent.status, 201, sent.text)
  const { id, name } = sent.body as { id: string; name: string }
  assert.equal(name, 'evil_b_.txt')
  const met = await post('lea', 'duties/network-papers/evidence', {
    part: 'designs',
    file: id,
    language: 'en',
    asOf: '2026-01-05',
    engagement: work,
  })
  assert.equal(met.status, 201, met.text)
  const read = await api.call('arun', 'GET', `/api/accounts/EU2/duty-files/${id}`)
  assert.equal(read.text, 'hub - depot')
  assert.equal(read.headers['content-type'], 'application/octet-stream')
  assert.match(String(read.headers['content-disposition']), /^attachment/)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU2/duty-files/${id}`)).status, 404)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU3/duty-files/${id}`)).status, 404)
  const stolen = await api.call(
    'eve',
    'POST',
    `/api/accounts/EU3/contracts/${contract.replace('EU2', 'EU3')}/duties/change-authority/evidence`,
    { file: id },
  )
  assert.equal(stolen.status, 404, stolen.text)
})

test('two hand-overs of one loan at once: one receipt; and no serial is lent twice', async () => {
  const lend = (serial: string) => post('arun', 'loans', { serial, what: 'Probe', site, contact: 'Lea' })
  const first = await lend('PR-1')
  assert.equal(first.status, 201, first.text)
  assert.equal((await lend('pr-1')).status, 409)
  const { id } = first.body as { id: string }
  const receipt = { receivedBy: 'Lea', value: { amount: '100.00', currency: 'AUD' } }
  const both = await Promise.all([loan('arun', id, 'receipt', receipt), loan('arun', id, 'receipt', receipt)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [204, 409])
  assert.equal(
    (await loan('arun', id, 'confirmation', { area: 'a', access: 'b' })).status,
    403,
    'the provider does not confirm for the customer',
  )
  assert.equal((await loan('lea', id, 'return', {})).status, 403, 'the customer gives no receipt of a return')
  assert.equal((await loan('eve', id, 'confirmation', { area: 'a', access: 'b' })).status, 404)
})

test('a stolen loan that is charged is written off, and the risk ends', async () => {
  const lent = await post('arun', 'loans', { serial: 'PR-2', what: 'Probe', site, contact: 'Lea' })
  const { id } = lent.body as { id: string }
  await loan('arun', id, 'receipt', { receivedBy: 'Lea', value: { amount: '900.00', currency: 'AUD' } })
  const stolen = await loan('arun', id, 'incidents', { incident: 'theft', text: 'The cage was open' })
  const incident = (stolen.body as { id: string }).id
  assert.equal((await loan('arun', id, `incidents/${incident}/charge`, { reason: 'Its value' })).status, 403)
  const charged = await loan('fin', id, `incidents/${incident}/charge`, {
    reason: 'Its value',
    charge: { amount: '900.00', currency: 'AUD' },
  })
  assert.equal(charged.status, 204, charged.text)
  assert.equal((await loan('fin', id, `incidents/${incident}/charge`, { reason: 'Again' })).status, 409)
  const { items } = (await api.call('lea', 'GET', '/api/accounts/EU2/loans')).body as {
    items: { serial: string; state: string; risk: string }[]
  }
  const found = items.find(({ serial }) => serial === 'PR-2')
  assert.deepEqual([found?.state, found?.risk], ['written-off', 'provider'])
})

test('equipment is lent only under a service that lends it', async () => {
  const { items } = (await api.call('arun', 'GET', '/api/accounts/EU3/contracts')).body as { items: { number: string; service: string }[] }
  const iss = items.find(({ service }) => service === 'ISS')?.number
  const lent = await api.call('arun', 'POST', `/api/accounts/EU3/contracts/${iss}/loans`, {
    serial: 'PR-9',
    what: 'Probe',
    site,
    contact: 'Eve',
  })
  assert.equal(lent.status, 409)
  assert.match(lent.text, /ISS lends no equipment/)
  const msp = items.find(({ service }) => service === 'MSP')?.number
  const foreign = await api.call('arun', 'POST', `/api/accounts/EU3/contracts/${msp}/loans`, {
    serial: 'PR-9',
    what: 'Probe',
    site,
    contact: 'Eve',
  })
  assert.equal(foreign.status, 404, 'the site of another account is no site')
})

test('whoever starts work asks in the same transaction, under an id of its own, and gets a value with clauses', async () => {
  const { decision } = await inScope(api.parts.db, providerScope, async (tx) => {
    const account = api.built.accounts.get('EU2')
    assert.ok(account)
    const row = await tx.selectFrom('contract').select('id').where('number', '=', contract).executeTakeFirstOrThrow()
    const opened = await openEngagement(
      tx,
      account,
      { now: api.clock.now, actor: 'requests', side: 'provider' },
      {
        id: '00000000-0000-7000-8000-00000000abcd',
        contractId: row.id,
        kind: 'request',
        title: 'Of a request',
        acts: ['CACR'],
        startsOn: null,
        window: null,
        leadId: null,
      },
    )
    const { own, all } = await dutiesOf(tx, account, { contractId: row.id, engagementId: opened.id }, api.clock.now)
    assert.ok(own && all.length > own.items.length, 'what is owed for the contract matters for its work too')
    return judgeStart(tx, account, { contractId: row.id, engagementId: opened.id, act: 'CACR' }, api.clock.now)
  })
  assert.equal(decision.verdict, 'refused')
  assert.deepEqual(decision.decidedBy, ['MSP-5.a', 'MSP-5.k2'])
})

test('the board lists what is late over every account, and ended work waits no longer', async () => {
  api.clock.now += 40 * 86_400_000
  const board = async () =>
    ((await api.call('arun', 'GET', '/api/duties')).body as { items: { account: string; duty: string; engagement: string | null }[] }).items
  const before_ = await board()
  assert.deepEqual([...new Set(before_.map(({ account }) => account))], ['EU2', 'EU3'])
  assert.ok(before_.some(({ account, duty }) => account === 'EU3' && duty === 'lead-contact'))
  assert.equal(
    ((await api.call('arun', 'GET', '/api/duties?account=eu3')).body as { items: unknown[] }).items.length,
    before_.filter(({ account }) => account === 'EU3').length,
  )
  const ended = await api.call('arun', 'POST', `/api/accounts/EU2/engagements/${work}/end`)
  assert.equal(ended.status, 204, ended.text)
  assert.equal((await api.call('arun', 'POST', `/api/accounts/EU2/engagements/${work}/end`)).status, 409)
  assert.ok(
    (await list('arun')).contracts[0]?.engagements.every(({ id }) => id !== work || id === ''),
    'it ended today',
  )
})
