import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** Guidance days, items of onboarding, causes and automation against a real database: races, who may do what, bad input, and the command line. */

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
const calendar = { holidays: {}, loadedYears: [2026, 2027] }
const device = (account: string) => ({ account, source: 'territory-reseller' })
const world = {
  accounts: {
    EU2: { ...place, name: 'Pacific Rail', partners: [{ partner: 'OPERA', kind: 'reseller', from: '2020-01-01' }] },
    EU3: { ...place, name: 'Other Rail' },
    OPERA: { ...place, kind: 'partner', name: 'Opera Networks', authorised: [{ kind: 'reseller', from: '2020-01-01' }] },
  },
  people: {
    lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
    mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    max: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    sid: { account: 'EU2', roles: ['SG'], contact: ['signatory'] },
    uma: { account: 'EU2', roles: ['UU'] },
    eve: { account: 'EU3', roles: ['LC', 'NC'], contact: ['lead'] },
    ola: { account: 'OPERA', roles: ['RS'] },
  },
  devices: { 'SN-1': device('EU2'), 'SN-9': device('EU3'), 'SN-2': { account: 'EU2', source: 'vendor' } },
  base_contracts: [
    { account: 'EU2', devices: ['SN-1', 'SN-2'], from: '2026-01-01', to: '2027-12-31' },
    { account: 'EU3', devices: ['SN-9'], from: '2026-01-01', to: '2027-12-31' },
  ],
  contracts: [
    { account: 'EU2', name: 'msp', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' },
    { account: 'EU2', name: 'ssm', offering: 'SSM', devices: ['SN-2'], from: '2026-03-01', to: '2027-02-28' },
  ],
  calendars: { 'vendor-APAC': calendar, 'vendor-SG': calendar },
}

let api: Api
let address: string
before(async () => {
  api = await startApi(world)
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  at('2026-03-10T01:00:00Z')
  const bought = await send('sales', '/credits', { family: 'ASC', credits: 40, purchasedOn: '2026-03-10', order: 'PO' })
  assert.equal(bought.status, 201, bought.text)
})
after(() => api?.close())

type Body = Record<string, unknown>
const at = (text: string) => {
  api.clock.now = Date.parse(text)
}
const send = (who: string, path: string, body: Body = {}, method = 'POST', account = 'EU2') =>
  api.call(who, method, `/api/accounts/${account}${path}`, body)
const get = async <T>(path: string, who = 'mia') => (await api.call(who, 'GET', `/api/accounts/EU2${path}`)).body as T

/** A service that is asked for, agreed, paid and under way on a day; its number. */
async function begin(service: string, firstDay: string, more: Body = {}): Promise<string> {
  const { request: number } = (await send('lea', '/requests', { service, ...more })).body as { request: string }
  const of = `/requests/${number}`
  await send('engineer', `${of}/scope`, { outcome: 'in' })
  const quoted = await send('engineer', `${of}/task-orders`, { quantity: more.quantity ?? 1, firstDay })
  const { orders } = quoted.body as { orders: { version: number; sha256: string }[] }
  await send('lea', `${of}/task-orders/${orders[0]?.version}/approval`, { sha256: orders[0]?.sha256 })
  assert.equal((await send('lea', `${of}/redemption`)).status, 200)
  const { id, contract } = await get<{ id: string; contract: string }>(of)
  const owed: readonly (readonly [string, Body])[] = [
    ['legal-rules', { nothing: true }],
    ['network-access', { text: 'Read access' }],
  ]
  for (const [duty, given] of owed) await send('lea', `/contracts/${contract}/duties/${duty}/evidence`, { engagement: id, ...given })
  at(`${firstDay}T00:30:00Z`)
  for (let round = 0; round < 20; round++) if ((await fireDue(api.parts.db, api.parts.timers, api.clock.now)).length === 0) break
  assert.equal((await get<{ state: string }>(of)).state, 'commenced')
  return number
}

const singapore = { site: 'Singapore', country: 'SG', zone: 'Asia/Singapore' }
type Log = { left: number; used: number; days: { day: string; site: string }[]; questions: { question: number; case: string | null }[] }

test('of sites that are named at once for more days than were bought, as many are named as were bought', async () => {
  const of = `/requests/${await begin('TG', '2026-04-13', { quantity: 2 })}/guidance`
  const { id, contract } = await get<{ id: string; contract: string }>(of.replace('/guidance', ''))
  await send('engineer', `/contracts/${contract}/duties/network-access/lapse`, { engagement: id, text: 'Access was taken away' })
  const delayed = await send('engineer', `/requests/${of.split('/')[2]}/delay`, {
    lastDay: '2026-04-17',
    clause: 'MSP-5.c',
    why: 'late access',
  })
  assert.equal(delayed.status, 200)
  const days = ['2026-04-14', '2026-04-15', '2026-04-16', '2026-04-17']
  const answers = await Promise.all(days.map((day) => send('engineer', `${of}/days/${day}`, singapore, 'PUT')))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 409, 409])
  assert.equal((await get<Log>(of)).days.length, 2)
})

