import type { Duty, Offering } from '../catalog/offering.ts'
import type { Reason } from '../decisions/decision.ts'
import type { LocalDate } from '../lib/time.ts'
import { type DutyItem, type DutyState, holdsUp, isKeptThroughout } from './items.ts'
import { rulesOf } from './rules.ts'

/** A duty that an act waits for: whose it is, since when, and what cures it. */
export type Hold = {
  readonly duty: string
  readonly title: string
  readonly clauses: readonly string[]
  readonly party: 'provider' | 'customer'
  readonly engagementId: string | null
  readonly state: DutyState
  readonly since: LocalDate | null
  readonly cure: string
  /** Work that has begun stands still for it as well. */
  readonly throughout: boolean
}

export type HoldAnswer = {
  readonly act: string
  readonly verdict: 'free' | 'held'
  /** Each keeps the act from starting. */
  readonly holds: readonly Hold[]
  /** Each lets the work pause; the act may start. */
  readonly pauses: readonly Hold[]
}

/** Taking a case in waits for no duty, whatever its priority and whatever a service description says (policy B21). */
const intake: ReadonlySet<string> = new Set(['intake', 'case.open', 'P1', 'P2', 'P3', 'P4'])

/** Acts that nothing is delivered by: a duty without a list of what needs it does not hold them up. */
const beside: ReadonlySet<string> = new Set(['activation', 'redemption', 'loan'])

/** The acts that a service knows, so that a misspelt one is never taken for one that waits for nothing. */
export const actsOf = ({ deliverables, duties }: Pick<Offering, 'deliverables' | 'duties'>): readonly string[] => [
  ...new Set([...deliverables.map(({ code }) => code), ...duties.flatMap(({ needed }) => needed ?? []), ...beside, ...intake]),
]

type Need = Pick<DutyItem, 'needed' | 'effect'>

/** Whether a duty keeps an act from starting while it is unmet. */
const stops = ({ needed, effect }: Need, act: string, blocks: 'only-what-needs-it' | 'everything'): boolean => {
  const delivers = !beside.has(act)
  if (effect === 'advice' || effect === 'none') return false
  if (blocks === 'everything' && delivers && effect.startsWith('blocks')) return true
  if (needed !== null) return needed.includes(act)
  return effect === 'blocks-deliverable' ? delivers : effect === 'blocks-activation' && act === 'activation'
}

/** The duties for which an act may have to wait in each piece of work, which nobody can judge before the work is named. */
export const owedPerWork = ({ duties }: Pick<Offering, 'duties'>, act: string, blocks: 'only-what-needs-it' | 'everything') =>
  intake.has(act)
    ? []
    : duties.filter(
        (duty) => rulesOf(duty).per === 'engagement' && stops({ needed: duty.needed ?? null, effect: duty.effect }, act, blocks),
      )

/**
 * What an act waits for. In words: taking a case in waits for nothing; a duty holds up exactly what needs it, and where its
 * service description names nothing, everything that is delivered; a waived duty holds up nothing; one whose effect is a pause
 * lets the act start and the work wait.
 * @param blocks `everything`: each unmet duty holds up each delivery (policy B21)
 */
export function whatHolds(
  items: readonly DutyItem[],
  act: string,
  blocks: 'only-what-needs-it' | 'everything' = 'only-what-needs-it',
): HoldAnswer {
  if (intake.has(act)) return { act, verdict: 'free', holds: [], pauses: [] }
  const unmet = items.filter((item) => holdsUp(item) && !item.sum)
  const pauses = (item: DutyItem) => !beside.has(act) && item.effect === 'pauses-work' && !stops(item, act, blocks)
  const holds = unmet.filter((item) => stops(item, act, blocks)).map(holdOf)
  return { act, verdict: holds.length > 0 ? 'held' : 'free', holds, pauses: unmet.filter(pauses).map(holdOf) }
}

const holdOf = (item: DutyItem): Hold => {
  const { code, title, clauses, party, engagementId, bare, since, cure, lapse } = item
  const throughout = isKeptThroughout(item)
  return {
    duty: code,
    title,
    clauses,
    party,
    engagementId,
    state: bare,
    since,
    cure: throughout && lapse?.side === 'provider' ? `The provider says that it is not kept: ${lapse.text}` : cure,
    throughout,
  }
}

/** The same as reasons of a decision: what holds refuses, what pauses is advice, and without either one reason says that nothing is missing. */
export function reasonsOf({ holds, pauses }: HoldAnswer, clauses: readonly string[]): readonly Reason[] {
  const reasons = [...holds.map((hold) => reasonOf(hold, 'refuse')), ...pauses.map((hold) => reasonOf(hold, 'advise'))]
  if (holds.length > 0) return reasons
  return [
    {
      rule: 'duties-met',
      clauses,
      holds: true,
      weight: 'refuse',
      fact: 'duties that it waits for',
      found: [],
      expected: [],
      source: 'the duties of the contract',
    },
    ...reasons,
  ]
}

/** Duties of each piece of work as advice: they are judged once the work is named. */
export const perWorkReasons = (duties: readonly Duty[]): readonly Reason[] =>
  duties.map(({ title, party, clauses }) => ({
    rule: 'duties-of-the-work',
    clauses,
    holds: false,
    weight: 'advise',
    fact: `"${title}", owed by the ${party} for each piece of work`,
    found: 'no piece of work is named',
    expected: 'met or waived for the work',
    source: 'the service description',
    cure: 'Name the piece of work: its duties are judged then.',
  }))

const reasonOf = (hold: Hold, weight: Reason['weight']): Reason => ({
  rule: 'duties-met',
  clauses: hold.clauses,
  holds: false,
  weight,
  fact: `"${hold.title}", owed by the ${hold.party}`,
  found: hold.since === null ? hold.state : `${hold.state} since ${hold.since}`,
  expected: 'met or waived',
  source: hold.engagementId === null ? 'the duties of the contract' : 'the duties of the engagement',
  cure: hold.cure,
})
