import { localClock, resolveLocal } from '../../calendar/local-time.ts'
import { addDays, daysBetween } from '../../calendar/terms.ts'
import { daysMs, type Instant, type LocalDate, type Zone } from '../../lib/time.ts'

/**
 * Who is on call, worked out from a roster whenever somebody asks. In words:
 * 1. A roster has layers. A layer belongs to a tier: tier 1 is called first, the next tier when nobody acknowledges.
 * 2. In a layer people take turns of whole days, handed over at one local time of the layer's zone; on days when the
 *    clocks change a turn is an hour longer or shorter.
 * 3. A layer may serve part of the week only: hours of some weekdays, through midnight too, and not on holidays.
 * 4. Of several layers of a tier that serve at an instant the last one in the roster counts.
 * 5. An override puts somebody else in for a while; the newest one counts.
 * 6. Whoever has left is passed over: the next in turn stands in. Nobody left to ask is a gap.
 */

export type Hours = {
  /** 1 is Monday, 7 is Sunday: the days on which a shift begins. */
  readonly days: readonly number[]
  /** `HH:MM`; an end not after the start lies on the next day. */
  readonly from: string
  readonly to: string
}

export type Layer = {
  readonly title: string
  readonly tier: number
  readonly zone: Zone
  readonly people: readonly string[]
  /** The first hand-over: a local date and time, `YYYY-MM-DDTHH:MM`. */
  readonly start: string
  readonly turnDays: number
  readonly hours: Hours | null
  /** Days on which the layer does not serve, by the calendar of its zone. */
  readonly holidays: readonly LocalDate[]
}

/** The layers as they stood from an instant on; older ones are kept, so that who was on call then can be told. */
export type Standing = { readonly since: Instant; readonly layers: readonly Layer[] }

export type Override = {
  readonly tier: number
  readonly personId: string
  readonly from: Instant
  readonly to: Instant
  /** When it was taken back; it stands for the time before. */
  readonly removedAt: Instant | null
}

export type Roster = {
  readonly standings: readonly Standing[]
  /** In the order in which they were made. */
  readonly overrides: readonly Override[]
  /** People that have left, and when. */
  readonly leftAt: ReadonlyMap<string, Instant>
}

export type Duty = {
  readonly tier: number
  readonly personId: string
  readonly by: 'turn' | 'stand-in' | 'override'
  readonly layer: string | null
}

const resolved = (zone: Zone, text: string): Instant | undefined => {
  const at = resolveLocal(zone, text)
  return typeof at === 'number' ? at : undefined
}

const dateIn = (zone: Zone, at: Instant): LocalDate | undefined => {
  const clock = localClock(zone, at)
  return 'kind' in clock ? undefined : clock.date
}

/** Hand-overs are compared as instants, so that the hour that comes twice hands over once. */
function turnAt({ zone, start, turnDays }: Layer, at: Instant): { turn: number; from: Instant; to: Instant } | undefined {
  const [date, time] = [start.slice(0, 10), start.slice(10)]
  const today = dateIn(zone, at)
  if (today === undefined) return undefined
  const handover = (turn: number) => resolved(zone, `${addDays(date, turn * turnDays)}${time}`)
  for (let turn = Math.floor(daysBetween(date, today) / turnDays); turn >= 0; turn--) {
    const from = handover(turn)
    if (from === undefined || from > at) continue
    const to = handover(turn + 1)
    return to === undefined ? undefined : { turn, from, to }
  }
  return undefined
}

/** The shift of a layer that an instant lies in. A layer without hours serves always. */
function shiftAt({ zone, hours, holidays }: Layer, at: Instant): { from: Instant; to: Instant } | undefined {
  const today = dateIn(zone, at)
  if (today === undefined) return undefined
  for (const day of [today, addDays(today, -1)]) {
    if (holidays.includes(day)) continue
    const weekday = ((new Date(day).getUTCDay() + 6) % 7) + 1
    if (hours && !hours.days.includes(weekday)) continue
    const from = resolved(zone, `${day}T${hours?.from ?? '00:00'}`)
    const over = hours === null || hours.to <= hours.from
    const to = resolved(zone, `${over ? addDays(day, 1) : day}T${hours?.to ?? '00:00'}`)
    if (from !== undefined && to !== undefined && from <= at && at < to) return { from, to }
  }
  return undefined
}

