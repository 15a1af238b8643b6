import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { send } from '../../src/db/records.ts'
import { accountScope, inScope, providerScope, type Tx } from '../../src/db/scope.ts'
import { createEgress } from '../../src/notifications/egress/gateway.ts'
import type { Mail, Mailer } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { defaultPreference, hookAt, type Preference } from '../../src/notifications/notices/fate.ts'
import { deliverNext, type WebhookDesk } from '../../src/notifications/webhooks/jobs.ts'
import type { Lane } from '../../src/notifications/webhooks/store.ts'
import { type Api, startApi } from '../support/api.ts'

/** The ways that belong to one person: webhook, calendar and digest; and who hears nothing although they were named. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London' }
const world = {
  accounts: {
    ACME: {
      ...place,
      name: 'Acme Telco',
      address: '1 Road',
      partners: [{ partner: 'OPS', kind: 'operate-specialist', from: '2026-01-01', to: '2026-06-30' }],
    },
    OTHER: { ...place, name: 'Other Net', address: '2 Road' },
    OPS: {
      ...place,
      name: 'Operate Well',
      address: '3 Road',
      kind: 'partner',
      authorised: [{ kind: 'operate-specialist', from: '2025-01-01' }],
    },
  },
  sites: { leeds: { account: 'ACME', address: '1 Road' }, york: { account: 'OTHER', address: '2 Road' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    bob: { account: 'ACME', roles: ['LC'], contact: ['lead'] },
    uma: { account: 'ACME', roles: ['UU'] },
    sig: { account: 'ACME', roles: ['SG'] },
    eve: { account: 'OTHER', roles: ['NC'], contact: ['named'] },
    otto: { account: 'OPS', roles: ['OS'] },
  },
  devices: { A1: { account: 'ACME', product: 'MX204', site: 'leeds' }, B1: { account: 'OTHER', product: 'MX204', site: 'york' } },
  base_contracts: [
    { account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' },
    { account: 'OTHER', devices: ['B1'], from: '2026-01-01', to: '2027-12-31' },
  ],
  contracts: [
    { account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'OTHER', offering: 'ACP', devices: ['B1'], from: '2026-01-01', to: '2026-12-31' },
  ],
}

type Call = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }

let api: Api
let webhooks: WebhookDesk
let port: number
const calls: Call[] = []
const hanging: (() => void)[] = []
let answer: (path: string) => number | 'slow' = () => 200
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (piece) => (body += piece))
  request.on('end', () => {
    calls.push({ headers: request.headers, body, path: request.url ?? '' })
    const status = answer(request.url ?? '')
    if (status === 'slow') hanging.push(() => response.writeHead(200).end())
    else response.writeHead(status).end('said')
  })
})
const sent: Mail[] = []
const mailer: Mailer = {
  identity: { domain: 'vendor.example', origin: undefined, reply: undefined },
  send: async (mail) => void sent.push(mail),
  close: () => {},
}
const numbers: Record<string, string> = {}

before(async () => {
  api = await startApi(world)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
  webhooks = { ...api.parts.webhooks, egress: createEgress({ allow: ['127.0.0.0/8'], timeoutMs: 4000 }) }
  for (const [who, account, device] of [
    ['ann', 'ACME', 'A1'],
    ['eve', 'OTHER', 'B1'],
  ] as const) {
    const opened = await api.call(who, 'POST', `/api/accounts/${account}/cases`, {
      device,
      priority: 'P3',
      summary: `Router of ${account}`,
    })
    assert.equal(opened.status, 201, opened.text)
    numbers[account] = (opened.body as { number: string }).number
  }
  await spread()
  sent.length = 0
})
after(async () => {
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
  await api?.close()
})

const id = (name: string) => api.built.people.get(name)?.personId ?? assert.fail(name)
const accountId = (code: string) => api.built.accounts.get(code)?.id ?? assert.fail(code)
const asProvider = <T>(work: (tx: Tx) => Promise<T>) => inScope(api.parts.db, providerScope, work)
async function spread() {
  while ((await handleNext(api.parts.db, mailer, api.clock.now)) !== undefined);
}
async function deliver(lane: Lane = 'any') {
  let count = 0
  while ((await deliverNext(api.parts.db, webhooks, api.clock.now, lane)) !== undefined) count++
  return count
}
/** A notice of a case for people, straight into the outbox. */
const tell = (
  to: readonly string[],
  text: string,
  { account = 'ACME', kind = 'case-notice' as 'case-notice' | 'case-note', event = 'message' } = {},
) =>
  inScope(api.parts.db, accountScope(accountId(account)), (tx) =>
    send(tx, {
      accountId: accountId(account),
      now: api.clock.now,
      kind,
      subject: numbers[account] as string,
      payload: { event, from: 'Dana', text, to: to.map((name) => ({ personId: id(name) })) },
    }),
  )
