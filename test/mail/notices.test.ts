import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { localClock } from '../../src/calendar/local-time.ts'
import { send } from '../../src/db/records.ts'
import { accountScope, inScope, providerScope } from '../../src/db/scope.ts'
import type { Mail, Mailer } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import {
  choices,
  defaultPreference,
  fateOfNotice,
  fixedKinds,
  leastOpenMinutes,
  type NoticeKind,
  nextAt,
  noticeKinds,
  openMinutes,
  type Preference,
  quietUntil,
} from '../../src/notifications/notices/fate.ts'
import { fc } from '../support/laws.ts'
import { openDesk, type TestDesk } from './desk.ts'

/** Who is told what, when and why: laws of the judgement, and what they do to real letters and to the portal's inbox. */

const zones = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
]
const minutes = fc
  .integer({ min: 0, max: 1439 })
  .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
const anyPreference: fc.Arbitrary<Preference> = fc.record({
  choices: fc.dictionary(fc.constantFrom(...Object.keys(noticeKinds)), fc.constantFrom(...choices)) as fc.Arbitrary<Preference['choices']>,
  quiet: fc.option(
    fc.record({ from: minutes, to: minutes }).filter((quiet) => openMinutes(quiet) >= leastOpenMinutes),
    { nil: null },
  ),
  digestAt: minutes,
  hooks: fc.subarray(Object.keys(noticeKinds) as NoticeKind[]),
})
const anyFacts = fc.record({
  kind: fc.constantFrom(...(Object.keys(noticeKinds) as NoticeKind[])),
  priority: fc.constantFrom('P1', 'P2', 'P3', 'P4', null),
  at: fc.integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') }),
  zone: fc.constantFrom(...zones),
  preference: anyPreference,
})

test('law: P1 and P2 are never held and never wait for a digest; what cannot be turned off goes at once', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const fate = fateOfNotice(facts)
      if (facts.priority === 'P1' || facts.priority === 'P2') assert.ok(!['hold', 'digest', 'none'].includes(fate.kind), fate.kind)
      if (fixedKinds.includes(facts.kind)) assert.equal(fate.kind, 'now')
      assert.ok(fate.why.length > 5)
      assert.ok(fate.kind === 'hold' || fate.kind === 'digest' ? fate.until > facts.at : fate.until === facts.at)
      // an hour more than two days: the longest day there is, and Samoa once left one out
      assert.ok(fate.until - facts.at <= 49 * 3_600_000)
    }),
    { numRuns: 3000 },
  )
})

test('law: what is held is free when its hold ends, and quiet hours are those of the wall clock, over midnight and changes of the clocks', () => {
  let held = 0
  fc.assert(
    fc.property(anyFacts, ({ zone, at, preference: { quiet } }) => {
      if (!quiet) return
      const until = quietUntil(zone, at, quiet)
      const clock = localClock(zone, at)
      assert.ok(!('kind' in clock))
      const wall = new Date(clock.millisOfDay).toISOString().slice(11, 16)
      const inside =
        quiet.from < quiet.to ? wall >= quiet.from && wall < quiet.to : quiet.from > quiet.to && (wall >= quiet.from || wall < quiet.to)
      assert.equal(until !== null, inside, `${zone} ${new Date(at).toISOString()} ${wall} ${JSON.stringify(quiet)}`)
      if (until === null) return
      held++
      const end = localClock(zone, until)
      assert.ok(!('kind' in end))
      // the end is shown by the wall clock, or the clocks jumped over it
      assert.ok(new Date(end.millisOfDay).toISOString().slice(11, 16) >= quiet.to || end.date > clock.date)
      assert.equal(quietUntil(zone, until, quiet), null, 'held again when the hold ended')
    }),
    { numRuns: 5000 },
  )
  assert.ok(held > 500, `${held} held`)
})

