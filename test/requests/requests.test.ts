import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** Requests against a real database: prices, limits, races, what is given back, who signs, and what other customers do not see. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
const chassis = (account: string) => ({ account, source: 'territory-reseller' })
const many = Array.from({ length: 21 }, (_, at) => `SN-${String(at + 1).padStart(2, '0')}`)
const calendar = { holidays: { '2026-04-03': 'Good Friday', '2026-04-06': 'Easter Monday' }, loadedYears: [2026, 2027] }
const world = {
  accounts: {
    EU2: { ...place, name: 'Pacific Rail' },
    EU3: { ...place, name: 'Third Logistics' },
    EU1: { name: 'Acme Telco', address: '12 High St', country: 'GB', zone: 'Europe/London', theatre: 'EMEA' },
  },
  people: {
    lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
    mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    max: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    sid: { account: 'EU2', roles: ['SG'], contact: ['signatory'] },
    uma: { account: 'EU2', roles: ['UU'] },
    eve: { account: 'EU3', roles: ['LC'], contact: ['lead'] },
    ann: { account: 'EU1', roles: ['LC', 'NC'], contact: ['lead', 'primary'] },
    bea: { account: 'EU1', roles: ['NC'], contact: ['backup'] },
  },
  devices: {
    ...Object.fromEntries(many.map((serial) => [serial, chassis('EU2')])),
    'SN-B1': chassis('EU3'),
    'SN-E1': { account: 'EU1', source: 'vendor' },
  },
  base_contracts: [
    { account: 'EU2', devices: many, from: '2026-01-01', to: '2026-12-31' },
    { account: 'EU3', devices: ['SN-B1'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'EU1', devices: ['SN-E1'], from: '2026-01-01', to: '2026-12-31' },
  ],
  contracts: [
    { account: 'EU2', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' },
    { account: 'EU1', name: 'iss', offering: 'ISS', devices: ['SN-E1'], from: '2026-03-01', to: '2026-12-31' },
  ],
  calendars: { 'vendor-APAC': calendar, 'vendor-EMEA': calendar },
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

type Body = Record<string, unknown>
type Whole = {
  number: string
  state: string
  orders: { version: number; sha256: string; payment: Body; days: string[] }[]
  deliverables: { code: string; dueOn: string }[]
}
const at = (text: string) => {
  api.clock.now = Date.parse(text)
}
const post = (who: string, path: string, body: Body = {}, account = 'EU2') => api.call(who, 'POST', `/api/accounts/${account}${path}`, body)
const buy = async (credits: number, purchasedOn: string, family = 'ASC', account = 'EU2') => {
  const bought = await post(
    'sales',
    '/credits',
    { family, credits, purchasedOn, order: 'PO', ...(family === 'FSC' ? { validity: { months: 12, source: 'EUSA 1' } } : {}) },
    account,
  )
  assert.equal(bought.status, 201, bought.text)
}
const left = async (family = 'ASC', account = 'EU2') =>
  (
    (await api.call('sales', 'GET', `/api/accounts/${account}/credits`)).body as { balances: { family: string; left: number }[] }
  ).balances.find((each) => each.family === family)?.left
const read = async (number: string, account = 'EU2') =>
  (await api.call('engineer', 'GET', `/api/accounts/${account}/requests/${number}`)).body as Whole

/** Asks, assesses, quotes and approves; what is left is to redeem it. */
async function agree(
  service: string,
  firstDay: string,
  more: Body = {},
  quoteMore: Body = {},
  account = 'EU2',
  who = 'lea',
): Promise<string> {
  const asked = await post(who, '/requests', { service, ...more }, account)
  assert.equal(asked.status, 201, asked.text)
  const number = (asked.body as { request: string }).request
  const scope = await post('engineer', `/requests/${number}/scope`, { outcome: 'in' }, account)
  assert.equal(scope.status, 200, scope.text)
  const { quantity = 1, devices = [], windows = [] } = more
  const quoted = await post('engineer', `/requests/${number}/task-orders`, { quantity, devices, windows, firstDay, ...quoteMore }, account)
  assert.equal(quoted.status, 201, quoted.text)
  const [order] = (quoted.body as Whole).orders
  const approved = await post(who, `/requests/${number}/task-orders/${order?.version}/approval`, { sha256: order?.sha256 }, account)
  assert.equal(approved.status, 200, approved.text)
  return number
}
/** The customer says that no rule of law touches the work (MSP-5.k2), without which nothing begins. */
async function noRules(number: string) {
  const { id, contract } = (await read(number)) as Whole & { id: string; contract: string }
  const met = await post('lea', `/contracts/${contract}/duties/legal-rules/evidence`, { engagement: id, nothing: true })
  assert.equal(met.status, 201, met.text)
}
const redeem = (number: string, who = 'lea', account = 'EU2') => post(who, `/requests/${number}/redemption`, {}, account)

test('MSP-4.p0: one of each of the eight services is offered, and together they cost 25 credits', async () => {
  at('2026-03-10T01:00:00Z')
  await buy(20, '2026-03-10')
  const { items } = (await api.call('lea', 'GET', '/api/accounts/EU2/service-catalogue')).body as {
    items: { offering: string; service: string; price: { credits: number }; decision: { verdict: string } }[]
  }
  const msp = items.filter(({ offering }) => offering === 'MSP')
  assert.deepEqual(msp.map(({ service }) => service).toSorted(), ['CACR', 'IMWS', 'PBNIR', 'PHC', 'PIIR', 'SMO', 'SRRA', 'TG'])
  assert.equal(
    msp.reduce((sum, { price }) => sum + price.credits, 0),
    25,
  )
  assert.ok(msp.every(({ decision }) => decision.verdict === 'granted'))
})

test('policy B60: 21 devices are two health checks, and that is said before anything is paid', async () => {
  const ask = async (devices: string[]) => {
    const { body, text } = await post('lea', '/requests/preview', { service: 'PHC', devices })
    return { price: (body as { price: { credits: number } }).price?.credits, text }
  }
  assert.equal((await ask(many.slice(0, 20))).price, 5)
  assert.equal((await ask(many)).price, 10)
  const number = await agree('PHC', '2026-03-16', { devices: many })
  assert.deepEqual((await read(number)).orders[0]?.payment, { by: 'credits', family: 'ASC', credits: 10 })
})

test('MSP-3.p3: what no line of the price list describes is refused, and nothing is written of it', async () => {
  const asked = await post('lea', '/requests', { service: 'TESTPLAN', purpose: 'write our test plan' })
  assert.equal(asked.status, 403)
  assert.match(asked.text, /MSP-3\.p3/)
})

test('MSP-6.d1: the first service day is the last day of the year after the purchase at the latest', async () => {
  const ask = async (firstDay: string) => {
    const asked = await post('lea', '/requests/preview', { service: 'PHC', devices: ['SN-01'], firstDay })
    return (asked.body as { decision: { reasons: { rule: string; holds: boolean }[] } }).decision.reasons
  }
  const startBy = async (day: string) => (await ask(day)).find(({ rule }) => rule === 'start-by')?.holds
  assert.equal(await startBy('2027-03-10'), true)
  assert.equal(await startBy('2027-03-11'), false)
  // the base contract ends before that
  assert.equal((await ask('2027-01-05')).find(({ rule }) => rule === 'care-until')?.holds, false)
})

test('MSP-4.p0: of eight who redeem at once with credits for three, three succeed and the balance is nothing', async () => {
  at('2026-03-11T01:00:00Z')
  const numbers: string[] = []
  for (let i = 0; i < 8; i += 1) numbers.push(await agree('TG', '2026-03-18', { quantity: 6 }))
  const before = (await left()) ?? 0
  assert.equal(before, 20)
  const answers = await Promise.all(numbers.map((number) => redeem(number)))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted(),
    [200, 200, 200, 403, 403, 403, 403, 403],
    answers.map(({ text }) => text.slice(0, 200)).join('\n'),
  )
  assert.equal(await left(), 2)
  assert.match(answers.find(({ status }) => status === 403)?.text ?? '', /needs 6, and 2 are there/)
})

test('one request redeemed by several at once is paid once', async () => {
  await buy(10, '2026-03-11')
  const number = await agree('TG', '2026-03-18', { quantity: 2 })
  const answers = await Promise.all(['lea', 'mia', 'max', 'lea', 'mia'].map((who) => redeem(number, who)))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409])
  assert.equal(await left(), 10)
})

