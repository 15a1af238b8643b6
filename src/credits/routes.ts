import { z } from 'zod'
import { type Sellers, sellerBy } from '../contracts/service.ts'
import { accountParams, created, dateText, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { toIso } from '../lib/time.ts'
import { families, spendable } from './ledger.ts'
import { buyCredits, decideCorrection, lotsOn, proposeCorrection } from './service.ts'
import { listCorrections, listMovements, type Movement, movementKinds, type WholeLot } from './store.ts'

const family = z.enum(families)
const lotSchema = z.object({
  number: z.number(),
  family,
  purchasedOn: dateText,
  lastDay: dateText,
  bought: z.number(),
  redeemed: z.number(),
  expired: z.number(),
  corrected: z.number(),
  left: z.number(),
  orderReference: z.string(),
  validity: z.string(),
})
const movementSchema = z.object({
  id: z.string(),
  family,
  seq: z.number(),
  kind: z.enum(movementKinds),
  at: instantText,
  actor: z.string(),
  approvedBy: z.string().nullable(),
  subject: z.string(),
  clauses: z.array(z.string()),
  returns: z.number().nullable(),
  returnedBy: z.number().nullable(),
  parts: z.array(z.object({ lot: z.number(), credits: z.number() })),
  balance: z.number(),
})
const correctionSchema = z.object({
  id: z.string(),
  family,
  lot: z.number(),
  credits: z.number(),
  reason: z.string(),
  state: z.enum(['proposed', 'made', 'rejected']),
  proposedBy: z.string(),
  proposedAt: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
})
const lotView = ({ id: _, ...lot }: WholeLot) => lot
const movementView = (movement: Movement) => ({ ...movement, at: toIso(movement.at) })
const credits = z.number().int().min(1).max(1_000_000)
const line = z.string().trim().min(1).max(300)

/** Credits that were bought ahead: what is left, what paid what, and who corrected what. */
export const creditOperations = (sellers: Sellers): readonly Operation[] => [
  operation({
    id: 'credit.balance',
    method: 'GET',
    path: '/api/accounts/:account/credits',
    summary: 'The credits of an account by lot, today or at the end of any day where the account is',
    permission: 'credit.read',
    scope: 'account',
    params: accountParams,
    query: z.object({ on: dateText.optional() }),
    answers: {
      200: z.object({
        balances: z.array(z.object({ family, left: z.number(), nextEnd: z.object({ day: dateText, credits: z.number() }).nullable() })),
        lots: z.array(lotSchema),
      }),
    },
    handle: async ({ tx, account, now }, { query: { on } }) => {
      const lots = await lotsOn(tx, account, now, on)
      const balances = families.map((each) => {
        const open = spendable(
          lots.filter((lot) => lot.family === each),
          '0000-01-01',
        )
        const [next] = open
        const sum = (of: typeof open) => of.reduce((total, { left }) => total + left, 0)
        const nextEnd = next ? { day: next.lastDay, credits: sum(open.filter(({ lastDay }) => lastDay === next.lastDay)) } : null
        return { family: each, left: sum(open), nextEnd }
      })
      return ok({ balances, lots: lots.map(lotView) })
    },
  }),
  operation({
    id: 'credit.movements',
    method: 'GET',
    path: '/api/accounts/:account/credits/:family/movements',
    summary: 'Every movement of one family of credits, newest first: which lot paid what, and what was left after it',
    permission: 'credit.read',
    scope: 'account',
    params: accountParams.extend({ family }),
    query: z.object({ before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    answers: { 200: z.object({ items: z.array(movementSchema) }) },
    handle: async ({ tx, account }, { params, query: { before, limit } }) =>
      ok({ items: (await listMovements(tx, account.id, params.family, { before, limit })).map(movementView) }),
  }),
  operation({
    id: 'credit.buy',
    method: 'POST',
    path: '/api/accounts/:account/credits',
    summary: 'Enter credits that an account bought',
    permission: 'credit.buy',
    scope: 'account',
    params: accountParams,
    body: z.object({
      family,
      credits,
      purchasedOn: dateText,
      order: z.string().trim().min(1).max(100),
      /** Where an agreement says otherwise than the service description, or there is none. */
      validity: z.object({ months: z.number().int().min(1).max(120), source: line }).optional(),
      /** The code of the partner who sold them. */
      seller: z.string().trim().min(1).max(12).optional(),
    }),
    answers: { 201: movementSchema },
    handle: async ({ tx, account, now, principal }, { body: { validity, seller, ...body } }) => {
      const sold = { ...body, validity, seller: seller === undefined ? undefined : await sellerBy(sellers, seller) }
      return created(movementView(await buyCredits(tx, account, { now, actor: actorOf(principal) }, sold)))
    },
  }),
  operation({
    id: 'credit-correction.list',
    method: 'GET',
    path: '/api/accounts/:account/credits/corrections',
    summary: 'Corrections of lots that were proposed, made and rejected, newest first',
    permission: 'credit.correct',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(correctionSchema) }) },
    handle: async ({ tx, account }) =>
      ok({
        items: (await listCorrections(tx, account.id)).map(({ lotId: _, ...each }) => ({
          ...each,
          proposedAt: toIso(each.proposedAt),
          decidedAt: each.decidedAt === null ? null : toIso(each.decidedAt),
        })),
      }),
  }),
  operation({
    id: 'credit-correction.propose',
    method: 'POST',
    path: '/api/accounts/:account/credits/corrections',
    summary: 'Say what is wrong in a lot; a second person decides',
    permission: 'credit.correct',
    scope: 'account',
    params: accountParams,
    body: z.object({
      family,
      lot: z.number().int().min(1),
      /** More than nothing adds to the lot, less takes from it. */
      credits: z
        .number()
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((value) => value !== 0, 'Expected a number other than 0.'),
      reason: line,
    }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ tx, account, now, principal }, { body }) =>
      created({ id: await proposeCorrection(tx, account, { now, actor: actorOf(principal) }, body) }),
  }),
  operation({
    id: 'credit-correction.decide',
    method: 'POST',
    path: '/api/accounts/:account/credits/corrections/:correction/decision',
    summary: 'Make a correction that somebody else proposed, or reject it',
    permission: 'credit.correct',
    scope: 'account',
    params: accountParams.extend({ correction: z.uuid() }),
    body: z.object({ make: z.boolean() }),
    answers: { 200: z.object({ made: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { params: { correction }, body: { make } }) => {
      await decideCorrection(tx, account, { now, actor: actorOf(principal) }, { id: correction, make })
      return ok({ made: make })
    },
  }),
]
