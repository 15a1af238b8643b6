import { localDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { unassign, whyBusy } from '../booking/service.ts'
import { type ChangeRow, isAhead } from '../change.ts'
import { planWatch } from '../following/service.ts'
import { type ProactiveAdvice, proactiveAdvice, wantsCase } from '../proactive.ts'
import { stillMissing } from '../readiness.ts'
import { type By, engineerOf, type Terms, tell, termsOf, wholeOf } from '../service.ts'
import { findChange } from '../store.ts'

/** When a case is best opened ahead of a change, where its kind wants one; in words what stands in the way where the days cannot be told. */
export function adviceFor(
  account: AccountRef,
  change: ChangeRow,
  { request, calendar, book }: Terms,
  now: Instant,
): ProactiveAdvice | string | null {
  if (!wantsCase(request.wanted.change)) return null
  const changeOn = localDate(change.zone, change.startsAt)
  if (typeof changeOn !== 'string') return changeOn.message
  // a case that the request names was opened by the time it was asked for
  const openedOn = request.wanted.caseNumber === null ? null : dayOf(account.zone, request.askedAt)
  const advice = proactiveAdvice(calendar, book, { changeOn, today: dayOf(change.zone, now), openedOn })
  return 'kind' in advice ? advice.message : advice
}

/** Once a day until a window begins: an engineer who left or is away is replaced in time; what is missing and a case ahead are said. */
export async function watch(tx: Tx, account: AccountRef, by: By, changeId: string): Promise<void> {
  const found = await findChange(tx, account.id, { id: changeId }, true)
  if (!found || !isAhead(found.state) || found.startsAt <= by.now) return
  await planWatch(tx, account, by.now, changeId)
  let change = found
  if (change.engineerId !== null) {
    const here = await engineerOf(tx, account, change.engineerId)
    const why = here ? await whyBusy(tx, account, change.engineerId, change, change.id) : 'left'
    if (why !== undefined) change = await unassign(tx, account, by, change, why === 'left' ? 'has left' : `is ${why}`)
  }
  const terms = await termsOf(tx, account, change, by.now)
  const today = dayOf(account.zone, by.now)
  const on = dayOf(account.zone, change.startsAt)
  const advice = adviceFor(account, change, terms, by.now)
  if (advice !== null && typeof advice !== 'string' && advice.from === today && advice.state === 'now')
    await tell(tx, account, by, change, {
      to: 'both',
      subject: 'Open a case ahead of the change',
      text: [advice.words, 'It is advice (SSM-3.1.a7n), and the window goes on without it.'],
    })
  if (addDays(today, 1) !== on || change.state === 'ready') return
  const missing = stillMissing((await wholeOf(tx, account, change, terms, by.now)).items)
  await tell(tx, account, by, change, {
    to: 'both',
    subject:
      missing.length === 0
        ? 'The window is tomorrow, and nobody said that it is ready'
        : 'The window is tomorrow, and something is missing',
    text: [
      `It begins at ${toIso(change.startsAt)}.`,
      ...missing.map(({ title, side, missing: what, clauses }) => `${title} (${clauses[0]}, ${side}): ${what}`),
    ],
  })
}
