import { moveCase } from '../cases/moving/service.ts'
import { openCase } from '../cases/opening/service.ts'
import { changePriority } from '../cases/priority/service.ts'
import * as cases from '../cases/service.ts'
import type { Priority } from '../catalog/offering.ts'
import type { Database } from '../db/pool.ts'
import { accountScope, inScope, providerScope } from '../db/scope.ts'
import { caseFollowers } from '../escalation/service.ts'
import { fireNext, nextDue, type TimerHandlers } from '../jobs/runner.ts'
import type { Principal } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, minutesMs } from '../lib/time.ts'
import { findPrincipal } from '../parties/service.ts'
import type { Built } from './build.ts'

/** Two years of cases, opened, answered and closed through the same services as real ones. */

const faults: readonly (readonly [string, string])[] = [
  [
    'BGP session to transit flaps every 20 minutes',
    'Peer goes from Established to Idle; hold timer expired, no errors on the link. Logs attached.',
  ],
  ['FPC 2 restarted by itself', 'chassisd reports FPC 2 offline and online at 03:12; traffic moved to the other card.'],
  ['IS-IS adjacency stays in Initializing', 'MTU looks right on both sides. Started after the maintenance on the ring.'],
  ['High routing engine CPU', 'rpd at 96 percent for an hour after a full table was added.'],
  ['EVPN MAC moves are not learned', 'Host moved from leaf 3 to leaf 5 and is unreachable for minutes.'],
  ['Power supply 1 shows input failure', 'The other supplies carry the load. Cables swapped without change.'],
  ['Optic on et-0/0/4 reports low receive power', 'Reads -14 dBm; the fibre was cleaned.'],
  ['LACP bundle drops one member', 'ae12 loses xe-0/1/3 about once a day.'],
  ['IPsec tunnel renegotiates every hour', 'Phase 2 comes up again but drops calls for two seconds.'],
  ['SNMP polling times out', 'Only on the second routing engine.'],
  ['Commit fails with a configuration check error', 'The same configuration commits on the twin device.'],
  ['Which statement bounds the number of prefixes?', 'We want a warning first and a teardown later.'],
  ['Syslog shows CMERROR level major', 'Fabric errors counted up by 12 in one night.'],
  ['DHCP relay does not answer on one VLAN', 'Works after the relay is deactivated and activated.'],
  ['Question on the licence that runs out', 'It shows invalid after the renewal was loaded.'],
  ['Multicast stream stops after switchover', 'PIM joins are there, no forwarding entry.'],
]

const answers = [
  'We called and went through the logs together. A likely cause is known; the fix is being confirmed.',
  'Collected the outputs. Please send the core file as well, the link is on the case.',
  'This matches a known defect. The workaround below holds until the next service release.',
  'The counters are clean since the change. We watch it for two days before we propose to close.',
]
const impacts = [
  'Forty branches had no telephony for about an hour.',
  'Two sites worked over their backup line, at half the speed.',
  'Orders of one afternoon were taken by hand.',
]

const replies = [
  'Thank you. The outputs are attached.',
  'Tried it on one device, so far it holds.',
  'It came back this morning at 06:40.',
  'Confirmed from our side.',
]
const notes = [
  'Same trace as an earlier case of another device; comparing.',
  'Asked engineering for the state of the defect.',
  'Customer has a change freeze until Monday.',
]