test('policy B47: called off before its first day the credits come back to their lots, after it they do not', async () => {
  const early = await agree('TG', '2026-03-18', { quantity: 4 })
  assert.equal((await redeem(early)).status, 200)
  assert.equal(await left(), 6)
  const off = await post('lea', `/requests/${early}/cancellation`, { reason: 'another project came first' })
  assert.deepEqual(off.body, { returned: true }, off.text)
  assert.equal(await left(), 10)
  const late = await agree('TG', '2026-03-18', { quantity: 4 })
  assert.equal((await redeem(late)).status, 200)
  await noRules(late)
  at('2026-03-18T01:00:00Z')
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  assert.equal((await read(late)).state, 'commenced')
  assert.deepEqual((await post('mia', `/requests/${late}/cancellation`, { reason: 'too late' })).body, { returned: false })
  assert.equal(await left(), 6)
  assert.equal((await post('mia', `/requests/${late}/cancellation`, { reason: 'again' })).status, 409)
})

test('MSP-3.1.1.p1: onboarding promises seven items and its weekly reports, and is not done before all of them are settled', async () => {
  const number = await agree('SMO', '2026-04-13')
  assert.equal((await redeem(number)).status, 200)
  await noRules(number)
  const { deliverables } = await read(number)
  assert.deepEqual(
    deliverables.filter(({ code }) => code.startsWith('SMO-weekly')).map(({ dueOn }) => dueOn),
    ['2026-04-20', '2026-04-27', '2026-05-04', '2026-05-11', '2026-05-12'],
  )
  assert.deepEqual(
    deliverables.map(({ code }) => code).filter((code) => /^SMO-[a-g]$/.test(code)),
    ['SMO-a', 'SMO-b', 'SMO-c', 'SMO-d', 'SMO-e', 'SMO-f', 'SMO-g'],
  )
  at('2026-04-13T01:00:00Z')
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const items = deliverables.filter(({ code }) => /^SMO-[a-g]$/.test(code))
  const [last, ...others] = items
  for (const { code } of deliverables.filter((each) => !items.includes(each)))
    assert.equal((await post('engineer', `/requests/${number}/deliverables/${code}/papers`, { text: 'done' })).status, 201)
  const refusal = (code = '') => post('lea', `/requests/${number}/deliverables/${code}/refusal`, { why: 'we have that already' })
  for (const { code } of others) {
    // words alone do not show that an item is done
    assert.equal((await post('engineer', `/requests/${number}/deliverables/${code}/papers`, { text: 'done' })).status, 409)
    assert.equal((await refusal(code)).status, 200)
  }
  const certificate = () => post('engineer', `/requests/${number}/certificates`, { text: 'all done' })
  const early = await certificate()
  assert.equal(early.status, 409)
  assert.match(early.text, /MSP-3\.1\.1/)
  // the customer says that it does not want the one that is left
  assert.equal((await refusal(last?.code)).status, 200)
  assert.equal((await certificate()).status, 201)
})

