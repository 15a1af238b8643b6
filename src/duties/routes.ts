import { z } from 'zod'
import { type Contract, findContract } from '../contracts/service.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import {
  accountParams,
  type Call,
  contractParams,
  dateText,
  type Operation,
  ok,
  operation,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { notFound } from '../lib/problem.ts'
import { lacks } from '../parties/permissions.ts'
import { entersCasesOf, listAccounts } from '../parties/service.ts'
import { type DutyItem, dutyStates, isUnmet } from './items.ts'
import { dutyEventSchema, engagementSchema, holdSchema, itemSchema } from './schema.ts'
import { dutiesOfAccount, historyOf, judgeStart, type KnownAbove } from './service.ts'
import { engagementView, eventView, holdView, itemView } from './views.ts'

/** The contract of the path. */
export async function requireContract({ tx, account }: Call, number: string): Promise<Contract> {
  const found = await findContract(tx, account.id, number)
  if (found?.kind !== 'service') throw notFound('service contract')
  return found
}

const side = z.enum(['provider', 'customer'])
const boardRow = z.object({
  account: z.string(),
  accountName: z.string(),
  contract: z.string(),
  service: z.string(),
  engagement: z.string().nullable(),
  engagementTitle: z.string().nullable(),
  duty: z.string(),
  title: z.string(),
  clauses: z.array(z.string()),
  party: side,
  state: z.enum(dutyStates),
  since: dateText.nullable(),
  needed: z.array(z.string()).nullable(),
  cure: z.string(),
  /** What it waits for on cases, and by when. */
  cases: z.array(z.object({ number: z.string(), item: z.number(), dueOn: dateText.nullable() })),
})

/** Whether the reader enters the cases of the account. */
const seesCases = async ({ tx, principal, account, now }: Call): Promise<boolean> =>
  lacks(principal.roles, 'case.read') === undefined && (await entersCasesOf(tx, principal, account.id, now))

/** How many accounts one page of the board looks at. */
const accountsAtOnce = 100

