import type { WorkCalendar } from '../calendar/calendar.ts'
import { localClock, resolveLocal, wordsForDate, wordsForTime } from '../calendar/local-time.ts'
import { addDays, daysBetween } from '../calendar/terms.ts'
import { isWorkingDay, workingDayAfter, workingDaysFrom } from '../calendar/working-days.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { Reason } from '../decisions/decision.ts'
import { hoursMs, type Instant, type LocalDate, minutesMs } from '../lib/time.ts'
import type { Window } from './request.ts'
import { daysOfWindow, daysOfWindows, type Stretch } from './service-days.ts'

/**
 * When a change may be made: notice, hours, length and frequency, each by the service that sells it. In words: the day of the change lies
 * as many days after the day of notice as the service says; the whole window lies in the hours of the site on a day that is worked; it is
 * not longer than a unit pays for; on one unit the next window starts no sooner than a day after the last one.
 */
export type WindowRules = {
  readonly notice: { readonly days: number; readonly counted: 'calendar-dates' | 'business-days'; readonly clauses: readonly string[] }
  readonly hours: {
    readonly start: string
    readonly end: string
    /** How other hours may be had: by a priced line that both agreed on, by number of an agreement, always or never. */
    readonly outside: 'priced' | 'agreement' | 'allowed' | 'refused'
    readonly clauses: readonly string[]
  }
  readonly length: { readonly mostMinutes: number; readonly perDay: boolean; readonly clauses: readonly string[] }
  /** Null where the service does not limit it. */
  readonly frequency: { readonly hours: number; readonly clauses: readonly string[] } | null
  /** What says that a window, or a day of one, is what is paid for. */
  readonly paid: { readonly clauses: readonly string[] }
  /** Policies that filled what the text leaves open. */
  readonly policies: readonly ('iss.window' | 'iss.notice' | 'imws.window' | 'hours.exception')[]
}

/** The rules of a service, as its data and the policies of the day have them; null of one that is not about windows. */
export function windowRules(offering: Offering, service: string, theatre: string, book: PolicyBook): WindowRules | null {
  const price = offering.purchase.prices.find(({ code }) => code === service)
  if (!price?.asks?.includes('windows')) return null
  const row = offering.hours.find(({ purpose }) => purpose === 'delivery') ?? offering.hours[0]
  const shift = row?.byTheatre[theatre as keyof typeof row.byTheatre]
  const [start, end] = [shift?.start ?? '00:00', shift?.end ?? '24:00']
  const hoursClauses = row?.clauses ?? []
  const clausesOfLimit = (code: string) => offering.limits.find((each) => each.code === code)?.clauses ?? price.clauses
  if (price.unit === 'window') {
    const [window, notice] = [book.get('iss.window'), book.get('iss.notice')]
    const outside = { 'priced-excess-in-writing': 'priced', refused: 'refused', allowed: 'allowed' } as const
    return {
      notice: {
        days: notice.days,
        counted: notice.counted,
        clauses: offering.duties.find(({ code }) => code === 'change-notice')?.clauses ?? price.clauses,
      },
      hours: { start, end, outside: outside[window.outsideHours], clauses: hoursClauses },
      length: { mostMinutes: window.mostMinutes, perDay: false, clauses: clausesOfLimit('window-length') },
      frequency: { hours: window.perHours, clauses: clausesOfLimit('window-per-day') },
      paid: { clauses: price.clauses.slice(0, 1) },
      policies: ['iss.window', 'iss.notice'],
    }
  }
  const window = book.get('imws.window')
  const outside = { 'vendor-agreement': 'agreement', refused: 'refused', allowed: 'allowed' } as const
  return {
    notice: {
      days: window.noticeBusinessDays,
      counted: 'business-days',
      clauses: offering.deliverables.find(({ code }) => code === service)?.clauses.slice(0, 1) ?? price.clauses,
    },
    hours: { start, end, outside: outside[window.outsideHours], clauses: hoursClauses },
    length: { mostMinutes: window.mostHoursPerCredit * 60, perDay: true, clauses: price.clauses },
    frequency: null,
    paid: { clauses: price.clauses.slice(0, 1) },
    policies: ['imws.window', 'hours.exception'],
  }
}

export type WindowFacts = {
  readonly window: Window
  /** When the customer said in writing that the change is to be made, and why the provider takes it later than that allows; empty when it does not. */
  readonly noticedAt: Instant
  readonly waiver: string
  /** Hours of the site, with the holidays that the vendor keeps there. */
  readonly calendar: WorkCalendar
  /** Priced lines of the task order, by kind. */
  readonly extras: readonly string[]
  /** Other windows on the same unit. */
  readonly sameUnit: readonly { readonly number: string; readonly startsAt: Instant }[]
  /** Other windows of the same request: where a day is paid for, those of one day share it. */
  readonly others: readonly Stretch[]
}

