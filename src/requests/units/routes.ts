import { z } from 'zod'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { buyUnits, listUnits } from './service.ts'
import type { UnitPurchase } from './store.ts'

const unitSchema = z.object({
  id: z.string(),
  service: z.string(),
  bought: z.number(),
  used: z.number(),
  boughtOn: dateText,
  poNumber: z.string(),
  /** The edition of the price list that held on that day. */
  priceList: z.string(),
  cents: z.number(),
  currency: z.string(),
})
const view = ({ contractId: _, ...unit }: UnitPurchase) => unit

/** Units of a service that were bought at its list price. */
export const unitOperations: readonly Operation[] = [
  operation({
    id: 'unit.list',
    method: 'GET',
    path: '/api/accounts/:account/units',
    summary: 'Units that were bought at the list price, and how many of them are used',
    permission: 'request.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(unitSchema) }) },
    handle: async ({ tx, account }) => ok({ items: (await listUnits(tx, account.id, {})).map(view) }),
  }),
  operation({
    id: 'unit.buy',
    method: 'POST',
    path: '/api/accounts/:account/units',
    summary: 'Enter units of a service that an account bought at the list price',
    permission: 'credit.buy',
    scope: 'account',
    params: accountParams,
    body: z.object({
      contract: z.string().trim().min(1).max(40),
      service: z.string().trim().min(1).max(20),
      bought: z.number().int().min(1).max(10_000),
      boughtOn: dateText,
      poNumber: z.string().trim().min(1).max(100),
      /** These three come from the price list of the day where one is entered. */
      priceList: z.string().trim().min(1).max(40).optional(),
      cents: z.number().int().min(0).max(100_000_000_000).optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'a currency such as USD')
        .optional(),
    }),
    answers: { 201: unitSchema },
    handle: async ({ tx, account, now, principal }, { body }) =>
      created(view(await buyUnits(tx, account, { now, actor: actorOf(principal), name: principal.name }, body))),
  }),
]
