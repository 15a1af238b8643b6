import { localClock, resolveLocal } from '../../calendar/local-time.ts'
import { daysMs, type Instant, type LocalDate, type Zone } from '../../lib/time.ts'

/**
 * What becomes of a notice for one person, and why. Every notice stands in the portal unless the person wants none of its
 * kind; this decides about the mail beside it. What is urgent, P1 and P2 and alerts, waits for nothing.
 */

export const noticeKinds = {
  'case-opened': 'A case is opened',
  'case-message': 'Somebody writes on a case',
  'case-contact': 'An engineer answers',
  'case-state': 'A case moves on, is solved or closed',
  'priority-asked': 'Another priority is asked for',
  'case-escalation': 'An escalation moves on',
  'case-note': 'A colleague writes a note for you',
  'security-bulletin': 'A security bulletin is about a device',
  'product-notice': 'A product notice, such as of a bug, is about a device',
  'lifecycle-notice': 'A device is about to leave support',
  'credit-notice': 'Credits are about to end',
  'request-notice': 'Work by arrangement moves on',
  'review-notice': 'A review of your devices is released, or waits to be read',
  'meeting-notice': 'A meeting is planned, changed or near, or an action of yours is due',
  'duty-notice': 'A duty is asked for, overdue, waived or cannot be met',
  'change-notice': 'A change window is agreed, moves, comes near or ends',
  'software-notice': 'A release of custom software is published, due or withdrawn, or the agreed release moves',
  'contact-notice': 'Your contact data are to be confirmed',
  'session-notice': 'An engineer is about to work on your network',
  alarm: 'Somebody has to act on a case',
  'management-alert': 'A promise was missed',
  'mail-answer': 'A mail of yours could not be taken',
  other: 'Anything else',
} as const

export type NoticeKind = keyof typeof noticeKinds

export const choices = ['now', 'digest', 'portal', 'none'] as const
export type Choice = (typeof choices)[number]

/** Hours of quiet on the person's own wall clock, `HH:MM`; over midnight where the end lies before the start. */
export type QuietHours = { readonly from: string; readonly to: string }

export type Preference = {
  readonly choices: Readonly<Partial<Record<NoticeKind, Choice>>>
  readonly quiet: QuietHours | null
  /** When the digest of the day goes out, `HH:MM`. */
  readonly digestAt: string
  /** Kinds that call the person's own webhook too. */
  readonly hooks: readonly NoticeKind[]
}

/** Mail at once about everything, no quiet hours. */
export const defaultPreference: Preference = { choices: {}, quiet: null, digestAt: '08:00', hooks: [] }

/** What nobody can turn off: it is sent because somebody has to act, or because the person asked. */
export const fixedKinds: readonly NoticeKind[] = ['alarm', 'management-alert', 'mail-answer', 'session-notice']

/** What is no word of a case is chosen by its own kind. */
const ownKinds: ReadonlySet<string> = new Set<NoticeKind>([
  'lifecycle-notice',
  'credit-notice',
  'request-notice',
  'review-notice',
  'meeting-notice',
  'duty-notice',
  'change-notice',
  'software-notice',
  'contact-notice',
  'session-notice',
])

/** Words of the work on a case, chosen with the moves of the case. */
const workEvents: ReadonlySet<string> = new Set(['asked', 'received', 'access', 'exclusion', 'charge', 'returned'])

export function noticeKindOf(kind: string, event: string | undefined): NoticeKind {
  if (kind === 'management-alert' || kind === 'alarm' || kind === 'mail-answer' || kind === 'case-note') return kind
  if (ownKinds.has(kind)) return kind as NoticeKind
  // each is subscribed to apart (SSM-3.3.p2)
  if (kind === 'advisory-notice') return event === 'security-bulletin' ? event : 'product-notice'
  if (kind !== 'case-notice') return 'other'
  if (event === 'opened' || event === 'message' || event === 'contact' || event === 'state' || event === 'escalation')
    return `case-${event}`
  if (event !== undefined && workEvents.has(event)) return 'case-state'
  return event === 'priority-asked' ? event : 'other'
}

