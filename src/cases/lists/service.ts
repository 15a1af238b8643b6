import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import { type Instant, minutesMs } from '../../lib/time.ts'
import { seesOwnCasesOnly } from '../../parties/permissions.ts'
import { listPeople } from '../../parties/service.ts'
import type { Case } from '../case.ts'
import { type Lens, queuesOf, riskMinutes } from '../desk/lenses.ts'
import type { ViewAsks } from '../desk/views.ts'
import { countCases } from './queue/store.ts'
import * as store from './store.ts'
import { askedWords, tsqueryOf } from './words.ts'

/** What a search found, and for each mistyped word what was looked for in its place. */
export type Search = {
  readonly rows: readonly Case[]
  readonly instead: readonly { readonly word: string; readonly words: string[] }[]
}

type Filter = store.CaseFilter & { readonly before?: readonly [number, string] | undefined }

/**
 * Finds cases by words: each has to begin a word of the case. When nothing is found, words that no case holds are
 * replaced by those most like them, or that hold them, such as the end of a serial.
 */
export async function findCases(tx: Tx, text: string, filter: Filter): Promise<Search> {
  const words = askedWords(text)
  if (words.length === 0) return { rows: [], instead: [] }
  const asked = await page(tx, tsqueryOf(words), filter)
  if (asked.length > 0) return { rows: asked, instead: [] }
  const instead = await meant(tx, words, filter.accountIds)
  if (instead.size === 0) return { rows: [], instead: [] }
  return {
    rows: await page(tx, tsqueryOf(words, instead), filter),
    instead: [...instead].map(([word, others]) => ({ word, words: [...others] })),
  }
}

/** The open cases that hold every word, at most a thousand, for a list in another order. */
export async function openWith(tx: Tx, text: string): Promise<readonly string[]> {
  const words = askedWords(text)
  if (words.length === 0) return []
  const places = await store.searchPlaces(tx, tsqueryOf(words), undefined, undefined, 1000)
  return [...(await store.passing(tx, places, { open: true, limit: places.length }))]
}

/** What a lens lets through. */
export async function lensFilter(tx: Tx, now: Instant, by: Principal, lens: Lens): Promise<Partial<store.CaseFilter>> {
  switch (lens) {
    case 'at-risk':
      return { dueBefore: now + riskMinutes * minutesMs }
    case 'mine':
      return { ownerId: by.personId }
    case 'team':
      return { team: await teamWork(tx, by) }
    case 'unassigned':
      return { unassigned: true }
    case 'waiting':
      return { state: 'waiting-customer' }
    case 'escalated':
      return { escalated: true }
    default:
      return {}
  }
}

/** The most that is counted for a view; beyond it the number says nothing more. */
export const mostCounted = 1000

/** How many cases a kept view shows now; null where its words are looked for among closed ones, which is no count but a search. */
export async function countView(tx: Tx, now: Instant, by: Principal, asks: ViewAsks): Promise<number | null> {
  if (asks.words !== undefined && !asks.open) return null
  const ids = asks.words === undefined ? undefined : await openWith(tx, asks.words)
  const through = await lensFilter(tx, now, by, asks.lens)
  return countCases(tx, { ...through, ids, open: asks.open, queue: asks.queue, priority: asks.priority }, mostCounted + 1)
}

const mostInstead = 5

async function meant(
  tx: Tx,
  words: readonly string[],
  accountIds: readonly string[] | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const instead = new Map<string, readonly string[]>()
  for (const word of words) {
    if (word.length < 3) continue
    if (await store.isKnown(tx, word, accountIds)) continue
    const similar = await store.similarWords(tx, word, accountIds, mostInstead)
    if (similar.length > 0) instead.set(word, similar)
  }
  return instead
}

const atOnce = 500
const mostTurns = 20

/** One page of finds. Other filters are asked of what the words found, some hundred at a time. */
async function page(tx: Tx, tsquery: string, filter: Filter): Promise<readonly Case[]> {
  const { limit, accountIds, before: _, ...others } = filter
  const filters = Object.values(others).some((value) => value !== undefined)
  let before = filter.before
  const found: store.Found[] = []
  for (let turn = 0; turn < mostTurns; turn++) {
    const most = filters ? atOnce : limit
    const places = await store.searchPlaces(tx, tsquery, accountIds, before, most)
    const pass = filters ? await store.passing(tx, places, filter) : undefined
    found.push(...places.filter((place) => pass === undefined || pass.has(place.id)))
    const last = places.at(-1)
    if (!last || places.length < most || found.length >= limit) break
    before = [last.createdAt, last.id]
  }
  return store.named(tx, found.slice(0, limit))
}

/** What the teams of somebody on the staff work. */
export async function teamWork(tx: Tx, { accountId, teams }: Principal): Promise<store.TeamWork> {
  if (teams.length === 0) return { queues: [], ownerIds: [] }
  const people = await listPeople(tx, accountId)
  return {
    queues: queuesOf(teams),
    ownerIds: people.filter((person) => person.teams.some((team) => teams.includes(team))).map((person) => person.id),
  }
}

/** Other open cases of the account that this person may see: those of the same device first, then the newest. */
export async function alsoOpen(tx: Tx, found: Case, by: Principal, most: number): Promise<readonly Case[]> {
  const mine = by.accountKind === 'customer' && seesOwnCasesOnly(by.roles) ? { requesterId: by.personId } : {}
  const of = (filter: Partial<store.CaseFilter>) =>
    store.listCases(tx, { accountIds: [found.accountId], open: true, ...mine, ...filter, limit: most + 1 })
  const same = found.serial === null ? [] : await of({ serial: found.serial })
  const rows = [...same, ...(await of({}))].filter(({ id }) => id !== found.id)
  return [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, most)
}

/** Open cases of an account, and those closed since, newest first: what a meeting with its people talks about. */
export async function casesToTalkAbout(tx: Tx, accountId: string, closedSince: Instant, most: number): Promise<readonly Case[]> {
  const open = await store.listCases(tx, { accountIds: [accountId], open: true, limit: most })
  const closed = await store.listCases(tx, { accountIds: [accountId], open: false, closedFrom: closedSince, limit: most })
  return [...open, ...closed]
}

/** The serial of the device that each of these cases is about, by the number of the case; a case about none is left out. */
export async function devicesOfCases(tx: Tx, accountId: string, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map()
  const found = await store.listCases(tx, { accountIds: [accountId], numbers, limit: numbers.length })
  return new Map(found.flatMap(({ number, serial }) => (serial ? [[number, serial] as const] : [])))
}
