import type { CalendarProblem, WorkCalendar } from '../../calendar/calendar.ts'
import { theatreCalendar } from '../../calendar/theatre-hours.ts'
import type { Offering } from '../../catalog/offering.ts'
import { listCalendarRows } from '../../catalog/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'

type Purpose = Offering['hours'][number]['purpose']

/**
 * The holidays that the vendor keeps at a place: the calendar of the country where one was entered (`vendor-AU`), else that of the
 * theatre (policy B13); undefined where neither was.
 */
export async function vendorHolidays(tx: Tx, { country, theatre }: Pick<AccountRef, 'country' | 'theatre'>) {
  const rows = await listCalendarRows(tx)
  const row = rows.find(({ id }) => id === `vendor-${country}`) ?? rows.find(({ id }) => id === `vendor-${theatre}`)
  return row && { id: row.id, version: row.version, title: row.title, ...(row.data as Pick<WorkCalendar, 'holidays' | 'loadedYears'>) }
}

/**
 * The working hours in which a service is delivered at a place, with the holidays that the vendor keeps there: those of the
 * country where a calendar of them was entered (`vendor-AU`), else those of the theatre (policies B12, B13).
 * @param purpose hours of this purpose, or the service's first row where it has none; undefined when it has no hours at all
 */
export async function hoursAt(
  tx: Tx,
  offering: Offering,
  purpose: Purpose,
  { country, theatre, zone }: Pick<AccountRef, 'country' | 'theatre' | 'zone'>,
): Promise<WorkCalendar | CalendarProblem | undefined> {
  const row = offering.hours.find((each) => each.purpose === purpose) ?? offering.hours[0]
  if (!row) return undefined
  const vendor = await vendorHolidays(tx, { country, theatre })
  return theatreCalendar(row, {
    id: vendor?.id ?? `vendor-${theatre}`,
    version: vendor?.version ?? 0,
    title: vendor?.title ?? `Holidays of the vendor, ${theatre}`,
    theatre,
    zone,
    holidays: vendor?.holidays ?? [],
    loadedYears: vendor?.loadedYears ?? [],
  })
}