test('questions asked at once each have their place, and a day is used once', async () => {
  const of = `/requests/${await begin('TG', '2026-04-20')}/guidance`
  await send('engineer', `${of}/days/2026-04-20`, singapore, 'PUT')
  at('2026-04-20T02:00:00Z')
  const ask = { channel: 'email', topic: 'risk', text: 'What may break?' }
  const answers = await Promise.all(['mia', 'max', 'lea', 'mia'].map((who) => send(who, `${of}/questions`, ask)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201],
    answers.map(({ text }) => text).join(' '),
  )
  await send('mia', `${of}/questions`, { ...ask, text: 'set system root-authentication encrypted-password "$6$abcdefgh$ABCDEFGHIJKLMNOP"' })
  assert.doesNotMatch((await api.call('mia', 'GET', `/api/accounts/EU2${of}`)).text, /ABCDEFGHIJKLMNOP/)
  const log = await get<Log>(of)
  assert.deepEqual(
    log.questions.map(({ question }) => question),
    [1, 2, 3, 4, 5],
  )
  assert.equal(log.used, 1)
  // of two answers one counts
  const answered = await Promise.all([1, 2, 3].map(() => send('engineer', `${of}/questions/1/answer`, { answer: 'Little' })))
  assert.deepEqual(answered.map(({ status }) => status).sort(), [200, 409, 409])
  // a day on which something was asked keeps its site
  assert.equal((await send('engineer', `${of}/days/2026-04-20`, { ...singapore, site: 'Penang' }, 'PUT')).status, 409)
})

test('MSP-3.1.2.p2: of two cases that are linked to a fault at once one is, and no case of another customer', async () => {
  const of = `/requests/${await begin('TG', '2026-04-27')}/guidance`
  await send('engineer', `${of}/days/2026-04-27`, singapore, 'PUT')
  at('2026-04-27T02:00:00Z')
  await send('mia', `${of}/questions`, { channel: 'phone', topic: 'fault', text: 'The link flaps' })
  const open = async (who: string, account: string, serial: string) => {
    const opened = await send(who, '/cases', { device: serial, priority: 'P3', summary: 'The link flaps' }, 'POST', account)
    assert.equal(opened.status, 201, opened.text)
    return (opened.body as { number: string }).number
  }
  const [one, other] = [await open('mia', 'EU2', 'SN-1'), await open('mia', 'EU2', 'SN-1')]
  const foreign = await open('eve', 'EU3', 'SN-9')
  assert.equal((await send('mia', `${of}/questions/1/case`, { case: foreign })).status, 400)
  const linked = await Promise.all([one, other].map((number) => send('mia', `${of}/questions/1/case`, { case: number })))
  assert.deepEqual(linked.map(({ status }) => status).sort(), [200, 409])
})

