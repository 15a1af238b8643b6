import type { Parts } from '../assemble.ts'
import type { Database } from '../db/pool.ts'
import { inScope, instant, providerScope } from '../db/scope.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import { setupNeeded } from '../parties/sign-in/routes.ts'
import { buildWorld } from './build.ts'
import { playAdvice } from './demo-advice.ts'
import { playChanges } from './demo-changes.ts'
import { playConfigurations } from './demo-configurations.ts'
import { playContacts } from './demo-contacts.ts'
import { playCredits } from './demo-credits.ts'
import { playDuties } from './demo-duties.ts'
import { playGuidance } from './demo-guidance.ts'
import { playHistory, playPresent } from './demo-history.ts'
import { playLifecycle } from './demo-lifecycle.ts'
import { playMail } from './demo-mail.ts'
import { playMeetings } from './demo-meetings.ts'
import { playReadings } from './demo-readings.ts'
import { playRecords } from './demo-records.ts'
import { playRequests } from './demo-requests.ts'
import { playResources } from './demo-resources.ts'
import { playSoftware } from './demo-software.ts'
import { playWork } from './demo-work.ts'
import { demoPeople, demoWorld } from './demo-world.ts'

export const demoPassword = 'holdfast-demo-2026'

export type SignInLine = { readonly email: string; readonly part: string }

/** Sign-ins of the demonstration; all take the same password. */
export const demoSignIns = (): readonly SignInLine[] => {
  const people = demoWorld('2026-01-01').people
  return demoPeople.map(({ who, part }) => ({ email: `${who}@${(people[who]?.account ?? 'VENDOR').toLowerCase()}.example`, part }))
}

/** Loads the demonstration world into an empty installation; does nothing when it is there already. */
export async function loadDemo(
  parts: Parts,
  now: Instant,
  caseCount: number,
  say: (what: string, share: number) => void,
): Promise<boolean> {
  if (!(await setupNeeded(parts.db))) return false
  say('accounts, people, devices, contracts', 0)
  const world = demoWorld(toIso(now).slice(0, 10))
  const built = await inScope(parts.db, providerScope, (tx) =>
    buildWorld(tx, world, now - 731 * 86_400_000, {
      gateway: parts.parties.signIn,
      password: demoPassword,
      who: new Set(demoPeople.map(({ who }) => who)),
    }),
  )
  await playHistory(parts.db, parts.timers, built, now, caseCount, (done, of) => say('two years of cases', done / of))
  await playRecords(parts, built, now)
  await playConfigurations(parts, built, now)
  await playReadings(parts, built, now)
  await playLifecycle(parts, built, now)
  await playCredits(parts, built, now)
  await playRequests(parts, built, now)
  await playChanges(parts, built, now)
  await playSoftware(parts, built, now)
  await playMeetings(parts, built, now)
  await playDuties(parts, built, now)
  await playContacts(parts, built, now)
  await playGuidance(parts, built, now)
  await playAdvice(parts, built, now)
  await playResources(parts, built, now)
  await playWork(parts, built, now)
  await settleHistory(parts.db, now)
  await playPresent(parts.db, built, now)
  await playMail(parts, built, now)
  say('done', 1)
  return true
}

/** What was told two years long was read long ago: nobody begins with an inbox full of history. */
const settleHistory = (db: Database, now: Instant) =>
  inScope(db, providerScope, (tx) =>
    tx
      .updateTable('outbox')
      .set({ state: 'shown', spread_at: new Date(now), sent_at: new Date(now) })
      .where('state', '=', 'pending')
      .where('created_at', '<', instant(now - 2 * daysMs))
      .execute(),
  )
