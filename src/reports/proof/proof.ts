import { addDays, daysBetween } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import type { LocalDate } from '../../lib/time.ts'
import { deliverablesOf } from '../../requests/promised.ts'
import { metShare } from '../figures.ts'

/**
 * Everything that a contract promised in a period beside everything that was delivered in it: worked out from the service description that the contract
 * pinned and from what is on record. What is not on record is a gap, and is shown as one.
 */

/** What proves a delivery: a record of the house, or a file with its hash. */
export type Evidence = {
  readonly kind: 'document' | 'text' | 'review' | 'minutes' | 'case' | 'letter' | 'meeting' | 'duty-file'
  /** The number or the name by which it is found. */
  readonly ref: string
  /** Where it lies in the pack; null where the record itself is named and no file is made of it. */
  readonly path: string | null
  /** SHA-256 of its bytes, in hexadecimal digits; null where there is no file. */
  readonly sha256: string | null
}

/** Something that was done: when, by whom, and what proves it. */
export type Delivery = {
  readonly clauses: readonly string[]
  readonly on: LocalDate
  readonly by: string
  readonly what: string
  readonly evidence: readonly Evidence[]
}

/**
 * `not met`: it was due, and nothing of it was done. `not on record`: nobody can say how often it was due, and nothing of it is on record. Both are gaps,
 * and so is what is missing where a part was done.
 */
export type Fate = 'delivered' | 'partly' | 'not met' | 'not on record' | 'not asked for'
export type Line = {
  readonly kind: 'deliverable' | 'response' | 'duty' | 'request'
  readonly code: string
  readonly title: string
  readonly clauses: readonly string[]
  /** What was promised, in words: how often, or within what time. */
  readonly promised: string
  /** How many times in the period; null where nobody can say beforehand. */
  readonly due: number | null
  readonly fate: Fate
  /** What is missing, in words; empty where nothing is. */
  readonly gap: string
  readonly delivered: readonly Delivery[]
}

export type Period = { readonly from: LocalDate; readonly to: LocalDate }

const everyDays: Readonly<Partial<Record<string, number>>> = {
  weekly: 7,
  fortnightly: 14,
  monthly: 30.4375,
  quarterly: 91.3125,
  yearly: 365.25,
}
const words: Readonly<Record<string, string>> = {
  once: 'once',
  weekly: 'every week',
  fortnightly: 'every two weeks',
  monthly: 'every month',
  quarterly: 'every quarter',
  yearly: 'every year',
  'on-request': 'when asked for',
  'on-event': 'when it happens',
  continuous: 'all the time',
  'per-engagement': 'with each request',
}

/** How often something of a cadence falls due in a part of a contract that has passed: whole turns, counted from its first day. */
export function dueIn(cadence: string, contract: Period, { from, to }: Period): number | null {
  const every = everyDays[cadence]
  if (cadence === 'once') return from <= contract.from ? 1 : 0
  if (every === undefined) return null
  const turns = (day: LocalDate) => Math.max(0, Math.floor((daysBetween(contract.from, day) + 1.5) / every))
  return Math.max(0, turns(to < contract.to ? to : contract.to) - turns(addDays(from < contract.from ? contract.from : from, -1)))
}

const speaksOf = (delivery: Delivery, clauses: readonly string[]) => delivery.clauses.some((clause) => clauses.includes(clause))

/** A stretch that is over and in which something was promised at least once, and whether it was done. */
export type Turn = Period & { readonly kept: boolean }

/**
 * One line for each deliverable of the service, with what was done of it in the period.
 * @param turns of deliverables that are owed in each turn by itself, by their code: two in one turn make up for none in another
 */
export function deliverableLines(
  offering: Offering,
  contract: Period,
  period: Period,
  deliveries: readonly Delivery[],
  turns: ReadonlyMap<string, readonly Turn[]> = new Map(),
): readonly Line[] {
  return offering.deliverables.map(({ code, title, cadence, clauses }) => {
    const delivered = deliveries.filter((each) => each.on >= period.from && each.on <= period.to && speaksOf(each, clauses))
    // what comes with a request falls due with it, and is shown there
    const withRequest = offering.purchase.prices.some(({ code: service }) =>
      deliverablesOf(offering, service).some((each) => each.code === code),
    )
    const over = turns.get(code)?.filter(({ to }) => to >= period.from && to <= period.to)
    const due = withRequest ? null : over ? over.length : dueIn(cadence, contract, period)
    const without = over?.filter(({ kept }) => !kept) ?? []
    const count = over && over.length > 0 ? over.length - without.length : delivered.length
    const asked = withRequest || cadence === 'on-request' || cadence === 'on-event' || cadence === 'per-engagement'
    const fate: Fate =
      due === null
        ? count > 0
          ? 'delivered'
          : asked
            ? 'not asked for'
            : 'not on record'
        : due === 0 && count === 0
          ? // nothing was due yet, and nothing is proved by that
            'not asked for'
          : count >= due
            ? 'delivered'
            : count === 0
              ? 'not met'
              : 'partly'
    const missing = due === null ? 0 : Math.max(0, due - count)
    return {
      kind: 'deliverable',
      code,
      title,
      clauses,
      promised: withRequest ? 'with each request' : (words[cadence] ?? cadence),
      due,
      fate,
      gap:
        missing > 0
          ? `${missing} of ${due} not on record${without.map(({ from, to }) => `, none from ${from} to ${to}`).join('')}`
          : fate === 'not on record'
            ? 'nothing of it is on record'
            : '',
      delivered,
    }
  })
}

