import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fireDue } from '../../src/jobs/runner.ts'
import type { Mail } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { type MailDesk, receiveMail } from '../../src/notifications/mail-in/service.ts'
import { replyKeys } from '../../src/notifications/reply/service.ts'
import { type Api, startApi } from '../support/api.ts'

/** Meetings against a real database: at once, twice, by the wrong people, and by mail. */

const us = { theatre: 'AMERICAS', country: 'US', zone: 'America/Chicago' }
const loaded = { title: 'AMERICAS', holidays: {}, loadedYears: [2026, 2027, 2028] }
const world = {
  accounts: {
    BETA: { ...us, name: 'Beta Bank', address: '500 Main St', partners: [{ partner: 'RESELL', kind: 'reseller', from: '2026-01-01' }] },
    GAMMA: { ...us, name: 'Gamma Grid', address: '1 Oak St' },
    RESELL: { ...us, kind: 'partner', name: 'Resell Inc', address: '2 Elm St' },
  },
  people: {
    carl: { account: 'BETA', roles: ['LC'], contact: ['primary'] },
    dana: { account: 'BETA', roles: ['NC'], contact: ['backup'] },
    uma: { account: 'BETA', roles: ['UU'] },
    gil: { account: 'GAMMA', roles: ['LC'], contact: ['primary'] },
    rs1: { account: 'RESELL', roles: ['RS'] },
    milo: { account: 'VENDOR', roles: ['SM'] },
    jim: { account: 'VENDOR', roles: ['JT'] },
    host: { account: 'VENDOR', roles: ['ME'] },
  },
  devices: { B1: { account: 'BETA' }, G1: { account: 'GAMMA' } },
  calendars: { 'vendor-AMERICAS': loaded },
  base_contracts: [
    { account: 'BETA', devices: ['B1'], from: '2026-01-01', to: '2028-12-31' },
    { account: 'GAMMA', devices: ['G1'], from: '2026-01-01', to: '2028-12-31' },
  ],
  contracts: [
    { account: 'BETA', offering: 'SSM', devices: ['B1'], from: '2026-03-01', to: '2027-02-28' },
    { account: 'BETA', offering: 'ISS', devices: ['B1'], from: '2026-03-01', to: '2027-02-28' },
    { account: 'BETA', offering: 'ACP', devices: ['B1'], from: '2026-03-01', to: '2027-02-28' },
    { account: 'GAMMA', offering: 'SSM', devices: ['G1'], from: '2026-03-01', to: '2027-02-28' },
    { account: 'GAMMA', offering: 'MSP', devices: ['G1'], from: '2026-03-01', to: '2027-02-28' },
  ],
}

type Row = { number: string; state: string; startsAt: string; version: number; outcome: unknown }
type Whole = {
  meeting: Row
  people: { id: string; personId: string | null; name: string; answer: string; answeredBy: string }[]
  agenda: { id: string; title: string; source: string }[]
  minutes: { version: number; text: string; why: string }[]
  draft: { version: number } | null
  actions: { id: string; state: string }[]
  events: { kind: string; text: string }[]
}

let api: Api
let desk: MailDesk
const sent: Mail[] = []
const mailbox = { name: 'case', domain: 'support.example' }
before(async () => {
  api = await startApi(world)
  const identity = {
    domain: 'vendor.example',
    origin: undefined,
    reply: { mailbox, keys: replyKeys('a secret that only this test knows', 1) },
  }
  desk = { ...api.parts.mail, identity, addresses: [], maxBytes: 1_000_000, relay: 'mx.support.example' }
})
after(() => api?.close())

const at = (text: string) => {
  api.clock.now = Date.parse(text)
}
const post = (who: string, path: string, body: object = {}, account = 'BETA') =>
  api.call(who, 'POST', `/api/accounts/${account}${path}`, body)
const get = async <T>(who: string, path: string, account = 'BETA') =>
  (await api.call(who, 'GET', `/api/accounts/${account}${path}`)).body as T
const read = (number: string) => get<Whole>('milo', `/meetings/${number}`)
async function contractOf(service: string, account = 'BETA'): Promise<string> {
  const { items } = await get<{ items: { number: string; service: string }[] }>('milo', '/contracts', account)
  return items.find((each) => each.service === service)?.number ?? ''
}
async function settle() {
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const mailer = { identity: desk.identity, send: async (mail: Mail) => void sent.push(mail), close: () => {} }
  while ((await handleNext(api.parts.db, mailer, api.clock.now)) !== undefined);
}

