import { z } from 'zod'
import { accountParams, contractParams, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { requireContract } from '../routes.ts'
import { words } from '../schema.ts'
import { loansOf, type StandingLoan } from '../service.ts'
import { incidentKinds, riskAt } from './loan.ts'
import { askBack, confirmLoan, handOver, recordLoan, reportIncident, returnLoan, settleIncident } from './service.ts'

const money = z.object({
  amount: z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'an amount such as 1250.00'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three letters such as AUD'),
})
const line = z.string().trim().min(1).max(300)
const params = accountParams.extend({ loan: z.uuid() })
const done = { 204: z.null() }
const loanSchema = z.object({
  id: z.string(),
  contract: z.string(),
  engagement: z.string().nullable(),
  serial: z.string(),
  what: z.string(),
  purpose: z.string(),
  site: z.string(),
  zone: z.string(),
  contact: z.string(),
  recordedAt: instantText,
  /** Always the provider's (MSP-5.e2). */
  title: z.literal('provider'),
  state: z.enum(['recorded', 'not-confirmed', 'active', 'due-back', 'overdue', 'returned', 'written-off']),
  risk: z.enum(['provider', 'customer']),
  riskFrom: instantText.nullable(),
  riskTo: instantText.nullable(),
  value: money.nullable(),
  confirmed: z.object({ text: z.string(), by: z.string(), on: dateText }).nullable(),
  returnDue: dateText.nullable(),
  returnDueBecause: z.enum(['service-end', 'request']).nullable(),
  instructions: z.string(),
  overdueSince: dateText.nullable(),
  incidents: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(incidentKinds),
      on: dateText,
      text: z.string(),
      reportedBy: z.string(),
      estimate: money.nullable(),
      settled: z.object({ charged: money.nullable(), by: z.string(), at: instantText, reason: z.string() }).nullable(),
    }),
  ),
})

const loanView = (loan: StandingLoan) => ({
  id: loan.id,
  contract: loan.contract,
  engagement: loan.engagementId,
  serial: loan.serial,
  what: loan.what,
  purpose: loan.purpose,
  site: loan.site,
  zone: loan.zone,
  contact: loan.contact,
  recordedAt: toIso(loan.at),
  title: 'provider',
  state: loan.state,
  risk: loan.risk,
  riskFrom: loan.riskFrom === null ? null : toIso(loan.riskFrom),
  riskTo: loan.riskTo === null ? null : toIso(loan.riskTo),
  value: loan.value,
  confirmed: loan.confirmed,
  returnDue: loan.returnDue,
  returnDueBecause: loan.returnDueBecause,
  instructions: loan.instructions,
  overdueSince: loan.overdueSince,
  incidents: loan.incidents.map(({ settled, ...incident }) => ({ ...incident, settled: settled && { ...settled, at: toIso(settled.at) } })),
})

const instantOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text))

