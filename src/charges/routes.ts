import { z } from 'zod'
import { accountParams, created, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../http/operation.ts'
import { counterCharge, listCharges, type Tellers } from './service.ts'
import { chargeSchema, chargeView } from './view.ts'

/** The statement of an account. @param tellers who tells of a counter entry, by what its line is about */
export const chargeOperations = (tellers: Tellers): readonly Operation[] => [
  operation({
    id: 'charge.correct',
    method: 'POST',
    path: '/api/accounts/:account/charges/corrections',
    summary: 'Take a line back by a counter entry',
    permission: 'charge.bill',
    scope: 'account',
    params: accountParams,
    body: z.object({ line: z.number().int().min(1), reason: z.string().trim().min(1).max(500) }),
    answers: { 201: chargeSchema },
    handle: async ({ tx, account, now, principal }, { body }) =>
      created(chargeView(await counterCharge(tx, account, now, principal, body, tellers))),
  }),
  operation({
    id: 'charge.list',
    method: 'GET',
    path: '/api/accounts/:account/charges',
    summary: 'The statement of an account: what was charged, line by line',
    permission: 'charge.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery,
    answers: { 200: pageOf(chargeSchema) },
    handle: async ({ tx, account }, { query }) => {
      const after = readCursor(query.cursor)?.[0]
      const rows = await listCharges(tx, account.id, { after: typeof after === 'number' ? after : 0, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      return ok({ items: items.map(chargeView), next: rows.length > query.limit ? writeCursor([items.at(-1)?.seq ?? 0]) : null })
    },
  }),
]
