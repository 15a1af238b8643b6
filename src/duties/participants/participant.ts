import type { Instant, LocalDate } from '../../lib/time.ts'

/** A person of the customer's side, or a third party such as a carrier or an integrator. */
export const participantKinds = ['person', 'third-party'] as const
export type ParticipantKind = (typeof participantKinds)[number]

/** What the project manager or the lead consultant says of somebody's skill; the newest word counts (MSP-5.h2). */
export type Skill = { readonly passed: boolean; readonly note: string; readonly on: LocalDate; readonly actor: string }

/** What a third party costs: the customer bears it unless a written agreement says otherwise (MSP-5.f2). */
export type Cost = {
  readonly id: string
  readonly what: string
  /** Hundredths of the currency. */
  readonly cents: number
  readonly currency: string
  readonly borneBy: 'customer' | 'provider'
  /** Number of the written agreement; empty where the customer bears it. */
  readonly agreement: string
}

/** Who takes part in a piece of work beside the two sides of the contract. */
export type Participant = {
  readonly id: string
  readonly engagementId: string
  readonly kind: ParticipantKind
  readonly name: string
  /** Empty where none is known. */
  readonly email: string
  /** What they do in the work. */
  readonly part: string
  /** Who of the customer coordinates them; empty where nobody is named. */
  readonly coordinator: string
  /** A certificate is advised, and never needed (MSP-5.h2, policy B55). */
  readonly certificate: string
  readonly at: Instant
  readonly actor: string
  readonly endedOn: LocalDate | null
  readonly skill: Skill | null
  readonly costs: readonly Cost[]
}

const folded = (text: string) => text.trim().toLowerCase()

type Named = { readonly name: string; readonly email?: string }

const isSame = (one: Named, other: Named): boolean =>
  (one.email && other.email && folded(one.email) === folded(other.email)) || folded(one.name) === folded(other.name)

/**
 * Those of these people who were found not to show the skill that the work needs; they do nothing technical in it (MSP-5.h2). What was said of somebody
 * stays with the person: whoever is taken off the work and named anew is not skilled by that, and waits for a better word.
 * @param participants in the order in which they were named
 */
export const barredOf = (participants: readonly Participant[], people: readonly Named[]): readonly Participant[] =>
  participants.filter(
    (each, at) =>
      each.skill?.passed === false &&
      !participants.slice(at + 1).some((later) => later.skill?.passed === true && isSame(later, each)) &&
      people.some((one) => isSame(each, one)),
  )
