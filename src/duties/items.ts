import type { WorkCalendar } from '../calendar/calendar.ts'
import { addDays, daysBetween, deadlineAfter } from '../calendar/terms.ts'
import { workingDayAfter } from '../calendar/working-days.ts'
import type { Duty, Offering } from '../catalog/offering.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { type Ask, type AskElsewhere, asksElsewhere, asksOf, type Days, delayDays } from './asks.ts'
import type { DutyEvent, Engagement } from './event.ts'
import { type Fact, type FactWorld, readFact } from './facts.ts'
import { flaggedPapers } from './papers.ts'
import { type DutyRules, dueWords, type NoticePolicy, rulesOf } from './rules.ts'

/**
 * `standing`: taken as kept, since nobody said otherwise. `not-asked`: nothing is owed before somebody asks. `will-be-unmet`: it is in order, and the side
 * that owes it gave notice that from a day to come it cannot meet it (ACP-16.p12). `open`: owed and not due yet. `overdue`: owed and late, which is worked
 * out and never stored. `broken`: said not to be met any more. `cannot`: the side that owes it gave notice that it cannot. `not-needed`: it would be unmet,
 * and nothing of the work needs it.
 */
export const dutyStates = [
  'met',
  'standing',
  'waived',
  'not-asked',
  'will-be-unmet',
  'open',
  'overdue',
  'broken',
  'cannot',
  'not-needed',
] as const
export type DutyState = (typeof dutyStates)[number]

export type DutyItem = {
  readonly code: string
  readonly title: string
  readonly party: 'provider' | 'customer'
  readonly effect: Duty['effect']
  readonly clauses: readonly string[]
  readonly policy: string | null
  readonly engagementId: string | null
  /** True for the duty that says that all the others are kept. */
  readonly sum: boolean
  /** Exactly what needs it; null: everything that is delivered. */
  readonly needed: readonly string[] | null
  /** False in an engagement that starts nothing of what needs it. */
  readonly neededHere: boolean
  readonly due: { readonly rule: DutyRules['due']['rule']; readonly words: string; readonly on: LocalDate | null }
  readonly state: DutyState
  /** The same without asking whether the work needs it, since something else that needs it may be started yet, and without what is still to come. */
  readonly bare: DutyState
  /** Since when it is unmet, from which day it is met, or from which it will be unmet; null where no day can be told. */
  readonly since: LocalDate | null
  readonly forms: DutyRules['forms']
  /** Whether evidence names each product under test, with its release and whether it works (MSP-5.j). */
  readonly products: boolean
  readonly parts: readonly { readonly code: string; readonly title: string; readonly met: boolean }[]
  readonly fact: Fact | null
  /** The newest evidence. */
  readonly evidence: DutyEvent | null
  /** Who said that it is not met any more, while that is so. */
  readonly lapse: DutyEvent | null
  readonly waiver: DutyEvent | null
  /** The notice that stands, also one that speaks of a day to come. */
  readonly notice: DutyEvent | null
  readonly asks: readonly Ask[]
  /** What would cure it; empty where nothing is to do. */
  readonly cure: string
}

export type DutyWorld = {
  readonly offering: Offering
  readonly contract: FactWorld['contract'] & { readonly id: string }
  readonly engagement: Engagement | null
  readonly contacts: FactWorld['contacts']
  readonly loans: FactWorld['loans']
  readonly attendance?: FactWorld['attendance']
  readonly engineers?: FactWorld['engineers']
  /** Every event of the contract, in order. */
  readonly events: readonly DutyEvent[]
  /** What was asked for on cases and of software under the contract; left out where nobody asks about them. */
  readonly elsewhere?: readonly AskElsewhere[]
  readonly calendar: WorkCalendar
  /** The notice of a change as the policy has it on the day on which the work was opened. */
  readonly notice?: NoticePolicy
  readonly today: LocalDate
  /** The day of an instant where the account is, and where the window is. */
  readonly dayOf: (at: Instant) => LocalDate
  readonly siteDayOf: (at: Instant) => LocalDate
}

/** It is missed today: its day is over, or somebody said that it is not met or cannot be. */
export const isLate = (state: DutyState): boolean => state === 'overdue' || state === 'broken' || state === 'cannot'

export const isUnmet = (state: DutyState): boolean => state === 'open' || isLate(state)

/** The duties of a contract, or of one engagement of it, as they stand. Nothing is copied: they come out of the description and the events. */
export function itemsOf(world: DutyWorld): readonly DutyItem[] {
  const { offering, engagement } = world
  const own = offering.duties.filter((duty) => (rulesOf(duty).per === 'engagement') === (engagement !== null))
  const items = own.filter(({ fact }) => fact !== 'other-duties').map((duty) => itemOf(duty, world))
  const all = own.filter(({ fact }) => fact === 'other-duties').map((duty) => sumOf(duty, items, world))
  return [...all, ...items]
}

