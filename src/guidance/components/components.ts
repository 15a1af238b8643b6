import { addDays } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { type AttendedPeriod, decidingPeriod } from '../../duties/attendance.ts'
import type { LocalDate } from '../../lib/time.ts'
import { type Contact, playsFor, playsOn } from '../../parties/contacts.ts'

/** A stretch in which a duty of the customer was not met, so that the provider was not obliged (SSM-4.a). */
export type NotObliged = {
  readonly clause: string
  readonly why: string
  readonly from: LocalDate
  /** Null while it lasts. */
  readonly to: LocalDate | null
}

type Term = { readonly from: LocalDate; readonly until: LocalDate; readonly today: LocalDate }

/** Longest term that is walked through day by day. */
const mostDays = 3700

/** The stretches of a term, up to today, in which something did not hold. */
export function stretches({ from, until, today }: Term, holds: (day: LocalDate) => boolean): readonly Pick<NotObliged, 'from' | 'to'>[] {
  const found: { from: LocalDate; to: LocalDate | null }[] = []
  const last = until < today ? until : today
  let open: { from: LocalDate; to: LocalDate | null } | undefined
  for (let day = from, looked = 0; day <= last && looked < mostDays; day = addDays(day, 1), looked += 1) {
    if (holds(day)) {
      if (open) open.to = addDays(day, -1)
      open = undefined
    } else if (!open) {
      open = { from: day, to: null }
      found.push(open)
    }
  }
  if (open && until < today) open.to = until
  return found
}

export type DutyWorld = Term & {
  readonly offering: string
  readonly contacts: readonly Contact[]
  /** Periods of attendance, as the meetings count them. */
  readonly attendance: readonly Pick<AttendedPeriod, 'to' | 'state'>[]
  /** Days on which the provider waived a duty, by its clause. */
  readonly waived: readonly { readonly clause: string; readonly from: LocalDate; readonly until: LocalDate }[]
}

/**
 * When the provider was not obliged. In words: on each day without a primary contact, and without another person as backup; and from the day after a period in
 * which the customer attended too little, up to the end of the first one in which it attended again. A duty that is waived frees nobody.
 */
export function notObliged(world: DutyWorld): readonly NotObliged[] {
  const { offering, contacts, attendance, waived } = world
  const playing = (role: Contact['role'], day: LocalDate) =>
    contacts.filter((each) => each.role === role && playsFor(each, offering) && playsOn(each, day)).map(({ personId }) => personId)
  const isWaived = (clause: string, day: LocalDate) =>
    waived.some((each) => each.clause === clause && each.from <= day && day <= each.until)
  const rules: readonly { readonly clause: string; readonly why: string; readonly holds: (day: LocalDate) => boolean }[] = [
    { clause: 'SSM-4.b1', why: 'no primary contact', holds: (day) => playing('primary', day).length > 0 },
    {
      clause: 'SSM-4.b2',
      why: 'no other person as backup',
      holds: (day) =>
        playing('backup', day).some((person) => !playing('primary', day).includes(person) || playing('primary', day).length > 1),
    },
    {
      clause: 'SSM-4.c',
      why: 'meetings were not attended',
      holds: (day) => decidingPeriod(attendance, day)?.state !== 'not met',
    },
  ]
  return rules
    .flatMap(({ clause, why, holds }) =>
      stretches(world, (day) => holds(day) || isWaived(clause, day)).map((each) => ({ clause, why, ...each })),
    )
    .toSorted((one, other) => (one.from === other.from ? 0 : one.from < other.from ? -1 : 1))
}

/** Clauses by which the provider was not obliged on a day. */
export const freedOn = (spans: readonly NotObliged[], day: LocalDate): readonly string[] =>
  spans.filter(({ from, to }) => from <= day && (to === null || day <= to)).map(({ clause }) => clause)

export type Component = {
  readonly title: string
  /** `described`: the text says what it brings; otherwise only its name is there. */
  readonly described: boolean
  readonly deliverables: readonly {
    readonly code: string
    readonly title: string
    readonly cadence: string
    readonly clauses: readonly string[]
  }[]
}

/** Parts that have text, by the section that it stands in. */
const described: readonly (readonly [title: string, section: string])[] = [
  ['Service management', '3.1'],
  ['Service automation', '3.2'],
  ['Proactive communications', '3.3'],
]

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * The parts of the service, each with what it brings (SSM-3.p1).
 * @param undescribed names of parts without text (policy ssm.undescribed)
 */
export const componentsOf = (offering: Offering, undescribed: readonly string[]): readonly Component[] => [
  ...described.map(([title, section]) => ({
    title,
    described: true,
    deliverables: offering.deliverables
      .filter(({ clauses }) => clauses.some((clause) => clause.startsWith(`${offering.code}-${section}.`)))
      .map(({ code, title: what, cadence, clauses }) => ({ code, title: what, cadence, clauses })),
  })),
  ...undescribed.map((title) => ({ title: capital(title), described: false, deliverables: [] })),
]
