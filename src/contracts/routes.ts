import { z } from 'zod'
import { salesChannels } from '../catalog/offering.ts'
import { refusal, refusedSchema } from '../decisions/reply.ts'
import { decisionSchema, reasonSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import { sentence, titleOf } from '../decisions/words.ts'
import {
  accountParams,
  type Call,
  created,
  dateText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { notFound } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import type { OrderLine } from './judge-order.ts'
import * as contracts from './service.ts'
import { countLines, listOrders } from './store.ts'

const serials = z.array(z.string().trim().min(1).max(64)).max(5000)
const agreement = z.object({
  kind: z.enum(['posted', 'signed']),
  name: z.string().max(200),
  version: z.string().max(60),
  vendorSignedOn: dateText.nullable().default(null),
  customerSignedOn: dateText.nullable().default(null),
  coversSupport: z.boolean().default(true),
  /** The least term that it states by itself. */
  leastMonths: z.number().int().min(1).max(120).nullable().default(null),
})
const document = z.object({
  code: z.string().max(60),
  version: z.string().max(60).default('1'),
  vendorAgreedOn: dateText.nullable().default(null),
  customerAgreedOn: dateText.nullable().default(null),
})
const advisor = z.object({
  name: z.string().max(200),
  theatre: z.enum(['AMERICAS', 'EMEA', 'APAC']),
  zone: z.string().max(60),
  /** Somebody on the staff; left out where the advisor is known by name alone. */
  personId: z.uuid().optional(),
})

const orderBody = z.object({
  offering: z.string().min(2).max(20),
  channel: z.enum(salesChannels),
  method: z.enum(['price-list', 'FSC', 'ASC']).default('price-list'),
  poNumber: z.string().trim().max(60).default(''),
  endUserName: z.string().trim().max(200).default(''),
  endUserAddress: z.string().trim().max(500).default(''),
  ownUse: z.boolean().default(false),
  startsOn: dateText,
  endsOn: dateText,
  agreement: agreement.nullable().default(null),
  coterm: z
    .object({ agreementId: z.string().trim().max(60), agreedOn: dateText, written: z.boolean() })
    .nullable()
    .default(null),
  documents: z.array(document).max(20).default([]),
  addendum: z
    .object({
      id: z.string().max(60),
      serials,
      vendorSignedOn: dateText.nullable().default(null),
      customerSignedOn: dateText.nullable().default(null),
    })
    .nullable()
    .default(null),
  serials: serials.default([]),
  seller: z.string().max(12).nullable().default(null),
})

const lineSchema = z.object({
  serial: z.string(),
  verdict: z.enum(['granted', 'refused', 'needs approval']),
  reasons: z.array(reasonSchema),
})
const outcomeSchema = z.object({
  order: z.string().nullable(),
  contract: z.string().nullable(),
  decision: decisionSchema,
  lines: z.array(lineSchema),
})
const contractSchema = z
  .object({
    number: z.string(),
    kind: z.enum(['service', 'base']),
    service: z.string(),
    offeringVersion: z.number().nullable(),
    state: z.enum(['pending', 'active', 'cancelled']),
    activatedOn: dateText.nullable(),
    startsOn: dateText,
    endsOn: dateText,
    poNumber: z.string(),
    endUserName: z.string(),
    endUserAddress: z.string(),
    territory: z.string().nullable(),
    agreement: agreement.nullable(),
    /** Where the licence text stood on the day of the order (ISS-1.p7). */
    licenceText: z.object({ name: z.string(), address: z.string() }).optional(),
    documents: z.array(document),
    advisor: advisor.nullable(),
    renews: z.boolean(),
    version: z.number(),
  })
  .meta({ id: 'Contract' })
const coveredSchema = z.object({
  serial: z.string(),
  product: z.string(),
  startsOn: dateText,
  endsOn: dateText,
  suspendedOn: dateText.nullable(),
  suspendedReason: z.string().nullable(),
})

const lineView = (line: OrderLine) => ({
  ...line,
  reasons: line.reasons.map((reason) => ({ ...reason, title: titleOf(reason.rule), sentence: sentence(reason) })),
})
const contractView = ({
  number,
  kind,
  service,
  offeringVersion,
  state,
  activatedOn,
  startsOn,
  endsOn,
  poNumber,
  territory,
  terms,
  renewsId,
  version,
}: contracts.Contract) => ({
  number,
  kind,
  service,
  offeringVersion,
  state,
  activatedOn,
  startsOn,
  endsOn,
  poNumber,
  territory,
  agreement: terms.agreement,
  ...(terms.licenceText ? { licenceText: terms.licenceText } : {}),
  documents: terms.documents,
  advisor: terms.advisor ?? null,
  endUserName: terms.endUserName,
  endUserAddress: terms.endUserAddress,
  renews: renewsId !== null,
  version,
})

/** Contracts and their orders. @param sellers the partners, wired by the caller to the parties slice */
export function contractOperations(sellers: contracts.Sellers): readonly Operation[] {
  const place = async (call: Call, body: z.output<typeof orderBody>, dry: boolean) => {
    const { seller: code, ...order } = body
    const sellerCode = code ?? (call.principal.accountKind === 'partner' ? call.principal.accountCode : null)
    const seller = sellerCode === null ? undefined : await contracts.sellerBy(sellers, sellerCode)
    return contracts.placeOrder(
      call.tx,
      call.account,
      {
        now: call.now,
        actor: actorOf(call.principal),
        // the party that orders beside the end user; what staff keys is its seller's (policy B54)
        ...(seller && call.principal.accountKind !== 'customer'
          ? { orderedBy: { code: seller.account.code, name: seller.account.name } }
          : {}),
      },
      { ...order, sellerCode },
      seller,
      dry,
    )
  }
  const number = accountParams.extend({ contract: z.string().max(40) })
  return [
    operation({
      id: 'order.place',
      method: 'POST',
      path: '/api/accounts/:account/orders',
      summary: 'Order a service; the answer is a contract or a refusal with clauses',
      permission: 'order.place',
      scope: 'account',
      params: accountParams,
      body: orderBody,
      answers: {
        201: outcomeSchema,
        202: outcomeSchema,
        403: refusedSchema.extend(outcomeSchema.shape),
      },
      handle: async (call, { body }) => {
        const { order, contract, decision, decisionId, lines } = await place(call, body, false)
        const view = { order, contract, decision: viewOf(decision, call.now, decisionId), lines: lines.map(lineView) }
        if (decision.verdict === 'refused') return refusal('The order is refused', view.decision, view)
        return { status: decision.verdict === 'granted' ? 201 : 202, body: view }
      },
    }),
    operation({
      id: 'order.preview',
      method: 'POST',
      path: '/api/accounts/:account/orders/preview',
      summary: 'How an order would be judged; stores nothing',
      permission: 'decision.preview',
      scope: 'account',
      params: accountParams,
      body: orderBody,
      answers: { 200: outcomeSchema },
      handle: async (call, { body }) => {
        const { decision, lines } = await place(call, body, true)
        return ok({ order: null, contract: null, decision: viewOf(decision, call.now, null), lines: lines.map(lineView) })
      },
    }),
    operation({
      id: 'order.list',
      method: 'GET',
      path: '/api/orders',
      summary: 'Orders that I may see, newest first; of one account or all',
      permission: 'order.read',
      scope: 'reach',
      query: pageQuery.extend({ account: z.string().max(12).optional() }),
      answers: {
        200: pageOf(
          z.object({
            account: z.string(),
            number: z.string(),
            offering: z.string(),
            channel: z.string(),
            startsOn: dateText,
            endsOn: dateText,
            outcome: z.string(),
            contract: z.string().nullable(),
            decision: z.string(),
            placedBy: z.string(),
            at: z.string(),
            serials: z.number(),
          }),
        ),
      },
      handle: async ({ tx }, { query }) => {
        const key = readCursor(query.cursor)
        const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
        const rows = await listOrders(tx, { accountCode: query.account?.toUpperCase(), before, limit: query.limit + 1 })
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return ok({
          items: items.map((row) => ({
            account: row.accountCode,
            number: row.number,
            offering: row.placed.offering,
            channel: row.placed.channel,
            startsOn: row.placed.startsOn,
            endsOn: row.placed.endsOn,
            outcome: row.outcome,
            contract: row.contractNumber,
            decision: row.decisionId,
            placedBy: row.placedBy,
            at: toIso(row.createdAt),
            serials: row.placed.serials.length,
          })),
          next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null,
        })
      },
    }),
    operation({
      id: 'contract.list',
      method: 'GET',
      path: '/api/accounts/:account/contracts',
      summary: 'Contracts of an account',
      permission: 'contract.read',
      scope: 'account',
      params: accountParams,
      answers: { 200: z.object({ items: z.array(contractSchema.extend({ devices: z.number() })) }) },
      handle: async ({ tx, account }) => {
        const [items, counts] = await Promise.all([contracts.listContracts(tx, account.id), countLines(tx, account.id)])
        return ok({ items: items.map((each) => ({ ...contractView(each), devices: counts.get(each.id) ?? 0 })) })
      },
    }),
    operation({
      id: 'contract.read',
      method: 'GET',
      path: '/api/accounts/:account/contracts/:contract',
      summary: 'One contract with its devices',
      permission: 'contract.read',
      scope: 'account',
      params: number,
      answers: { 200: contractSchema.extend({ lines: z.array(coveredSchema) }) },
      handle: async ({ tx, account }, { params }) => {
        const found = await contracts.findContract(tx, account.id, params.contract.toUpperCase())
        if (!found) throw notFound('contract')
        const lines = await contracts.listLines(tx, account.id, { contractId: found.id })
        return ok({ ...contractView(found), lines: lines.map(({ contractId: _, deviceId: __, ...line }) => line) }, found.version)
      },
    }),
    operation({
      id: 'contract.activate',
      method: 'POST',
      path: '/api/accounts/:account/contracts/:contract/activate',
      summary: 'Activate a pending contract',
      permission: 'contract.activate',
      scope: 'account',
      params: number,
      body: z.object({ agreement: agreement.optional(), documents: z.array(document).max(20).optional(), advisor: advisor.optional() }),
      answers: {
        200: z.object({ contract: contractSchema, decision: decisionSchema }),
        403: refusedSchema.extend({ contract: contractSchema }),
      },
      handle: async (call, { params, body }) => {
        const { contract, decision, decisionId } = await contracts.activateContract(
          call.tx,
          call.account,
          { now: call.now, actor: actorOf(call.principal) },
          params.contract.toUpperCase(),
          body,
        )
        const view = { contract: contractView(contract), decision: viewOf(decision, call.now, decisionId) }
        return decision.verdict === 'granted' ? ok(view) : refusal('The activation is refused', view.decision, view)
      },
    }),
    operation({
      id: 'contract.record',
      method: 'POST',
      path: '/api/accounts/:account/base-contracts',
      summary: 'Record a base contract or subscription over devices',
      permission: 'contract.activate',
      scope: 'account',
      params: accountParams,
      body: z.object({
        type: z.enum([...contracts.baseTypes, 'subscription']),
        startsOn: dateText,
        endsOn: dateText,
        serials,
        poNumber: z.string().max(60).default(''),
        territory: z.string().length(2).nullable().default(null),
      }),
      answers: { 201: contractSchema },
      handle: async (call, { body }) => {
        const contract = await contracts.recordBaseContract(call.tx, call.account, { now: call.now, actor: actorOf(call.principal) }, body)
        return created(contractView(contract), contract.version)
      },
    }),
    operation({
      id: 'contract.end',
      method: 'POST',
      path: '/api/accounts/:account/contracts/:contract/end',
      summary: 'End a contract early',
      permission: 'contract.activate',
      scope: 'account',
      params: number,
      body: z.object({ on: dateText, reason: z.string().trim().min(1).max(500) }),
      answers: { 200: contractSchema },
      handle: async (call, { params, body }) =>
        ok(
          contractView(
            await contracts.endContract(
              call.tx,
              call.account,
              { now: call.now, actor: actorOf(call.principal) },
              params.contract.toUpperCase(),
              body.on,
              body.reason,
            ),
          ),
        ),
    }),
    operation({
      id: 'contract.amend',
      method: 'POST',
      path: '/api/accounts/:account/contracts/:contract/devices',
      summary: 'Add devices by an amending purchase order',
      permission: 'contract.activate',
      scope: 'account',
      params: number,
      body: z.object({ serials: serials.min(1), poNumber: z.string().trim().min(1).max(60), startsOn: dateText }),
      answers: { 200: z.object({ lines: z.array(lineSchema) }) },
      handle: async (call, { params, body }) =>
        ok({
          lines: (
            await contracts.amendContract(
              call.tx,
              call.account,
              { now: call.now, actor: actorOf(call.principal) },
              params.contract.toUpperCase(),
              body.serials,
              body.poNumber,
              body.startsOn,
            )
          ).map(lineView),
        }),
    }),
    operation({
      id: 'cover.suspend',
      method: 'POST',
      path: '/api/accounts/:account/contracts/:contract/devices/:serial/suspension',
      summary: 'Suspend or resume the cover of one device',
      permission: 'contract.activate',
      scope: 'account',
      params: number.extend({ serial: z.string().max(64) }),
      body: z.object({ on: dateText.nullable(), reason: z.string().trim().max(500).default('') }),
      answers: { 200: z.object({ done: z.literal(true) }) },
      handle: async (call, { params, body }) => {
        await contracts.suspendCover(
          call.tx,
          call.account,
          { now: call.now, actor: actorOf(call.principal) },
          params.contract.toUpperCase(),
          params.serial,
          body.on,
          body.reason,
        )
        return ok({ done: true })
      },
    }),
  ]
}
