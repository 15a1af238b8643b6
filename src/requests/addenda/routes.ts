import { z } from 'zod'
import { dayOf } from '../../contracts/service.ts'
import { accountParams, type Call, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { extraKinds } from '../extra.ts'
import { listRequests } from '../store.ts'
import { agreedOn, reachOf } from './reach.ts'
import { listAddenda, sign, writeAddendum } from './service.ts'
import type { Addendum } from './store.ts'

const addendumSchema = z.object({
  number: z.string(),
  title: z.string(),
  text: z.string(),
  serials: z.array(z.string()),
  options: z.array(z.string()),
  statementOfWork: z.boolean(),
  sha256: z.string(),
  writtenBy: z.string(),
  writtenAt: instantText,
  vendorSignedBy: z.string().nullable(),
  vendorSignedOn: dateText.nullable(),
  customerSignedBy: z.string().nullable(),
  customerSignedOn: dateText.nullable(),
  /** Whether both sides signed it. */
  inForce: z.boolean(),
  /** Work under the contract, and whether the addendum holds for it: not where it had begun before (MSP-7.b2). */
  reaches: z.array(z.object({ request: z.string(), title: z.string(), applies: z.boolean() })),
})
async function views({ tx, account }: Pick<Call, 'tx' | 'account'>, addenda: readonly Addendum[]) {
  const requests = addenda.some((each) => agreedOn(each) !== null) ? await listRequests(tx, { accountCode: account.code, limit: 1000 }) : []
  const dayHere = (at: Instant) => dayOf(account.zone, at)
  return addenda.map(({ id: _, ...addendum }) => {
    const { contractId: __, ...shown } = addendum
    const reaches = [...reachOf(addendum, requests, dayHere)]
    return { ...shown, writtenAt: toIso(addendum.writtenAt), inForce: agreedOn(addendum) !== null, reaches }
  })
}
const view = async (call: Call, addendum: Addendum) => (await views(call, [addendum]))[0] as Awaited<ReturnType<typeof views>>[number]

/** Supplements to a service description, signed by both sides (MSP-7.b3). */
export const addendumOperations: readonly Operation[] = [
  operation({
    id: 'addendum.list',
    method: 'GET',
    path: '/api/accounts/:account/addenda',
    summary: 'Addenda of an account, newest first, with who signed them',
    permission: 'request.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(addendumSchema) }) },
    handle: async (call) => ok({ items: await views(call, await listAddenda(call.tx, call.account.id)) }),
  }),
  operation({
    id: 'addendum.write',
    method: 'POST',
    path: '/api/accounts/:account/addenda',
    summary: 'Write an addendum to a contract; it counts once both sides signed it',
    permission: 'addendum.edit',
    scope: 'account',
    params: accountParams,
    body: z.object({
      contract: z.string().trim().min(1).max(40),
      title: z.string().trim().min(1).max(200),
      text: z.string().trim().min(1).max(20_000),
      serials: z.array(z.string().trim().min(1).max(100)).max(500).default([]),
      options: z.array(z.enum(extraKinds)).max(10).default([]),
      /** Work that is made for this customer; it is signed once a specification is agreed. */
      statementOfWork: z.boolean().default(false),
    }),
    answers: { 201: addendumSchema },
    handle: async (call, { body }) => created(await view(call, await writeAddendum(call.tx, call.account, byOf(call), body))),
  }),
  operation({
    id: 'addendum.sign',
    method: 'POST',
    path: '/api/accounts/:account/addenda/:addendum/signature',
    summary: 'Sign an addendum for the own side',
    permission: 'addendum.sign',
    scope: 'account',
    params: accountParams.extend({ addendum: z.string().trim().min(3).max(40) }),
    body: z.object({ sha256: z.string().length(64) }),
    answers: { 200: addendumSchema },
    handle: async (call, { params, body }) =>
      ok(await view(call, await sign(call.tx, call.account, byOf(call), call.principal, params.addendum, body.sha256))),
  }),
]