const choose = async (who: string, preference: Partial<Preference>) => {
  const chosen = await api.call(who, 'POST', '/api/notices/preferences', { ...defaultPreference, ...preference })
  assert.equal(chosen.status, 200, chosen.text)
}
const heard = async (who: string) =>
  ((await api.call(who, 'GET', '/api/notices?limit=100')).body as { items: { text: string }[] }).items.map(({ text }) => text)

/** Somebody's own webhook; its address is on loopback, which only this test's way out allows. */
async function hook(who: string, path = `/${who}`): Promise<string> {
  const made = await api.call(who, 'POST', '/api/notices/webhook', { url: `https://hooks.example.com${path}` })
  assert.equal(made.status, 201, made.text)
  await api.database.asOwner(`update webhook set url = $1, host = $2 where person_id = $3 and state <> 'deleted'`, [
    `http://127.0.0.1:${port}${path}`,
    `host${path}`,
    id(who),
  ])
  return (made.body as { secret: string }).secret
}

test('a person’s own webhook is called with the kinds they chose, signed as Standard Webhooks has it, and says what the notice says', async () => {
  const secret = await hook('ann')
  await choose('ann', { hooks: ['case-message'] })
  calls.length = 0
  await tell(['ann', 'bob'], 'Which port?')
  await tell(['ann'], 'moved', { event: 'state' })
  await spread()
  assert.equal(await deliver(), 1)
  const [call] = calls
  const said = JSON.parse(call?.body ?? '') as { type: string; data: Record<string, unknown> }
  assert.equal(said.type, 'notice.case-message')
  assert.deepEqual(Object.keys(said.data).sort(), ['account', 'kind', 'subject', 'text', 'title', 'urgent', 'why'])
  assert.match(String(said.data.text), /Which port\?/)
  const { 'webhook-id': hookId, 'webhook-timestamp': at, 'webhook-signature': signature } = call?.headers ?? {}
  const wanted = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${hookId}.${at}.${call?.body}`)
    .digest('base64')
  assert.equal(signature, `v1,${wanted}`)
})

test('nobody else sees it, changes it or replays it, neither a colleague, nor who edits the account’s webhooks, nor the provider', async () => {
  const [{ id: webhook }] = (await api.database.asOwner('select id from webhook where person_id = $1', [id('ann')])) as [{ id: string }]
  for (const who of ['bob', 'care', 'admin', 'eve', 'otto']) {
    assert.deepEqual((await api.call(who, 'GET', '/api/notices/webhook')).body, { webhook: null })
    assert.deepEqual((await api.call(who, 'GET', '/api/notices/webhook/deliveries')).body, { items: [], next: null })
    assert.equal((await api.call(who, 'POST', '/api/notices/webhook/secret', {})).status, 404)
  }
  for (const who of ['bob', 'care']) {
    assert.deepEqual((await api.call(who, 'GET', '/api/accounts/ACME/webhooks')).body, { items: [] })
    for (const [method, path] of [
      ['PATCH', ''],
      ['POST', '/secret'],
      ['POST', '/ping'],
      ['GET', '/deliveries'],
      ['POST', '/remove'],
    ] as const)
      assert.equal(
        (await api.call(who, method, `/api/accounts/ACME/webhooks/${webhook}${path}`, method === 'GET' ? undefined : {})).status,
        404,
        path,
      )
  }
})

test('quiet hours that never end, or hold nothing, and a choice about what is always sent are refused in words', async () => {
  const refused = async (preference: object, said: RegExp) => {
    const { status, text } = await api.call('uma', 'POST', '/api/notices/preferences', { ...defaultPreference, ...preference })
    assert.equal(status, 400, text)
    assert.match(text, said)
  }
  await refused({ quiet: { from: '22:00', to: '22:00' } }, /end when they begin/)
  await refused({ quiet: { from: '02:01', to: '02:00' } }, /leave 2 hours of the day open/)
  await refused({ choices: { alarm: 'none' } }, /nothing can be chosen for alarm/)
  await choose('uma', { quiet: { from: '06:00', to: '04:00' }, choices: { alarm: 'now' } })
  await choose('uma', {})
})

test('it keeps to quiet hours, and P1 and alarms break them', () => {
  const preference: Preference = { ...defaultPreference, quiet: { from: '22:00', to: '07:00' }, hooks: ['case-message', 'alarm'] }
  const at = Date.parse('2026-01-10T23:00:00Z')
  const facts = { kind: 'case-message', priority: 'P3', at, zone: 'UTC', preference } as const
  assert.equal(hookAt(facts), Date.parse('2026-01-11T07:00:00Z'))
  assert.equal(hookAt({ ...facts, priority: 'P1' }), at)
  assert.equal(hookAt({ ...facts, kind: 'alarm', priority: null }), at)
  assert.equal(hookAt({ ...facts, kind: 'case-state' }), null)
  assert.equal(hookAt({ ...facts, at: Date.parse('2026-01-10T12:00:00Z') }), Date.parse('2026-01-10T12:00:00Z'))
})

test('an address that is not public is refused, and another address is another webhook: nothing that waits goes there', async () => {
  for (const url of [
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://169.254.169.254/latest',
    'ftp://x.example/',
  ])
    assert.equal((await api.call('ann', 'POST', '/api/notices/webhook', { url })).status, 400, url)
  await tell(['ann'], 'for the old one')
  await spread()
  const secret = await hook('ann', '/new')
  calls.length = 0
  assert.equal(await deliver(), 0)
  assert.notEqual(secret, '')
  assert.equal((await api.call('ann', 'POST', '/api/notices/webhook/ping', {})).status, 201)
  await deliver()
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/new'],
  )
  const log = (await api.call('ann', 'GET', '/api/notices/webhook/deliveries')).body as { items: { event: string; state: string }[] }
  assert.deepEqual(
    log.items.map(({ event, state }) => [event, state]),
    [['ping', 'sent']],
  )
})

test('while a secret is exchanged both sign, and after a day the new one alone', async () => {
  const rotated = (await api.call('ann', 'POST', '/api/notices/webhook/secret', {})).body as { secret: string }
  assert.match(rotated.secret, /^whsec_/)
  const signatures = async () => {
    calls.length = 0
    await api.call('ann', 'POST', '/api/notices/webhook/ping', {})
    await deliver()
    return String(calls[0]?.headers['webhook-signature']).split(' ').length
  }
  assert.equal(await signatures(), 2)
  api.clock.now += 25 * 3_600_000
  assert.equal(await signatures(), 1)
})

test('one that fails for days is disabled and its person told; enabled again it is called; removed it is not', async () => {
  answer = () => 500
  await tell(['ann'], 'into the void')
  await spread()
  // five days of failing, over tries of several notices
  for (let day = 0; day < 7; day++) {
    await deliver()
    api.clock.now += 24 * 3_600_000
    await tell(['ann'], `day ${day}`)
    await spread()
  }
  const state = async () =>
    ((await api.call('ann', 'GET', '/api/notices/webhook')).body as { webhook: { state: string; disabledWhy: string } }).webhook
  assert.equal((await state()).state, 'disabled')
  assert.match((await state()).disabledWhy, /failed for five days/)
  assert.ok((await heard('ann')).some((text) => text.startsWith('Nothing more is sent to http://127.0.0.1')))
  answer = () => 200
  assert.equal((await api.call('ann', 'POST', '/api/notices/webhook/ping', {})).status, 409)
  assert.equal((await api.call('ann', 'POST', '/api/notices/webhook/enable', {})).status, 200)
  calls.length = 0
  await deliver()
  assert.ok(calls.length > 0)
  await api.call('ann', 'POST', '/api/notices/webhook/remove', {})
  await tell(['ann'], 'gone')
  await spread()
  calls.length = 0
  await deliver()
  assert.equal(calls.length, 0)
})

test('endpoints that answer slowly for a day hold up their own callers, and not those that answer at once', async () => {
  const people = ['ann', 'bob', 'eve', 'otto']
  for (const who of people) {
    await hook(who, `/${who}`)
    await choose(who, { hooks: ['case-message'] })
  }
  // each answers well once, and is served by the quick callers from then on
  for (const who of people) await api.call(who, 'POST', '/api/notices/webhook/ping', {})
  await deliver()
  answer = (path) => (path === '/eve' ? 200 : 'slow')
  for (const who of ['ann', 'bob', 'otto']) await api.call(who, 'POST', '/api/notices/webhook/ping', {})
  const slow = Promise.all([deliver(), deliver(), deliver()])
  for (let wait = 0; hanging.length < 3 && wait < 200; wait++) await new Promise((done) => setTimeout(done, 20))
  assert.equal(hanging.length, 3)
  await slow // each was given up after the time a call may take
  hanging.length = 0
  // an hour later all of them are due again, the quick callers look at none of the slow ones
  api.clock.now += 3_600_000
  await tell(['eve'], 'quick', { account: 'OTHER' })
  await spread()
  calls.length = 0
  const from = performance.now()
  assert.equal(await deliver('quick'), 1)
  assert.ok(performance.now() - from < 2000)
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/eve'],
  )
  answer = () => 200
  await deliver()
})

test('of one host two calls run at once, whosever webhooks lead there', async () => {
  for (const who of ['ann', 'bob', 'eve', 'otto']) {
    await hook(who, `/shared-${who}`)
    await api.database.asOwner(`update webhook set host = 'one.example' where person_id = $1 and state <> 'deleted'`, [id(who)])
    await api.call(who, 'POST', '/api/notices/webhook/ping', {})
  }
  answer = () => 'slow'
  hanging.length = 0
  // nothing is given up while this looks on, however busy the machine is
  const patient = { ...webhooks, egress: createEgress({ allow: ['127.0.0.0/8'], timeoutMs: 60_000 }) }
  const running = [1, 2, 3, 4].map(() => deliverNext(api.parts.db, patient, api.clock.now, 'any'))
  const third = await Promise.race(running.map((each) => each.then((outcome) => outcome ?? 'none')))
  assert.equal(third, 'none')
  for (let waited = 0; hanging.length < 2 && waited < 3000; waited += 10) await new Promise((go) => setTimeout(go, 10))
  assert.ok(hanging.length <= 2, `${hanging.length} at once`)
  for (const end of hanging) end()
  await Promise.all(running)
  answer = () => 200
  await deliver()
})

test('whoever has left is not called any more, and a letter that waited for the morning is not sent', async () => {
  await choose('uma', { quiet: { from: '01:00', to: '23:00' } })
  const opened = await api.call('uma', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'Of Uma' })
  assert.equal(opened.status, 201, opened.text)
  await hook('uma')
  await api.call('uma', 'POST', '/api/notices/webhook/ping', {})
  await spread()
  sent.length = 0
  calls.length = 0
  assert.equal((await api.call('bob', 'POST', `/api/accounts/ACME/people/${id('uma')}/leave`, {})).status, 200)
  api.clock.now += 25 * 3_600_000
  await spread()
  await deliver()
  assert.deepEqual(
    sent.filter(({ to }) => to.address === 'uma@acme.example').map(({ subject }) => subject),
    [],
  )
  assert.deepEqual(
    calls.filter(({ path }) => path === '/uma'),
    [],
  )
})

test('who could not open the case in the portal hears nothing of it: another account, a role without cases, a grant that ended', async () => {
  const everybody = ['ann', 'sig', 'eve', 'otto', 'desk', 'sales']
  await tell(everybody, 'about Acme')
  await spread()
  const who = async (text: string) => {
    const found: string[] = []
    for (const name of everybody) if ((await heard(name)).some((each) => each.includes(text))) found.push(name)
    return found
  }
  assert.ok(api.clock.now < Date.parse('2026-06-30T00:00:00Z'))
  assert.deepEqual(await who('about Acme'), ['ann', 'otto', 'desk'])
  const then = api.clock.now
  // held for the morning after the last day of the grant
  await choose('otto', { quiet: { from: '20:00', to: '07:00' } })
  api.clock.now = Date.parse('2026-06-30T21:00:00Z')
  await tell(['otto'], 'last evening')
  await spread()
  sent.length = 0
  api.clock.now = Date.parse('2026-07-01T08:00:00Z')
  await tell(everybody, 'in July')
  await spread()
  assert.deepEqual(await who('in July'), ['ann', 'desk'])
  assert.equal(sent.filter(({ to }) => to.address === 'otto@ops.example').length, 0)
  api.clock.now = then
})

test('an internal note reaches no customer and no partner by any way, and its letter has no address that would answer in public', async () => {
  for (const name of ['ann', 'otto', 'desk']) await choose(name, { hooks: ['case-note', 'case-message'] })
  const account = await api.call('care', 'POST', '/api/accounts/ACME/webhooks', {
    url: 'https://hooks.example.com/acme',
    events: ['case.message'],
  })
  await api.database.asOwner('update webhook set url = $1 where id = $2', [
    `http://127.0.0.1:${port}/acme`,
    (account.body as { id: string }).id,
  ])
  sent.length = 0
  calls.length = 0
  await tell(['ann', 'otto', 'desk'], 'they never paid', { kind: 'case-note', event: 'note' })
  await spread()
  await deliver()
  for (const name of ['ann', 'otto']) assert.ok(!(await heard(name)).some((text) => text.includes('never paid')), name)
  assert.ok((await heard('desk')).some((text) => text.includes('never paid')))
  assert.deepEqual(
    calls.filter(({ body }) => body.includes('never paid')),
    [],
  )
  const letters = sent.filter(({ text }) => text.includes('never paid'))
  assert.equal(letters.length, 1)
  assert.equal(letters[0]?.replyTo, undefined)
})

