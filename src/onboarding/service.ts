import { workingDayAfter } from '../calendar/working-days.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { hoursAt } from '../contracts/hours/service.ts'
import { type Contract, dayOf, findContract, holdContract, listContracts } from '../contracts/service.ts'
import { audit } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { requireDocument } from '../documents/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { byRequest, type Item, itemsOf, type Progress, progressOf, type Shown, type State, wordsWith } from './items.ts'
import * as store from './store.ts'

/** What records of slices above this one show; handed in by whoever puts the parts together. */
export type ShownBy = (
  tx: Tx,
  account: AccountRef,
  now: Instant,
  about: { readonly contractIds: readonly string[]; readonly items: readonly string[] },
) => Promise<readonly Shown[]>

/** What became of a meeting of the account, by its number; undefined when there is none. Meetings stand above this slice. */
export type MeetingNamed = (tx: Tx, accountId: string, number: string) => Promise<string | undefined>

export type Checklist = {
  readonly contract: string
  readonly service: string
  readonly items: readonly (Item & { readonly said: store.WordRow | null; readonly shown: Shown | null })[]
  readonly progress: Progress
  readonly dueOn: LocalDate | null
  /** Why the last day cannot be told, such as holidays that nobody entered. */
  readonly dueProblem: string | null
  readonly byRequest: boolean
}

async function dueOn(tx: Tx, account: AccountRef, contract: Contract, within: number) {
  const offering = soldWith(await readOfferings(tx), contract)
  const calendar = offering && (await hoursAt(tx, offering, 'delivery', account))
  if (!calendar || !contract.activatedOn)
    return { day: null, problem: calendar ? 'the contract is not active yet' : 'the service has no working hours' }
  if (calendar.kind !== 'calendar') return { day: null, problem: calendar.message }
  const day = workingDayAfter(calendar, contract.activatedOn, within)
  return typeof day === 'string' ? { day, problem: null } : { day: null, problem: day.message }
}

/** A contract, the one that it renews, and so on to the first. */
function renewed(contracts: readonly Contract[], contract: Contract): readonly Contract[] {
  const before = contract.renewsId === null ? undefined : contracts.find(({ id }) => id === contract.renewsId)
  return before ? [contract, ...renewed(contracts, before)] : [contract]
}

/** What is to be set up under each running contract, and how far it is (ACP-5.p1, policy B40). */
export async function readChecklists(tx: Tx, account: AccountRef, now: Instant, shownBy: ShownBy): Promise<readonly Checklist[]> {
  const today = dayOf(account.zone, now)
  const offerings = await readOfferings(tx)
  const within = policyBook(today, await readOverrides(tx)).get('onboarding.days').offeredWithinBusinessDays
  const words = Map.groupBy(await store.listWords(tx, account.id), ({ contractId }) => contractId)
  const lists: Checklist[] = []
  const contracts = await listContracts(tx, account.id)
  for (const contract of contracts) {
    if (contract.kind !== 'service' || contract.state === 'cancelled' || contract.endsOn < today) continue
    const offering = soldWith(offerings, contract)
    const clauses = offering?.clauses ?? {}
    const items = itemsOf(clauses)
    if (items.length === 0 && !byRequest(clauses)) continue
    // what was set up once stays so when the contract is renewed
    const chain = renewed(contracts, contract)
    const said = chain.flatMap(({ id }) => words.get(id) ?? [])
    const newest = items.flatMap(({ code }) => said.find(({ item }) => item === code) ?? [])
    const shown = await shownBy(tx, account, now, { contractIds: chain.map(({ id }) => id), items: items.map(({ code }) => code) })
    const due = items.length === 0 ? { day: null, problem: null } : await dueOn(tx, account, chain.at(-1) ?? contract, within)
    lists.push({
      contract: contract.number,
      service: contract.service,
      items: items.map((item) => ({
        ...item,
        said: newest.find((each) => each.item === item.code) ?? null,
        shown: shown.find((each) => each.item === item.code) ?? null,
      })),
      progress: progressOf(items, wordsWith(newest, shown), due.day, today),
      dueOn: due.day,
      dueProblem: due.problem,
      byRequest: byRequest(clauses),
    })
  }
  return lists
}

export type Tick = {
  readonly item: string
  readonly state: State
  readonly on: LocalDate | null
  readonly text: string
  readonly document: string | null
  readonly meeting: string | null
}

/** Says that an item is done, with what shows it; that it is open again; or that the customer declined it. */
export async function tick(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string },
  { shownBy, meetingNamed }: { readonly shownBy: ShownBy; readonly meetingNamed: MeetingNamed },
  number: string,
  given: Tick,
): Promise<void> {
  const contract = await findContract(tx, account.id, number)
  if (!contract) throw notFound('contract')
  const today = dayOf(account.zone, by.now)
  const list = (await readChecklists(tx, account, by.now, shownBy)).find((each) => each.contract === number)
  const item = list?.items.find(({ code }) => code === given.item)
  if (!item)
    throw badRequest('No such item', {
      found: given.item,
      expected: list?.items.map(({ code }) => code).join(', ') || 'items of this contract: it has none',
      ...(list?.byRequest ? { toDo: 'Onboarding of this contract is delivered under its request.' } : {}),
    })
  if (item.shown)
    throw conflict(`A record shows this already (${item.clauses.join(', ')})`, {
      found: item.shown.text.replace(/\.$/, ''),
      toDo: 'Nothing is ticked here; where it is wrong, correct the record.',
    })
  const on = given.on ?? today
  if (on > today) throw badRequest('The day lies ahead', { found: on, expected: `${today} or earlier` })
  if (given.state === 'done' && item.meeting && given.meeting === null)
    throw unprocessable(`A meeting shows this (${item.clauses.join(', ')})`, {
      found: 'no meeting',
      expected: 'the number of the meeting',
      toDo: 'Plan or hold it, and name it here.',
    })
  if (given.state === 'done' && given.meeting !== null) {
    const state = await meetingNamed(tx, account.id, given.meeting)
    if (state !== 'held')
      throw unprocessable(`That meeting does not show it (${item.clauses.join(', ')})`, {
        found: state === undefined ? `${given.meeting}, which ${account.code} does not have` : `${given.meeting}, ${state}`,
        expected: 'a meeting that was held',
        toDo: 'Name the meeting by its number once it was held.',
      })
  }
  if (given.document !== null) await requireDocument(tx, account.id, given.document)
  await holdContract(tx, account.id, contract.id)
  await store.insertWord(tx, account.id, {
    contractId: contract.id,
    item: given.item,
    state: given.state,
    onDay: on,
    text: given.text,
    documentId: given.document,
    meeting: given.meeting,
    at: by.now,
    actor: by.actor,
  })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'onboarding.tick',
    subject: number,
    detail: { item: given.item, state: given.state, on, clauses: item.clauses },
  })
}
