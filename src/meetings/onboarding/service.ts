import { wordsForDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, listContracts } from '../../contracts/service.ts'
import { send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { workingDaysAfter } from '../occurrences.ts'
import { promisesKind } from '../promise.ts'
import { dayIn, hoursOf, instantIn, meetingPolicy } from '../service.ts'
import { listMeetings } from '../store.ts'

/** The onboarding meeting of a contract: by when it is offered, and who hears that it is not (ACP-5.p2, policy B40). */

export const onboardingTimer = 'onboarding-not-offered'

/** Contracts that owe an onboarding meeting; one that is renewed was set up before. */
export const owesOnboarding = (offering: Offering | undefined, { kind, state, renewsId, endsOn }: Contract, today: LocalDate): boolean =>
  kind === 'service' && promisesKind(offering, 'onboarding') && state === 'active' && renewsId === null && endsOn >= today

async function owing(tx: Tx, account: AccountRef, today: LocalDate): Promise<readonly Contract[]> {
  const offerings = await readOfferings(tx)
  return (await listContracts(tx, account.id)).filter((each) => owesOnboarding(soldWith(offerings, each), each, today))
}

/** The last day to offer it, with the clock that the day is read on; no day where holidays are not loaded. */
export async function offeredBy(tx: Tx, account: AccountRef, contract: Contract, today: LocalDate) {
  const { offeredWithinBusinessDays } = (await meetingPolicy(tx, today)).get('onboarding.days')
  const hours = await hoursOf(tx, account, 'onboarding', contract.startsOn, contract)
  const day = workingDaysAfter(hours, contract.activatedOn ?? contract.startsOn, offeredWithinBusinessDays)
  return { day: typeof day === 'string' ? day : null, zone: hours.zone }
}

/** Sets the timer on the end of the last day of each contract for which that lies ahead. */
export async function watchOnboarding(tx: Tx, account: AccountRef, now: Instant): Promise<void> {
  const today = dayIn(account.zone, now)
  for (const contract of await owing(tx, account, today)) {
    const { day, zone } = await offeredBy(tx, account, contract, today)
    const dueAt = day === null ? undefined : instantIn(zone, addDays(day, 1), '00:00')
    if (dueAt !== undefined && dueAt > now)
      await setTimer(tx, { accountId: account.id, now, kind: onboardingTimer, subjectId: contract.id, dueAt })
  }
}

/** Tells the advisor's manager, once, that nobody offered the meeting in time: a flag, no breach. */
export async function tellNotOffered(tx: Tx, account: AccountRef, now: Instant, contractId: string): Promise<void> {
  const today = dayIn(account.zone, now)
  const contract = (await owing(tx, account, today)).find(({ id }) => id === contractId)
  if (!contract) return
  const { day } = await offeredBy(tx, account, contract, today)
  const meetings = await listMeetings(tx, { accountId: account.id, limit: 2000 })
  const offered = meetings.some((each) => each.kind === 'onboarding' && each.contractId === contractId && each.state !== 'cancelled')
  if (offered || day === null) return
  const managers = (await listStaff(tx)).filter(({ status, teams }) => status === 'active' && teams.includes('management'))
  if (managers.length === 0) return
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'staff-notice',
    subject: contract.number,
    payload: {
      to: managers.map(({ id, name }) => ({ personId: id, name })),
      subject: `No onboarding meeting of ${account.code} under ${contract.number}`,
      text: `It was to be offered by ${wordsForDate(day, true)}, and none is planned. Advisor: ${contract.terms.advisor?.name ?? 'nobody'} (ACP-5.p2, policy B40).`,
    },
  })
}
