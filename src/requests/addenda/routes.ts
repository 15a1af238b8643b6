import { z } from 'zod'
import { accountParams, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { extraKinds } from '../request.ts'
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
})
const view = ({ id: _, contractId: __, ...addendum }: Addendum) => ({
  ...addendum,
  writtenAt: toIso(addendum.writtenAt),
  inForce: addendum.vendorSignedOn !== null && addendum.customerSignedOn !== null,
})
const by = ({ now, principal }: { readonly now: Instant; readonly principal: Principal }) => ({
  now,
  actor: actorOf(principal),
  name: principal.name,
})

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
    handle: async ({ tx, account }) => ok({ items: (await listAddenda(tx, account.id)).map(view) }),
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
    handle: async (call, { body }) => created(view(await writeAddendum(call.tx, call.account, by(call), body))),
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
      ok(view(await sign(call.tx, call.account, by(call), call.principal, params.addendum, body.sha256))),
  }),
]