/** What is wrong with a window, and what would be right: one reason for each rule, those that hold as well. */
export function judgeWindow(rules: WindowRules, facts: WindowFacts): readonly Reason[] {
  return [noticeReason(rules, facts), ...hoursReasons(rules, facts), lengthReason(rules, facts), ...frequencyReasons(rules, facts)]
}

const source = 'the window'

/** The first day on which a change may be made after notice on a day. */
export function earliestDay(
  { notice }: WindowRules,
  calendar: WorkCalendar,
  noticedOn: LocalDate,
): LocalDate | { readonly message: string } {
  return notice.counted === 'calendar-dates' ? addDays(noticedOn, notice.days) : workingDayAfter(calendar, noticedOn, notice.days)
}

function noticeReason(rules: WindowRules, { window, noticedAt, waiver, calendar }: WindowFacts): Reason {
  const [change, notice] = [localClock(calendar.zone, window.startsAt), localClock(calendar.zone, noticedAt)]
  const base = { rule: 'window-notice', clauses: rules.notice.clauses, weight: 'refuse', fact: 'day of the change' } as const
  if ('kind' in change || 'kind' in notice)
    return { ...base, holds: false, found: 'unknown', expected: 'a time that can be told', source, cure: 'Correct the zone.' }
  const earliest = earliestDay(rules, calendar, notice.date)
  const words = rules.notice.counted === 'calendar-dates' ? 'days' : 'business days'
  if (typeof earliest !== 'string')
    return {
      ...base,
      holds: false,
      found: earliest.message,
      expected: `${rules.notice.days} ${words} after ${notice.date}`,
      source,
      cure: earliest.message,
    }
  const inTime = change.date >= earliest
  const given =
    rules.notice.counted === 'calendar-dates' ? `${daysBetween(notice.date, change.date)} days of notice` : `notice of ${notice.date}`
  return {
    ...base,
    holds: inTime || waiver !== '',
    found: inTime || waiver === '' ? `${change.date}, ${given}` : `${change.date}, ${given}; taken all the same: ${waiver}`,
    expected: `${earliest} or later, ${rules.notice.days} ${words} after the notice of ${notice.date}`,
    source,
    ...(inTime || waiver !== '' ? {} : { cure: `Choose ${earliestWords(rules, calendar, earliest)} or later.` }),
  }
}

