import type { Instant, LocalDate } from '../lib/time.ts'
import type { ChangeEvent, Side } from './change.ts'

/** What stands now, worked out from all that happened: the only place that reads the bodies of events. */
export const entryKinds = ['question', 'concern', 'problem', 'event'] as const
export type EntryKind = (typeof entryKinds)[number]
export const solutionSteps = ['accepted', 'applied', 'done', 'rolled-back'] as const

/** Something that came up during the window, and what became of it. */
export type Entry = {
  readonly id: number
  readonly at: Instant
  readonly by: string
  readonly side: Side | 'clock'
  readonly type: EntryKind
  readonly text: string
  readonly serial: string
  /** From where the engineer works; empty for what the customer writes. */
  readonly location: string
  /** Written after the time of the window that was paid for (ISS-6.2b). */
  readonly late: boolean
  readonly escalatedAt: Instant | null
  readonly escalatedBy: string
  /** When the engineer first did something about it after that. */
  readonly actedAt: Instant | null
  readonly analysis: string
  /** Empty where none was made; "none found" says that it was looked for (ISS-3.1.3a). */
  readonly recommendation: string
  readonly recommendedAt: Instant | null
  /** What became of the recommendation, each with its time (ISS-3.1.3b). */
  readonly solution: readonly { readonly state: (typeof solutionSteps)[number]; readonly at: Instant }[]
  readonly caseNumber: string
  /** What was collected in the window for the analysis of the cause (MSP-3.1.3.p4). */
  readonly collected: string
  readonly settledAt: Instant | null
  /** Code and reason, where the provider need not serve it (ISS-7.p1), and whose it is then; empty in entries from before that was kept. */
  readonly declined: { readonly code: string; readonly clauses: readonly string[]; readonly why: string; readonly owner: string } | null
}
export type Ask = {
  readonly id: number
  readonly topic: string
  readonly text: string
  readonly askedAt: Instant
  readonly by: string
  readonly answeredAt: Instant | null
  readonly answer: string
}
export type Condition = {
  readonly id: number
  readonly text: string
  readonly source: string
  readonly toldAt: Instant
  readonly inPlaceAt: Instant | null
}
export type Owner = { readonly entry: number; readonly owner: string; readonly text: string }
export type PostReview = {
  readonly at: Instant
  readonly by: string
  readonly goal: string
  readonly result: string
  readonly verdict: 'met' | 'partly' | 'missed'
  readonly improvements: string
  readonly noneBecause: string
  /** Two small letters; absent in reviews from before it was asked. */
  readonly language?: string
  readonly changes: readonly { readonly text: string; readonly customer: string; readonly provider: string; readonly on: string }[]
}

export type Standing = {
  readonly planReview: { readonly at: Instant; readonly planVersion: number; readonly people: readonly string[] } | null
  readonly accessTest: { readonly at: Instant; readonly passed: boolean; readonly note: string; readonly by: string } | null
  readonly asks: readonly Ask[]
  readonly conditions: readonly Condition[]
  readonly misses: readonly { readonly at: Instant; readonly duty: string; readonly why: string; readonly by: string }[]
  readonly waivers: readonly { readonly item: string; readonly why: string; readonly by: string; readonly at: Instant }[]
  readonly hold: string | null
  /** The case that was opened ahead of it, and its day (SSM-3.1.a7); the last one that was linked. */
  readonly caseAhead: { readonly case: string; readonly on: LocalDate } | null
  readonly present: readonly string[]
  readonly entries: readonly Entry[]
  readonly steps: Readonly<
    Record<
      number,
      { readonly outcome: 'done' | 'failed' | 'rolled-back'; readonly at: Instant; readonly by: string; readonly note: string }
    >
  >
  readonly owners: readonly Owner[]
  readonly saidOnClosing: string
  readonly review: PostReview | null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [])

