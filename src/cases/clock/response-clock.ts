import type { CalendarProblem } from '../../calendar/calendar.ts'
import { compiledOnce } from '../../calendar/compile.ts'
import { addWorkingTime } from '../../calendar/working-time.ts'
import type { CaseChannel, Priority } from '../../catalog/offering.ts'
import type { Instant } from '../../lib/time.ts'
import { minutesMs } from '../../lib/time.ts'
import { type CaseReported, type ClockEvent, type ContactMade, inOrder } from './events.ts'
import type { ClockBasis, ClockTerms, StampedPolicy } from './terms.ts'

/**
 * The first-response clock (ACP-9), worked out from the events alone whenever somebody asks: nothing is kept, so an
 * event that is logged late or a mail that bounces later simply counts.
 *
 * In words:
 * 1. It starts at the earlier of report received and case created (B27).
 * 2. The target is that of the priority the case came in with; by some channels, that of another priority (B28).
 * 3. It is due after the target, elapsed or in working time (B29).
 * 4. The first contact that counts stops it: a named support engineer, outward, by phone, by voicemail with a number
 *    or by a mail that did not bounce (B30). Met when not later than due.
 * 5. Until then a raised priority is due at the earlier of the old due and change plus new target, a lowered one at
 *    start plus new target (B31). After the first contact nothing moves it.
 * 6. Nothing pauses it (ACP-16.p10). Without a contact it ends when the customer closes its case, and as long as the
 *    case is merged into another one; reopened from a merge it is due when it always was.
 */
export type ResponseClock = {
  readonly kind: 'response-clock'
  readonly offering: ClockTerms['offering']
  readonly force: ClockTerms['force']
  readonly state: 'running' | 'met' | 'missed' | 'none'
  /** With `none`: why no clock runs. */
  readonly none?: 'not-reported' | 'no-target' | 'withdrawn' | 'merged' | 'no-due'
  readonly startedAt?: Instant
  readonly startRule?: StartRule
  readonly priority?: Priority
  /** `P1`, or `P2 (web P1)` when a channel rule put another target in (ACP-9.p4). */
  readonly targetRule?: string
  readonly targetMinutes?: number
  readonly dueAt?: Instant
  readonly respondedAt?: Instant
  readonly respondedBy?: string
  /** When the customer closed the case without a contact. */
  readonly withdrawnAt?: Instant
  /** Since when the case is part of another one, without a contact of its own. */
  readonly merged?: { readonly at: Instant; readonly into: string }
  /** Response, withdrawal, merge or now, minus due: early is negative, late is positive, in milliseconds. */
  readonly byMs?: number
  /** Every target the clock has had, and every change that no longer mattered. */
  readonly history: readonly TargetStep[]
  /** Contacts that were looked at, and why those that did not count did not. */
  readonly contacts: readonly ContactJudged[]
  readonly clauses: readonly string[]
  readonly policies: readonly StampedPolicy<unknown>[]
  /** Why no due instant could be told, such as a year that is not loaded (B13). */
  readonly problems: readonly ClockProblem[]
}

export type StartRule = 'report received' | 'case created'

export type ClockProblem = CalendarProblem | { readonly kind: 'calendar-missing'; readonly calendar: string; readonly message: string }

export type TargetStep = {
  readonly at: Instant
  readonly cause: 'opened' | 'raised' | 'lowered' | 'after-contact' | 'after-closing'
  readonly from?: Priority
  readonly priority: Priority
  readonly targetRule?: string
  /** Code of the channel rule that chose the target. */
  readonly channelRule?: string
  readonly targetMinutes?: number
  readonly basis?: ClockBasis
  /** The instant that the target was counted from; absent when the step moved nothing. */
  readonly countedFrom?: Instant
  /** Due after this step. */
  readonly dueAt?: Instant
  /** The due from before was kept. */
  readonly kept: boolean
  /** The change came when the old due had already passed. */
  readonly afterDue: boolean
  readonly clauses: readonly string[]
}

export type ContactJudged = {
  readonly at: Instant
  readonly id: string
  readonly counts: boolean
  /** In words, such as "voicemail without a number to call back". */
  readonly why: string
}

const rank: { readonly [priority in Priority]: number } = { P1: 1, P2: 2, P3: 3, P4: 4 }