/** What each side owes, as both sides see it. */
export const dutyOperations = (known: KnownAbove): readonly Operation[] => [
  operation({
    id: 'duty.list',
    method: 'GET',
    path: '/api/accounts/:account/duties',
    summary: 'What each side owes under each contract and each piece of work, by when, and what meets it: the same list for both sides',
    permission: 'duty.read',
    scope: 'account',
    params: accountParams,
    query: z.object({
      contract: z.string().max(40).optional(),
      side: side.optional(),
      state: z.enum([...dutyStates, 'unmet']).optional(),
      ended: z.stringbool().optional(),
    }),
    answers: {
      200: z.object({
        contracts: z.array(
          z.object({
            number: z.string(),
            service: z.string(),
            title: z.string(),
            state: z.string(),
            startsOn: dateText,
            endsOn: dateText,
            delayDays: z.number().nullable(),
            items: z.array(itemSchema),
            engagements: z.array(engagementSchema.extend({ delayDays: z.number().nullable(), items: z.array(itemSchema) })),
          }),
        ),
      }),
    },
    handle: async (call, { query }) => {
      const contractId = query.contract === undefined ? undefined : (await requireContract(call, query.contract)).id
      const found = await dutiesOfAccount(call.tx, call.account, call.now, { ...known, contractId, ended: query.ended })
      const sees = await seesCases(call)
      const wanted = ({ party, state }: DutyItem) =>
        (query.side === undefined || party === query.side) &&
        (query.state === undefined || (query.state === 'unmet' ? isUnmet(state) : state === query.state))
      return ok({
        contracts: found.map(({ contract, offering, items, delayDays, engagements }) => ({
          number: contract.number,
          service: contract.service,
          title: offering.title,
          state: contract.state,
          startsOn: contract.startsOn,
          endsOn: contract.endsOn,
          delayDays,
          items: items.filter(wanted).map((item) => itemView(item, sees)),
          engagements: engagements.map((each) => ({
            ...engagementView(each.engagement, contract.number),
            delayDays: each.delayDays,
            items: each.items.filter(wanted).map((item) => itemView(item, sees)),
          })),
        })),
      })
    },
  }),
  operation({
    id: 'duty.history',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/duties/:duty',
    summary: 'Everything that happened to one duty, oldest first',
    permission: 'duty.read',
    scope: 'account',
    params: contractParams.extend({ duty: z.string().max(80) }),
    query: z.object({ engagement: z.uuid().optional() }),
    answers: { 200: z.object({ items: z.array(dutyEventSchema) }) },
    handle: async (call, { params, query }) => {
      const { id } = await requireContract(call, params.contract)
      const events = await historyOf(call.tx, call.account, { contractId: id, engagementId: query.engagement ?? null, duty: params.duty })
      return ok({ items: events.map(eventView) })
    },
  }),
  operation({
    id: 'duty.holds',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/holds',
    summary: 'Whether something may start now: every duty that it waits for, with its clause and what cures it. Cases are always taken in',
    permission: 'duty.read',
    scope: 'account',
    params: contractParams,
    query: z.object({ act: z.string().trim().min(1).max(80), engagement: z.uuid().optional() }),
    answers: {
      200: z.object({
        act: z.string(),
        verdict: z.enum(['free', 'held']),
        holds: z.array(holdSchema),
        pauses: z.array(holdSchema),
        /** Without an engagement: what is owed for each piece of work, and so judged only with one. */
        perWork: z.array(z.object({ duty: z.string(), title: z.string(), clauses: z.array(z.string()), party: side })),
        decision: decisionSchema,
      }),
    },
    handle: async (call, { params, query }) => {
      const { id } = await requireContract(call, params.contract)
      const { answer, perWork, decision } = await judgeStart(
        call.tx,
        call.account,
        { ...known, contractId: id, engagementId: query.engagement, act: query.act },
        call.now,
      )
      return ok({
        ...answer,
        holds: answer.holds.map(holdView),
        pauses: answer.pauses.map(holdView),
        perWork: perWork.map(({ code, title, clauses, party }) => ({ duty: code, title, clauses: [...clauses], party })),
        decision: viewOf(decision, call.now, null),
      })
    },
  }),
  operation({
    id: 'duty.board',
    method: 'GET',
    path: '/api/duties',
    summary: 'What is overdue, cannot be met or is awaited on a case, over every account: whose it is, since when, and what waits for it',
    permission: 'duty.board',
    scope: 'provider',
    query: z.object({ side: side.optional(), account: z.string().trim().max(20).optional(), cursor: z.string().max(300).optional() }),
    answers: { 200: z.object({ items: z.array(boardRow), next: z.string().nullable() }) },
    handle: async ({ tx, now }, { query }) => {
      const after = readCursor(query.cursor)?.[0]
      const accounts = (await listAccounts(tx, 'customer'))
        .filter(
          ({ code }) =>
            (query.account === undefined || code === query.account.toUpperCase()) && (after === undefined || code > String(after)),
        )
        .toSorted((one, other) => (one.code < other.code ? -1 : 1))
      const page = accounts.slice(0, accountsAtOnce)
      const rows: z.input<typeof boardRow>[] = []
      for (const account of page)
        for (const { contract, items, engagements } of await dutiesOfAccount(tx, account, now, known)) {
          const groups = [{ items, engagement: null }, ...engagements]
          for (const { items: each, engagement } of groups)
            for (const item of each) {
              const cases = item.asks.flatMap((ask) => (ask.answer === null && ask.case ? { ...ask.case, dueOn: ask.dueOn } : []))
              if (
                isUnmet(item.state) &&
                (item.state !== 'open' || cases.length > 0) &&
                !item.sum &&
                item.effect !== 'advice' &&
                (!query.side || item.party === query.side)
              )
                rows.push({
                  account: account.code,
                  accountName: account.name,
                  contract: contract.number,
                  service: contract.service,
                  engagement: engagement?.id ?? null,
                  engagementTitle: engagement?.title ?? null,
                  duty: item.code,
                  title: item.title,
                  clauses: [...item.clauses],
                  party: item.party,
                  state: item.state,
                  since: item.since,
                  needed: item.needed === null ? null : [...item.needed],
                  cure: item.cure,
                  cases,
                })
            }
        }
      const last = page.at(-1)
      return ok({ items: rows, next: accounts.length > page.length && last ? writeCursor([last.code]) : null })
    },
  }),
]