test('somebody on the staff who hears of several accounts gets one digest over all of them, once', async () => {
  await choose('desk', { choices: { 'case-message': 'digest' }, digestAt: '17:00' })
  api.clock.now = Date.parse('2026-05-04T10:00:00Z')
  for (const account of ['ACME', 'OTHER', 'ACME']) await tell(['desk'], `a word of ${account}`, { account })
  await spread()
  sent.length = 0
  api.clock.now = Date.parse('2026-05-04T16:00:00Z')
  // several workers at the same instant
  await Promise.all([spread(), spread(), spread()])
  assert.equal(sent.length, 1)
  assert.match(sent[0]?.subject ?? '', /^Your digest: 3 notices/)
  assert.match(sent[0]?.text ?? '', /== ACME: 2 notices ==[\s\S]*a word of ACME[\s\S]*== OTHER: 1 notice ==[\s\S]*a word of OTHER/)
  const rows = await asProvider((tx) =>
    tx.selectFrom('letter').select(['account_id', 'home_id']).where('fate', 'like', 'a digest%').execute(),
  )
  assert.ok(rows.every((row) => row.account_id === row.home_id))
  // what the customer may read of its own rows holds nothing of the other
  const seen = await inScope(api.parts.db, accountScope(accountId('ACME')), (tx) => tx.selectFrom('letter').selectAll().execute())
  assert.ok(seen.every((row) => row.account_id === accountId('ACME')))
})

