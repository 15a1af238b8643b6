import type { Instant, LocalDate, Zone } from '../lib/time.ts'

/** Formats are dear to make and zones are few. */
const formats = new Map<Zone, Intl.DateTimeFormat>()

/** The calendar day at an instant where an account is; of its own, since calendars stand beside this slice. Zones are checked where they enter. */
function dayAt(zone: Zone, at: Instant): LocalDate {
  let format = formats.get(zone)
  if (!format) {
    // Swedish writes a date as year-month-day
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(at)
}

/** Whether a partner's link holds at an instant: on its days where the customer is, the first and the last included (policy B22). */
export function holdsAt(
  { startsOn, endsOn, zone }: { readonly startsOn: LocalDate; readonly endsOn: LocalDate | null; readonly zone: Zone },
  at: Instant,
): boolean {
  const today = dayAt(zone, at)
  return startsOn <= today && (endsOn === null || today <= endsOn)
}
