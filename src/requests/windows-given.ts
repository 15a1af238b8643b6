import type { z } from 'zod'
import { zoneProblem } from '../calendar/local-time.ts'
import { badRequest } from '../lib/problem.ts'
import { fromIso, type Instant } from '../lib/time.ts'
import type { Window } from './request.ts'
import type { windowInput } from './schema.ts'
import { windowTime } from './service-days.ts'

type Times = { readonly starts: string; readonly ends: string }

/**
 * The instants of a window on the clock of a zone.
 * @param at where the fields stand in what was sent, such as `windows.0.`
 * @throws badRequest for a local time that does not exist or comes twice
 */
export function timesOf(zone: string, { starts, ends }: Times, at = ''): readonly [Instant, Instant] {
  const instant = (field: keyof Times, text: string): Instant => {
    const time = windowTime(zone, text)
    if (typeof time === 'number') return time
    const fields = [{ field: `${at}${field}`, message: `found ${time.found}, expected ${time.expected}` }]
    throw badRequest('This time is not clear', { ...time, fields })
  }
  return [instant('starts', starts), instant('ends', ends)]
}

/** A window with its instants. */
function windowOf(zoneOfAccount: string, given: z.output<typeof windowInput>, at: number): Window {
  const zone = given.zone ?? zoneOfAccount
  // a time on a wall says nothing without its zone; an instant with an offset does (ISS-4.e1)
  const bare = (['starts', 'ends'] as const).find((field) => Number.isNaN(fromIso(given[field])))
  if (given.zone === undefined && bare !== undefined)
    throw badRequest('The window needs a time zone', {
      found: `${given[bare]} with no zone`,
      expected: `a zone such as ${zoneOfAccount}, or times with their offset`,
      toDo: 'Say the zone of the site.',
      fields: [{ field: `windows.${at}.zone`, message: 'time zone needed' }],
    })
  const unknown = zoneProblem(zone)
  if (unknown) throw badRequest('No such time zone', { found: zone, expected: 'a zone such as Europe/London', toDo: unknown.message })
  const [startsAt, endsAt] = timesOf(zone, given, `windows.${at}.`)
  if (endsAt <= startsAt)
    throw badRequest('The window ends before it starts', { found: `${given.starts} to ${given.ends}`, expected: 'an end after the start' })
  return { startsAt, endsAt, zone, mode: given.mode, agreement: given.agreement }
}

/** The windows that somebody gave, in the zone of each. @throws badRequest */
export const windowsOf = (zone: string, given: readonly z.output<typeof windowInput>[]): Window[] =>
  given.map((each, at) => windowOf(zone, each, at))
