import { wordsForDate } from '../calendar/local-time.ts'
import type { Instant, LocalDate } from '../lib/time.ts'

/** What a meeting talks about, drafted from what is open. Each source is one function of facts that were gathered before. */

export type AgendaFacts = {
  readonly today: LocalDate
  readonly cases: readonly {
    readonly number: string
    readonly summary: string
    readonly priority: string
    readonly state: string
    readonly open: boolean
    readonly stale: boolean
  }[]
  readonly followUps: readonly { readonly key: string; readonly title: string; readonly call: string }[]
  readonly actions: readonly {
    readonly id: string
    readonly text: string
    readonly owner: string
    readonly dueOn: LocalDate
    readonly meeting: string
  }[]
}

export const itemSources = ['case', 'advisory', 'action', 'own', 'device'] as const
export type ItemSource = (typeof itemSources)[number]
export type DraftItem = { readonly source: ItemSource; readonly ref: string; readonly title: string; readonly note: string }
type Source = (facts: AgendaFacts) => readonly DraftItem[]

const mostOfOne = 40

const openActions: Source = ({ actions, today }) =>
  actions.map(({ id, text, owner, dueOn, meeting }) => ({
    source: 'action',
    ref: id,
    title: text,
    note: `${owner}, due ${wordsForDate(dueOn)}${dueOn < today ? ', overdue' : ''}; from ${meeting}`,
  }))

/** Open cases with the most urgent first, then those closed lately (SSM-3.1.a3, ACP-14.p1). One where nothing happened for days says so (ACP-14.p2). */
const openCases: Source = ({ cases }) =>
  cases
    .toSorted(
      (one, other) => Number(other.open) - Number(one.open) || (one.priority < other.priority ? -1 : one.priority > other.priority ? 1 : 0),
    )
    .map(({ number, summary, priority, state, open, stale }) => ({
      source: 'case',
      ref: number,
      title: `${number} ${summary}`,
      note: open ? `${priority}, ${state}${stale ? '; nothing happened for days' : ''}` : `closed lately, ${state}`,
    }))

/** Published records that touch the network and wait for a word (ACP-12.p1, SSM-3.3.p1). */
const openFollowUps: Source = ({ followUps }) =>
  followUps.map(({ key, title, call }) => ({
    source: 'advisory',
    ref: key,
    title: `${key} ${title}`,
    note: call === 'open' ? 'nobody has said yet whether it is relevant' : 'relevant, not settled',
  }))

/** A further source of items, such as duties or requests, is one more line here and one more list of facts above. */
const sources: readonly Source[] = [openActions, openCases, openFollowUps]

/** The items of a first agenda that are not on it already. */
export function draftAgenda(facts: AgendaFacts, present: readonly Pick<DraftItem, 'source' | 'ref'>[]): readonly DraftItem[] {
  const known = new Set(present.map(({ source, ref }) => `${source} ${ref}`))
  return sources
    .flatMap((source) => source(facts).slice(0, mostOfOne))
    .map((item) => ({ ...item, title: item.title.slice(0, 300), note: item.note.slice(0, 500) }))
    .filter(({ source, ref }) => !known.has(`${source} ${ref}`))
}

export type TalkedCase = {
  readonly number: string
  readonly kind: string
  readonly open: boolean
  readonly openedAt: Instant
}

/**
 * Open cases that no action names: each needs a next step with owner and date before the minutes are published (ACP-14.p2). Those on the agenda count,
 * and technical ones that were opened by the end of the meeting, since an agenda is drafted the day before; what was taken off it by hand does not.
 */
export const withoutNextStep = (
  cases: readonly TalkedCase[],
  agenda: { readonly on: ReadonlySet<string>; readonly off: ReadonlySet<string>; readonly until: Instant },
  actions: readonly { readonly about: string | null }[],
): readonly string[] =>
  cases
    .filter(
      ({ number, kind, open, openedAt }) =>
        open &&
        (agenda.on.has(number) || (kind === 'tech' && openedAt <= agenda.until && !agenda.off.has(number))) &&
        !actions.some(({ about }) => about === number),
    )
    .map(({ number }) => number)