test('who may ask asks, who works answers, and a stranger finds nothing', async () => {
  const number = await begin('TG', '2026-05-04')
  const of = `/requests/${number}/guidance`
  assert.equal((await send('mia', `${of}/days/2026-05-04`, singapore, 'PUT')).status, 403)
  assert.equal((await send('engineer', `${of}/days/2026-05-04`, singapore, 'PUT')).status, 200)
  at('2026-05-04T02:00:00Z')
  const ask = { channel: 'email', topic: 'uptime', text: 'Is one feed enough?' }
  assert.equal((await send('uma', `${of}/questions`, ask)).status, 403)
  assert.equal((await send('mia', `${of}/questions`, ask)).status, 201)
  assert.equal((await send('mia', `${of}/questions/1/answer`, { answer: 'Yes' })).status, 403)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU2${of}`)).status, 404)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU3${of}`)).status, 404)
  // an onboarding is no guidance
  assert.equal((await api.call('mia', 'GET', `/api/accounts/EU2/requests/${number}/setting-up`)).status, 404)
  // whoever writes a call down says who called, and not of the future
  assert.match((await send('engineer', `${of}/questions`, ask)).text, /Who asked/)
  const later = { ...ask, requester: 'mia@eu2.example', askedAt: '2026-05-04T03:00:00Z' }
  assert.match((await send('engineer', `${of}/questions`, later)).text, /in the future/)
})

test('bad input is told what was found and expected, and nothing is half written', async () => {
  const of = `/requests/${await begin('TG', '2026-05-11')}/guidance`
  const day = `${of}/days/2026-05-11`
  const cases: readonly (readonly [string, string, string, Body, number, RegExp])[] = [
    ['PUT', 'engineer', day, { ...singapore, country: 'Singapore' }, 400, /two capitals/],
    ['PUT', 'engineer', day, { ...singapore, country: 'XX' }, 400, /country is not known/],
    ['PUT', 'engineer', day, { ...singapore, zone: 'Asia/Nowhere' }, 422, /zone/],
    ['PUT', 'engineer', day, { ...singapore, from: '9' }, 400, /a time such as/],
    ['PUT', 'engineer', day, { ...singapore, from: '13:00', to: '12:00' }, 422, /not within the hours/],
    ['PUT', 'engineer', `${of}/days/2026-05-12`, singapore, 400, /no day of this guidance/],
    ['POST', 'mia', `${of}/questions`, { channel: 'fax', topic: 'risk', text: 'x' }, 400, /channel/],
    ['POST', 'mia', `${of}/questions`, { channel: 'email', topic: 'prices', text: 'x' }, 400, /topic/],
    ['POST', 'mia', `${of}/questions`, { channel: 'email', topic: 'risk', text: '' }, 400, /text/],
    ['POST', 'engineer', `${of}/questions/7/answer`, { answer: 'x' }, 404, /No such question/],
    ['POST', 'mia', `${of}/questions/7/case`, { case: 'EU2-1' }, 404, /No such question/],
  ]
  for (const [method, who, path, body, status, words] of cases) {
    const answer = await send(who, path, body, method)
    assert.equal(answer.status, status, `${path} ${JSON.stringify(body)}: ${answer.text}`)
    assert.match(answer.text, words)
  }
  const log = await get<Log>(of)
  assert.deepEqual([log.days, log.questions], [[], []])
})

