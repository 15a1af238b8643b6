import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalAttendeeType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Instant } from '../lib/time.ts'

/**
 * One event as iCalendar (RFC 5545), for a mail that invites or calls off (RFC 5546) and for a file. Start and end are instants in UTC: every
 * calendar shows them on its reader's own clock, on both sides of a change of the clocks, without a definition of a zone that might be wrong.
 * Each meeting of a series is an event of its own, since each may move.
 */
export type Person = { readonly name: string; readonly email: string }
export type Invited = Person & { readonly answer: 'none' | 'accepted' | 'declined' | 'tentative' }

export type CalendarEvent = {
  /** Stays the same for ever; `sequence` counts what changed in it (RFC 5545, section 3.8.7.4). */
  readonly uid: string
  readonly sequence: number
  readonly start: Instant
  readonly end: Instant
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly url: string | null
  readonly cancelled: boolean
  /** Where answers go; absent in a file that asks for none. */
  readonly organizer: Person | null
  readonly people: readonly Invited[]
}

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

const statuses = {
  none: ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
} as const

/** No text from outside may hold what iCalendar cannot: signs that control, and halves of signs. */
const plain = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ' ')

export function writeEvents(name: string, method: CalendarMethod, events: readonly CalendarEvent[], stamp: Instant): string {
  const calendar = ical({ name: plain(name), prodId: { company: 'Holdfast', product: 'Meetings' }, method: ICalCalendarMethod[method] })
  for (const { uid, sequence, start, end, summary, description, location, url, cancelled, organizer, people } of events)
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(stamp),
      start: new Date(start),
      end: new Date(end),
      summary: plain(summary),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(description === '' ? {} : { description: plain(description) }),
      ...(location === '' ? {} : { location: plain(location) }),
      ...(url === null ? {} : { url }),
      ...(organizer ? { organizer: { name: plain(organizer.name), email: organizer.email } } : {}),
      attendees: people.map((each) => ({
        name: plain(each.name),
        email: each.email,
        role: ICalAttendeeRole.REQ,
        type: ICalAttendeeType.INDIVIDUAL,
        status: statuses[each.answer],
        rsvp: method === 'REQUEST',
      })),
    })
  return calendar.toString()
}
