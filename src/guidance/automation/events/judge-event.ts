import type { Priority } from '../../../catalog/offering.ts'
import type { DeviceCover } from '../../../entitlement/cover.ts'
import type { Instant } from '../../../lib/time.ts'
import type { AutomationState } from '../plan.ts'

/** What becomes of a detected event (SSM-3.2.p4). */

export const severities = ['critical', 'major', 'minor'] as const
export type Severity = (typeof severities)[number]
export const severityWords: Readonly<Record<Severity, string>> = { critical: 'Critical', major: 'Major', minor: 'Minor' }

export const fates = ['opened', 'added', 'test', 'refused'] as const
export type Fate = (typeof fates)[number]

/** A kind of event in one form, so that the same one is found again: `Fan Alarm` is `fan-alarm`. */
export const kindOf = (given: string): string =>
  given
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
/** `fan-alarm` as words. */
export const kindWords = (kind: string): string => `${kind.slice(0, 1).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`

/** The priority of a case that opens by itself (policy H15). */
export const priorityOf = (severity: Severity, policy: Readonly<Record<Severity, Priority>>): Priority => policy[severity]

/**
 * Whether an event that is added to an open case is to be told: it is worse than all before it, and a case that opened now would have a higher
 * priority (policy H15). The priority itself is raised by people, since both sides have a say in it.
 * @param before severities of the events of the case so far
 * @returns the priority that a case would have now
 */
export function worsened(
  severity: Severity,
  before: readonly Severity[],
  priority: Priority,
  policy: Readonly<Record<Severity, Priority>>,
): Priority | undefined {
  const now = priorityOf(severity, policy)
  const worse = before.every((each) => severities.indexOf(severity) < severities.indexOf(each))
  return worse && now < priority ? now : undefined
}

export type EventFacts = {
  readonly at: Instant
  readonly serial: string
  readonly state: AutomationState
  /** Whether the installed base holds the device. */
  readonly known: boolean
  /** The last case of this device and kind, where one was opened. */
  readonly last: { readonly number: string; readonly open: boolean; readonly closedAt: Instant | null } | null
  /** Cover by the contract that brings automation; null when the device is not on it. */
  readonly cover: Pick<DeviceCover, 'contract' | 'covered' | 'reasons'> | null
  readonly contract: string
}

export type EventFate =
  | { readonly fate: 'test' | 'open' | 'add'; readonly clauses: readonly string[]; readonly why: string }
  | { readonly fate: 'refused'; readonly clauses: readonly string[]; readonly why: string }

/**
 * In words: before automation is live an event is a test and opens nothing. Of a device that nobody knows nothing is opened. While the case of this
 * device and kind is open the event is added to it, whatever the cover is by now; so is one that happened before that case was closed and came
 * late. Otherwise the contract has to cover the device on the day; then a case is asked for, as anybody would ask.
 */
export function judgeEvent({ at, serial, state, known, last, cover, contract }: EventFacts): EventFate {
  if (state !== 'live') return { fate: 'test', clauses: ['SSM-3.2.c'], why: 'automation is not live: kept as a test' }
  if (!known) return { fate: 'refused', clauses: ['SSM-6.a'], why: `${serial} is not in the installed base` }
  if (last?.open) return { fate: 'add', clauses: ['SSM-3.2.p4'], why: `${last.number} is open about it` }
  if (last && last.closedAt !== null && at <= last.closedAt)
    return { fate: 'add', clauses: ['SSM-3.2.p4'], why: `it happened before ${last.number} was closed` }
  if (!cover) return { fate: 'refused', clauses: ['SSM-6.a'], why: `${serial} is not on ${contract}` }
  const against = cover.reasons.filter(({ holds, weight }) => !holds && weight === 'refuse')
  if (!cover.covered)
    return {
      fate: 'refused',
      clauses: [...new Set(against.flatMap(({ clauses }) => clauses))],
      why: against.map(({ fact, found, expected }) => `${fact}: ${String(found)}, expected ${String(expected)}`).join('; '),
    }
  return { fate: 'open', clauses: ['SSM-3.2.p4'], why: `${contract} covers it` }
}