const here = ({ leftAt }: Roster, person: string, at: Instant) => (leftAt.get(person) ?? Number.POSITIVE_INFINITY) > at

const standingAt = ({ standings }: Roster, at: Instant): readonly Layer[] => standings.findLast((each) => each.since <= at)?.layers ?? []

const overrideAt = (roster: Roster, tier: number, at: Instant): Override | undefined =>
  roster.overrides.findLast(
    (each) =>
      each.tier === tier &&
      each.from <= at &&
      at < each.to &&
      (each.removedAt === null || at < each.removedAt) &&
      here(roster, each.personId, at),
  )

/** Who is on call at an instant, first tier first. A tier that nobody serves is missing: a gap. */
export function onCallAt(roster: Roster, at: Instant): readonly Duty[] {
  const layers = standingAt(roster, at)
  const tiers = [...new Set([...layers.map((layer) => layer.tier), ...roster.overrides.map((each) => each.tier)])].sort((a, b) => a - b)
  return tiers.flatMap((tier): readonly Duty[] => {
    const put = overrideAt(roster, tier, at)
    if (put) return [{ tier, personId: put.personId, by: 'override', layer: null }]
    const layer = layers.findLast((each) => each.tier === tier && shiftAt(each, at) !== undefined && turnAt(each, at) !== undefined)
    const turn = layer && turnAt(layer, at)
    if (!layer || !turn) return []
    for (let step = 0; step < layer.people.length; step++) {
      const personId = layer.people[(turn.turn + step) % layer.people.length] as string
      if (here(roster, personId, at)) return [{ tier, personId, by: step === 0 ? 'turn' : 'stand-in', layer: layer.title }]
    }
    return []
  })
}

/** A stretch of time in which one person, or nobody, serves a tier. */
export type Span = { readonly tier: number; readonly from: Instant; readonly to: Instant; readonly duty: Duty | null }

/** The instants at which something may change between two instants. */
function changes(roster: Roster, from: Instant, to: Instant): readonly Instant[] {
  const found = new Set<Instant>([from])
  const add = (at: Instant | undefined | null) => {
    if (at !== undefined && at !== null && at > from && at < to) found.add(at)
  }
  for (const each of roster.overrides) for (const at of [each.from, each.to, each.removedAt]) add(at)
  for (const at of roster.leftAt.values()) add(at)
  for (const standing of roster.standings) {
    add(standing.since)
    for (const layer of standing.layers) {
      for (let day = from - 2 * daysMs; day <= to + 2 * daysMs; day += daysMs / 2) {
        const turn = turnAt(layer, day)
        add(turn?.from)
        add(turn?.to)
        const date = dateIn(layer.zone, day)
        if (date === undefined) continue
        for (const time of layer.hours ? [layer.hours.from, layer.hours.to] : ['00:00']) add(resolved(layer.zone, `${date}T${time}`))
        add(resolved(layer.zone, layer.start))
      }
    }
  }
  return [...found].sort((a, b) => a - b)
}

const sameDuty = (a: Duty | null, b: Duty | null) => a?.personId === b?.personId && a?.by === b?.by && a?.layer === b?.layer

/**
 * The stretches of every tier between two instants, without holes: where nobody serves, `duty` is null.
 * @param to at most 400 days after `from`; a longer time is cut
 */
export function spansOf(roster: Roster, from: Instant, to: Instant): readonly Span[] {
  const end = Math.min(to, from + 400 * daysMs)
  const marks = changes(roster, from, end)
  const tiers = new Set([1, ...roster.standings.flatMap((each) => each.layers.map((layer) => layer.tier))])
  return [...tiers]
    .sort((a, b) => a - b)
    .flatMap((tier) => {
      const spans: Span[] = []
      for (const mark of marks) {
        const duty = onCallAt(roster, mark).find((each) => each.tier === tier) ?? null
        const last = spans.at(-1)
        if (last && sameDuty(last.duty, duty)) continue
        if (last) spans[spans.length - 1] = { ...last, to: mark }
        spans.push({ tier, from: mark, to: end, duty })
      }
      return spans
    })
}

/** Where nobody would be called at first: what has to be mended before it comes. */
export const gapsOf = (spans: readonly Span[]): readonly { readonly from: Instant; readonly to: Instant }[] =>
  spans.filter((span) => span.tier === 1 && span.duty === null).map(({ from, to }) => ({ from, to }))