function itemOf(duty: Duty, world: DutyWorld): DutyItem {
  const { offering, engagement, today } = world
  const rules = rulesOf(duty, world.notice)
  const events = world.events.filter((event) => event.duty === duty.code && event.engagementId === (engagement?.id ?? null))
  const fact = duty.fact
    ? (readFact(duty.fact, offering, {
        ...world,
        windowSet: engagement ? engagement.window !== null : null,
        papers: flaggedPapers(
          world.events.filter(({ engagementId }) => engagementId === (engagement?.id ?? null)),
          engagement,
        ),
      }) ?? null)
    : null
  // a case is none of the pieces of work under a contract: what it asks for is owed for the contract
  const onCases =
    engagement === null && rules.due.rule === 'after-asking' && !fact
      ? (world.elsewhere ?? []).filter(({ clauses }) => clauses.some((clause) => duty.clauses.includes(clause)))
      : []
  const asks = [...asksOf(events, world), ...asksElsewhere(onCases, world)].toSorted((one, other) => one.askedAt - other.askedAt)
  const bare = stateOf(duty, rules, events, asks, fact, world)
  const given = noticeOf(events)
  const notice = given && !answersNotice(events, given) ? given : null
  const found = notice && notice.on <= today ? { state: 'cannot' as const, since: notice.on } : bare
  const waiver = events.findLast(({ kind, until }) => kind === 'waived' && until !== null && today <= until) ?? null
  const stands = waiver && isUnmet(found.state) ? 'waived' : found.state
  const same = identity(duty, rules, world)
  const ending = notice !== null && notice.on > today && !isUnmet(stands) && stands !== 'waived'
  const state = ending ? 'will-be-unmet' : isUnmet(stands) && !same.neededHere ? 'not-needed' : stands
  return {
    ...same,
    due: { rule: rules.due.rule, words: dueWords(rules), on: bare.dueOn },
    state,
    bare: stands,
    since: ending ? notice.on : state === 'waived' ? (waiver?.on ?? null) : found.since,
    parts: rules.parts.map((part) => ({ ...part, met: partMet(events, part.code) !== undefined })),
    fact,
    evidence: events.findLast(({ kind }) => kind === 'met') ?? null,
    lapse: bare.state === 'broken' ? (lastLapse(events) ?? null) : null,
    waiver,
    notice,
    asks,
    cure: isUnmet(stands) ? (bare.cure ?? fact?.cure ?? cureWords(duty, rules, events)) : '',
  }
}

/**
 * Working days for which work waited for the customer under some duties (MSP-5.r1). No work waits for what is only advised.
 * @param days up to today, or to the end of the work where that is earlier
 */
export const waitedFor = (items: readonly DutyItem[], days: Days): number | null =>
  delayDays(
    items.flatMap(({ party, effect, asks }) => (party === 'customer' && effect !== 'advice' ? asks : [])),
    days,
  )

function identity(duty: Duty, rules: DutyRules, { engagement }: DutyWorld) {
  const needed = duty.needed ?? null
  return {
    code: duty.code,
    title: duty.title,
    party: duty.party,
    effect: duty.effect,
    clauses: duty.clauses,
    policy: duty.policy ?? null,
    engagementId: engagement?.id ?? null,
    sum: duty.fact === 'other-duties',
    needed,
    neededHere: engagement === null || needed === null || needed.some((code) => engagement.acts.includes(code)),
    forms: rules.forms,
    products: rules.products,
  }
}

/** Everything that is delivered waits for it, all the time: work that has begun stands still while it is not kept (MSP-5.l1). */
export const isKeptThroughout = ({ effect, needed, due, sum }: Pick<DutyItem, 'effect' | 'needed' | 'due' | 'sum'>): boolean =>
  effect === 'blocks-deliverable' && needed === null && due.rule === 'continuous' && !sum

/**
 * What needs it waits. Work stands still for a reason (MSP-5.l1): a question about what all work needs, all the time, stops nothing before its answer
 * is late.
 */
export const holdsUp = (item: DutyItem): boolean => isLate(item.bare) || (item.bare === 'open' && !isKeptThroughout(item))

const sumState = (unmet: readonly DutyItem[]): Pick<DutyItem, 'state' | 'bare'> => {
  const state = unmet.length === 0 ? 'met' : unmet.some((item) => item.state !== 'open') ? 'broken' : 'open'
  return { state, bare: state }
}

