import type { ClockEvent, ContactMade } from '../../src/cases/clock/events.ts'
import type { ClockTerms } from '../../src/cases/clock/terms.ts'
import { type Oracle, oracleOf } from './calendar-oracle.ts'

/**
 * The first-response clock by brute force, from the words of ACP-9 and policies B27 to B31, sharing no code with the
 * implementation. Each question is asked anew over all events; business time is walked minute by minute.
 */
export type OracleAnswer = {
  readonly state: string
  readonly none?: string
  readonly startedAt?: number
  readonly dueAt?: number
  readonly targetRule?: string
  readonly targetMinutes?: number
  readonly respondedAt?: number
  readonly byMs?: number
}

const walkers = new Map<string, Oracle>()

/** Calendars of the tests are told apart by their ids. */
const walkerOf = (terms: ClockTerms, id: string): Oracle | undefined => {
  const calendar = terms.calendars.find((each) => each.id === id)
  if (!calendar) return undefined
  let walker = walkers.get(id)
  if (!walker) {
    walker = oracleOf(calendar)
    walkers.set(id, walker)
  }
  return walker
}

type Seen = ClockEvent & { readonly place: number }

/** Whether `a` happened before `b`. */
const before = (a: Seen, b: Seen): boolean => {
  if (a.at !== b.at) return a.at < b.at
  const first = a.sequence ?? a.place
  const second = b.sequence ?? b.place
  return first !== second ? first < second : a.place < b.place
}

export const clockOracle = (terms: ClockTerms, events: readonly ClockEvent[], now: number): OracleAnswer => {
  const seen: Seen[] = []
  events.forEach((event, place) => {
    if (event.at <= now) seen.push({ ...event, place })
  })
  const firstOf = <Kind extends Seen>(wanted: (event: Seen) => event is Kind): Kind | undefined =>
    seen.filter(wanted).find((event) => seen.filter(wanted).every((other) => other === event || before(event, other)))
  const report = firstOf((event): event is Seen & { kind: 'reported' } => event.kind === 'reported')
  if (!report) return { state: 'none', none: 'not-reported' }

  // B27
  const { from, phone } = terms.policies.responseStart.value
  const received = phone === 'case-logged' && report.channel === 'phone' ? report.createdAt : report.reportedAt
  const startedAt = from === 'creation' ? report.createdAt : from === 'report' ? received : Math.min(received, report.createdAt)

  const left = firstOf((event): event is Seen & { kind: 'closed' } => event.kind === 'closed' && event.by === 'customer')

  // B30
  const stops = (event: Seen): event is Seen & ContactMade => {
    if (event.kind !== 'contact' || event.at < startedAt || (left && before(left, event))) return false
    const wordsOf = { phone: 'phone-talk', voicemail: 'voicemail-with-number', email: 'e-mail-not-bounced', portal: 'portal-note' }
    const stop = terms.policies.responseStop.value
    const counts: readonly string[] = stop.counts
    const never: readonly string[] = stop.never
    const people: readonly string[] = stop.by
    const lost = event.bounced === true || seen.some((each) => each.kind === 'email-bounced' && each.contact === event.id)
    return [
      event.direction === 'outbound',
      people.includes(event.by.role),
      (event.by.name ?? '').trim() !== '',
      counts.includes(wordsOf[event.medium]),
      event.medium !== 'portal' || !never.includes('portal-note'),
      event.medium !== 'voicemail' || event.numberLeft === true,
      event.medium !== 'email' || !lost,
    ].every(Boolean)
  }
  const answer = firstOf(stops)
  const end = answer ?? left

  // ACP-9.p4 and B28: by how the case came in, never by a later change.
  const ruleFor = (priority: string, opening: boolean) => {
    const rule = terms.channelRules.filter(
      (each) =>
        opening &&
        terms.policies.responseWebP1.value.keepRule &&
        each.priority === priority &&
        (each.channels as readonly string[]).includes(report.channel),
    )[0]
    const name = rule ? rule.takes : priority
    const target = terms.targets.filter((each) => each.priority === name)[0]
    return { name, minutes: target?.minutes, words: target && (rule ? `${name} (${report.channel} ${priority})` : name) }
  }

  // B29
  const count = (start: number, name: string, minutes: number | undefined): number | 'none' | 'problem' => {
    if (minutes === undefined) return 'none'
    const basis = terms.policies.responseClock.value[name as 'P1']
    if (basis === 'elapsed') {
      let at = start
      for (let each = 0; each < minutes; each += 1) at += 60_000
      return at
    }
    const walker = walkerOf(terms, basis.calendar)
    const due = walker ? walker.add(start, minutes * 60_000) : 'not-loaded'
    return due === 'not-loaded' ? 'problem' : due
  }

  // B31, from the first change to the last one that came before the end; a change to the same priority is none.
  const opening = ruleFor(report.priority, true)
  let due = count(startedAt, opening.name, opening.minutes)
  let priority: string = report.priority
  let shown = opening
  const changes = seen.filter((event) => event.kind === 'priority-changed')
  while (changes.length > 0) {
    const next = changes.reduce((least, each) => (before(each, least) ? each : least))
    changes.splice(changes.indexOf(next), 1)
    if (end && before(end, next)) break
    if (next.kind !== 'priority-changed' || next.priority === priority) continue
    const to = ruleFor(next.priority, false)
    const { raised, lowered } = terms.policies.responseRepriority.value
    if (next.priority < priority) {
      const fresh = count(Math.max(next.at, startedAt), to.name, to.minutes)
      if (raised === 'change-plus-target' || due === 'none') due = fresh
      else if (due !== 'problem' && fresh !== 'none') due = fresh === 'problem' ? 'problem' : Math.min(fresh, due)
    } else if (lowered === 'start-plus-target') due = count(startedAt, to.name, to.minutes)
    priority = next.priority
    shown = to
  }

  const told = { startedAt, targetRule: shown.words, targetMinutes: shown.minutes, respondedAt: answer?.at }
  if (due === 'none') return { ...told, state: 'none', none: 'no-target' }
  if (due === 'problem') return { ...told, state: 'none', none: 'no-due' }
  const byMs = (end ? end.at : now) - due
  const state = byMs > 0 ? 'missed' : answer ? 'met' : left ? 'none' : 'running'
  return { ...told, state, ...(state === 'none' ? { none: 'withdrawn' } : {}), dueAt: due, byMs }
}
