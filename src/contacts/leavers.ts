import { daysBetween } from '../calendar/terms.ts'
import type { LocalDate } from '../lib/time.ts'

/** Whoever left and still plays a part, and whoever was not seen for so long that they may have left (CSS-8.f, CSS-8.g, policy B76). */

/** Somewhere that a person still stands. */
export type PartPlayed = { readonly kind: 'contact' | 'sign-off' | 'matrix' | 'on-call'; readonly what: string; readonly toDo: string }

export type PersonSeen = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: 'active' | 'left'
  /** Whether they can sign in at all. */
  readonly signsIn: boolean
  readonly since: LocalDate
  readonly seenOn: LocalDate | null
  readonly leftOn: LocalDate | null
  /** The day on which the provider was told that they leave. */
  readonly noticedOn: LocalDate | null
  readonly parts: readonly PartPlayed[]
}

export type Leaver = PersonSeen & {
  /** Whether access was used after they left and before anybody said so: the provider does not answer for that (CSS-8.g). */
  readonly unannounced: boolean
  readonly why: 'left' | 'idle'
  readonly idleDays: number | null
  readonly toDo: string
}

/**
 * Who has to be looked at. In words: whoever left and still stands somewhere; and whoever may sign in and did not use the platform for
 * more than so many days, counted from the day they were added when they never did.
 */
export function leaversOf(people: readonly PersonSeen[], today: LocalDate, idleAfterDays: number): readonly Leaver[] {
  return people.flatMap((person): readonly Leaver[] => {
    if (person.status === 'left') {
      const { seenOn, leftOn, noticedOn, parts } = person
      const toldLate = leftOn !== null && noticedOn !== null && leftOn < noticedOn
      const unannounced = toldLate && seenOn !== null && seenOn > leftOn
      if (parts.length === 0 && !unannounced) return []
      const toDo = parts.length === 0 ? 'Look at what was done after they left.' : 'Give each part below to somebody else, or end it.'
      return [{ ...person, why: 'left', unannounced, idleDays: null, toDo }]
    }
    if (!person.signsIn && person.seenOn === null) return []
    const idleDays = daysBetween(person.seenOn ?? person.since, today)
    return idleDays > idleAfterDays
      ? [{ ...person, why: 'idle', unannounced: false, idleDays, toDo: 'Ask whether they are still there; switch them off if they left.' }]
      : []
  })
}