/** The duty that all the others are kept: it holds nothing up by itself. */
function sumOf(duty: Duty, items: readonly DutyItem[], world: DutyWorld): DutyItem {
  const rules = rulesOf(duty, world.notice)
  const counted = items.filter(({ party, effect, neededHere }) => party === duty.party && effect !== 'advice' && neededHere)
  const unmet = counted.filter(({ state }) => isUnmet(state))
  const since = unmet.flatMap((item) => (item.since === null ? [] : [item.since])).toSorted()[0] ?? null
  return {
    ...identity(duty, rules, world),
    due: { rule: rules.due.rule, words: dueWords(rules), on: null },
    ...sumState(unmet),
    since,
    parts: [],
    fact: {
      met: unmet.length === 0,
      found: `${counted.length - unmet.length} of ${counted.length} are in order`,
      expected: 'all of them',
      since,
      cure: 'See each duty below.',
    },
    evidence: null,
    lapse: null,
    waiver: null,
    notice: null,
    asks: [],
    cure: unmet.length === 0 ? '' : 'See each duty below.',
  }
}

type Found = { readonly state: DutyState; readonly since: LocalDate | null; readonly dueOn: LocalDate | null; readonly cure?: string }

/** In words: a fact decides where there is one; else the newest evidence against the newest word that it is met no more; then the day. */
function stateOf(
  duty: Duty,
  rules: DutyRules,
  events: readonly DutyEvent[],
  asks: readonly Ask[],
  fact: Fact | null,
  world: DutyWorld,
): Found {
  const { due } = rules
  const { today } = world
  const lapsed = lastLapse(events)
  const dueOn = dueOf(rules, events, asks, world)
  const late = dueOn !== null && today > dueOn
  if (fact) {
    if (fact.met) return { state: 'met', since: null, dueOn }
    const from = [fact.since, late ? addDays(dueOn, 1) : null].filter((day) => day !== null).toSorted()
    // what is only advised is never late, and a charge waits for whoever decides about it
    if (duty.effect === 'advice' || duty.effect === 'chargeable') return { state: 'open', since: null, dueOn }
    return { state: late || due.rule === 'continuous' || due.rule === 'at-once' ? 'overdue' : 'open', since: from.at(-1) ?? null, dueOn }
  }
  if (lapsed && !metSince(events, rules, lapsed)) return { state: 'broken', since: lapsed.on, dueOn }
  const last = events.findLast(({ kind }) => kind === 'met')
  if (due.rule === 'after-asking') {
    const open = asks.filter(({ answer }) => answer === null)
    if (open.length > 0) {
      const first = open[0] as Ask
      const numbers = [...new Set(open.flatMap((each) => each.case?.number ?? []))].join(', ')
      const cure = numbers === '' ? {} : { cure: `Give what was asked for on ${numbers}.` }
      return { state: late ? 'overdue' : 'open', since: late ? addDays(dueOn, 1) : first.askedOn, dueOn, ...cure }
    }
    if (asks.length === 0 && !last) return { state: 'not-asked', since: null, dueOn }
    const answered = asks.flatMap(({ answer }) => answer?.on ?? [])
    return { state: 'met', since: [...answered, ...(last ? [last.on] : [])].toSorted().at(-1) ?? null, dueOn }
  }
  if (due.rule === 'continuous') {
    // what was asked for or recommended since is not in place before somebody says so
    const [first] = asks.filter(({ answer }) => answer === null)
    if (first)
      return { state: late ? 'overdue' : 'open', since: late ? addDays(dueOn, 1) : first.askedOn, dueOn, cure: 'Answer what was asked.' }
  }
  if (due.rule === 'continuous' || due.rule === 'at-once') return { state: last ? 'met' : 'standing', since: last?.on ?? null, dueOn }
  if (due.rule === 'before-window' && last) {
    const told = world.siteDayOf(last.at)
    if (dueOn === null || told <= dueOn) return { state: 'met', since: told, dueOn }
    const window = windowDay(world) ?? dueOn
    const cure = `Notice came on ${told}, ${daysBetween(told, window)} days before the window: move it to ${noticedUntil(told, rules, world) ?? 'a later day'} or later.`
    return { state: 'overdue', since: addDays(dueOn, 1), dueOn, cure }
  }
  if (due.rule === 'every') {
    if (last && !late) return { state: 'met', since: last.on, dueOn }
    return { state: late ? 'overdue' : 'open', since: late ? addDays(dueOn, 1) : null, dueOn }
  }
  if (whole(events, rules)) return { state: 'met', since: last?.on ?? null, dueOn }
  return { state: late ? 'overdue' : 'open', since: late ? addDays(dueOn, 1) : null, dueOn }
}

