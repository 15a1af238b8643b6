import type { WorkCalendar } from '../../../calendar/calendar.ts'
import { resolveLocal } from '../../../calendar/local-time.ts'
import { theatreCalendar } from '../../../calendar/theatre-hours.ts'
import { workingDayAfter } from '../../../calendar/working-days.ts'
import { policyBook } from '../../../catalog/policy-book.ts'
import { readOverrides } from '../../../catalog/service.ts'
import { vendorHolidays } from '../../../contracts/hours/service.ts'
import { dayOf } from '../../../contracts/service.ts'
import { send, setTimer } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import type { Instant, LocalDate } from '../../../lib/time.ts'
import { playsOn } from '../../../parties/contacts.ts'
import { listContacts } from '../../../parties/service.ts'
import { reviewTitles } from '../kinds.ts'
import { findReviewById, type ReviewRow } from '../store.ts'
import { insertReading, listReadings } from './store.ts'

/** Somebody may not have opened a review yet; its subject is the review. */
export const unreadTimer = 'review-unread'

/** Somebody whom a review is for, and when they first opened it; null while they did not. */
export type ReviewReader = { readonly personId: string; readonly name: string; readonly readAt: Instant | null }

/** Whom a released review is for: the lead and the named contacts of the day (MSP-3.1.6.d), each with when it was opened. */
export async function readersOf(
  tx: Tx,
  account: AccountRef,
  { id }: Pick<ReviewRow, 'id'>,
  now: Instant,
): Promise<readonly ReviewReader[]> {
  const today = dayOf(account.zone, now)
  const contacts = (await listContacts(tx, account.id)).filter(
    (each) => playsOn(each, today) && (each.role === 'lead' || each.role === 'named' || each.role === 'primary'),
  )
  const readings = await listReadings(tx, account.id, id)
  const people = new Map(contacts.map(({ personId, name }) => [personId, name]))
  return [...people].map(([personId, name]) => ({
    personId,
    name,
    readAt: readings.find((each) => each.personId === personId)?.readAt ?? null,
  }))
}

/** Somebody outside the provider opened a released review: the first time is kept as a receipt (MSP-3.1.6.d). */
export async function keepReading(tx: Tx, account: AccountRef, { personId, accountKind }: Principal, review: ReviewRow, now: Instant) {
  if (accountKind === 'provider' || review.state !== 'released' || personId === '') return
  await insertReading(tx, account.id, review.id, { personId, readAt: now })
}

/** Tells whom a review is for that it is released, and has those reminded who do not open it (MSP-3.1.6.d, policy H19). */
export async function tellOfReview(tx: Tx, account: AccountRef, now: Instant, review: ReviewRow): Promise<void> {
  await letter(tx, account, now, review, {
    readers: await readersOf(tx, account, review, now),
    subject: 'is released',
    text: [review.notes.summary.slice(0, 2000), 'It is read on the page Reviews.'],
  })
  const today = dayOf(account.zone, now)
  const { businessDays } = policyBook(today, await readOverrides(tx)).get('review.reminder')
  const dueAt = resolveLocal(account.zone, `${await businessDayAfter(tx, account, today, businessDays)}T09:00`)
  if (typeof dueAt === 'number') await setTimer(tx, { accountId: account.id, now, kind: unreadTimer, subjectId: review.id, dueAt })
}

/** Reminds whoever did not open a review within the days of policy H19 (MSP-3.1.6.d). */
export async function remindOfReview(tx: Tx, account: AccountRef, now: Instant, reviewId: string): Promise<void> {
  const review = await findReviewById(tx, account.id, reviewId)
  if (!review) return
  await letter(tx, account, now, review, {
    readers: (await readersOf(tx, account, review, now)).filter(({ readAt }) => readAt === null),
    subject: 'was not opened by you yet',
    text: [
      `It was released on ${dayOf(account.zone, review.releasedAt ?? now)}.`,
      'Opening it on the page Reviews is enough: it counts as read then.',
    ],
  })
}

type Letter = { readonly readers: readonly ReviewReader[]; readonly subject: string; readonly text: readonly string[] }

async function letter(tx: Tx, account: AccountRef, now: Instant, { number, kind }: ReviewRow, { readers, subject, text }: Letter) {
  if (readers.length === 0) return
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'review-notice',
    subject: number,
    payload: {
      to: readers.map(({ personId, name }) => ({ personId, name })),
      subject: `[${number}] ${reviewTitles[kind]} ${subject}`,
      text: text.filter((line) => line !== '').join('\n\n'),
    },
  })
}

/** The business day so many after a day where the account is; weekdays alone where the holidays of that year were not entered. */
async function businessDayAfter(tx: Tx, account: AccountRef, day: LocalDate, count: number): Promise<LocalDate> {
  const vendor = await vendorHolidays(tx, account)
  const years = [0, 1].map((more) => Number(day.slice(0, 4)) + more)
  const calendar = theatreCalendar(
    { days: 'monday-friday', holidays: 'vendor', byTheatre: { [account.theatre]: { start: '09:00', end: '17:00' } }, clauses: [] },
    {
      id: `reviews-${account.code}`,
      version: vendor?.version ?? 0,
      title: `Business days of ${account.name}`,
      theatre: account.theatre,
      zone: account.zone,
      holidays: vendor?.holidays ?? [],
      loadedYears: years,
    },
  ) as WorkCalendar
  return workingDayAfter(calendar, day, count) as LocalDate
}
