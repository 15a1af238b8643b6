import { z } from 'zod'
import { priorities } from '../../catalog/offering.ts'
import { type Call, instantText, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../http/operation.ts'
import { fromIso } from '../../lib/time.ts'
import { seesOwnCasesOnly } from '../../parties/permissions.ts'
import { checkZone, findAccount, listAccounts } from '../../parties/service.ts'
import { lensNames, queueOrderNames } from '../desk/lenses.ts'
import { staff } from '../routes.ts'
import { caseRowSchema, rowView } from '../schema.ts'
import { caseStates } from '../states.ts'
import { missReasonNames } from './miss-reasons.ts'
import { listQueue } from './queue/store.ts'
import { findCases, lensFilter, openWith } from './service.ts'
import * as store from './store.ts'

const filters = {
  open: z.stringbool().optional(),
  priority: z.enum(priorities).optional(),
  state: z.enum(Object.keys(caseStates) as [string, ...string[]]).optional(),
  queue: z.enum(['expert', 'standard', 'customer-care']).optional(),
  device: z.string().max(64).optional(),
  mine: z.stringbool().optional(),
  /** How the first response came out. */
  response: z.enum(['running', 'met', 'missed', 'none']).optional(),
  /** Answered later than so many minutes after the due instant, and no later than so many. */
  lateOver: z.coerce.number().int().min(0).optional(),
  lateUpTo: z.coerce.number().int().min(0).optional(),
  answered: z.stringbool().optional(),
  /** Opened in this time: from the first instant on, before the second. */
  openedFrom: instantText.optional(),
  openedBefore: instantText.optional(),
  closedFrom: instantText.optional(),
  closedBefore: instantText.optional(),
  /** Opened on a day of the week, 1 is Monday, from an hour on and before another, on the clocks of `zone`. */
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hourFrom: z.coerce.number().int().min(0).max(23).optional(),
  hourTo: z.coerce.number().int().min(1).max(24).optional(),
  zone: z.string().max(60).optional(),
  /** What had not been done when the first response was missed. */
  missedWhy: z.enum(missReasonNames).optional(),
  /** Only those whose first response was missed and of which nobody said why yet. */
  unexplained: z.stringbool().optional(),
}

/** A word that no case holds, and the words that were looked for in its place. */
const insteadSchema = z.object({ word: z.string(), words: z.array(z.string()) })

const filterOf = (call: Call, query: { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }) => ({
  open: query.open,
  priority: query.priority,
  state: query.state,
  queue: query.queue,
  response: query.response,
  lateOver: query.lateOver,
  lateUpTo: query.lateUpTo,
  answered: query.answered,
  openedFrom: query.openedFrom === undefined ? undefined : fromIso(query.openedFrom),
  openedBefore: query.openedBefore === undefined ? undefined : fromIso(query.openedBefore),
  closedFrom: query.closedFrom === undefined ? undefined : fromIso(query.closedFrom),
  closedBefore: query.closedBefore === undefined ? undefined : fromIso(query.closedBefore),
  openedOn: query.weekday === undefined ? undefined : openedOn(call, query.weekday, query),
  missedWhy: query.missedWhy,
  unexplained: query.unexplained,
  serial: query.device?.toUpperCase(),
  ...(query.mine && staff(call) ? { ownerId: call.principal.personId } : {}),
  ...((query.mine && !staff(call)) || (call.principal.accountKind === 'customer' && seesOwnCasesOnly(call.principal.roles))
    ? { requesterId: call.principal.personId }
    : {}),
})

function openedOn(
  { principal }: Call,
  weekday: number,
  { hourFrom = 0, hourTo = 24, zone = principal.zone }: { hourFrom?: number; hourTo?: number; zone?: string },
) {
  checkZone(zone)
  return { weekday, hourFrom, hourTo, zone }
}

export const caseListOperations: readonly Operation[] = [
  operation({
    id: 'case.list',
    method: 'GET',
    path: '/api/cases',
    summary: 'Cases I may see, newest first or oldest first; searched by number, reference, serial, person and words, mistyped ones too',
    permission: 'case.read',
    scope: 'reach',
    query: pageQuery.extend({
      ...filters,
      query: z.string().max(200).optional(),
      account: z.string().max(12).optional(),
      oldest: z.stringbool().optional(),
    }),
    answers: { 200: pageOf(caseRowSchema).extend({ instead: z.array(insteadSchema) }) },
    handle: async (call, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const account = query.account ? await findAccount(call.tx, { code: query.account.toUpperCase() }) : undefined
      if (query.account && !account) return ok({ items: [], next: null, instead: [] })
      const accountIds = account ? [account.id] : await visibleAccounts(call)
      const filter = { ...filterOf(call, query), accountIds, before, limit: query.limit + 1 }
      const { rows, instead } = query.query?.trim()
        ? await findCases(call.tx, query.query, filter)
        : { rows: await store.listCases(call.tx, { ...filter, oldest: query.oldest }), instead: [] }
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      const next = rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null
      return ok({ items: items.map(rowView), next, instead: [...instead] })
    },
  }),
  operation({
    id: 'queue.list',
    method: 'GET',
    path: '/api/queue',
    summary: 'Open cases of every account, by what is due next',
    permission: 'queue.read',
    scope: 'provider',
    query: pageQuery.extend({
      ...filters,
      query: z.string().max(200).optional(),
      lens: z.enum(lensNames).default('all'),
      order: z.enum(queueOrderNames).default('due'),
    }),
    answers: { 200: pageOf(caseRowSchema) },
    handle: async (call, { query }) => {
      const key = readCursor(query.cursor)
      const ids = query.query?.trim() ? await openWith(call.tx, query.query) : undefined
      const through = await lensFilter(call.tx, call.now, call.principal, query.lens)
      const rows = await listQueue(call.tx, {
        ...filterOf(call, query),
        ...through,
        ids,
        order: query.order,
        after: key,
        limit: query.limit + 1,
      })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({ items: items.map(rowView), next: rows.length > query.limit && last ? writeCursor(last.place) : null })
    },
  }),
]

/** The accounts to search in: what the gate let through; of everybody's, no list. */
async function visibleAccounts({ principal, tx }: Call): Promise<readonly string[] | undefined> {
  if (principal.accountKind === 'provider') return undefined
  if (principal.accountKind === 'customer') return [principal.accountId]
  return (await listAccounts(tx)).map((account) => account.id)
}