test('a digest that breaks off before it is marked goes again under the same id, and is one', async () => {
  api.clock.now = Date.parse('2026-05-05T10:00:00Z')
  await tell(['desk'], 'once only')
  await spread()
  api.clock.now = Date.parse('2026-05-05T16:00:00Z')
  sent.length = 0
  const dying: Mailer = {
    ...mailer,
    send: async (mail) => {
      sent.push(mail)
      throw Object.assign(new Error('the line broke after the dot'), { code: 'ECONNECTION' })
    },
  }
  while ((await handleNext(api.parts.db, dying, api.clock.now)) !== undefined);
  api.clock.now += 3_600_000
  await spread()
  assert.equal(sent.length, 2)
  assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 1)
  await choose('desk', {})
})

// --- The calendar of one person ----------------------------------------------------------------------------------------

const feedOf = async (who: string) => ((await api.call(who, 'POST', '/api/notices/feed', {})).body as { path: string }).path
const read = async (path: string) => api.call(null, 'GET', path)
const events = (text: string) => [...text.replaceAll('\r\n ', '').matchAll(/SUMMARY:(.*)\r\n/g)].map(([, title]) => title)

test('a person’s own calendar holds promises on their cases, their shifts and reports that are due; and nothing of others', async () => {
  api.clock.now = Date.parse('2026-05-06T10:00:00Z')
  const roster = await api.call('admin', 'POST', '/api/rosters', {
    team: 'frontline-tac',
    title: 'Frontline',
    zone: 'UTC',
    layers: [
      {
        title: 'week',
        tier: 1,
        zone: 'UTC',
        people: [id('desk'), id('senior')],
        start: '2020-01-06T00:00',
        turnDays: 7,
        hours: null,
        holidays: [],
      },
    ],
  })
  assert.equal(roster.status, 201, roster.text)
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', {
    device: 'A1',
    priority: 'P2',
    summary: 'Down; again, and\nagain',
  })
  const number = (opened.body as { number: string }).number
  await api.database.asOwner('update support_case set owner_id = $1 where number = $2', [id('desk'), number])
  const raised = await api.call('ann', 'POST', `/api/accounts/ACME/cases/${number}/escalations`, { reason: 'it takes too long' })
  assert.equal(raised.status, 201, raised.text)
  await api.database.asOwner('update escalation_request set owner_id = $1', [id('desk')])
  const desk = await read(await feedOf('desk'))
  assert.equal(desk.status, 200)
  assert.match(String(desk.headers['content-type']), /text\/calendar/)
  assert.match(desk.text, /^BEGIN:VCALENDAR/)
  const titles = events(desk.text)
  assert.ok(titles.includes(`${number} P2: first response due`), titles.join())
  assert.ok(titles.some((title) => /status report due/.test(title ?? '')))
  assert.ok(titles.some((title) => title === 'On call: Frontline'))
  const ann = await read(await feedOf('ann'))
  assert.deepEqual(events(ann.text).sort(), [`${numbers.ACME} P3: first response due`, `${number} P2: first response due`].sort())
  assert.deepEqual(events((await read(await feedOf('eve'))).text), [`${numbers.OTHER} P3: first response due`])
  for (const who of ['sig', 'sales']) assert.deepEqual(events((await read(await feedOf(who))).text), [], who)
})