export function standingOf(events: readonly ChangeEvent[]): Standing {
  let standing: Standing = {
    planReview: null,
    accessTest: null,
    asks: [],
    conditions: [],
    misses: [],
    waivers: [],
    hold: null,
    caseAhead: null,
    present: [],
    entries: [],
    steps: {},
    owners: [],
    saidOnClosing: '',
    review: null,
  }
  const onEntry = (id: unknown, change: (entry: Entry) => Partial<Entry>) => {
    standing = { ...standing, entries: standing.entries.map((entry) => (entry.id === id ? { ...entry, ...change(entry) } : entry)) }
  }
  for (const event of events) {
    const { seq, at, actorName: by, side, kind, body } = event
    switch (kind) {
      case 'plan-review':
        standing = { ...standing, planReview: { at, planVersion: Number(body.planVersion), people: list(body.people) } }
        break
      case 'access-test':
        standing = { ...standing, accessTest: { at, passed: body.passed === true, note: text(body.note), by } }
        break
      case 'ask':
        standing = {
          ...standing,
          asks: [
            ...standing.asks,
            { id: seq, topic: text(body.topic), text: text(body.text), askedAt: at, by, answeredAt: null, answer: '' },
          ],
        }
        break
      case 'answer':
        standing = {
          ...standing,
          asks: standing.asks.map((ask) => (ask.id === body.id ? { ...ask, answeredAt: at, answer: text(body.text) } : ask)),
        }
        break
      case 'condition':
        standing = {
          ...standing,
          conditions: [...standing.conditions, { id: seq, text: text(body.text), source: text(body.source), toldAt: at, inPlaceAt: null }],
        }
        break
      case 'in-place':
        standing = { ...standing, conditions: standing.conditions.map((each) => (each.id === body.id ? { ...each, inPlaceAt: at } : each)) }
        break
      case 'cannot-meet':
        standing = { ...standing, misses: [...standing.misses, { at, duty: text(body.duty), why: text(body.why), by }] }
        break
      case 'waive':
        standing = { ...standing, waivers: [...standing.waivers, { item: text(body.item), why: text(body.why), by, at }] }
        break
      case 'hold':
        standing = { ...standing, hold: body.on === true ? text(body.why) : null }
        break
      case 'case-ahead':
        standing = { ...standing, caseAhead: { case: text(body.case), on: text(body.on) } }
        break
      case 'start':
        standing = { ...standing, present: list(body.present) }
        break
      case 'log':
        standing = {
          ...standing,
          entries: [
            ...standing.entries,
            {
              id: seq,
              at,
              by,
              side,
              type: body.type as EntryKind,
              text: text(body.text),
              serial: text(body.serial),
              location: text(body.location),
              late: body.late === true,
              escalatedAt: null,
              escalatedBy: '',
              actedAt: null,
              analysis: '',
              recommendation: '',
              recommendedAt: null,
              solution: [],
              caseNumber: '',
              collected: '',
              settledAt: null,
              declined: null,
            },
          ],
        }
        break
      case 'escalate':
        onEntry(body.id, ({ escalatedAt }) => ({ escalatedAt: escalatedAt ?? at, escalatedBy: by }))
        break
      case 'analyse':
        onEntry(body.id, (entry) => ({
          actedAt: entry.actedAt ?? (entry.escalatedAt === null ? null : at),
          analysis: text(body.analysis) || entry.analysis,
          ...(text(body.recommendation) === '' ? {} : { recommendation: text(body.recommendation), recommendedAt: at }),
        }))
        break
      case 'solution':
        onEntry(body.id, ({ solution }) => ({ solution: [...solution, { state: body.state as 'done', at }] }))
        break
      case 'case':
        onEntry(body.id, (entry) => ({ caseNumber: text(body.number), collected: text(body.collected) || entry.collected }))
        break
      case 'settle':
        onEntry(body.id, () => ({ settledAt: at }))
        break
      case 'decline':
        onEntry(body.id, () => ({
          settledAt: at,
          declined: { code: text(body.code), clauses: list(body.clauses), why: text(body.why), owner: text(body.owner) },
        }))
        break
      case 'step':
        standing = {
          ...standing,
          steps: { ...standing.steps, [Number(body.step)]: { outcome: body.outcome as 'done', at, by, note: text(body.note) } },
        }
        break
      case 'end':
        standing = { ...standing, owners: (body.owners ?? []) as readonly Owner[], saidOnClosing: text(body.said) }
        break
      case 'follow-up':
        standing = { ...standing, owners: [...standing.owners, body as Owner] }
        break
      case 'review':
        standing = { ...standing, review: { ...(body as unknown as Omit<PostReview, 'at' | 'by'>), at, by } }
        break
    }
  }
  return standing
}

/**
 * A problem, or whatever was escalated, is an issue until it is settled; and whatever somebody asks when the time of the window is over, since
 * it is followed up after it (ISS-3.1.p1, ISS-3.1.4).
 */
export const isIssue = ({ type, escalatedAt, late }: Pick<Entry, 'type' | 'escalatedAt' | 'late'>): boolean =>
  type === 'problem' || escalatedAt !== null || (late && type !== 'event')
export const openIssues = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry) => isIssue(entry) && entry.settledAt === null)