/** B27. For a call the report is received when the call is answered, unless the policy says when it was logged. */
const startOf = (terms: ClockTerms, report: CaseReported): { readonly at: Instant; readonly rule: StartRule } => {
  const { from, phone } = terms.policies.responseStart.value
  const reported = report.channel === 'phone' && phone === 'case-logged' ? report.createdAt : report.reportedAt
  const created = { at: report.createdAt, rule: 'case created' } as const
  const received = { at: reported, rule: 'report received' } as const
  if (from === 'creation') return created
  if (from === 'report') return received
  return reported <= report.createdAt ? received : created
}

type Chosen = Pick<TargetStep, 'priority' | 'targetRule' | 'channelRule' | 'targetMinutes' | 'basis' | 'clauses'>

/** The target of a priority. A channel rule speaks of how the case came in, so a later change does not meet it. */
const targetOf = (terms: ClockTerms, priority: Priority, openedBy?: CaseChannel): Chosen => {
  const rule =
    openedBy !== undefined && terms.policies.responseWebP1.value.keepRule
      ? terms.channelRules.find((each) => each.priority === priority && each.channels.includes(openedBy))
      : undefined
  const takes = rule?.takes ?? priority
  const target = terms.targets.find((each) => each.priority === takes)
  if (!target) return { priority, clauses: [] }
  return {
    priority,
    targetRule: rule ? `${takes} (${openedBy} ${priority})` : takes,
    channelRule: rule?.rule,
    targetMinutes: target.minutes,
    basis: terms.policies.responseClock.value[takes],
    clauses: rule ? [...rule.clauses, ...target.clauses] : target.clauses,
  }
}

/** B29: the instant after the target, or why it cannot be told; undefined when there is no target. */
const dueAfter = (terms: ClockTerms, from: Instant, chosen: Chosen): Instant | ClockProblem | undefined => {
  const { targetMinutes, basis } = chosen
  if (targetMinutes === undefined || basis === undefined) return undefined
  if (basis === 'elapsed') return from + targetMinutes * minutesMs
  const calendar = terms.calendars.find(({ id }) => id === basis.calendar)
  if (!calendar)
    return {
      kind: 'calendar-missing',
      calendar: basis.calendar,
      message: `Found no calendar "${basis.calendar}" among the terms of the case: stamp the calendar with the terms.`,
    }
  const compiled = compiledOnce(calendar)
  return compiled.kind === 'compiled-calendar' ? addWorkingTime(compiled, from, targetMinutes * minutesMs) : compiled
}

/** B30: why a contact does not stop the clock; undefined when it does. */
const objection = (terms: ClockTerms, contact: ContactMade, bounced: ReadonlySet<string>): string | undefined => {
  const { by, counts, never } = terms.policies.responseStop.value
  const { role, name } = contact.by
  if (contact.direction !== 'outbound') return 'the customer called, nobody contacted the customer'
  if (role === 'automatic') return 'automatic message'
  if (!(by as readonly string[]).includes(role)) return `by ${role}, not by ${by.join(' or ')}`
  if (!name?.trim()) return 'nobody is named'
  if (contact.medium === 'phone') return counts.includes('phone-talk') ? undefined : 'a call does not count'
  if (contact.medium === 'voicemail') {
    if (!contact.numberLeft) return 'voicemail without a number to call back'
    return counts.includes('voicemail-with-number') ? undefined : 'voicemail does not count'
  }
  if (contact.medium === 'email') {
    if (contact.bounced || bounced.has(contact.id)) return 'the mail bounced'
    return counts.includes('e-mail-not-bounced') ? undefined : 'e-mail does not count'
  }
  return counts.includes('portal-note') && !never.includes('portal-note') ? undefined : 'a note in the portal only'
}

type Due = Instant | ClockProblem | undefined

/** B31: the due after a change of priority before the first contact. */
const reprioritised = (terms: ClockTerms, raised: boolean, start: Instant, at: Instant, old: Due, chosen: Chosen): Due => {
  const { raised: whenRaised, lowered } = terms.policies.responseRepriority.value
  if (!raised) return lowered === 'unchanged' ? old : dueAfter(terms, start, chosen)
  const due = dueAfter(terms, Math.max(at, start), chosen)
  if (whenRaised === 'change-plus-target' || old === undefined) return due
  // An old due that could not be told might have been the earlier one, so the new one cannot be told either.
  if (typeof old !== 'number') return old
  return typeof due === 'number' ? Math.min(old, due) : due === undefined ? old : due
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]

/**
 * The clock of a case as of `now`; events after `now` have not happened yet. Never throws: without a report, a target
 * or a calendar the state is `none` and says why.
 */
