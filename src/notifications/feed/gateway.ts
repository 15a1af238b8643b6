import ical, { ICalEventTransparency } from 'ical-generator'
import type { Instant } from '../../lib/time.ts'
import type { Entry } from './diary.ts'

/** Somebody's own calendar as iCalendar (RFC 5545). */
export function calendarOf(name: string, entries: readonly Entry[], now: Instant): string {
  const calendar = ical({ name: `Holdfast: ${name}`, prodId: { company: 'Holdfast', product: 'Own calendar' }, ttl: 300 })
  for (const { id, from, to, title, text, busy } of entries)
    calendar.createEvent({
      id: `${id}@holdfast`,
      stamp: new Date(now),
      start: new Date(from),
      end: new Date(to),
      summary: title,
      ...(text === '' ? {} : { description: text }),
      transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    })
  return calendar.toString()
}