/** A stretch in which the provider was not obliged, and by which clause. */
export type Freed = { readonly clause: string; readonly why: string; readonly from: LocalDate; readonly to: LocalDate | null }

/** What is missing where the customer did not do its part says so: the gap stays one, with the days on which the provider was not obliged (SSM-4.a). */
export function withFreed(lines: readonly Line[], freed: readonly Freed[], period: Period): readonly Line[] {
  const within = freed.filter(({ from, to }) => from <= period.to && (to === null || to >= period.from))
  if (within.length === 0) return lines
  const words = within.map(({ clause, why, from, to }) => `${why} from ${from} ${to === null ? 'on' : `to ${to}`} (${clause})`)
  const said = `the provider was not obliged while the customer did not do its part (SSM-4.a): ${words.join('; ')}`
  return lines.map((line) => (line.kind === 'deliverable' && line.gap !== '' ? { ...line, gap: `${line.gap}; ${said}` } : line))
}

/** What became of the first responses to cases of one priority. */
export type Responses = {
  readonly priority: string
  readonly met: number
  /** Each with why, as somebody said it; empty where nobody did. */
  readonly missed: readonly { readonly number: string; readonly on: LocalDate; readonly why: string }[]
  readonly open: number
  readonly withdrawn: number
}

/** One line for each response target: how many were met, and which were not. */
export function responseLines(offering: Offering, responses: readonly Responses[]): readonly Line[] {
  return (offering.response?.targets ?? []).map(({ priority, minutes, clauses }) => {
    const found = responses.find((each) => each.priority === priority)
    const met = found?.met ?? 0
    const missed = found?.missed ?? []
    const all = met + missed.length
    return {
      kind: 'response',
      code: `response-${priority}`,
      title: `First response to ${priority}`,
      clauses,
      promised: minutes < 60 ? `within ${minutes} minutes` : `within ${minutes / 60} hours`,
      due: all,
      fate: all === 0 ? 'not asked for' : missed.length === 0 ? 'delivered' : met === 0 ? 'not met' : 'partly',
      gap:
        missed.length === 0
          ? ''
          : `${missed.length} of ${all} late: ${missed
              .slice(0, 8)
              .map(({ number, why }) => `${number} (${why || 'no reason given yet'})`)
              .join(', ')}${missed.length > 8 ? ' and more' : ''}`,
      delivered:
        met === 0
          ? []
          : [
              {
                clauses,
                on: '',
                by: '',
                what: `${met} of ${all} answered in time, ${metShare({ met, missed: missed.length })} %`,
                evidence: [],
              },
            ],
    }
  })
}

export type DutyRecord = {
  readonly code: string
  readonly title: string
  readonly clauses: readonly string[]
  readonly party: 'provider' | 'customer'
  readonly state: string
  readonly since: LocalDate | null
  /** Working days for which work waited for what was asked; null where the calendar cannot tell. */
  readonly waitedDays?: number | null
  readonly proof: Delivery | null
}

const met = new Set(['met', 'standing', 'waived', 'not-asked', 'not-needed', 'will-be-unmet', 'open'])

/** One line for each duty of either side. */
export const dutyLines = (duties: readonly DutyRecord[]): readonly Line[] =>
  duties.map(({ code, title, clauses, party, state, since, waitedDays, proof }) => ({
    kind: 'duty',
    code,
    title: `${title} (${party})`,
    clauses,
    promised: `owed by the ${party}${waitedDays ? `; work waited for it on ${waitedDays} working days` : ''}`,
    due: null,
    fate: proof ? 'delivered' : met.has(state) ? 'not asked for' : 'not met',
    gap: proof || met.has(state) ? '' : `${state}${since === null ? '' : ` since ${since}`}`,
    delivered: proof ? [proof] : [],
  }))

export type Summary = {
  readonly lines: number
  readonly delivered: number
  readonly partly: number
  readonly gaps: number
  readonly notAsked: number
}

/** What a renewal is talked about with. */
export function summaryOf(lines: readonly Line[]): Summary {
  const count = (...fates: readonly Fate[]) => lines.filter(({ fate }) => fates.includes(fate)).length
  return {
    lines: lines.length,
    delivered: count('delivered'),
    partly: count('partly'),
    gaps: count('not on record', 'not met'),
    notAsked: count('not asked for'),
  }
}