// zone, instant, quiet hours, end
const nights: readonly (readonly [string, string, string, string, string, string | null])[] = [
  ['late in the evening', 'Europe/Berlin', '2026-03-10T22:30:00Z', '22:00', '06:30', '2026-03-11T05:30:00.000Z'],
  ['after midnight', 'Europe/Berlin', '2026-03-11T02:00:00Z', '22:00', '06:30', '2026-03-11T05:30:00.000Z'],
  ['by day', 'Europe/Berlin', '2026-03-11T12:00:00Z', '22:00', '06:30', null],
  ['at the very end', 'Europe/Berlin', '2026-03-11T05:30:00Z', '22:00', '06:30', null],
  ['the night that is an hour shorter', 'Europe/Berlin', '2026-03-28T22:30:00Z', '22:00', '06:30', '2026-03-29T04:30:00.000Z'],
  ['the night that is an hour longer', 'Europe/Berlin', '2026-10-24T21:30:00Z', '22:00', '06:30', '2026-10-25T05:30:00.000Z'],
  ['an end that the clocks jump over', 'Europe/Berlin', '2026-03-29T00:30:00Z', '22:00', '02:30', '2026-03-29T01:00:00.000Z'],
  ['an end that comes twice', 'Europe/Berlin', '2026-10-24T23:30:00Z', '22:00', '02:30', '2026-10-25T00:30:00.000Z'],
  ['a lunch break', 'Europe/London', '2026-06-10T11:30:00Z', '12:00', '13:00', '2026-06-10T12:00:00.000Z'],
  ['from and to the same', 'Europe/London', '2026-06-10T11:30:00Z', '12:00', '12:00', null],
]
for (const [title, zone, at, from, to, end] of nights)
  test(`quiet hours: ${title}`, () => {
    const until = quietUntil(zone, Date.parse(at), { from, to })
    assert.equal(until === null ? null : new Date(until).toISOString(), end)
  })

test('the digest goes out today when its time is still to come, else tomorrow, also where clocks change', () => {
  const next = (zone: string, at: string, time: string) => new Date(nextAt(zone, Date.parse(at), time)).toISOString()
  assert.equal(next('Europe/Berlin', '2026-03-10T06:00:00Z', '08:00'), '2026-03-10T07:00:00.000Z')
  assert.equal(next('Europe/Berlin', '2026-03-10T07:00:00Z', '08:00'), '2026-03-11T07:00:00.000Z')
  assert.equal(next('Europe/Berlin', '2026-03-28T12:00:00Z', '08:00'), '2026-03-29T06:00:00.000Z')
})

// --- In the database ------------------------------------------------------------------------------------------------

let desk: TestDesk
const sent: Mail[] = []
let down = false
const mailer: Mailer = {
  identity: { domain: 'vendor.example', origin: undefined, reply: undefined },
  send: async (mail) => {
    if (down) throw Object.assign(new Error('no way out'), { code: 'ECONNECTION' })
    sent.push(mail)
  },
  close: () => {},
}
before(async () => {
  desk = await openDesk()
  await all()
})
after(() => desk?.close())

async function all(): Promise<readonly string[]> {
  const outcomes: string[] = []
  const next = () => handleNext(desk.api.parts.db, mailer, desk.api.clock.now)
  for (let outcome = await next(); outcome; outcome = await next()) outcomes.push(outcome)
  return outcomes
}
const write = async (text: string) => {
  desk.api.clock.now += 1000
  const account = desk.api.built.accounts.get('ACME')
  assert.ok(account)
  await inScope(desk.api.parts.db, accountScope(account.id), (tx) =>
    send(tx, {
      accountId: account.id,
      now: desk.api.clock.now,
      kind: 'case-notice',
      subject: desk.open,
      payload: { event: 'message', from: 'Dana', text, to: [{ personId: desk.api.built.people.get('ann')?.personId }] },
    }),
  )
}
const choose = async (preference: Partial<Preference>) => {
  const answer = await desk.api.call('ann', 'POST', '/api/notices/preferences', { ...defaultPreference, ...preference })
  assert.equal(answer.status, 200, answer.text)
}
type Told = { id: string; title: string; text: string; why: string; mail: string; readAt: string | null }
const inbox = async (who = 'ann', query = '') => ((await desk.api.call(who, 'GET', `/api/notices${query}`)).body as { items: Told[] }).items
const at = (text: string) => {
  desk.api.clock.now = Date.parse(text)
}

test('a notice stands in the portal of its person alone, with the reason, until it is read', async () => {
  await desk.api.call('ann', 'POST', '/api/notices/read', { all: true })
  await write('first')
  await all()
  const [notice] = await inbox('ann', '?unread=true')
  assert.match(notice?.text ?? '', /first/)
  assert.equal(notice?.why, 'You are told because the case was opened for you.')
  assert.equal(notice?.mail, 'Sent at once.')
  const unread = async (who: string) => ((await desk.api.call(who, 'GET', '/api/notices/count')).body as { unread: number }).unread
  assert.deepEqual([await unread('ann'), await unread('bob')], [1, 0])
  assert.deepEqual(await inbox('bob'), [])
  assert.deepEqual((await desk.api.call('bob', 'POST', '/api/notices/read', { notices: [notice?.id] })).body, { read: 0 })
  assert.deepEqual((await desk.api.call('ann', 'POST', '/api/notices/read', { notices: [notice?.id] })).body, { read: 1 })
  assert.equal(await unread('ann'), 0)
})

