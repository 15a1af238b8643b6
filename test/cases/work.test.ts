import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { fireNext } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** What a case needs while it is worked on, against a real database: races, who may do what, bad input, and the command line. */

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London' }
const item = (account: string) => ({ account, kind: 'software', product: 'ProvTool', release: '2.1.0', acceptedRelease: '2.1.0' })
const from = '2026-01-01'
const world = {
  accounts: {
    ACME: {
      ...place,
      name: 'Acme Telco',
      address: '12 High St',
      partners: [
        { partner: 'BLIND', kind: 'reseller', from },
        { partner: 'SEES', kind: 'reseller', seesCases: true, from },
      ],
    },
    OTHER: { ...place, name: 'Other Rail', address: '1 Low St' },
    BLIND: { ...place, kind: 'partner', name: 'Reseller', address: '3 Mid St', authorised: [{ kind: 'reseller', from }] },
    SEES: { ...place, kind: 'partner', name: 'Other Reseller', address: '4 Mid St', authorised: [{ kind: 'reseller', from }] },
  },
  people: {
    ann: { account: 'ACME', roles: ['LC', 'NC'], contact: ['technical'] },
    bob: { account: 'ACME', roles: ['NC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    eve: { account: 'OTHER', roles: ['LC', 'NC'] },
    rob: { account: 'BLIND', roles: ['RS'] },
    sue: { account: 'SEES', roles: ['RS'] },
  },
  devices: { CSW1: item('ACME'), CSW9: item('OTHER') },
  contracts: [
    { account: 'ACME', offering: 'CSS', devices: ['CSW1'], from, to: '2026-12-31' },
    { account: 'OTHER', offering: 'CSS', devices: ['CSW9'], from, to: '2026-12-31' },
  ],
  policies: [{ key: 'work.rates', value: [{ currency: 'EUR', hourAmount: 25_000 }], from }],
}

let api: Api
let address: string
before(async () => {
  api = await startApi(world)
  api.clock.now = Date.parse('2026-06-01T09:00:00Z')
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => api?.close())

type Body = Record<string, unknown>
const post = (who: string, path: string, body: Body = {}, account = 'ACME') =>
  api.call(who, 'POST', `/api/accounts/${account}${path}`, body)
const get = async <T>(who: string, path: string, account = 'ACME') =>
  (await api.call(who, 'GET', `/api/accounts/${account}${path}`)).body as T

async function open(who = 'ann', device = 'CSW1', account = 'ACME'): Promise<string> {
  const opened = await post(
    who,
    '/cases',
    { device, priority: 'P3', summary: 'The export stops', confirmations: ['data-backed-up'] },
    account,
  )
  assert.equal(opened.status, 201, opened.text)
  return `/cases/${(opened.body as { number: string }).number}`
}
const until = () => new Date(api.clock.now + 4 * 3_600_000).toISOString()

/** A case with access granted and a session announced by an engineer. */
async function granted(who = 'ann', device = 'CSW1', account = 'ACME', engineer = 'desk'): Promise<string> {
  const of = await open(who, device, account)
  const asked = await post(
    engineer,
    `${of}/access`,
    { level: 'configure', environment: 'the server', why: 'to look', to: until() },
    account,
  )
  assert.equal(asked.status, 200, asked.text)
  const given = await post(who, `${of}/access/grant`, { request: 1 }, account)
  assert.equal(given.status, 200, given.text)
  const announced = await post(engineer, `${of}/sessions`, { request: 1, location: 'emea', join: 'the bridge' }, account)
  assert.equal(announced.status, 200, announced.text)
  return of
}
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()

test('of two grants, or a grant and a refusal, at once one counts (CSS-8.b1)', async () => {
  const of = await open()
  await post('desk', `${of}/access`, { level: 'read', environment: 'the server', why: 'to look', to: until() })
  const answers = await Promise.all([
    post('ann', `${of}/access/grant`, { request: 1 }),
    post('bob', `${of}/access/grant`, { request: 1 }),
    post('bob', `${of}/access/decline`, { request: 1, reason: 'no' }),
  ])
  assert.deepEqual(statuses(answers), [200, 409, 409])
})

test('an engineer who starts two sessions at once, for two customers, is in one; the database lets no second one in', async () => {
  const [one, other] = [await granted(), await granted('eve', 'CSW9', 'OTHER')]
  const answers = await Promise.all([
    post('desk', `${one}/sessions/start`, { session: 1 }),
    post('desk', `${other}/sessions/start`, { session: 1 }, 'OTHER'),
    post('desk', `${one}/sessions/start`, { session: 1 }),
  ])
  assert.deepEqual(statuses(answers), [200, 409, 409])
  const running = await api.database.asOwner('select 1 from case_session where started_at is not null and ended_at is null')
  assert.equal(running.length, 1)
  for (const [of, account] of [
    [one, 'ACME'],
    [other, 'OTHER'],
  ] as const)
    await post('desk', `${of}/sessions/end`, { session: 1, done: 'looked' }, account)
})

test('a start and a revocation at once leave no session that runs', async () => {
  const of = await granted()
  await Promise.all([
    post('desk', `${of}/sessions/start`, { session: 1 }),
    post('ann', `${of}/access/revoke`, { request: 1, reason: 'our freeze begins' }),
  ])
  const { sessions, access } = await get<{ sessions: { endedBy: string | null }[]; access: { state: string }[] }>('ann', `${of}/access`)
  assert.equal(access[0]?.state, 'revoked')
  assert.ok(sessions.every(({ endedBy }) => endedBy === 'revoked' || endedBy === 'called-off'))
})

test('a grant ends at its last instant even where its timer is late, and what ran on it ends then', async () => {
  const of = await granted()
  const ends = api.clock.now + 4 * 3_600_000
  await post('desk', `${of}/sessions/start`, { session: 1 })
  api.clock.now = ends + 120_000
  const late = await post('desk', `${of}/sessions/log`, { session: 1, text: 'one more look' })
  assert.equal(late.status, 422, late.text)
  while (await fireNext(api.parts.db, api.parts.timers, api.clock.now)) {}
  const { sessions } = await get<{ sessions: { endedBy: string; endedAt: string }[] }>('ann', `${of}/access`)
  assert.deepEqual(
    sessions.map(({ endedBy, endedAt }) => [endedBy, endedAt]),
    [['grant-ended', new Date(ends).toISOString()]],
  )
})

test('what is charged at once by two is charged once, and a line is taken back once', async () => {
  const of = await open()
  await post('desk', `${of}/exclusions`, {
    code: 'modified-code',
    part: 'the export',
    how: 'charge',
    modifiedBy: 'end-user',
    modifiedOn: '2026-05-30',
  })
  const decided = await Promise.all([
    post('service-manager', `${of}/exclusions/decision`, { part: 1, confirm: true }),
    post('manager', `${of}/exclusions/decision`, { part: 1, confirm: true }),
  ])
  assert.deepEqual(statuses(decided), [200, 409])
  await post('ann', `${of}/rates`, { currency: 'EUR', hourAmount: 25_000 })
  api.clock.now += 3_600_000
  const entry = { from: new Date(api.clock.now - 3_600_000).toISOString(), to: new Date(api.clock.now).toISOString(), what: 'put it back' }
  const told = await Promise.all([post('desk', `${of}/time`, entry), post('desk', `${of}/time`, entry)])
  assert.deepEqual(statuses(told), [200, 409])
  const billed = await Promise.all([post('finance', `${of}/charges`), post('finance', `${of}/charges`)])
  assert.deepEqual(statuses(billed), [201, 409])
  const done = billed.find(({ status }) => status === 201)
  const [line] = (done?.body as { lines: { line: number; amount: number }[] } | undefined)?.lines ?? []
  assert.equal(line?.amount, 25_000)
  const back = await Promise.all([1, 2].map(() => post('finance', '/charges/corrections', { line: line?.line, reason: 'ours after all' })))
  assert.deepEqual(statuses(back), [201, 409])
  const { items } = await get<{ items: { amount: number }[] }>('ann', '/charges')
  assert.equal(
    items.reduce((sum, { amount }) => sum + amount, 0),
    0,
  )
})

test('the ledger of charges cannot be changed or emptied by the program', async () => {
  const rows = await api.database.asOwner(
    "select has_table_privilege('holdfast_app', 'charge', 'update') u, has_table_privilege('holdfast_app', 'charge', 'delete') d",
  )
  assert.deepEqual(rows, [{ u: false, d: false }])
})

test('a partner without a grant and another account find nothing; a partner with one reads and grants nothing', async () => {
  const of = await granted()
  const reads = ['access', 'asked', 'exclusions', 'charging']
  for (const read of reads) {
    assert.equal((await api.call('eve', 'GET', `/api/accounts/ACME${of}/${read}`)).status, 404, read)
    assert.equal((await api.call('rob', 'GET', `/api/accounts/ACME${of}/${read}`)).status, 403, read)
    assert.equal((await api.call('sue', 'GET', `/api/accounts/ACME${of}/${read}`)).status, 200, read)
  }
  for (const who of ['sue', 'uma', 'desk', 'manager'])
    assert.equal((await post(who, `${of}/access/revoke`, { request: 1, reason: 'x' })).status, 403, who)
  // a user reaches the cases they opened alone
  assert.equal((await api.call('uma', 'GET', `/api/accounts/ACME${of}/access`)).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/accounts/ACME/charges')).status, 403)
})

test('before a manager confirmed it, the customer reads nothing of a finding, neither on its page nor in the history', async () => {
  const of = await open()
  await post('desk', `${of}/exclusions`, { code: 'other-bespoke-work', part: 'the CANARY report' })
  const shown = `${JSON.stringify(await get('ann', `${of}/exclusions`))}${JSON.stringify(await get('ann', of))}`
  assert.doesNotMatch(shown, /CANARY/)
  assert.match(JSON.stringify(await get('desk', `${of}/exclusions`)), /CANARY/)
})

test('nobody turns the announcement of sessions off', async () => {
  const answer = await api.call('ann', 'POST', '/api/notices/preferences', {
    choices: { 'session-notice': 'none' },
    quiet: null,
    digestAt: '08:00',
    hooks: [],
  })
  assert.equal(answer.status, 400, answer.text)
  assert.match(answer.text, /session-notice/)
})

test('bad input is told what was found and expected, and nothing is half written', async () => {
  const of = await granted()
  const at = (ms: number) => new Date(api.clock.now + ms).toISOString()
  const wish = { level: 'read', environment: 'the server', why: 'to look' }
  const cases: readonly (readonly [string, string, Body, number, RegExp])[] = [
    ['desk', 'access', { ...wish, to: at(-1) }, 400, /before it begins/],
    ['desk', 'access', { ...wish, to: at(40 * 86_400_000) }, 400, /14 days at most/],
    ['desk', 'access', { ...wish, level: 'root', to: at(1000) }, 400, /level/],
    ['desk', 'access', { ...wish, environment: '', to: at(1000) }, 400, /Access to what/],
    ['desk', 'access', { ...wish, devices: ['CSW9'], to: at(1000) }, 400, /no such device/],
    ['ann', 'access/grant', { request: 2 }, 400, /no request 2/],
    ['ann', 'access/grant', { request: 1 }, 409, /waits for no answer/],
    ['desk', 'sessions', { request: 1, location: 'emea', join: '' }, 400, /join/],
    ['desk', 'sessions', { request: 1, location: 'emea', join: 'x', at: at(-1000) }, 400, /before it starts/],
    ['desk', 'sessions/log', { session: 1, text: 'x' }, 409, /does not run/],
    ['desk', 'sessions/log', { session: 9, text: 'x' }, 400, /no session 9/],
    ['ann', 'sessions/observers', { session: 1 }, 409, /has not started/],
    ['desk', 'asked', { kind: 'money', what: 'x', dueOn: '2026-07-01' }, 400, /kind/],
    ['desk', 'asked', { kind: 'logs', what: 'x', dueOn: '2026-02-30' }, 400, /dueOn/],
    ['ann', 'asked/received', { item: 1, text: 'x' }, 400, /no item 1/],
    ['desk', 'exclusions', { code: 'none', part: 'x' }, 422, /against-documents/],
    ['ann', 'rates', { currency: 'EUR', hourAmount: 25_000 }, 422, /Nothing of this case is charged/],
    ['desk', 'time', { from: at(-60_000), to: at(0), what: 'x' }, 422, /Nothing of this case is charged/],
    ['finance', 'charges', {}, 422, /Nothing of this case is charged/],
    ['desk', 'outcome', { outcome: 'magic', diagnosis: 'x' }, 400, /outcome/],
    ['service-manager', 'efforts', { diagnosis: 'x', reason: 'y', efforts: 'z' }, 200, /efforts-made/],
  ]
  const before = JSON.stringify(await get('desk', of))
  for (const [who, path, body, status, words] of cases) {
    if (status === 200) assert.equal(JSON.stringify(await get('desk', of)), before)
    const answer = await post(who, `${of}/${path}`, body)
    assert.equal(answer.status, status, `${path} ${answer.text}`)
    assert.match(answer.text, words, path)
  }
})

test('on the command line access is asked for, granted and used, and a statement is written', async () => {
  const of = await open()
  const number = of.replace('/cases/', '')
  const cli = async (who: string, ...words: string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
      env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
    })
    return stdout
  }
  assert.match(
    await cli('desk', 'case', 'access', 'ask', number, 'to', 'look', '--to', until(), '--environment', 'the server'),
    /waiting-customer/,
  )
  assert.match(await cli('ann', 'case', 'access', 'grant', number, '1'), /working/)
  await cli('desk', 'case', 'access', 'announce', number, '1', '--join', 'the bridge', '--location', 'emea')
  await cli('desk', 'case', 'access', 'start', number, '1')
  await cli('desk', 'case', 'access', 'log', number, '1', 'looked', 'at', 'the', 'locks')
  await cli('ann', 'case', 'access', 'watch', number, '1')
  await cli('desk', 'case', 'access', 'end', number, '1', 'nothing', 'changed')
  assert.match(
    await cli('ann', 'case', 'access', 'show', number),
    /1 {2}granted, read from[\s\S]*watched by Ann[\s\S]*looked at the locks[\s\S]*done: nothing changed/,
  )
  await cli('desk', 'case', 'ask', 'for', number, 'logs', 'of', 'the', 'night', '--due', '2026-06-05')
  assert.match(await cli('ann', 'case', 'ask', 'list', number), /Waiting for: logs\./)
  assert.match(await cli('ann', 'case', 'ask', 'give', number, '1', 'here', 'they', 'are'), /working/)
  await cli('desk', 'case', 'exclude', 'mark', number, 'other-bespoke-work', 'the', 'report')
  assert.match(await cli('desk', 'case', 'exclude', 'list', number), /1 {2}marked: the report/)
  assert.match(await cli('ann', 'case', 'claim', number, 'warranty-claim', 'it', 'broke'), /CSS-11\.a/)
  assert.match(await cli('ann', 'case', 'time', 'list', number), /Nothing of it is charged/)
  assert.match(await cli('ann', 'charges', '--csv'), /^line,case,entry,day,minutes,hour_amount,amount,currency/)
  await assert.rejects(cli('ann', 'case', 'time', 'accept', number, 'USD'), (error: { stderr: string }) =>
    /No rate is in force in USD/.test(error.stderr),
  )
})