test('a new address ends the old one, a removed one is none, and neither a wrong secret nor another person’s opens anything', async () => {
  const first = await feedOf('ann')
  const second = await feedOf('ann')
  assert.equal((await read(first)).status, 404)
  assert.equal((await read(second)).status, 200)
  assert.equal((await read(second.replace(id('ann'), id('bob')))).status, 404)
  assert.equal((await read(`${second.slice(0, -6)}00.ics`)).status, 404)
  const [row] = (await api.database.asOwner('select secret_hash from notice_feed where person_id = $1', [id('ann')])) as {
    secret_hash: Buffer
  }[]
  assert.ok(!second.includes(row?.secret_hash.toString('hex') ?? 'x'))
  assert.deepEqual((await api.call('ann', 'POST', '/api/notices/feed/remove', {})).body, { removed: true })
  assert.equal((await read(second)).status, 404)
  assert.deepEqual((await api.call('ann', 'GET', '/api/notices/feed')).body, { madeAt: null })
})

test('who watches a case has its promise in their calendar while they may see it: a partner until its grant ends', async () => {
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P4', summary: 'Watched' })
  const number = (opened.body as { number: string }).number
  await api.database.asOwner(
    `insert into case_watcher select account_id, id, $1, 'partner', 'Otto', now(), 'Ann' from support_case where number = $2`,
    [id('otto'), number],
  )
  await api.database.asOwner(`update support_case set response = 'running', due_at = '2026-07-02T00:00:00Z' where number = $1`, [number])
  const path = await feedOf('otto')
  assert.deepEqual(events((await read(path)).text), [`${number} P4: first response due`])
  api.clock.now = Date.parse('2026-07-01T08:00:00Z')
  assert.deepEqual(events((await read(path)).text), [])
})