test('MSP-3.1.1.f: how ready a partner was found stays with the provider and that partner, in every place where it might show', async () => {
  const number = await begin('SMO', '2026-05-18')
  const of = `/requests/${number}/setting-up`
  const evaluation = {
    item: 'f',
    partner: 'OPERA',
    evaluatedOn: '2026-05-18',
    criteria: [{ title: 'SECRET criterion', met: false }],
    result: 'not-ready',
    gaps: [{ text: 'SECRET gap', owner: 'Ola' }],
  }
  assert.equal((await send('mia', `${of}/records`, evaluation)).status, 403)
  assert.match((await send('service-manager', `${of}/records`, { ...evaluation, partner: 'EU3' })).text, /No such partner/)
  assert.equal((await send('service-manager', `${of}/records`, evaluation)).status, 201)
  assert.equal((await send('service-manager', `${of}/items/f`)).status, 201)
  for (const path of [of, `/requests/${number}`, '/requests']) {
    const { status, text } = await api.call('lea', 'GET', `/api/accounts/EU2${path}`)
    assert.deepEqual([path, status, text.includes('SECRET')], [path, path === '/requests' ? status : 200, false])
  }
  assert.equal((await api.call('lea', 'GET', '/api/accounts/EU2/readiness')).status, 403)
  assert.match((await api.call('ola', 'GET', '/api/accounts/EU2/readiness')).text, /SECRET gap/)
  assert.match((await api.call('service-manager', 'GET', `/api/accounts/EU2${of}`)).text, /SECRET criterion/)
})

test('records of an item that are written at once are all kept, and what is ahead is no record', async () => {
  const of = `/requests/${await begin('SMO', '2026-06-15')}/setting-up`
  const session = (attendee: string, heldOn = '2026-06-15') => ({
    item: 'b',
    heldOn,
    attendees: [attendee],
    material: 'Guide',
    version: 'v1',
  })
  const answers = await Promise.all(['A', 'B', 'C'].map((name) => send('service-manager', `${of}/records`, session(name))))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201],
  )
  const { records } = await get<{ records: { seq: number }[] }>(of)
  assert.deepEqual(
    records.map(({ seq }) => seq),
    [1, 2, 3],
  )
  assert.match((await send('service-manager', `${of}/records`, session('D', '2026-06-16'))).text, /lies ahead/)
  assert.equal((await send('service-manager', `${of}/records`, { item: 'c', round: 1 })).status, 400)
  assert.equal((await send('service-manager', `${of}/items/z`)).status, 400)
})

test('MSP-3.1.4.c: of two drafts of a cause one is delivered once, and what was delivered is not written over', async () => {
  const opened = await send('mia', '/cases', { device: 'SN-1', priority: 'P3', summary: 'Sessions flap' })
  const of = `/requests/${await begin('SRRA', '2026-06-22', { case: (opened.body as { number: string }).number })}/resolution`
  const cause = { happened: 'It flapped', cause: 'A timer', shownBy: 'The log', remedy: 'A release', prevention: 'Watch it' }
  assert.match((await send('engineer', `${of}/root-cause`, { ...cause, remedy: '' }, 'PUT')).text, /remedy/)
  const written = await Promise.all([1, 2].map(() => send('engineer', `${of}/root-cause`, cause, 'PUT')))
  assert.deepEqual(
    written.map(({ status }) => status),
    [200, 200],
  )
  const delivered = await Promise.all([1, 2, 3].map(() => send('engineer', `${of}/root-cause/delivery`)))
  assert.deepEqual(delivered.map(({ status }) => status).sort(), [201, 409, 409])
  await send('engineer', `${of}/root-cause`, { ...cause, cause: 'Another timer' }, 'PUT')
  const { causes } = await get<{ causes: { version: number; paper: number | null; content: { cause: string } }[] }>(of)
  assert.deepEqual(
    causes.map(({ version, paper, content }) => [version, paper, content.cause]),
    [
      [2, null, 'Another timer'],
      [1, 1, 'A timer'],
    ],
  )
  assert.equal((await send('uma', `${of}/withdrawal`, { reason: 'x' })).status, 403)
  const withdrawn = await Promise.all(['lea', 'mia'].map((who) => send(who, `${of}/withdrawal`, { reason: 'We replace it' })))
  assert.deepEqual(withdrawn.map(({ status }) => status).sort(), [201, 409])
})

