import { z } from 'zod'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { assignPart, listFirms, partsOf, setFirm } from './service.ts'

const params = accountParams.extend({ contract: z.string().trim().min(1).max(40) })
const firms = z.object({
  items: z.array(
    z.object({
      engineer: z.string(),
      name: z.string(),
      firm: z.string(),
      firmName: z.string(),
      startsOn: dateText,
      endsOn: dateText.nullable(),
    }),
  ),
})
const parts = z.object({
  items: z.array(
    z.object({
      part: z.string(),
      title: z.string(),
      performer: z.object({ id: z.string(), name: z.string(), since: dateText }).nullable(),
      firm: z.string().nullable(),
      lapsed: z.boolean(),
    }),
  ),
})

/** Who does the work, of which firm: seen and written by the provider alone. */
export const subcontractingOperations: readonly Operation[] = [
  operation({
    id: 'firm.list',
    method: 'GET',
    path: '/api/engineer-firms',
    summary: 'Engineers who belong to a subcontractor',
    permission: 'request.plan',
    scope: 'provider',
    answers: { 200: firms },
    handle: async ({ tx, principal }) => ok({ items: await listFirms(tx, principal.accountId) }),
  }),
  operation({
    id: 'firm.set',
    method: 'POST',
    path: '/api/engineer-firms',
    summary: 'Record the subcontractor that an engineer belongs to from a day on, or that it is the provider again',
    permission: 'request.plan',
    scope: 'provider',
    body: z.object({
      engineer: z.uuid(),
      /** The code of a partner; null for the provider itself. */
      firm: z.string().trim().min(1).max(12).nullable(),
      startsOn: dateText,
      endsOn: dateText.nullable().default(null),
    }),
    answers: { 201: firms },
    handle: async ({ tx, principal, now }, { body }) => {
      await setFirm(tx, { now, principal }, body)
      return created({ items: await listFirms(tx, principal.accountId) })
    },
  }),
  operation({
    id: 'part.list',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/parts',
    summary: 'The parts of a contract and who performs each; never shown to the customer',
    permission: 'request.plan',
    scope: 'account',
    params,
    answers: { 200: parts },
    handle: async ({ tx, account, principal, now }, { params: { contract } }) =>
      ok({ items: await partsOf(tx, account, principal, now, contract) }),
  }),
  operation({
    id: 'part.assign',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/parts',
    summary: 'Give a part of a contract to somebody of the provider or of a subcontractor',
    permission: 'request.plan',
    scope: 'account',
    params,
    body: z.object({ part: z.string().trim().min(1).max(60), engineer: z.uuid() }),
    answers: { 201: parts },
    handle: async ({ tx, account, principal, now }, { params: { contract }, body }) => {
      await assignPart(tx, account, { now, principal }, contract, body)
      return created({ items: await partsOf(tx, account, principal, now, contract) })
    },
  }),
]
