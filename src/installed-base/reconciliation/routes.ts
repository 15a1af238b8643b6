import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import {
  accountParams,
  type Call,
  created,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { receiveList } from '../lists/service.ts'
import { choicesOf, decisions, differenceFields, type Side } from './compare.ts'
import { compared } from './list.ts'
import {
  countDifferences,
  type LevelsOf,
  listDifferences,
  listEvents,
  listRounds,
  mostListBytes,
  openRound,
  reopen,
  requireRound,
  settle,
  sign,
  withdraw,
} from './service.ts'
import { eventKinds, type Round } from './store.ts'

const side = z.enum(['customer', 'provider'])
const signature = z.object({ by: z.string(), at: instantText }).nullable()
const roundSchema = z.object({
  number: z.number(),
  listName: z.string(),
  /** Where the customer's side comes from, and when it was read. */
  source: z.enum(['list', 'feed']),
  readAt: instantText.nullable(),
  openedAt: instantText,
  openedBy: z.string(),
  compared: z.array(z.enum(compared)),
  listed: z.number(),
  held: z.number(),
  same: z.number(),
  differences: z.number(),
  open: z.number(),
  state: z.enum(['open', 'agreed', 'withdrawn']),
  signed: z.object({ provider: signature, customer: signature }),
  closedAt: instantText.nullable(),
})
const wholeSchema = roundSchema
  .extend({
    unread: z.array(z.object({ line: z.number(), found: z.string(), toDo: z.string() })),
    counts: z.array(z.object({ field: z.enum(differenceFields), owner: side, all: z.number(), open: z.number() })),
    history: z.array(z.object({ seq: z.number(), at: instantText, actor: z.string(), kind: z.enum(eventKinds), text: z.string() })),
  })
  .meta({ id: 'ReconciliationRound' })
const differenceSchema = z.object({
  id: z.string(),
  serial: z.string(),
  field: z.enum(differenceFields),
  theirs: z.string(),
  ours: z.string(),
  owner: side,
  choices: z.array(z.enum(decisions)),
  decision: z.enum([...decisions, 'agrees']).nullable(),
  reason: z.string(),
  done: z.string(),
  settledBy: z.string().nullable(),
  settledAt: instantText.nullable(),
})

async function roundView(call: Call, { id, unread: _, ...round }: Round) {
  const counts = await countDifferences(call.tx, call.account.id, id)
  const sum = (of: 'all' | 'open') => counts.reduce((total, each) => total + each[of], 0)
  const signed = (of: Side) => {
    const found = round.signed[of]
    return found && { by: found.by, at: toIso(found.at) }
  }
  return {
    ...round,
    compared: [...round.compared],
    openedAt: toIso(round.openedAt),
    readAt: round.readAt === null ? null : toIso(round.readAt),
    closedAt: round.closedAt === null ? null : toIso(round.closedAt),
    signed: { provider: signed('provider'), customer: signed('customer') },
    differences: sum('all'),
    open: sum('open'),
    counts,
  }
}
async function wholeView(call: Call, number: number) {
  const round = await requireRound(call.tx, call.account.id, number)
  return {
    ...(await roundView(call, round)),
    unread: [...round.unread],
    history: (await listEvents(call.tx, call.account.id, round.id)).map((event) => ({ ...event, at: toIso(event.at) })),
  }
}

const roundParams = accountParams.extend({ round: z.coerce.number().int().min(1).max(1_000_000) })
const words = z.string().trim().min(1).max(500)

/** The customer's list of its devices against what the provider holds, until both sides agree. */
export const reconciliationOperations = (levelsOf: LevelsOf): readonly Operation[] => [
  operation({
    id: 'reconciliation.list',
    method: 'GET',
    path: '/api/accounts/:account/reconciliations',
    summary: 'Rounds in which both lists of devices were compared, newest first',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(roundSchema) }) },
    handle: async (call) => {
      const items = []
      for (const round of await listRounds(call.tx, call.account.id)) {
        const { counts: _, ...view } = await roundView(call, round)
        items.push(view)
      }
      return ok({ items })
    },
  }),
  operation({
    id: 'reconciliation.open',
    method: 'POST',
    path: '/api/accounts/:account/reconciliations',
    summary: 'Compare a CSV list of the customer with what the provider holds; nothing is changed by it',
    permission: 'reconciliation.settle',
    scope: 'account',
    params: accountParams,
    query: z.object({ name: z.string().trim().min(1).max(200).default('list') }),
    upload: 'form',
    answers: { 201: wholeSchema },
    before: (call) => receiveList(call, mostListBytes),
    handle: async (call, { query }, { path }) => {
      const number = await openRound(call.tx, call.account, byOf(call), { bytes: await readFile(path), name: query.name, levelsOf })
      return created(await wholeView(call, number))
    },
  }),
  operation({
    id: 'reconciliation.read',
    method: 'GET',
    path: '/api/accounts/:account/reconciliations/:round',
    summary: 'One round: how much agrees, how much is open on which side, who signed, and what happened',
    permission: 'device.read',
    scope: 'account',
    params: roundParams,
    answers: { 200: wholeSchema },
    handle: async (call, { params }) => ok(await wholeView(call, params.round)),
  }),
  operation({
    id: 'reconciliation.differences',
    method: 'GET',
    path: '/api/accounts/:account/reconciliations/:round/differences',
    summary: 'What differs, by serial: what each side says, who settles it, and how it was settled',
    permission: 'device.read',
    scope: 'account',
    params: roundParams,
    query: pageQuery.extend({ field: z.enum(differenceFields).optional(), owner: side.optional(), open: z.stringbool().optional() }),
    answers: { 200: pageOf(differenceSchema) },
    handle: async ({ tx, account }, { params, query }) => {
      const round = await requireRound(tx, account.id, params.round)
      const key = readCursor(query.cursor)
      const after = typeof key?.[0] === 'string' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listDifferences(tx, account.id, round.id, {
        field: query.field,
        owner: query.owner,
        open: query.open,
        after,
        limit: query.limit + 1,
      })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map((row) => ({
          ...row,
          choices: [...choicesOf[row.field]],
          settledAt: row.settledAt === null ? null : toIso(row.settledAt),
        })),
        next: rows.length > query.limit && last ? writeCursor([last.serial, last.field]) : null,
      })
    },
  }),
  operation({
    id: 'reconciliation.settle',
    method: 'POST',
    path: '/api/accounts/:account/reconciliations/:round/settlements',
    summary: "Settle differences of one's own side: the customer's list is right, the record is right, or there is no such device any more",
    permission: 'reconciliation.settle',
    scope: 'account',
    params: roundParams,
    body: z.object({
      differences: z.array(z.uuid()).min(1).max(500),
      decision: z.enum(decisions),
      reason: z.string().trim().max(500).default(''),
    }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body: { differences: ids, ...rest } }) => {
      await settle(call.tx, call.account, byOf(call), params.round, { ids, ...rest })
      return ok(await wholeView(call, params.round))
    },
  }),
  operation({
    id: 'reconciliation.reopen',
    method: 'POST',
    path: '/api/accounts/:account/reconciliations/:round/differences/:difference/reopen',
    summary: 'Open a settled difference again; what was signed is signed anew',
    permission: 'reconciliation.settle',
    scope: 'account',
    params: roundParams.extend({ difference: z.uuid() }),
    body: z.object({ reason: words }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body }) => {
      await reopen(call.tx, call.account, byOf(call), params.round, params.difference, body.reason)
      return ok(await wholeView(call, params.round))
    },
  }),
  operation({
    id: 'reconciliation.sign',
    method: 'POST',
    path: '/api/accounts/:account/reconciliations/:round/signatures',
    summary: 'Sign for one side that both lists agree; refused while something is open',
    permission: 'reconciliation.sign',
    scope: 'account',
    params: roundParams,
    answers: { 200: wholeSchema },
    handle: async (call, { params }) => {
      await sign(call.tx, call.account, byOf(call), params.round)
      return ok(await wholeView(call, params.round))
    },
  }),
  operation({
    id: 'reconciliation.withdraw',
    method: 'POST',
    path: '/api/accounts/:account/reconciliations/:round/withdrawal',
    summary: 'Give a round up, such as one with the wrong list',
    permission: 'reconciliation.settle',
    scope: 'account',
    params: roundParams,
    body: z.object({ reason: words }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body }) => {
      await withdraw(call.tx, call.account, byOf(call), params.round, body.reason)
      return ok(await wholeView(call, params.round))
    },
  }),
]