test('SSM-3.2.c: automation goes live once, and only the consulting engineer tests it', async () => {
  at('2026-06-23T01:00:00Z')
  const { items } = await get<{ items: { number: string; service: string }[] }>('/contracts', 'contracts')
  const numberOf = (service: string) => items.find((each) => each.service === service)?.number
  const of = `/contracts/${numberOf('SSM')}/automation`
  assert.equal((await api.call('mia', 'GET', `/api/accounts/EU2/contracts/${numberOf('MSP')}/automation`)).status, 400)
  assert.equal((await api.call('eve', 'GET', `/api/accounts/EU3${of}`)).status, 404)
  const plan = { text: 'One collector', plannedOn: '2026-06-23', engineer: 'engineer@vendor.example' }
  assert.match((await send('service-manager', `${of}/plan`, { ...plan, engineer: 'nobody@vendor.example' }, 'PUT')).text, /No such person/)
  assert.equal((await send('mia', `${of}/plan`, plan, 'PUT')).status, 403)
  assert.equal((await send('service-manager', `${of}/plan`, plan, 'PUT')).status, 200)
  const tasks = await Promise.all(
    [1, 2, 3].map((n) => send('service-manager', `${of}/tasks`, { title: `T${n}`, owner: 'Mia', dueOn: '2026-07-01' })),
  )
  assert.deepEqual(
    tasks.map(({ status }) => status),
    [201, 201, 201],
  )
  assert.equal((await send('service-manager', `${of}/tasks/9/state`, { state: 'done' })).status, 404)
  assert.equal((await send('engineer', `${of}/switch`)).status, 422)
  assert.equal((await send('mia', `${of}/licence`, { licence: 'EULA 1' })).status, 201)
  assert.equal((await send('engineer', `${of}/switch`)).status, 200)
  const trial = { trigger: 'A fan', fields: [{ field: 'account id', expected: 'EU2', found: 'EU2' }] }
  assert.equal((await send('service-manager', `${of}/tests`, trial)).status, 403)
  assert.equal((await send('engineer', `${of}/tests`, { ...trial, case: 'EU3-1' })).status, 400)
  assert.equal((await send('engineer', `${of}/tests`, trial)).status, 201)
  const live = await Promise.all([1, 2, 3].map(() => send('engineer', `${of}/live`)))
  assert.deepEqual(live.map(({ status }) => status).sort(), [200, 409, 409])
  const late = await get<{ open: { clause: string }[] }>(of)
  assert.deepEqual(
    late.open.map(({ clause }) => clause),
    ['SSM-3.2.b', 'SSM-3.2.b', 'SSM-3.2.b', 'SSM-3.2.d'],
  )
})

test('on the command line a guidance is read and asked, and a refusal names the clause and the next right time', async () => {
  const cli = async (who: string, ...words: string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
      env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
    })
    return stdout
  }
  const number = await begin('TG', '2026-06-29', { quantity: 2 })
  for (const day of ['2026-06-29', '2026-06-30'])
    assert.equal((await send('engineer', `/requests/${number}/guidance/days/${day}`, singapore, 'PUT')).status, 200)
  at('2026-06-29T02:00:00Z')
  const asked = await cli('mia', 'guidance', 'ask', number, 'What', 'may', 'break?', '--topic', 'risk')
  assert.match(asked, /Question 1 is taken down\. Days left: 1/)
  assert.match(await cli('mia', 'guidance', 'log', number), /2026-06-29 +Singapore +2026-06-29 09:00 +2026-06-29 17:00 +Asia\/Singapore/)
  at('2026-06-29T09:00:00Z')
  await assert.rejects(cli('mia', 'guidance', 'ask', number, 'And', 'now?', '-t', 'risk'), (error: { stderr: string }) => {
    assert.match(error.stderr, /MSP-3\.1\.2\.p1/)
    assert.match(error.stderr, /30 Jun 2026 09:00 \(Asia\/Singapore\)/)
    return true
  })
  const { items } = await get<{ items: { number: string; service: string }[] }>('/contracts', 'contracts')
  const contract = items.find(({ service }) => service === 'SSM')?.number ?? ''
  assert.match(await cli('mia', 'guidance', 'automation', contract), /live, 0 percent of its tasks done/)
  await assert.rejects(cli('mia', 'guidance', 'items', number), /No such request/)
})
