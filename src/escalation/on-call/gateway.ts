import ical, { ICalEventTransparency } from 'ical-generator'
import type { Instant } from '../../lib/time.ts'
import type { Span } from './rota.ts'

/**
 * A roster as iCalendar (RFC 5545), for people's own calendars: an event for each stretch somebody serves, with an id
 * that stays the same while person, tier and start do, so that a calendar updates what it holds.
 */
export function calendarOf(
  roster: { readonly id: string; readonly title: string },
  spans: readonly Span[],
  nameOf: (personId: string) => string,
  now: Instant,
): string {
  const calendar = ical({ name: roster.title, prodId: { company: 'Holdfast', product: 'On call' } })
  for (const { tier, from, to, duty } of spans) {
    if (!duty) continue
    calendar.createEvent({
      id: `${roster.id}-${tier}-${duty.personId}-${from}@holdfast`,
      stamp: new Date(now),
      start: new Date(from),
      end: new Date(to),
      summary: `${nameOf(duty.personId)} on call: ${roster.title}${tier === 1 ? '' : `, tier ${tier}`}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}