/** What only staff are ever told; nobody else is asked about it. */
export const staffKinds: readonly NoticeKind[] = ['alarm', 'management-alert', 'case-note', 'priority-asked']

export type NoticeFate = { readonly kind: 'now' | 'portal' | 'none' | 'hold' | 'digest'; readonly until: Instant; readonly why: string }

export type NoticeFacts = {
  readonly kind: NoticeKind
  readonly priority: string | null
  readonly at: Instant
  readonly zone: Zone
  readonly preference: Preference
}

export const isUrgent = (kind: NoticeKind, priority: string | null): boolean =>
  kind === 'management-alert' || kind === 'alarm' || priority === 'P1' || priority === 'P2'

export function fateOfNotice({ kind, priority, at, zone, preference }: NoticeFacts): NoticeFate {
  const fate = (what: NoticeFate['kind'], why: string, until = at): NoticeFate => ({ kind: what, until, why })
  if (fixedKinds.includes(kind)) return fate('now', 'This is always sent at once.')
  const choice = preference.choices[kind] ?? 'now'
  const urgent = isUrgent(kind, priority)
  if (choice === 'none')
    return urgent ? fate('portal', `Mail is turned off; ${priority} is shown all the same.`) : fate('none', 'Turned off.')
  if (choice === 'portal') return fate('portal', 'Shown in the portal only, as chosen.')
  if (urgent) return fate('now', `${priority} is never held.`)
  if (choice === 'digest')
    return fate('digest', `In the digest of ${preference.digestAt}, as chosen.`, nextAt(zone, at, preference.digestAt))
  const quietEnd = preference.quiet && quietUntil(zone, at, preference.quiet)
  if (quietEnd !== null) return fate('hold', `Held in quiet hours until ${preference.quiet?.to}.`, quietEnd)
  return fate('now', 'Sent at once.')
}

/** When the person's own webhook is called; null when it is not. It may ring a phone, so it keeps the quiet hours too. */
export function hookAt({ kind, priority, at, zone, preference }: NoticeFacts): Instant | null {
  if (!preference.hooks.includes(kind)) return null
  if (isUrgent(kind, priority)) return at
  return (preference.quiet && quietUntil(zone, at, preference.quiet)) ?? at
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
const dayAfter = (date: LocalDate): LocalDate => new Date(Date.parse(date) + daysMs).toISOString().slice(0, 10)

/** The instant of a wall time that is later than `at`; of a repeated hour its second time, if the first is over. */
function after(zone: Zone, at: Instant, date: LocalDate, time: string): Instant | undefined {
  const first = resolveLocal(zone, `${date}T${time}`)
  if (typeof first !== 'number') return undefined
  if (first > at) return first
  const second = resolveLocal(zone, `${date}T${time}`, 'later')
  return typeof second === 'number' && second > at ? second : undefined
}

/** What of a day stays outside quiet hours at least, in minutes: more than any change of clocks leaves out. */
export const leastOpenMinutes = 120

/** How long quiet hours leave mail its way in a day of 24 hours, in minutes. */
export function openMinutes({ from, to }: QuietHours): number {
  const length = (minutesOf(to) - minutesOf(from) + 1440) % 1440
  return 1440 - length
}

/** When quiet hours end; null outside of them. On days when clocks change the wall clock counts, as on every other. */
export function quietUntil(zone: Zone, at: Instant, { from, to }: QuietHours): Instant | null {
  const clock = localClock(zone, at)
  if ('kind' in clock) return null
  const now = clock.millisOfDay / 60_000
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const inside = start < end ? now >= start && now < end : start > end && (now >= start || now < end)
  if (!inside) return null
  const date = start > end && now >= start ? dayAfter(clock.date) : clock.date
  return after(zone, at, date, to) ?? null
}

/** The next time that a wall clock shows `time`, today or tomorrow. */
export function nextAt(zone: Zone, at: Instant, time: string): Instant {
  const clock = localClock(zone, at)
  if ('kind' in clock) return at + daysMs
  return after(zone, at, clock.date, time) ?? after(zone, at, dayAfter(clock.date), time) ?? at + daysMs
}
