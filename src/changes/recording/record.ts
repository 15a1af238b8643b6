import { formatLocal } from '../../calendar/local-time.ts'
import { type Instant, toIso, type Zone } from '../../lib/time.ts'
import type { ChangeRow } from '../change.ts'
import type { Standing } from '../happened.ts'
import { windowWords } from '../words.ts'

/** What a window shows by having been held. The codes are those of the promises of a service, without the code of the service before them. */
export const recordKinds = [
  'engineer-assigned',
  'plan-review',
  'event-analysis',
  'change-support',
  'handover',
  'post-change-review',
] as const
export type RecordKind = (typeof recordKinds)[number]

/** Which record delivers a promise; undefined where it is no window that shows it. A promise that has the code of its service is the support itself. */
export function recordKindOf(service: string, code: string): RecordKind | undefined {
  const bare = code === service ? 'change-support' : code.startsWith(`${service}-`) ? code.slice(service.length + 1) : code
  return recordKinds.find((kind) => kind === bare)
}

/** A window that was held. */
export type Held = {
  readonly change: Pick<ChangeRow, 'number' | 'startsAt' | 'endsAt' | 'zone' | 'startedAt' | 'endedAt' | 'engineerName'>
  readonly standing: Standing
}

/** What one window shows, in words; undefined when it does not show it. */
export function recordOf(kind: RecordKind, { change, standing }: Held): string | undefined {
  const words = shows[kind](change, standing)
  return words === undefined ? undefined : `${change.number}, ${windowWords(change)}. ${words}`
}

type Shows = (change: Held['change'], standing: Standing) => string | undefined

const shows: Readonly<Record<RecordKind, Shows>> = {
  // ISS-3.1.1
  'engineer-assigned': ({ engineerName }) => (engineerName === '' ? undefined : `${engineerName} stood by.`),
  // ISS-1.p3
  'plan-review': (_, { planReview, waivers }) => {
    if (planReview) return `Version ${planReview.planVersion} of the plan was gone through with ${planReview.people.join(', ')}.`
    const waived = waivers.findLast(({ item }) => item === 'plan-review')
    return waived && `The plan was not gone through: ${waived.why} (${waived.by}).`
  },
  // ISS-1.p4
  'event-analysis': (_, { entries }) => {
    const studied = entries.filter(({ analysis, recommendation }) => analysis !== '' || recommendation !== '')
    if (studied.length === 0) return 'Nothing came up that asked for an analysis.'
    return studied
      .map(
        ({ text, analysis, recommendation }) =>
          `${text}: ${[analysis, recommendation && `recommended: ${recommendation}`].filter((each) => each !== '').join('; ')}.`,
      )
      .join(' ')
  },
  // ISS-3.1.p1, MSP-3.1.3.p2
  'change-support': ({ startedAt, endedAt, zone }, { present, steps, entries }) => {
    if (startedAt === null || endedAt === null) return undefined
    const outcomes = Object.values(steps).map(({ outcome }) => outcome)
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length
    return [
      `Begun ${timeIn(zone, startedAt)} and ended ${timeIn(zone, endedAt)}.`,
      present.length > 0 ? `There: ${present.join(', ')}.` : '',
      `Steps done: ${count('done')}; failed: ${count('failed')}; undone: ${count('rolled-back')}. Entries in the log: ${entries.length}.`,
    ]
      .filter((each) => each !== '')
      .join(' ')
  },
  // ISS-3.1.4, MSP-3.1.3.p6
  handover: (_, { saidOnClosing, owners, entries }) =>
    saidOnClosing === ''
      ? undefined
      : [saidOnClosing, ...owners.map(({ entry, owner }) => `${entries.find(({ id }) => id === entry)?.text ?? ''}: ${owner}.`)].join(' '),
  // ISS-3.2.1, ISS-3.2.2a
  'post-change-review': (_, { review }) =>
    review
      ? `Goal: ${review.goal || 'none was written'}. Result: ${review.result}. ${verdictWords[review.verdict]} ${review.improvements || `No improvements: ${review.noneBecause}`}.`
      : undefined,
}

const timeIn = (zone: Zone, at: Instant): string => {
  const words = formatLocal(zone, at)
  return typeof words === 'string' ? words : toIso(at)
}

const verdictWords = { met: 'The goal was met.', partly: 'The goal was met in part.', missed: 'The goal was missed.' } as const
