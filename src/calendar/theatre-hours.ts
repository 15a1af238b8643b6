import type { Zone } from '../lib/time.ts'
import type { CalendarProblem, Holiday, Shift, WorkCalendar } from './calendar.ts'

/**
 * The hours of a service as a calendar. The row is the `hours` element of an offering (ACP-17.a, b, c);
 * its shape is named here and not imported, since the catalogue stands on the same rung.
 */
export type HoursRow = {
  readonly days: 'monday-friday' | 'every-day'
  readonly holidays: 'vendor' | 'none'
  readonly byTheatre: { readonly [theatre: string]: Shift | undefined }
  readonly clauses: readonly string[]
}

/** The place whose clock and holidays the row is read with (policies B12 and B13). */
export type HoursPlace = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly theatre: string
  readonly zone: Zone
  readonly holidays: readonly Holiday[]
  readonly loadedYears: readonly number[]
}

/** Refused when the row gives no hours for the theatre: none are made up until a row is entered (policy B12). */
export const theatreCalendar = (row: HoursRow, place: HoursPlace): WorkCalendar | CalendarProblem => {
  const shift = Object.hasOwn(row.byTheatre, place.theatre) ? row.byTheatre[place.theatre] : undefined
  if (!shift)
    return {
      kind: 'no-theatre-hours',
      theatre: place.theatre,
      message: `Found no hours for ${place.theatre} (${row.clauses.join(', ')} give: ${
        Object.keys(row.byTheatre).join(', ') || 'none'
      }): enter hours for ${place.theatre} (policy B12).`,
    }
  const shifts = [shift]
  const weekend = row.days === 'every-day' ? shifts : []
  return {
    kind: 'calendar',
    id: place.id,
    version: place.version,
    title: place.title,
    zone: place.zone,
    week: {
      monday: shifts,
      tuesday: shifts,
      wednesday: shifts,
      thursday: shifts,
      friday: shifts,
      saturday: weekend,
      sunday: weekend,
    },
    holidays: row.holidays === 'vendor' ? place.holidays : [],
    loadedYears: place.loadedYears,
  }
}