test('asked for ten times at once, a series is planned once, and each of its days has one meeting', async () => {
  at('2026-02-25T15:00:00Z')
  const body = { kind: 'review', contract: await contractOf('SSM'), firstOn: '2026-03-03', startTime: '10:00' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => post('milo', '/meetings/series', body)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)])
  const { items } = await get<{ items: Row[] }>('carl', '/meetings?when=all&limit=400')
  assert.equal(items.length, 26)
  assert.equal(new Set(items.map(({ startsAt }) => startsAt)).size, 26)
})

test('held and cancelled at once, a meeting is one of the two, and its history says which', async () => {
  at('2026-03-03T17:00:00Z')
  const { people } = await read('BETA-M1')
  const [held, cancelled] = await Promise.all([
    post('milo', '/meetings/BETA-M1/hold', { attended: [people[0]?.id] }),
    post('milo', '/meetings/BETA-M1/cancel', { side: 'provider', reason: 'Ill' }),
  ])
  assert.deepEqual([held?.status, cancelled?.status].sort(), [200, 409])
  const { meeting, events } = await read('BETA-M1')
  assert.equal(events.filter(({ kind }) => kind === 'hold' || kind === 'cancel').length, 1)
  assert.equal(meeting.state, held?.status === 200 ? 'held' : 'cancelled')
})

test('what is over stays as it is: a held meeting is not moved, missed or held again', async () => {
  at('2026-03-17T17:00:00Z')
  const { people } = await read('BETA-M2')
  const hold = { attended: people.slice(0, 2).map(({ id }) => id) }
  assert.equal((await post('milo', '/meetings/BETA-M2/hold', hold)).status, 200)
  for (const [act, body] of [
    ['hold', hold],
    ['move', { on: '2026-03-18', time: '10:00', reason: 'Late' }],
    ['miss', { side: 'customer', reason: 'No' }],
    ['cancel', { side: 'customer', reason: 'No' }],
    ['people', { name: 'Guest', email: 'guest@example.com' }],
    ['agenda', { title: 'Late item' }],
  ] as const)
    assert.equal((await post('milo', `/meetings/BETA-M2/${act}`, body)).status, 409, act)
  assert.equal((await post('milo', '/meetings/BETA-M9/hold', { attended: [people[0]?.id] })).status, 409, 'out of order')
})

test('minutes are kept while they are written, published once, and corrected by a further version with a reason', async () => {
  const draft = (version: number, who = 'milo') =>
    post(who, '/meetings/BETA-M2/minutes/draft', { text: 'We spoke', decisions: [], version })
  const [one, other] = await Promise.all([draft(0), draft(0)])
  assert.deepEqual([one?.status, other?.status].sort(), [200, 412], 'nobody overwrites a colleague')
  assert.equal((await get<Whole>('carl', '/meetings/BETA-M2')).draft, null, 'what is being written is not shown')
  assert.equal((await draft(1, 'carl')).status, 403)
  const publish = (text: string, why = '') => post('milo', '/meetings/BETA-M2/minutes', { text, decisions: ['Go on'], why })
  const twice = await Promise.all([publish('We spoke.'), publish('We spoke.')])
  assert.deepEqual(twice.map(({ status }) => status).sort(), [201, 422])
  assert.equal((await publish('We spoke at length.')).status, 422)
  assert.equal((await publish('We spoke at length.', 'A word was missing')).status, 201)
  assert.deepEqual(
    (await get<Whole>('carl', '/meetings/BETA-M2')).minutes.map(({ version, text, why }) => [version, text, why]),
    [
      [2, 'We spoke at length.', 'A word was missing'],
      [1, 'We spoke.', ''],
    ],
  )
  assert.equal((await post('milo', '/meetings/BETA-M3/minutes', { text: 'Early' })).status, 409, 'not held yet')
})