export const responseClock = (terms: ClockTerms, events: readonly ClockEvent[], now: Instant): ResponseClock => {
  const { policies } = terms
  const happened = inOrder(events, now)
  const head = { kind: 'response-clock', offering: terms.offering, force: terms.force } as const
  const report = happened.find((event) => event.kind === 'reported')
  if (!report)
    return {
      ...head,
      state: 'none',
      none: 'not-reported',
      history: [],
      contacts: [],
      clauses: [],
      policies: [],
      problems: [],
    }

  const start = startOf(terms, report)
  const bounced = new Set(happened.flatMap((event) => (event.kind === 'email-bounced' ? [event.contact] : [])))
  const opened = targetOf(terms, report.priority, report.channel)
  let due: Due = dueAfter(terms, start.at, opened)
  let current: Chosen = opened
  let response: ContactMade | undefined
  let withdrawnAt: Instant | undefined
  let mergedLast: ResponseClock['merged']
  const contacts: ContactJudged[] = []
  const dueAt = (): Instant | undefined => (typeof due === 'number' ? due : undefined)
  const history: TargetStep[] = [
    { at: start.at, cause: 'opened', ...opened, countedFrom: start.at, dueAt: dueAt(), kept: false, afterDue: false },
  ]

  for (const event of happened) {
    if (event.kind === 'contact') {
      if (response) continue
      const against =
        event.at < start.at
          ? 'before the clock started'
          : withdrawnAt !== undefined
            ? 'after the customer closed the case'
            : objection(terms, event, bounced)
      contacts.push({ at: event.at, id: event.id, counts: against === undefined, why: against ?? 'counts' })
      if (against === undefined) response = event
    } else if (event.kind === 'closed') {
      if (event.by === 'customer' && !response && withdrawnAt === undefined) withdrawnAt = event.at
    } else if (event.kind === 'merged') {
      mergedLast = { at: event.at, into: event.into }
    } else if (event.kind === 'reopened') {
      mergedLast = undefined
    } else if (event.kind === 'priority-changed' && event.priority !== current.priority) {
      const from = current.priority
      const chosen = targetOf(terms, event.priority)
      if (response || withdrawnAt !== undefined) {
        const cause = response ? 'after-contact' : 'after-closing'
        history.push({
          at: event.at,
          cause,
          from,
          priority: event.priority,
          dueAt: dueAt(),
          kept: true,
          afterDue: false,
          clauses: [],
        })
        current = { ...current, priority: event.priority }
        continue
      }
      const raised = rank[event.priority] < rank[from]
      const old = due
      due = reprioritised(terms, raised, start.at, event.at, old, chosen)
      const kept = old !== undefined && due === old
      history.push({
        at: event.at,
        cause: raised ? 'raised' : 'lowered',
        from,
        ...chosen,
        countedFrom: raised ? Math.max(event.at, start.at) : start.at,
        dueAt: dueAt(),
        kept,
        afterDue: typeof old === 'number' && event.at > old,
      })
      current = chosen
    }
  }

  const merged = response || withdrawnAt !== undefined ? undefined : mergedLast
  const moved = history.some(({ cause }) => cause === 'raised' || cause === 'lowered')
  const base = {
    ...head,
    startedAt: start.at,
    startRule: start.rule,
    priority: current.priority,
    targetRule: current.targetRule,
    targetMinutes: current.targetMinutes,
    dueAt: dueAt(),
    respondedAt: response?.at,
    respondedBy: response?.by.name,
    withdrawnAt,
    merged,
    history,
    contacts,
    clauses: union([...history.map(({ clauses }) => clauses), terms.clauses]),
    policies: [
      policies.responseStart,
      ...(history.some(({ channelRule }) => channelRule) ? [policies.responseWebP1] : []),
      policies.responseClock,
      ...(contacts.length > 0 ? [policies.responseStop] : []),
      ...(moved ? [policies.responseRepriority] : []),
    ],
    problems: typeof due === 'object' ? [due] : [],
  }
  if (due === undefined) return { ...base, state: 'none', none: 'no-target' }
  if (typeof due !== 'number') return { ...base, state: 'none', none: 'no-due' }
  const ended = response?.at ?? withdrawnAt ?? merged?.at ?? now
  const byMs = ended - due
  if (byMs > 0) return { ...base, state: 'missed', byMs }
  if (response) return { ...base, state: 'met', byMs }
  if (withdrawnAt !== undefined) return { ...base, state: 'none', none: 'withdrawn', byMs }
  return merged ? { ...base, state: 'none', none: 'merged', byMs } : { ...base, state: 'running', byMs }
}
