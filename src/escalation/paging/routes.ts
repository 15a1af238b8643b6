import { z } from 'zod'
import { holdCase } from '../../cases/service.ts'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { acknowledge } from './service.ts'
import * as store from './store.ts'
import { pageSchema, pageView } from './view.ts'

export const pageOperations: readonly Operation[] = [
  operation({
    id: 'page.list',
    method: 'GET',
    path: '/api/pages',
    summary: 'Calls of the desk, newest first: what rings, and who answered',
    permission: 'roster.read',
    scope: 'provider',
    query: z.object({
      state: z.enum(['ringing', 'acknowledged', 'unanswered', 'over']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answers: { 200: z.object({ items: z.array(pageSchema) }) },
    handle: async ({ tx }, { query }) =>
      ok({
        items: (await store.listAllPages(tx, query)).map(pageView),
      }),
  }),
  operation({
    id: 'page.acknowledge',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/pages/:page/acknowledgement',
    summary: 'Answer a call: the calling ends; it is no response to the customer',
    permission: 'page.acknowledge',
    scope: 'account',
    params: accountParams.extend({ case: z.string().trim().min(3).max(40), page: z.uuid() }),
    answers: { 200: z.object({ acknowledged: z.literal(true) }) },
    handle: async (call, { params }) => {
      const found = await holdCase(call.tx, call.account, params.case)
      await acknowledge(call.tx, found, call.now, call.principal, params.page)
      return ok({ acknowledged: true })
    },
  }),
]