/** Equipment of the provider at a customer's site: title, place, risk and return (MSP-5.e1 to MSP-5.e6). */
export const loanOperations: readonly Operation[] = [
  operation({
    id: 'loan.list',
    method: 'GET',
    path: '/api/accounts/:account/loans',
    summary: 'Equipment lent to an account: where it is, whose the risk is today or was at an instant, and when it is due back',
    permission: 'duty.read',
    scope: 'account',
    params: accountParams,
    query: z.object({ riskAt: instantText.optional() }),
    answers: { 200: z.object({ items: z.array(loanSchema) }) },
    handle: async (call, { query }) => {
      const at = instantOf(query.riskAt)
      const loans = await loansOf(call.tx, call.account, call.now)
      return ok({ items: loans.map((loan) => ({ ...loanView(loan), ...(at === undefined ? {} : { risk: riskAt(loan, at) }) })) })
    },
  }),
  operation({
    id: 'loan.record',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/loans',
    summary: 'Record equipment that is to be lent to a site',
    permission: 'loan.edit',
    scope: 'account',
    params: contractParams,
    body: z.object({
      engagement: z.uuid().optional(),
      serial: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .transform((text) => text.toUpperCase()),
      what: line,
      purpose: z.string().trim().max(300).default(''),
      site: z.uuid(),
      contact: line,
    }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async (call, { params: { contract }, body: { engagement, site, ...body } }) => {
      const contractId = (await requireContract(call, contract)).id
      const given = { ...body, contractId, engagementId: engagement ?? null, siteId: site }
      return created({ id: await recordLoan(call.tx, call.account, byOf(call), given) })
    },
  }),
  operation({
    id: 'loan.hand-over',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/receipt',
    summary: 'The receipt of the hand-over, with the value: from here the risk is the customer’s',
    permission: 'loan.edit',
    scope: 'account',
    params,
    body: z.object({ value: money.optional(), receivedBy: line, receivedAt: instantText.optional() }),
    answers: done,
    handle: async (call, { params: { loan }, body }) => {
      await handOver(call.tx, call.account, byOf(call), loan, {
        value: body.value ?? null,
        receivedBy: body.receivedBy,
        receivedAt: instantOf(body.receivedAt),
      })
      return { status: 204 }
    },
  }),
  operation({
    id: 'loan.confirm',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/confirmation',
    summary: 'Confirm the secured area and who may enter it; before that the loan is not active',
    permission: 'loan.handle',
    scope: 'account',
    params,
    body: z.object({ area: line, access: words }),
    answers: done,
    handle: async (call, { params: { loan }, body }) => {
      await confirmLoan(call.tx, call.account, byOf(call), loan, body)
      return { status: 204 }
    },
  }),
  operation({
    id: 'loan.ask-back',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/request',
    summary: 'Ask for equipment back: due today, and how it goes back',
    permission: 'loan.edit',
    scope: 'account',
    params,
    body: z.object({ instructions: words }),
    answers: done,
    handle: async (call, { params: { loan }, body }) => {
      await askBack(call.tx, call.account, byOf(call), loan, body)
      return { status: 204 }
    },
  }),
  operation({
    id: 'loan.return',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/return',
    summary: 'The receipt of the return: the risk is the provider’s again',
    permission: 'loan.edit',
    scope: 'account',
    params,
    body: z.object({ text: z.string().trim().max(1000).default(''), returnedAt: instantText.optional() }),
    answers: done,
    handle: async (call, { params: { loan }, body }) => {
      await returnLoan(call.tx, call.account, byOf(call), loan, { text: body.text, returnedAt: instantOf(body.returnedAt) })
      return { status: 204 }
    },
  }),
  operation({
    id: 'loan.report',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/incidents',
    summary: 'Report damage, loss or theft of equipment that is lent',
    permission: 'loan.handle',
    scope: 'account',
    params,
    body: z.object({ incident: z.enum(incidentKinds), text: words, estimate: money.optional(), on: dateText.optional() }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async (call, { params: { loan }, body }) =>
      created({
        id: await reportIncident(call.tx, call.account, byOf(call), loan, {
          incident: body.incident,
          text: body.text,
          estimate: body.estimate ?? null,
          on: body.on,
        }),
      }),
  }),
  operation({
    id: 'loan.charge',
    method: 'POST',
    path: '/api/accounts/:account/loans/:loan/incidents/:incident/charge',
    summary: 'Decide about the charge for damage, loss or theft: a line of money, or none',
    permission: 'loan.charge',
    scope: 'account',
    params: params.extend({ incident: z.uuid() }),
    body: z.object({ charge: money.optional(), reason: words }),
    answers: done,
    handle: async (call, { params: { loan, incident }, body }) => {
      await settleIncident(call.tx, call.account, byOf(call), loan, { incident, charge: body.charge ?? null, reason: body.reason })
      return { status: 204 }
    },
  }),
]