function dueOf(rules: DutyRules, events: readonly DutyEvent[], asks: readonly Ask[], world: DutyWorld): LocalDate | null {
  const { contract, engagement } = world
  const { due } = rules
  switch (due.rule) {
    case 'at-activation':
      return contract.activatedOn ?? contract.startsOn
    case 'before-start':
      return engagement?.startsOn ? addDays(engagement.startsOn, -1) : null
    case 'before-window':
      return lastNotice(due.calendarDays, rules, world)
    case 'after-asking':
    case 'continuous':
      return (
        asks
          .flatMap(({ answer, dueOn }) => (answer === null && dueOn !== null ? [dueOn] : []))
          .toSorted()
          .at(0) ?? null
      )
    case 'every':
      return deadlineAfter(events.findLast(({ kind }) => kind === 'met')?.on ?? contract.activatedOn ?? contract.startsOn, due.months)
    default:
      return null
  }
}

const windowDay = ({ engagement, siteDayOf }: DutyWorld): LocalDate | null =>
  engagement?.window ? siteDayOf(engagement.window.startsAt) : null

/** The first day of a window of which notice was given on a day; null where a year of the calendar is not loaded. */
function noticedUntil(told: LocalDate, { due, counted }: DutyRules, { calendar }: DutyWorld): LocalDate | null {
  const days = due.rule === 'before-window' ? due.calendarDays : 0
  if (counted === 'calendar-dates') return addDays(told, days)
  const day = workingDayAfter(calendar, told, days)
  return typeof day === 'string' ? day : null
}

/** The last day on which notice of the window is in time (ISS-4.b, policy B68); null without a window, or where a year is not loaded. */
function lastNotice(days: number, rules: DutyRules, world: DutyWorld): LocalDate | null {
  const window = windowDay(world)
  if (window === null || rules.counted === 'calendar-dates') return window && addDays(window, -days)
  // a working day counts at least one day and, with every weekend and holiday, hardly more than three
  for (let back = days; back <= days * 3 + 31; back++) {
    const until = noticedUntil(addDays(window, -back), rules, world)
    if (until === null) return null
    if (until <= window) return addDays(window, -back)
  }
  return null
}

const lastLapse = (events: readonly DutyEvent[]) => events.findLast(({ kind }) => kind === 'lapsed')

/** Evidence of a part that no later word took back. */
function partMet(events: readonly DutyEvent[], part: string): DutyEvent | undefined {
  const met = events.findLast((event) => event.kind === 'met' && (event.part === part || event.part === null))
  const gone = events.findLast((event) => event.kind === 'lapsed' && (event.part === part || event.part === null))
  return met && (!gone || gone.seq < met.seq) ? met : undefined
}

const whole = (events: readonly DutyEvent[], { parts }: DutyRules): boolean =>
  parts.length === 0 ? partMet(events, '') !== undefined : parts.every(({ code }) => partMet(events, code) !== undefined)

/** What was said not to be met any more is mended once that part of it, or all of it, has newer evidence. */
const metSince = (events: readonly DutyEvent[], rules: DutyRules, lapsed: DutyEvent): boolean =>
  rules.parts.length > 0
    ? rules.parts.every(({ code }) => (lapsed.part !== null && lapsed.part !== code) || partMet(events, code) !== undefined)
    : events.some(({ kind, seq }) => kind === 'met' && seq > lapsed.seq)

/** The newest notice that was not withdrawn. */
const noticeOf = (events: readonly DutyEvent[]): DutyEvent | null =>
  events.findLast(({ kind, id }) => kind === 'cannot' && !events.some((each) => each.kind === 'withdrawn' && each.refersTo === id)) ?? null

/** Evidence of a day on or after the one from which it could not be met shows that it could after all. */
const answersNotice = (events: readonly DutyEvent[], notice: DutyEvent): boolean =>
  events.some(({ kind, seq, on }) => kind === 'met' && seq > notice.seq && on >= notice.on)

function cureWords({ title }: Duty, { parts, forms, due }: DutyRules, events: readonly DutyEvent[]): string {
  const missing = parts.filter(({ code }) => partMet(events, code) === undefined).map((part) => part.title.toLowerCase())
  if (missing.length > 0) return `Give what is missing: ${missing.join(', ')}.`
  if (due.rule === 'after-asking') return 'Answer what was asked.'
  const how = forms.includes('file') ? (forms.includes('statement') ? 'a statement or a file' : 'a file') : 'a statement'
  return `${title}: give ${how}${forms.includes('none') ? ', or say that there is none' : ''}.`
}
