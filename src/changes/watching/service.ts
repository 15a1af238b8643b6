import { localDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { unassign, whyBusy } from '../booking/service.ts'
import { type ChangeRow, isAhead } from '../change.ts'
import { planWatch } from '../following/service.ts'
import { type Standing, standingOf } from '../happened.ts'
import { type ProactiveAdvice, proactiveAdvice, wantsCase } from '../proactive.ts'
import { stillMissing } from '../readiness.ts'
import { type By, engineerOf, type Terms, tell, termsOf, wholeOf } from '../service.ts'
import { findChange, listChanges, listEvents } from '../store.ts'

/** The case that was opened ahead of a change: the one that was linked, else what the request names, which was opened by the time it was asked for. */
const openedAhead = (account: AccountRef, { request }: Terms, { caseAhead }: Pick<Standing, 'caseAhead'>) => {
  const { caseNumber } = request.wanted
  return caseAhead ?? (caseNumber === null ? null : { case: caseNumber, on: dayOf(account.zone, request.askedAt) })
}

/** When a case is best opened ahead of a change, where its kind wants one; in words what stands in the way where the days cannot be told. */
export function adviceFor(
  account: AccountRef,
  change: ChangeRow,
  terms: Terms,
  standing: Pick<Standing, 'caseAhead'>,
  now: Instant,
): ProactiveAdvice | string | null {
  return wantsCase(terms.request.wanted.change) ? weigh(account, change, terms, standing, now) : null
}

function weigh(
  account: AccountRef,
  change: ChangeRow,
  terms: Terms,
  standing: Pick<Standing, 'caseAhead'>,
  now: Instant,
): ProactiveAdvice | string {
  const { calendar, book } = terms
  const changeOn = localDate(change.zone, change.startsAt)
  if (typeof changeOn !== 'string') return changeOn.message
  const openedOn = openedAhead(account, terms, standing)?.on ?? null
  const advice = proactiveAdvice(calendar, book, { changeOn, today: dayOf(change.zone, now), openedOn })
  return 'kind' in advice ? advice.message : advice
}

/** A window to come, with the case that was opened ahead of it. */
export type WindowAhead = {
  readonly change: ChangeRow
  readonly on: LocalDate
  /** Empty where its service does not ask for the kind. */
  readonly kind: string
  readonly opened: { readonly case: string; readonly on: LocalDate } | null
  readonly missing: boolean
  /** Null where none is wanted, or working days cannot be told. A window whose kind nobody asked for has it, and no case is missing. */
  readonly advice: ProactiveAdvice | null
}

/** Every window that is to come, the first one first, whatever service it is of: what whoever manages the service of a customer sees of them. */
export async function windowsAhead(tx: Tx, account: AccountRef, now: Instant): Promise<readonly WindowAhead[]> {
  const rows = await listChanges(tx, { accountCode: account.code, from: now, limit: mostWindows })
  const found: WindowAhead[] = []
  for (const change of rows.toReversed()) {
    if (!isAhead(change.state)) continue
    const terms = await termsOf(tx, account, change, now)
    const standing = standingOf(await listEvents(tx, account.id, change.id))
    const kind = terms.request.wanted.change
    const advice = kind === '' || wantsCase(kind) ? weigh(account, change, terms, standing, now) : null
    const opened = openedAhead(account, terms, standing)
    found.push({
      change,
      on: dayOf(change.zone, change.startsAt),
      kind,
      opened,
      missing: wantsCase(kind) && opened === null,
      advice: typeof advice === 'string' ? null : advice,
    })
  }
  return found
}
const mostWindows = 200

/** Once a day until a window begins: an engineer who left or is away is replaced in time; what is missing and a case ahead are said. */
export async function watch(tx: Tx, account: AccountRef, by: By, changeId: string): Promise<void> {
  const found = await findChange(tx, account.id, { id: changeId }, true)
  if (!found || !isAhead(found.state) || found.startsAt <= by.now) return
  await planWatch(tx, account, by.now, changeId)
  let change = found
  if (change.engineerId !== null) {
    const here = await engineerOf(tx, change.engineerId)
    const why = here ? await whyBusy(tx, change.engineerId, change, change.id) : 'left'
    if (why !== undefined) change = await unassign(tx, account, by, change, why === 'left' ? 'has left' : `is ${why}`)
  }
  const terms = await termsOf(tx, account, change, by.now)
  const today = dayOf(account.zone, by.now)
  const on = dayOf(account.zone, change.startsAt)
  const advice = adviceFor(account, change, terms, standingOf(await listEvents(tx, account.id, change.id)), by.now)
  // it looks once a day, and that is another day where the change is made than where the account is
  if (advice !== null && typeof advice !== 'string' && advice.from === dayOf(change.zone, by.now) && advice.state === 'now')
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
