import { deadlineAfter } from '../../calendar/terms.ts'
import { type EndMilestone, endMilestones, type FirstEnd, type LifeSide } from '../../installed-base/lifecycle/standing.ts'
import type { LocalDate } from '../../lib/time.ts'

/**
 * What an account is told of ends to come (SSM-3.2.p5):
 * - an end is told when it comes as near as a threshold, once for each; who hears of it late hears of the nearest threshold alone;
 * - what has passed already, and was never told, is not told;
 * - a date that was told and is another now is told anew, and one that is no longer known is withdrawn;
 * - what left the device, by an upgrade or otherwise, is forgotten without a word.
 */

/** One side of the life of a covered device. */
export type DeviceSide = LifeSide & { readonly deviceId: string; readonly serial: string }

/** The last word on an end of a device. */
export type Told = {
  readonly deviceId: string
  readonly of: DeviceSide['of']
  readonly milestone: EndMilestone
  readonly subject: string
  readonly on: LocalDate
  readonly months: number | null
}

export type Said = Told & {
  readonly serial: string
  readonly fate: 'near' | 'moved' | 'withdrawn'
  /** How the date is known; null where it is withdrawn. */
  readonly label: FirstEnd['label'] | null
  /** The date that was told before, where it moved. */
  readonly before: LocalDate | null
}

export type Decided = {
  readonly said: readonly Said[]
  /** Words that hold no longer: nobody hears of these. */
  readonly forgotten: readonly Told[]
  /** The day on which the next end comes as near as a threshold; null when none does. */
  readonly next: LocalDate | null
}

const keyOf = ({ deviceId, of }: Pick<Told, 'deviceId' | 'of'>, milestone: EndMilestone) => `${deviceId} ${of} ${milestone}`

/** The first day on which a date is so many months ahead: counted back, so that all ends of one day come near on one day (B10). */
const dayWithin = (on: LocalDate, months: number): LocalDate => deadlineAfter(on, -months)

/** The nearest threshold that a date has come within, in months; null beyond all of them, and when it has passed. */
export const thresholdOf = (on: LocalDate, today: LocalDate, thresholds: readonly number[]): number | null =>
  on < today ? null : (thresholds.toSorted((one, other) => one - other).find((months) => dayWithin(on, months) <= today) ?? null)

/** @param thresholds in months ahead */
export function decideEnds(sides: readonly DeviceSide[], told: readonly Told[], today: LocalDate, thresholds: readonly number[]): Decided {
  const before = new Map(told.map((each) => [keyOf(each, each.milestone), each]))
  const said: Said[] = []
  const standing = new Set<string>()
  let next: LocalDate | null = null
  for (const { ends, ...side } of sides)
    for (const milestone of endMilestones) {
      const key = keyOf(side, milestone)
      const end = ends[milestone]
      const known = before.get(key)
      const word = known?.subject === side.subject ? known : undefined
      if (word) standing.add(key)
      if (!end) {
        if (word) said.push({ ...word, serial: side.serial, fate: 'withdrawn', label: null, before: null })
        continue
      }
      const months = thresholdOf(end.on, today, thresholds)
      const reached = { ...side, milestone, on: end.on, months, label: end.label }
      if (word && word.on !== end.on) said.push({ ...reached, fate: 'moved', before: word.on })
      else if (months !== null && (word === undefined || word.months === null || months < word.months))
        said.push({ ...reached, fate: 'near', before: null })
      for (const ahead of thresholds) {
        const day = dayWithin(end.on, ahead)
        if (day > today && (next === null || day < next)) next = day
      }
    }
  return { said, forgotten: told.filter((each) => !standing.has(keyOf(each, each.milestone))), next }
}
