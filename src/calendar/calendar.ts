import type { LocalDate, Zone } from '../lib/time.ts'
import type { LocalTimeProblem } from './local-time.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** Local times `HH:MM`. `24:00` is the end of the day; an end at or before the start lies on the next day. */
export type Shift = { readonly start: string; readonly end: string }

export type Holiday = { readonly date: LocalDate; readonly name: string }

/**
 * Working hours as data. A version never changes: a correction or a further year is a new version, so that
 * an old promise keeps its calendar (design section 4.6).
 */
export type WorkCalendar = {
  readonly kind: 'calendar'
  readonly id: string
  readonly version: number
  readonly title: string
  readonly zone: Zone
  /** A day that is absent or empty is not worked. */
  readonly week: { readonly [day in Weekday]?: readonly Shift[] }
  /** On these local dates nothing is worked, also not the rest of a shift that began the evening before. */
  readonly holidays: readonly Holiday[]
  /** Years whose holidays have been entered. A question that touches another year is refused (policy B13). */
  readonly loadedYears: readonly number[]
}

/** Why business time cannot be told: said instead of guessed (policy B13). */
export type CalendarProblem =
  | LocalTimeProblem
  | { readonly kind: 'bad-calendar'; readonly where: string; readonly found: string; readonly message: string }
  | {
      readonly kind: 'year-not-loaded'
      readonly calendar: string
      readonly version: number
      readonly year: number
      readonly loadedYears: readonly number[]
      readonly message: string
    }
  | { readonly kind: 'bad-duration'; readonly found: number; readonly message: string }
  | { readonly kind: 'no-theatre-hours'; readonly theatre: string; readonly message: string }

export const badCalendar = (calendar: string, where: string, found: string, expected: string): CalendarProblem => ({
  kind: 'bad-calendar',
  where,
  found,
  message: `Calendar ${calendar}, ${where}: found ${found}, expected ${expected}.`,
})

export const yearNotLoaded = (calendar: WorkCalendar, year: number): CalendarProblem => ({
  kind: 'year-not-loaded',
  calendar: calendar.id,
  version: calendar.version,
  year,
  loadedYears: calendar.loadedYears,
  message: `Calendar ${calendar.id} version ${calendar.version} has no holidays entered for ${year} (loaded: ${
    calendar.loadedYears.join(', ') || 'none'
  }): enter the holidays of ${year} (policy B13).`,
})
