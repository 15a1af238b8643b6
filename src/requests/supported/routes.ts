import { z } from 'zod'
import { contractParams, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../http/operation.ts'
import type { Neighbours } from '../gathering/service.ts'
import { supportedDevices } from './service.ts'

const failed = z.object({ rule: z.string(), clauses: z.array(z.string()), fact: z.string(), cure: z.string() })

/** Which devices are supported products of a service. */
export const supportedOperations = (neighbours: Neighbours): readonly Operation[] => [
  operation({
    id: 'supported.list',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/supported',
    summary: 'Devices of the account by serial: whether each is a supported product of the service today, and each condition that it fails',
    permission: 'request.read',
    scope: 'account',
    params: contractParams,
    query: pageQuery,
    answers: {
      200: pageOf(z.object({ serial: z.string(), product: z.string(), supported: z.boolean(), reasons: z.array(failed) })).extend({
        /** How many of this page are supported products. */
        supported: z.number(),
      }),
    },
    handle: async ({ tx, account, now }, { params, query }) => {
      const after = readCursor(query.cursor)?.[0]
      const found = await supportedDevices(tx, account, neighbours, {
        contract: params.contract,
        after: after === undefined ? undefined : String(after),
        limit: query.limit + 1,
        now,
      })
      const page = found.slice(0, query.limit)
      const last = page.at(-1)
      return ok({
        supported: page.filter(({ reasons }) => reasons.length === 0).length,
        items: page.map(({ serial, product, reasons }) => ({
          serial,
          product,
          supported: reasons.length === 0,
          reasons: reasons.map(({ rule, clauses, fact, cure }) => ({ rule, clauses: [...clauses], fact, cure: cure ?? '' })),
        })),
        next: found.length > query.limit && last ? writeCursor([last.serial]) : null,
      })
    },
  }),
]