test('SSM-1.p1: a reseller reads no notes; another customer finds no meeting; a user without the role sees none', async () => {
  assert.equal((await api.call('rs1', 'GET', '/api/accounts/BETA/meetings/BETA-M2')).status, 403)
  assert.equal((await api.call('rs1', 'GET', '/api/accounts/BETA/meetings')).status, 403)
  assert.equal((await api.call('gil', 'GET', '/api/accounts/BETA/meetings/BETA-M2')).status, 404)
  assert.equal((await api.call('gil', 'GET', '/api/accounts/GAMMA/meetings/BETA-M2')).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/accounts/BETA/meetings')).status, 403)
  for (const who of ['carl', 'jim']) {
    const answer = await post(who, '/meetings/BETA-M5/move', { on: '2026-04-29', time: '10:00', reason: 'No' })
    assert.equal(answer.status, 403, who)
  }
  assert.equal((await post('jim', '/meetings/BETA-M5/answer', { answer: 'accepted' })).status, 403, 'not invited')
})

test('an agenda is put in order whole: what another added meanwhile is not lost', async () => {
  const add = async (who: string, title: string) => ((await post(who, '/meetings/BETA-M5/agenda', { title })).body as { id: string }).id
  const [one, two] = [await add('carl', 'First'), await add('milo', 'Second')]
  const order = (items: readonly string[]) => post('milo', '/meetings/BETA-M5/agenda/order', { items })
  assert.equal((await order([two, one])).status, 200)
  assert.deepEqual(
    (await read('BETA-M5')).agenda.map(({ title }) => title),
    ['Second', 'First'],
  )
  await add('dana', 'Third')
  assert.equal((await order([one, two])).status, 409)
  assert.equal((await order([one, one, two])).status, 409)
  assert.equal((await post('carl', `/meetings/BETA-M5/agenda/${two}/remove`)).status, 403, "the manager's item")
  assert.equal((await post('carl', `/meetings/BETA-M5/agenda/${one}/remove`)).status, 200)
})

test('an invitation goes to each person with an address of their own, and the answer of a calendar is taken', async () => {
  at('2026-03-31T16:30:00Z')
  sent.length = 0
  await settle()
  const invitations = sent.filter(({ calendar }) => calendar?.method === 'REQUEST' && calendar.text.includes('BETA-M5'))
  const texts = invitations.map(({ calendar }) => (calendar?.text ?? '').replaceAll(/\r\n[ \t]/g, ''))
  const organizers = texts.map((text) => /ORGANIZER[^\r\n]*mailto:([^\r\n]+)/i.exec(text)?.[1] ?? '')
  assert.deepEqual(invitations.map(({ to }) => to.address).sort(), ['carl@beta.example', 'dana@beta.example', 'milo@vendor.example'])
  assert.equal(new Set(organizers).size, 3)
  for (const [index, { to }] of invitations.entries()) {
    assert.match(texts[index] ?? '', /DTSTART:20260428T150000Z/)
    assert.equal([...(texts[index] ?? '').matchAll(/^ATTENDEE/gm)].length, 1)
    assert.ok(texts[index]?.includes(to.address))
  }
  const of = (who: string) => {
    const index = invitations.findIndex(({ to }) => to.address === `${who}@beta.example`)
    return { text: texts[index] ?? '', address: organizers[index] ?? '' }
  }
  const answer = (who: string, partstat: string, change: (text: string) => string = (text) => text) =>
    change(of(who).text.replace('METHOD:REQUEST', 'METHOD:REPLY').replace('NEEDS-ACTION', partstat))
  let count = 0
  const mail = (from: string, to: string, calendar: string) =>
    receiveMail(api.parts.db, desk, api.clock.now, 'smtp', {
      envelopeTo: [to],
      raw: Buffer.from(
        [
          `From: ${from}@beta.example`,
          `To: ${to}`,
          'Subject: Accepted',
          `Message-ID: <answer-${++count}@beta.example>`,
          'MIME-Version: 1.0',
          'Content-Type: multipart/alternative; boundary=b',
          '',
          '--b',
          'Content-Type: text/plain',
          '',
          'I come.',
          '--b',
          'Content-Type: text/calendar; method=REPLY; charset=utf-8',
          '',
          calendar,
          '--b--',
          '',
        ].join('\r\n'),
      ),
    })
  const stand = async (name: string) => (await read('BETA-M5')).people.find((each) => each.name.toLowerCase().startsWith(name))
  assert.deepEqual(await mail('carl', of('carl').address, answer('carl', 'ACCEPTED')).then(({ fate, rule }) => [fate, rule]), [
    'update',
    'calendar-answer',
  ])
  assert.equal((await stand('carl'))?.answer, 'accepted')
  assert.equal((await stand('carl'))?.answeredBy, 'mail')
  // the last word counts
  await mail('carl', of('carl').address, answer('carl', 'TENTATIVE'))
  assert.equal((await stand('carl'))?.answer, 'tentative')
  // somebody to whom it was passed on, damaged and hostile files, another event
  for (const [from, to, calendar, rule] of [
    ['dana', of('carl').address, answer('carl', 'DECLINED'), 'unproven'],
    ['mallory', of('carl').address, answer('carl', 'DECLINED'), 'unproven'],
    ['carl', of('carl').address, 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT', 'no-answer'],
    ['carl', of('carl').address, `${'BEGIN:VCALENDAR\r\n'.repeat(5000)}`, 'no-answer'],
    ['carl', of('carl').address, answer('carl', 'DECLINED', (text) => text.replace('METHOD:REPLY', 'METHOD:CANCEL')), 'no-answer'],
    ['carl', of('carl').address, answer('carl', 'DECLINED', (text) => text.replace(/UID:[^\r\n]+/, 'UID:another@holdfast')), 'no-answer'],
    [
      'carl',
      of('carl')
        .address.replace(/.@/, 'a@')
        .replace(/\+.{6}/, '+aaaaaa'),
      answer('carl', 'DECLINED'),
      'forged-address',
    ],
  ] as const)
    assert.equal((await mail(from, to, calendar)).rule, rule, `${from} ${rule}`)
  assert.equal((await stand('carl'))?.answer, 'tentative')
  // an answer to what changed since is none
  await post('milo', '/meetings/BETA-M5/move', { on: '2026-04-29', time: '11:00', reason: 'Room' })
  assert.equal((await mail('dana', of('dana').address, answer('dana', 'ACCEPTED'))).rule, 'old-answer')
  sent.length = 0
  await settle()
  assert.ok(sent.some(({ calendar }) => calendar?.method === 'REQUEST' && calendar.text.includes('SEQUENCE:1')))
  await post('milo', '/meetings/BETA-M5/cancel', { side: 'customer', reason: 'Audit week' })
  sent.length = 0
  await settle()
  assert.ok(sent.some(({ calendar }) => calendar?.method === 'CANCEL' && calendar.text.includes('SEQUENCE:2')))
  assert.equal((await post('carl', '/meetings/BETA-M5/answer', { answer: 'accepted' })).status, 409)
})

test('a private address shows the meetings of one person, and nothing once it is ended', async () => {
  const { path } = (await api.call('dana', 'POST', '/api/notices/feed', {})).body as { path: string }
  const feed = await api.call(null, 'GET', path)
  assert.match(feed.text, /Review meeting with BETA/)
  assert.doesNotMatch(feed.text, /ATTENDEE/)
  await api.call('dana', 'POST', '/api/notices/feed/remove', {})
  assert.equal((await api.call(null, 'GET', path)).status, 404)
  const file = await api.call('dana', 'GET', '/api/accounts/BETA/meetings/BETA-M6/calendar')
  assert.match(file.text, /BEGIN:VEVENT[\s\S]*END:VEVENT/)
})

test('ISS-3.2.2b: a post-change review holds the goal beside the result, and what both sides agreed on', async () => {
  const planned = await post('milo', '/meetings', {
    kind: 'post-change',
    on: '2026-04-02',
    time: '10:00',
    about: { kind: 'change', id: 'CH-1' },
  })
  assert.equal(planned.status, 201, planned.text)
  const { number } = planned.body as Row
  at('2026-04-02T16:30:00Z')
  const [someone] = (await read(number)).people
  const hold = () => post('milo', `/meetings/${number}/hold`, { attended: [someone?.id] })
  const early = await hold()
  assert.equal(early.status, 422)
  assert.match(early.text, /ISS-3\.2\.1/)
  const change = {
    text: 'Rehearse the fallback',
    providerName: 'Milo',
    providerOn: '2026-04-02',
    customerName: 'Carl',
    customerOn: '2026-04-02',
  }
  const outcome = {
    goal: 'Release 23.4',
    result: 'Release 23.4 on both',
    verdict: 'met',
    improvements: 'A longer window',
    changes: [change],
  }
  assert.equal((await post('milo', `/meetings/${number}/outcome`, outcome)).status, 200)
  assert.equal((await hold()).status, 200)
  assert.deepEqual((await get<{ outcome: unknown }>('carl', `/meetings/${number}`)).outcome, outcome)
})

test('SSM-3.1.c1: a training counts by its topics; SSM-3.2.d stays open until its own session', async () => {
  const training = await post('milo', '/meetings', { kind: 'training', on: '2026-04-03', time: '10:00', topics: ['c1'] })
  const { number } = training.body as Row
  at('2026-04-03T17:00:00Z')
  await post('milo', `/meetings/${number}/hold`, { attended: (await read(number)).people.map(({ id }) => id) })
  const { owed } = await get<{ owed: { clause: string; state: string }[] }>('carl', '/meetings/promised')
  const states = Object.fromEntries(owed.map(({ clause, state }) => [clause, state]))
  assert.deepEqual([states['SSM-3.1.c1'], states['SSM-3.1.c2'], states['SSM-3.2.d'], states['ACP-5.p2']], ['done', 'open', 'open', 'late'])
  assert.equal((await post('milo', '/meetings', { kind: 'training', on: '2026-04-06', time: '10:00', topics: ['c9'] })).status, 400)
})

test('the last seat of a webinar is given once, however many ask at the same time', async () => {
  const plan = {
    theatre: 'AMERICAS',
    title: 'Patches',
    topic: 'patch management',
    host: 'Hana',
    on: '2026-05-12',
    time: '10:00',
    zone: 'America/Chicago',
    capacity: 1,
  }
  const { id } = (await api.call('host', 'POST', '/api/webinars', plan)).body as { id: string }
  const seats = await Promise.all(['carl', 'dana', 'uma'].map((who) => post(who, `/webinars/${id}/seat`, { comes: true })))
  assert.deepEqual(seats.map(({ status }) => status).sort(), [200, 409, 409])
  assert.equal((await post('gil', `/webinars/${id}/seat`, { comes: true }, 'GAMMA')).status, 403, 'no contract promises it')
  const { items } = (await api.call('milo', 'GET', '/api/webinars')).body as { items: { taken: number }[] }
  assert.equal(items[0]?.taken, 1)
  for (const recording of ['http://media.example/x', 'javascript:alert(1)', 'file:///etc/passwd'])
    assert.equal((await api.call('host', 'POST', `/api/webinars/${id}/recording`, { recording })).status, 400, recording)
})

test('a renewed contract goes on with the same cadence at the same local time', async () => {
  at('2027-02-10T15:00:00Z')
  const placed = await api.call('sales', 'POST', '/api/accounts/BETA/orders', {
    offering: 'SSM',
    channel: 'direct',
    poNumber: 'PO-2',
    endUserName: 'Beta Bank',
    endUserAddress: '500 Main St',
    startsOn: '2027-03-01',
    endsOn: '2028-02-29',
    serials: ['B1'],
  })
  assert.equal(placed.status, 201, placed.text)
  const { contract } = placed.body as { contract: string }
  const active = await api.call('contracts', 'POST', `/api/accounts/BETA/contracts/${contract}/activate`, {
    agreement: { kind: 'posted', name: 'EUSA', version: '2026' },
  })
  assert.equal(active.status, 200, active.text)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const { items } = await get<{ items: { on: string; contract: string; kind: string; startsAt: string }[] }>(
    'carl',
    '/meetings?when=all&limit=400',
  )
  const further = items.filter((each) => each.contract === contract)
  // 16 February and fourteen days
  assert.deepEqual([further.length, further[0]?.on, further[0]?.startsAt], [27, '2027-03-02', '2027-03-02T16:00:00.000Z'])
})

test('MSP-5.o: a customer enters its project meetings, and whether the provider is invited; other meetings are planned by the provider', async () => {
  at('2026-04-20T15:00:00Z')
  const plan = (body: object, account = 'GAMMA', who = 'gil') =>
    post(who, '/meetings', { on: '2026-04-23', time: '19:00', ...body }, account)
  const planned = await plan({ kind: 'project', providerInvited: false })
  assert.equal(planned.status, 201, planned.text)
  const { number } = planned.body as Row
  const invited = await post('gil', `/meetings/${number}/provider`, { invited: true }, 'GAMMA')
  assert.equal((invited.body as { providerInvited: boolean }).providerInvited, true)
  assert.equal((await plan({ kind: 'training', time: '10:00', topics: ['c1'] })).status, 403)
  assert.match((await plan({ kind: 'project' }, 'BETA', 'carl')).text, /No contract in force .* promises it \(MSP-5\.o\)/)
})
