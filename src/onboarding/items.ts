import type { LocalDate } from '../lib/time.ts'

/** What is set up at the beginning of a contract, taken from the clauses of its service, and how far it is. */

export type Item = {
  /** A clause of the service, or a section of it. */
  readonly code: string
  readonly clauses: readonly string[]
  readonly title: string
  readonly group: string
  /** Whether only a meeting shows it. */
  readonly meeting: boolean
}

/** Sections of Advanced Care Plus that bring something: the advisor shows that the customer can reach each (ACP-5.p1). */
const deliverables = Array.from({ length: 12 }, (_, index) => `ACP-${index + 4}`)

const groups: readonly { readonly group: string; readonly codes: readonly string[]; readonly meeting?: true }[] = [
  { group: 'The onboarding meeting', codes: ['ACP-5.p2', 'ACP-5.p3'], meeting: true },
  { group: 'Contacts of both sides', codes: ['SSM-3.1.a5', 'SSM-3.1.b1', 'SSM-3.1.b3'] },
  { group: 'Devices', codes: ['SSM-3.1.b2', 'SSM-3.1.a6'] },
  { group: 'Training', codes: ['SSM-3.1.c1', 'SSM-3.1.c2', 'SSM-3.1.c3', 'SSM-3.2.d'], meeting: true },
]

/** The items of a service, by its clauses; none for a service that sets nothing up. */
export function itemsOf(clauses: Readonly<Record<string, string>>): readonly Item[] {
  const access = deliverables.flatMap((section): readonly Item[] => {
    const clause = section === 'ACP-5' ? 'ACP-5.p1' : `${section}.p1`
    const title = clauses[clause]
    if (title === undefined || clauses['ACP-5.p1'] === undefined) return []
    return [{ code: section, clauses: [...new Set(['ACP-5.p1', clause])], title, group: 'What the customer can reach', meeting: false }]
  })
  const rest = groups.flatMap(({ group, codes, meeting = false }) =>
    codes.flatMap((code): readonly Item[] => {
      const title = clauses[code]
      return title === undefined ? [] : [{ code, clauses: [code], title, group, meeting }]
    }),
  )
  return [...access, ...rest]
}

/** Service management onboarding is a request of its own, whose parts are delivered under it (MSP-3.1.1.p1). */
export const byRequest = (clauses: Readonly<Record<string, string>>): boolean => clauses['MSP-3.1.1.p1'] !== undefined

export const states = ['done', 'open', 'declined'] as const
export type State = (typeof states)[number]

export type Word = { readonly item: string; readonly state: State; readonly onDay: LocalDate }

/** What a record of the system shows of an item: a meeting that was held, a matrix that is published. Nobody ticks that by hand. */
export type Shown = {
  readonly item: string
  readonly on: LocalDate
  readonly text: string
  readonly meeting: string | null
  /** The page of the account on which it stands. */
  readonly page: (typeof shownOn)[number]
}
export const shownOn = ['meetings', 'contact-matrix', 'contact-data', 'reconciliations'] as const

/** The newest word about each item; what a record shows is done, whatever was said of it. */
export const wordsWith = (said: readonly Word[], shown: readonly Shown[]): readonly Word[] => [
  ...shown.map(({ item, on }) => ({ item, state: 'done' as const, onDay: on })),
  ...said,
]

export type Progress = {
  readonly done: number
  readonly of: number
  /** Whether everything is done or declined. */
  readonly complete: boolean
  readonly offeredOn: LocalDate | null
  /** Not begun in time: a flag, never a breach (policy B40). */
  readonly late: boolean
}

/**
 * How far it is. The meeting is offered in time when something of it is done, or the meeting is booked, by the last day; without a last day nothing
 * is late.
 * @param words the newest about each item
 */
export function progressOf(items: readonly Item[], words: readonly Word[], dueOn: LocalDate | null, today: LocalDate): Progress {
  const about = (code: string) => words.find(({ item }) => item === code)
  const settled = items.filter(({ code }) => (about(code)?.state ?? 'open') !== 'open')
  const [offeredOn = null] = items
    .flatMap(({ code, meeting }) => {
      const word = about(code)
      return meeting && word?.state === 'done' ? [word.onDay] : []
    })
    .toSorted()
  const wanted = items.some(({ meeting }) => meeting)
  return {
    done: settled.length,
    of: items.length,
    complete: settled.length === items.length,
    offeredOn,
    late: wanted && dueOn !== null && (offeredOn ?? today) > dueOn,
  }
}