test('in quiet hours mail waits for the morning; the portal shows it at once', async () => {
  at('2026-03-12T23:00:00Z')
  await choose({ quiet: { from: '22:00', to: '07:00' } })
  sent.length = 0
  await write('at night')
  assert.deepEqual(await all(), [])
  assert.match((await inbox())[0]?.mail ?? '', /quiet hours until 07:00/)
  at('2026-03-13T06:59:00Z')
  assert.deepEqual(await all(), [])
  at('2026-03-13T07:00:00Z')
  assert.deepEqual(await all(), ['sent'])
  assert.match(sent[0]?.text ?? '', /at night/)
})

test('a P1 breaks the quiet', async () => {
  at('2026-03-13T23:00:00Z')
  const raised = await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/priority`, {
    priority: 'P1',
    reason: 'all is down',
  })
  assert.equal(raised.status, 200, raised.text)
  await all()
  sent.length = 0
  await write('urgent')
  assert.deepEqual(await all(), ['sent'])
  await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/priority`, { priority: 'P3', reason: 'up again' })
  await choose({})
  await all()
})

test('the digest of a day is one letter at its time, and each notice of it counts as sent', async () => {
  at('2026-03-14T10:00:00Z')
  await choose({ choices: { 'case-message': 'digest' }, digestAt: '17:00' })
  sent.length = 0
  for (const text of ['one', 'two', 'three']) await write(text)
  assert.deepEqual(await all(), [])
  at('2026-03-14T17:00:00Z')
  assert.deepEqual(await all(), ['sent'])
  assert.equal(sent.length, 1)
  assert.match(sent[0]?.subject ?? '', /^Your digest: 3 notices/)
  assert.match(sent[0]?.text ?? '', /one[\s\S]*two[\s\S]*three/)
  const outbox = (await desk.api.call('admin', 'GET', '/api/outbox?limit=3')).body as { items: { state: string }[] }
  assert.deepEqual(
    outbox.items.map(({ state }) => state),
    ['sent', 'sent', 'sent'],
  )
  assert.deepEqual(await all(), [])
})

test('turned off is turned off, and the portal alone is the portal alone', async () => {
  sent.length = 0
  await choose({ choices: { 'case-message': 'portal' } })
  await write('portal only')
  assert.deepEqual(await all(), ['shown'])
  assert.match((await inbox())[0]?.text ?? '', /portal only/)
  await choose({ choices: { 'case-message': 'none' } })
  await write('nothing at all')
  assert.deepEqual(await all(), ['shown'])
  assert.doesNotMatch((await inbox())[0]?.text ?? '', /nothing at all/)
  assert.equal(sent.length, 0)
  await choose({})
})

test('after a server was down, one letter tells what waited', async () => {
  sent.length = 0
  down = true
  for (let count = 0; count < 15; count++) {
    await write(`waiting ${count}.`)
    await all()
  }
  assert.equal(sent.length, 0)
  down = false
  desk.api.clock.now += 7 * 3_600_000
  await all()
  assert.ok(sent.length <= 2, `${sent.length} letters`)
  const whole = sent.map(({ text }) => text).join('\n')
  for (let count = 0; count < 15; count++) assert.match(whole, new RegExp(`waiting ${count}\\.`))
})

test('law: at most one notice and one letter for an event and a person, whatever workers do at once', async () => {
  const rows = <T>(work: (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => Promise<T>) =>
    inScope(desk.api.parts.db, providerScope, work)
  for (let count = 0; count < 8; count++) await write(`at once ${count}`)
  await Promise.all([all(), all(), all(), all()])
  const doubled = await rows((tx) =>
    tx
      .selectFrom('notice')
      .select(['outbox_id', 'person_id'])
      .groupBy(['outbox_id', 'person_id'])
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute(),
  )
  assert.deepEqual(doubled, [])
  const letters = await rows((tx) =>
    tx
      .selectFrom('letter')
      .select(['outbox_id', 'email'])
      .where('outbox_id', 'is not', null)
      .groupBy(['outbox_id', 'email'])
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute(),
  )
  assert.deepEqual(letters, [])
  const ids = sent.map(({ messageId }) => messageId)
  assert.equal(new Set(ids).size, ids.length)
})