/** The first day that may be chosen: where other days than worked ones take an agreement, the first worked one. */
function earliestWords({ hours }: WindowRules, calendar: WorkCalendar, earliest: LocalDate): string {
  const worked = hours.outside === 'allowed' ? undefined : workingDaysFrom(calendar, earliest, 1)
  const day = worked === undefined || 'kind' in worked ? earliest : (worked[0] ?? earliest)
  return `${wordsForDate(day, true)} (${day})`
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function hoursReasons(rules: WindowRules, { window, calendar, extras }: WindowFacts): readonly Reason[] {
  const [start, end] = [localClock(calendar.zone, window.startsAt), localClock(calendar.zone, window.endsAt)]
  if ('kind' in start || 'kind' in end) return []
  const { hours } = rules
  // a number of an agreement opens other hours only where the text has one; elsewhere they are priced, or not to be had (policies B65, B67)
  const numbered = hours.outside === 'agreement' && window.agreement !== ''
  const agreed = hours.outside === 'allowed' || numbered || (hours.outside === 'priced' && extras.includes('outside-hours'))
  const how = {
    priced: ' Other hours are priced work that both sides agree on in the task order.',
    agreement: ' Or enter the number of the vendor’s agreement to other hours.',
    allowed: '',
    refused: '',
  }[hours.outside]
  const base = {
    rule: 'window-in-hours',
    clauses: hours.clauses,
    weight: 'refuse',
    fact: 'hours of the window at the site',
    expected: `Monday to Friday, ${hours.start} to ${hours.end} in ${calendar.zone}, on no holiday of the vendor`,
    source: numbered ? `agreement ${window.agreement}` : source,
  } as const
  const said = `${wordsForDate(start.date, true)} ${wordsForTime(start.millisOfDay)} to ${
    end.date === start.date ? '' : `${wordsForDate(end.date)} `
  }${wordsForTime(end.millisOfDay)}`
  const worked = isWorkingDay(calendar, start.date)
  // a year without its holidays is no year without holidays, whatever else was agreed (policy B13)
  if (typeof worked !== 'boolean') return [{ ...base, rule: 'days-known', holds: false, found: worked.message, cure: worked.message }]
  if (!worked) {
    const next = workingDaysFrom(calendar, start.date, 1)
    const holiday = calendar.holidays.find(({ date }) => date === start.date)
    const [day] = 'kind' in next ? [] : next
    return [
      {
        ...base,
        holds: agreed,
        found: `${said}, ${holiday ? `a holiday of the vendor: ${holiday.name}` : 'a day that is not worked'}`,
        ...(agreed
          ? {}
          : { cure: `${day === undefined ? 'Choose a day that is worked.' : `Next: ${wordsForDate(day, true)} (${day}).`}${how}` }),
      },
    ]
  }
  const lengthMinutes = Math.ceil((window.endsAt - window.startsAt) / minutesMs)
  const [opens, closes] = [minuteOf(hours.start) * minutesMs, minuteOf(hours.end) * minutesMs]
  const usual = start.date === end.date && start.millisOfDay >= opens && end.millisOfDay <= closes
  const latest = closes - lengthMinutes * minutesMs
  const fits = latest >= opens
  const cure = !fits
    ? `It does not fit between ${hours.start} and ${hours.end}: make it shorter.`
    : start.millisOfDay < opens
      ? `Start at ${hours.start} or later.`
      : `It must end by ${hours.end}; the latest start for ${lengthWords(lengthMinutes)} is ${wordsForTime(latest)}.`
  return [{ ...base, holds: usual || agreed, found: said, ...(usual || agreed ? {} : { cure: cure + how }) }]
}

/** `5 h 01 min` for 301. */
export const lengthWords = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`

/** Time that really passes, whatever the clocks of the site do meanwhile. Where days are paid for, windows of one day share its length (policy B50). */
function lengthReason({ length }: WindowRules, { window, extras, others }: WindowFacts): Reason {
  const days = daysOfWindow(window)
  const beside = length.perDay ? others.filter((other) => daysOfWindow(other).some((day) => days.includes(day))) : []
  // a second more than a minute is a minute more
  const minutes = [window, ...beside].reduce((sum, { startsAt, endsAt }) => sum + Math.ceil((endsAt - startsAt) / minutesMs), 0)
  const most = length.mostMinutes * (length.perDay ? Math.max(1, daysOfWindows([window, ...beside]).length) : 1)
  const excess = minutes > most && !length.perDay && extras.includes('excess')
  const together = beside.length === 0 ? '' : ` in ${beside.length + 1} windows that share a day`
  const instead = beside.length > 0 ? 'make them shorter, or choose another day for one' : 'make it shorter, or ask for two'
  return {
    rule: 'window-length',
    clauses: length.clauses,
    holds: minutes <= most || excess,
    weight: 'refuse',
    fact: 'length of the window',
    found: `${lengthWords(minutes)}${together}${excess ? `, of which ${lengthWords(minutes - most)} are agreed and priced apart` : ''}`,
    expected: `at most ${lengthWords(most)}`,
    source,
    ...(minutes <= most || excess
      ? {}
      : {
          cure: `${lengthWords(minutes)} exceeds ${lengthWords(most)}: ${instead}${length.perDay ? '' : ', or have the excess priced apart'}.`,
        }),
  }
}

/**
 * Where days are paid for, the windows of a request touch no more of them than were redeemed (MSP-4.IMWS). Nothing for a service that is paid
 * by the window.
 * @param windows all of the request, as they would be
 */
export function judgeDaysPaid({ length, paid }: WindowRules, windows: readonly Stretch[], paidDays: number): readonly Reason[] {
  if (!length.perDay) return []
  const days = daysOfWindows(windows).length
  const words = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
  return [
    {
      rule: 'window-days-paid',
      clauses: paid.clauses,
      holds: days <= paidDays,
      weight: 'refuse',
      fact: 'calendar days that the windows touch',
      found: words(days),
      expected: `${words(paidDays)}, as redeemed`,
      source,
      ...(days <= paidDays ? {} : { cure: `Stay within ${words(paidDays)}, or ask for the rest as another request.` }),
    },
  ]
}

function frequencyReasons({ frequency }: WindowRules, { window, calendar, sameUnit }: WindowFacts): readonly Reason[] {
  if (frequency === null) return []
  const near = sameUnit.filter(({ startsAt }) => Math.abs(window.startsAt - startsAt) < frequency.hours * hoursMs)
  const last = near.reduce<Instant | undefined>(
    (latest, { startsAt }) => (latest === undefined || startsAt > latest ? startsAt : latest),
    undefined,
  )
  const next = last === undefined ? undefined : last + frequency.hours * hoursMs
  const clock = next === undefined ? undefined : localClock(calendar.zone, next)
  const words = clock && 'date' in clock ? `${wordsForDate(clock.date, true)} ${wordsForTime(clock.millisOfDay)}` : ''
  return [
    {
      rule: 'window-frequency',
      clauses: frequency.clauses,
      holds: near.length === 0,
      weight: 'refuse',
      fact: `windows on the same unit within ${frequency.hours} h, start to start`,
      found: near.map(({ number }) => number),
      expected: [],
      source,
      ...(near.length === 0 ? {} : { cure: `Next on this unit: ${words}. Or use another unit.` }),
    },
  ]
}

/** The first start on a day that the hours of a service allow, as an instant; undefined when the window does not fit into them. */
export function firstStart({ hours }: WindowRules, { zone }: WorkCalendar, day: LocalDate, minutes: number): Instant | undefined {
  if (minuteOf(hours.end) - minuteOf(hours.start) < minutes) return undefined
  const at = resolveLocal(zone, `${day}T${hours.start}`)
  return typeof at === 'number' ? at : undefined
}
