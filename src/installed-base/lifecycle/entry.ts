import type { LocalDate } from '../../lib/time.ts'

/** What may leave support: a branch or train of a software, a product or a whole line of them, a module. */
export const subjectKinds = ['release', 'product', 'module'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** The kind of timer that is set for every account with devices when the table changes. */
export const lifecycleTimer = 'lifecycle-changed'

/** The days of a life, in the order in which they come. When the documentation of a release came out says nothing of when it shipped. */
export const milestones = ['documented', 'firstShipped', 'announced', 'lastOrder', 'endOfEngineering', 'endOfSupport'] as const
export type Milestone = (typeof milestones)[number]

export const milestoneTitles: Readonly<Record<Milestone, string>> = {
  documented: 'Documentation published',
  firstShipped: 'First shipped',
  announced: 'End of life announced',
  lastOrder: 'Last order',
  endOfEngineering: 'End of engineering',
  endOfSupport: 'End of support',
}

/**
 * How a date is known, the strongest first: the vendor published it, somebody recalls what the vendor published, or a rule or
 * somebody else's arithmetic gave it. Only what is published decides anything (decision 0034).
 */
export const labels = ['published', 'recalled', 'computed'] as const
export type Label = (typeof labels)[number]

export type LifecycleDate = {
  readonly milestone: Milestone
  readonly label: Label
  readonly on: LocalDate
  /** Where it stands, or how it came about. */
  readonly source: string
}

export type Subject = {
  readonly kind: SubjectKind
  /** The software that a release is of, such as `Junos OS`; empty for hardware. */
  readonly software: string
  /** `21.4`, `15.1X53`, `MX80`; a whole line of products ends in ` Series` or `*`. */
  readonly name: string
}

/** Months from one milestone to the next, where a release has a rule of its own. */
export type MonthsRule = {
  /** From first shipped to the end of engineering. */
  readonly engineeringMonths: number
  /** From the end of engineering to the end of support. */
  readonly supportMonths: number
}

/** What is known of the life of one subject: at most one date for each milestone and label. */
export type Entry = Subject & {
  readonly withdrawn: boolean
  readonly note: string
  /** An explicit rule; null where the general one holds, if any. */
  readonly rule: MonthsRule | null
  readonly dates: readonly LifecycleDate[]
}

export const junos = 'Junos OS'
export const evolved = 'Junos OS Evolved'

/** By this an entry is known, whatever capitals it was written in. */
export const keyOf = ({ kind, software, name }: Subject): string => `${kind}:${software}:${name}`.toLowerCase()

/** `Junos OS 21.4`, `MX80`. */
export const subjectWords = ({ software, name }: Subject): string => (software === '' ? name : `${software} ${name}`)

/** What the names of a line begin with, in capitals; null for a subject that is one product. */
export const lineOf = ({ kind, name }: Subject): string | null => {
  if (kind === 'release') return null
  const line = /^(.+?)(?:\*|\s+(?:series|line|family))$/i.exec(name)?.[1]
  return line === undefined ? null : line.trim().toUpperCase()
}

/** The date that counts for a milestone: the one that is known best. */
export const counting = (dates: readonly LifecycleDate[], milestone: Milestone): LifecycleDate | undefined =>
  labels.flatMap((label) => dates.filter((each) => each.milestone === milestone && each.label === label))[0]

const milestoneOrder = (one: LifecycleDate, other: LifecycleDate): number =>
  milestones.indexOf(one.milestone) - milestones.indexOf(other.milestone) || labels.indexOf(one.label) - labels.indexOf(other.label)

export const inOrder = (dates: readonly LifecycleDate[]): readonly LifecycleDate[] => [...dates].sort(milestoneOrder)

/** What the later of two statements of an entry says otherwise, in words; empty when nothing. */
export function changesOf(before: Entry, after: Entry): readonly string[] {
  const told: string[] = []
  const dateOf = (entry: Entry, milestone: Milestone, label: Label) =>
    entry.dates.find((each) => each.milestone === milestone && each.label === label)
  for (const milestone of milestones)
    for (const label of labels) {
      const [one, other] = [dateOf(before, milestone, label), dateOf(after, milestone, label)]
      const what = `${milestoneTitles[milestone]}, ${label}`
      if (one?.on !== other?.on) told.push(`${what}: ${one?.on ?? 'nothing'} became ${other?.on ?? 'nothing'}`)
      else if (one && other && one.source !== other.source) told.push(`${what}: its source became ${other.source}`)
    }
  if (before.withdrawn !== after.withdrawn) told.push(after.withdrawn ? 'withdrawn' : 'no longer withdrawn')
  if (before.note !== after.note) told.push(`note: ${after.note || 'taken out'}`)
  if (ruleWords(before.rule) !== ruleWords(after.rule)) told.push(`rule: ${ruleWords(after.rule)}`)
  return told
}

const ruleWords = (rule: MonthsRule | null): string =>
  rule === null ? 'the general one' : `${rule.engineeringMonths} and ${rule.supportMonths} months`

/**
 * What cannot be: of what is known in the same way, engineering ends no later than support, nothing ends before it began.
 * @returns in words, or undefined
 */
export function outOfOrder(dates: readonly LifecycleDate[]): string | undefined {
  for (const label of labels) {
    const on = (milestone: Milestone) => dates.find((each) => each.milestone === milestone && each.label === label)?.on
    for (const [earlier, later] of pairs) {
      const [one, other] = [on(earlier), on(later)]
      if (one !== undefined && other !== undefined && one > other)
        return `${milestoneTitles[later]} ${other} before ${milestoneTitles[earlier].toLowerCase()} ${one}`
    }
  }
  return undefined
}

const pairs: readonly (readonly [Milestone, Milestone])[] = [
  ['firstShipped', 'endOfEngineering'],
  ['firstShipped', 'endOfSupport'],
  ['endOfEngineering', 'endOfSupport'],
  ['announced', 'lastOrder'],
  ['announced', 'endOfSupport'],
  ['lastOrder', 'endOfSupport'],
]