test('MSP-7.b3: an option without a price in credits needs an addendum that both sides signed', async () => {
  const onsite = { kind: 'designated', text: 'The same engineer throughout', cents: 150_000, currency: 'AUD' }
  const number = await agree('TG', '2026-05-04', {}, { extras: [onsite] })
  const refused = await redeem(number)
  assert.equal(refused.status, 403)
  assert.match(refused.text, /MSP-6\.g2/)
  const contract = 'EU2-C104'
  const contracts = (await api.call('lea', 'GET', '/api/accounts/EU2/contracts')).body as { items: { number: string; kind: string }[] }
  const service = contracts.items.find(({ kind }) => kind === 'service')?.number ?? contract
  const written = await post('contracts', '/addenda', {
    contract: service,
    title: 'A designated engineer',
    text: 'One person for all of it.',
    options: ['designated'],
  })
  assert.equal(written.status, 201, written.text)
  const { number: addendum, sha256 } = written.body as { number: string; sha256: string }
  assert.equal((await post('lea', `/addenda/${addendum}/signature`, { sha256 })).status, 200)
  const half = await redeem(number)
  assert.equal(half.status, 403)
  assert.match(half.text, /vendor signature missing/)
  assert.equal((await post('contracts', `/addenda/${addendum}/signature`, { sha256 })).status, 200)
  assert.equal((await post('contracts', `/addenda/${addendum}/signature`, { sha256 })).status, 409)
  assert.equal((await redeem(number)).status, 200)
})

