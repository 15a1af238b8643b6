import { z } from 'zod'
import { contractParams, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { dayOf } from '../service.ts'
import { paperStates, type WantedPaper } from './paper.ts'
import { acceptPaperOffer, addPaper, agreeToPaper, type By, offerPaper, outdate, papersOf } from './service.ts'

const paperSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    clauses: z.array(z.string()),
    onlyFor: z.literal('statement-of-work').nullable(),
    state: z.enum(paperStates),
    versions: z.array(
      z.object({
        version: z.number(),
        documentId: z.string(),
        documentName: z.string(),
        sha256: z.string(),
        note: z.string(),
        addedBy: z.string(),
        addedAt: instantText,
        vendorAgreedBy: z.string().nullable(),
        vendorAgreedOn: dateText.nullable(),
        customerAgreedBy: z.string().nullable(),
        customerAgreedOn: dateText.nullable(),
        outdatedBy: z.string().nullable(),
        outdatedOn: dateText.nullable(),
        outdatedWhy: z.string().nullable(),
      }),
    ),
    offers: z.array(
      z.object({
        what: z.string(),
        /** In the smallest unit of the currency. */
        amount: z.number(),
        currency: z.string(),
        offeredBy: z.string(),
        offeredAt: instantText,
        acceptedBy: z.string().nullable(),
        acceptedAt: instantText.nullable(),
      }),
    ),
  })
  .meta({ id: 'Paper' })
const listSchema = z.object({ items: z.array(paperSchema) })

const view = ({ versions, offers, ...paper }: WantedPaper) => ({
  ...paper,
  versions: versions.map(({ code: _, addedAt, ...version }) => ({ ...version, addedAt: toIso(addedAt) })),
  offers: offers.map(({ code: _, seq: __, offeredAt, acceptedAt, ...offer }) => ({
    ...offer,
    offeredAt: toIso(offeredAt),
    acceptedAt: acceptedAt === null ? null : toIso(acceptedAt),
  })),
})
const byOf = ({
  now,
  principal,
  account,
}: {
  readonly now: Instant
  readonly principal: Principal
  readonly account: { readonly zone: string }
}): By => ({
  now,
  today: dayOf(account.zone, now),
  actor: actorOf(principal),
  name: principal.name,
  side: principal.accountKind === 'provider' ? 'vendor' : 'customer',
})
const one = contractParams.extend({ paper: z.string().trim().min(1).max(60) })
const line = z.string().trim().max(500)
const path = '/api/accounts/:account/contracts/:contract/papers'

/** Documents that a contract builds on, such as the design document and the test plan of custom software (CSS-2.p4 to CSS-2.p7). */
export const paperOperations: readonly Operation[] = [
  operation({
    id: 'contract.papers',
    method: 'GET',
    path,
    summary: 'Documents that the contract builds on: every version, and who agreed to it',
    permission: 'contract.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: listSchema },
    handle: async ({ tx, account }, { params: { contract } }) =>
      ok({ items: (await papersOf(tx, account, contract.toUpperCase())).map(view) }),
  }),
  operation({
    id: 'contract.add-paper',
    method: 'POST',
    path: `${path}/:paper`,
    summary: 'Add a version of a document; both sides agree to it anew',
    permission: 'paper.write',
    scope: 'account',
    params: one,
    body: z.object({ document: z.uuid(), note: line.default('') }),
    answers: { 200: listSchema },
    handle: async (call, { params: { contract, paper }, body }) => {
      const number = contract.toUpperCase()
      await addPaper(call.tx, call.account, byOf(call), number, { code: paper, documentId: body.document, note: body.note })
      return ok({ items: (await papersOf(call.tx, call.account, number)).map(view) })
    },
  }),
  operation({
    id: 'contract.agree-paper',
    method: 'POST',
    path: `${path}/:paper/agreement`,
    summary: 'Agree to the newest version for the own side',
    permission: 'paper.agree',
    scope: 'account',
    params: one,
    body: z.object({ version: z.number().int().min(1).max(10_000) }),
    answers: { 200: listSchema },
    handle: async (call, { params: { contract, paper }, body }) => {
      const number = contract.toUpperCase()
      await agreeToPaper(call.tx, call.account, byOf(call), number, { code: paper, version: body.version })
      return ok({ items: (await papersOf(call.tx, call.account, number)).map(view) })
    },
  }),
  operation({
    id: 'contract.outdate-paper',
    method: 'POST',
    path: `${path}/:paper/outdated`,
    summary: 'Say that a document no longer fits, and why',
    permission: 'paper.agree',
    scope: 'account',
    params: one,
    body: z.object({ why: line.min(1) }),
    answers: { 200: listSchema },
    handle: async (call, { params: { contract, paper }, body }) => {
      const number = contract.toUpperCase()
      await outdate(call.tx, call.account, byOf(call), number, { code: paper, why: body.why })
      return ok({ items: (await papersOf(call.tx, call.account, number)).map(view) })
    },
  }),
  operation({
    id: 'contract.offer-paper',
    method: 'POST',
    path: `${path}/:paper/offers`,
    summary: 'Offer to write or renew a document, at a price beside that of the service',
    permission: 'paper.write',
    scope: 'account',
    params: one,
    body: z.object({
      what: line.min(1),
      amount: z.number().int().min(0).max(1_000_000_000_000),
      currency: z.string().regex(/^[A-Z]{3}$/, 'three letters such as EUR'),
    }),
    answers: { 200: listSchema },
    handle: async (call, { params: { contract, paper }, body }) => {
      const number = contract.toUpperCase()
      await offerPaper(call.tx, call.account, byOf(call), number, { code: paper, ...body })
      return ok({ items: (await papersOf(call.tx, call.account, number)).map(view) })
    },
  }),
  operation({
    id: 'contract.accept-offer',
    method: 'POST',
    path: `${path}/:paper/offers/acceptance`,
    summary: 'Accept the newest price for a document',
    permission: 'paper.accept-price',
    scope: 'account',
    params: one,
    answers: { 200: listSchema },
    handle: async (call, { params: { contract, paper } }) => {
      const number = contract.toUpperCase()
      await acceptPaperOffer(call.tx, call.account, byOf(call), number, paper)
      return ok({ items: (await papersOf(call.tx, call.account, number)).map(view) })
    },
  }),
]