/** Numbers that look random and are the same in every demonstration (a linear congruential generator). */
function dice(seed: number) {
  let state = seed >>> 0
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Cast = {
  readonly customers: Readonly<Record<string, readonly Principal[]>>
  readonly engineers: readonly Principal[]
  readonly serials: Readonly<Record<string, readonly string[]>>
}

async function gatherCast(db: Database, built: Built): Promise<Cast> {
  const principal = (who: string) =>
    inScope(db, providerScope, (tx) => findPrincipal(tx, { personId: built.people.get(who)?.personId ?? '' })) as Promise<Principal>
  const all = async (names: readonly string[]) => Promise.all(names.map(principal))
  const serials: Record<string, string[]> = { ALBION: [], CORAL: [], PRAIRIE: [] }
  for (const [serial, account] of built.serials) if (!serial.includes('-')) serials[account]?.push(serial)
  return {
    customers: {
      ALBION: await all(['ann', 'bob', 'chloe', 'una', 'xena']),
      CORAL: await all(['noah', 'ivy']),
      PRAIRIE: await all(['beth', 'dale', 'lena']),
    },
    engineers: await all(['desk', 'nadia', 'carlos', 'senior']),
    serials,
  }
}

const targets: Readonly<Record<Priority, number>> = { P1: 30, P2: 30, P3: 240, P4: 240 }

/**
 * Plays the history up to `now`.
 * @param progress is told how many of how many cases are done
 */
export async function playHistory(
  db: Database,
  timers: TimerHandlers,
  built: Built,
  now: Instant,
  caseCount: number,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const cast = await gatherCast(db, built)
  const share = { ALBION: 0.5, PRAIRIE: 0.35, CORAL: 0.15 } as const
  let done = 0
  await Promise.all(
    (Object.keys(share) as (keyof typeof share)[]).map(async (code, index) => {
      const roll = dice(7919 * (index + 1))
      const count = Math.round(caseCount * share[code])
      for (let i = 0; i < count; i++) {
        const at = now - 728 * daysMs + Math.floor((i * 726 * daysMs) / count) + roll(20) * hoursMs + roll(60) * minutesMs
        await playCase(db, timers, built, cast, code, roll, at, now, i)
        progress(++done, caseCount)
      }
    }),
  )
  await inScope(db, providerScope, async (tx) => {
    // history was told long ago: nothing of it is sent now
    await tx
      .updateTable('outbox')
      .set({ state: 'shown', sent_at: new Date(now) })
      .where('state', '=', 'pending')
      .execute()
  })
}

async function playCase(
  db: Database,
  timers: TimerHandlers,
  built: Built,
  cast: Cast,
  code: string,
  roll: (below: number) => number,
  at: Instant,
  now: Instant,
  i: number,
) {
  const account = built.accounts.get(code)
  const people = cast.customers[code] ?? []
  const serials = cast.serials[code] ?? []
  const by = people[roll(people.length)] as Principal
  const engineer = cast.engineers[roll(cast.engineers.length)] as Principal
  const senior = cast.engineers.at(-1) as Principal
  const [summary, description] = faults[roll(faults.length)] as readonly [string, string]
  const die = roll(100)
  const priority: Priority = die < 6 ? 'P1' : die < 18 ? 'P2' : die < 63 ? 'P3' : 'P4'
  if (!account) return
  const step = <T>(work: (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => Promise<T>) => inScope(db, accountScope(account.id), work)
  const channel = priority === 'P1' || roll(5) === 0 ? 'phone' : roll(8) === 0 ? 'api' : 'web'
  const opened = await step((tx) =>
    openCase(tx, account, at, channel === 'phone' ? engineer : by, {
      kind: 'tech',
      summary,
      description,
      serial: serials[roll(serials.length)] ?? null,
      priority,
      channel,
      customerReference: roll(3) === 0 ? `INC${40_000 + i}` : '',
      release: '',
      confirmations: [],
      reportedAt: at - (channel === 'phone' ? 4 * minutesMs : 0),
      requesterId: by.personId,
      approval: null,
    }),
  )
  if (opened.number === null) return
  const number = opened.number
  const load = (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => cases.holdCase(tx, account, number)
  const target = targets[priority] * minutesMs
  const late = roll(13) === 0
  const answered = at + Math.floor(target * (late ? 1.2 + roll(10) / 10 : 0.1 + roll(80) / 100))
  await passTime(db, timers, at, answered)
  await step(async (tx) =>
    cases.assignCase(
      tx,
      await load(tx),
      at + 3 * minutesMs,
      senior,
      { id: senior.personId, name: senior.name, roles: senior.roles, senior: true },
      'next in the queue',
    ),
  )
  await step(async (tx) =>
    cases.logContact(tx, await load(tx), answered, priority < 'P3' ? senior : engineer, {
      medium: roll(3) === 0 ? 'email' : 'phone',
      at: answered,
      numberLeft: false,
      text: answers[roll(answers.length)] ?? '',
    }),
  )
  if (roll(2) === 0)
    await step(async (tx) => cases.addMessage(tx, await load(tx), answered + 2 * hoursMs, by, replies[roll(replies.length)] ?? ''))
  if (roll(3) === 0)
    await step(async (tx) => cases.addNote(tx, await load(tx), answered + 3 * hoursMs, engineer, notes[roll(notes.length)] ?? ''))
  if (roll(9) === 0)
    await step(async (tx) =>
      changePriority(
        tx,
        await load(tx),
        answered + 4 * hoursMs,
        senior,
        priority === 'P4' ? 'P3' : 'P4',
        'impact is other than first thought',
      ),
    )
  const solved = answered + (1 + roll(9)) * daysMs
  if (solved > now) return
  await step(async (tx) =>
    moveCase(
      tx,
      await load(tx),
      solved,
      engineer,
      { move: 'resolve', reason: 'the workaround holds and the fix is named', agreedBy: '' },
      caseFollowers,
    ),
  )
  const impact = priority < 'P3' ? (impacts[i % impacts.length] ?? '') : ''
  const agreed = solved + (1 + roll(30)) * hoursMs
  if (agreed > now) return
  await step(async (tx) => moveCase(tx, await load(tx), agreed, by, { move: 'agree', reason: '', agreedBy: '', impact }, caseFollowers))
}

/** The present: open cases in every state, and one P1 whose response is due within two minutes of starting. */
export async function playPresent(db: Database, built: Built, now: Instant): Promise<void> {
  const cast = await gatherCast(db, built)
  const [desk, , , senior] = cast.engineers as readonly [Principal, Principal, Principal, Principal]
  const open = async (
    code: string,
    who: number,
    ago: number,
    priority: Priority,
    channel: 'phone' | 'web' | 'api',
    fault: number,
    serial: number,
  ) => {
    const account = built.accounts.get(code)
    const by = cast.customers[code]?.[who]
    const [summary, description] = faults[fault] as readonly [string, string]
    if (!account || !by) return undefined
    const at = now - ago
    for (let next = 0; next < 20; next++) {
      const opened = await inScope(db, accountScope(account.id), (tx) =>
        openCase(tx, account, at, channel === 'phone' ? desk : by, {
          kind: 'tech',
          summary,
          description,
          serial: cast.serials[code]?.[serial + next] ?? null,
          priority,
          channel,
          customerReference: '',
          release: '',
          confirmations: [],
          reportedAt: at,
          requesterId: by.personId,
          approval: null,
        }),
      )
      if (opened.number !== null) return { account, number: opened.number }
    }
    return undefined
  }
  const act = async (
    opened: Awaited<ReturnType<typeof open>>,
    work: (tx: Parameters<Parameters<typeof inScope>[2]>[0], found: cases.Case) => Promise<void>,
  ) => {
    if (opened)
      await inScope(db, accountScope(opened.account.id), async (tx) => work(tx, await cases.holdCase(tx, opened.account, opened.number)))
  }
  await open('ALBION', 0, 28.5 * minutesMs, 'P1', 'phone', 1, 20)
  await open('PRAIRIE', 0, 12 * minutesMs, 'P2', 'web', 3, 10)
  await open('ALBION', 3, 95 * minutesMs, 'P3', 'web', 6, 33)
  await open('PRAIRIE', 1, 200 * minutesMs, 'P4', 'web', 11, 22)
  const worked = await open('ALBION', 1, 26 * hoursMs, 'P2', 'phone', 4, 41)
  await act(worked, (tx, found) =>
    cases.assignCase(
      tx,
      found,
      now - 26 * hoursMs + 2 * minutesMs,
      senior,
      { id: senior.personId, name: senior.name, roles: senior.roles, senior: true },
      '',
    ),
  )
  await act(worked, (tx, found) =>
    cases.logContact(tx, found, now - 26 * hoursMs + 11 * minutesMs, senior, {
      medium: 'phone',
      at: now - 26 * hoursMs + 11 * minutesMs,
      numberLeft: false,
      text: answers[0] ?? '',
    }),
  )
  await act(worked, (tx, found) => cases.addNote(tx, found, now - 20 * hoursMs, desk, notes[0] ?? ''))
  const waiting = await open('PRAIRIE', 1, 3 * daysMs, 'P3', 'web', 8, 5)
  await act(waiting, (tx, found) =>
    cases.logContact(tx, found, now - 3 * daysMs + 50 * minutesMs, desk, {
      medium: 'email',
      at: now - 3 * daysMs + 50 * minutesMs,
      numberLeft: false,
      text: answers[1] ?? '',
    }),
  )
  await act(waiting, (tx, found) =>
    moveCase(
      tx,
      found,
      now - 2 * daysMs,
      desk,
      { move: 'wait-customer', reason: 'waiting for the core file', agreedBy: '' },
      caseFollowers,
    ),
  )
  const solved = await open('CORAL', 0, 5 * daysMs, 'P3', 'web', 5, 3)
  await act(solved, (tx, found) =>
    cases.logContact(tx, found, now - 5 * daysMs + 30 * minutesMs, desk, {
      medium: 'phone',
      at: now - 5 * daysMs + 30 * minutesMs,
      numberLeft: false,
      text: answers[2] ?? '',
    }),
  )
  await act(solved, (tx, found) =>
    moveCase(tx, found, now - daysMs, desk, { move: 'resolve', reason: 'the supply was replaced on site', agreedBy: '' }, caseFollowers),
  )
}

/** What falls due on the way happens at its own instant, and not before the case was there. */
export async function passTime(db: Database, timers: TimerHandlers, from: Instant, until: Instant): Promise<void> {
  for (let guard = 0; guard < 1000; guard++) {
    const due = await nextDue(db)
    if (due === undefined || due > until) return
    await fireNext(db, timers, Math.max(from, due))
  }
}