test('ISS-6.2a: one unit pays for one window, and the second window has none left', async () => {
  const bought = await post(
    'sales',
    '/units',
    {
      contract: 'EU1-C102',
      service: 'ISS',
      bought: 1,
      boughtOn: '2026-04-01',
      poNumber: '5501',
      priceList: '2026-01',
      cents: 400_000,
      currency: 'USD',
    },
    'EU1',
  )
  assert.equal(bought.status, 201, bought.text)
  const form =
    '--part\r\nContent-Disposition: form-data; name="file"; filename="plan.md"\r\nContent-Type: text/markdown\r\n\r\nStep 1\r\n--part--\r\n'
  const kept = await api.app.inject({
    method: 'POST',
    url: '/api/accounts/EU1/documents',
    headers: { 'x-person': 'ann', 'content-type': 'multipart/form-data; boundary=part', 'idempotency-key': 'a-plan-of-one-step' },
    payload: form,
  })
  assert.equal(kept.statusCode, 201, kept.body)
  const plan = (kept.json() as { id: string }).id
  const more = (day: string) => ({
    devices: ['SN-E1'],
    plan,
    change: 'migration',
    windows: [{ starts: `${day}T10:00`, ends: `${day}T15:00`, zone: 'Europe/London' }],
  })
  const [one, two] = [
    await agree('ISS', '2026-05-05', more('2026-05-05'), {}, 'EU1', 'ann'),
    await agree('ISS', '2026-05-12', more('2026-05-12'), {}, 'EU1', 'ann'),
  ]
  assert.equal((await redeem(one, 'ann', 'EU1')).status, 200)
  const refused = await redeem(two, 'ann', 'EU1')
  assert.equal(refused.status, 403)
  assert.match(refused.text, /ISS-6\.2a/)
  // called off before its day, the unit serves the other one
  assert.deepEqual((await post('ann', `/requests/${one}/cancellation`, { reason: 'moved' }, 'EU1')).body, { returned: true })
  assert.equal((await redeem(two, 'ann', 'EU1')).status, 200)
})

test('what is wrong in a request is said in words, and nothing of it is kept', async () => {
  const refused = async (body: Body, words: RegExp) => {
    const asked = await post('lea', '/requests', { service: 'IMWS', ...body })
    assert.ok(asked.status === 400 || asked.status === 403, `${asked.status} ${asked.text}`)
    assert.match(asked.text, words)
  }
  await refused({ quantity: -1 }, /quantity/)
  await refused({ quantity: 1.5 }, /quantity/)
  await refused({ windows: [{ starts: '2026-06-05T10:00', ends: '2026-06-05T15:00' }] }, /needs a time zone.*with no zone/)
  await refused(
    { windows: [{ starts: '2026-10-04T02:30', ends: '2026-10-04T05:00', zone: 'Australia/Sydney' }] },
    /does not exist in Australia\/Sydney/,
  )
  await refused(
    { windows: [{ starts: '2026-04-05T02:30', ends: '2026-04-05T05:00', zone: 'Australia/Sydney' }] },
    /comes twice in Australia\/Sydney/,
  )
  await refused({ windows: [{ starts: '2026-06-05T15:00', ends: '2026-06-05T05:00', zone: 'Australia/Sydney' }] }, /ends before it starts/)
  await refused({ plan: '0190b0b0-0000-7000-8000-000000000000' }, /No such document/)
  await refused({}, /MSP-3\.1\.3\.p1/)
})

test('a secret in what is asked for, weighed or signed is masked before anything of it is kept', async () => {
  const secret = 'Winter-77-xyzzy'
  const number = await agree(
    'TG',
    '2026-04-22',
    { purpose: `Log in with password=${secret} and look` },
    { note: `The same password=${secret} again`, assumptions: [`password: ${secret}`] },
  )
  await post('engineer', `/requests/${number}/task-orders`, { quantity: 1, firstDay: '2026-04-23', note: `password=${secret}` })
  const rows = await api.database.asOwner(
    `select 1 from service_request where wanted::text like $1 union all select 1 from task_order where content::text like $1
     union all select 1 from request_event where body::text like $1 union all select 1 from audit where detail::text like $1
     union all select 1 from outbox where payload::text like $1`,
    [`%${secret}%`],
  )
  assert.deepEqual(rows, [])
  assert.match(JSON.stringify(await read(number)), /Log in with password=\*\*\*password\*\*\* and look/)
})

test('a customer sees its own requests only, and somebody without the right sees none', async () => {
  const { items } = (await api.call('eve', 'GET', '/api/requests?limit=200')).body as { items: unknown[] }
  assert.deepEqual(items, [])
  assert.equal((await api.call('eve', 'GET', '/api/accounts/EU2/service-catalogue')).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/requests')).status, 403)
  assert.equal((await post('uma', '/requests', { service: 'TG' })).status, 403)
})
