import { z } from 'zod'
import { families } from '../credits/ledger.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { exceptionKinds, exceptionStates } from './exceptions/exception.ts'
import { extraKinds } from './extra.ts'
import { peopleOptions, requestStates } from './request.ts'

/** Requests as they cross the API. */

const date = z.iso.date()
const instant = z.iso.datetime({ offset: true })
const line = z.string().trim().min(1).max(300)
const serial = z.string().trim().min(1).max(100)

export const windowSchema = z.object({
  startsAt: instant,
  endsAt: instant,
  zone: z.string(),
  mode: z.enum(['on-call', 'immediate']),
  agreement: z.string(),
})
/** A window as somebody gives it: local times in its zone, or instants with their offset. */
export const windowInput = z.object({
  starts: z.string().trim().min(16).max(35),
  ends: z.string().trim().min(16).max(35),
  zone: z.string().trim().min(1).max(60).optional(),
  mode: z.enum(['on-call', 'immediate']).default('immediate'),
  agreement: z.string().trim().max(60).default(''),
})
export const askBody = z.object({
  contract: z.string().trim().min(1).max(40).optional(),
  service: z.string().trim().min(1).max(40),
  quantity: z.number().int().min(1).max(260).default(1),
  firstDay: date.optional(),
  devices: z.array(serial).max(500).default([]),
  case: z.string().trim().min(1).max(40).optional(),
  windows: z.array(windowInput).max(20).default([]),
  change: z.string().trim().max(60).default(''),
  plan: z.uuid().optional(),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2}$/, 'a language as two small letters, such as en')
    .default('en'),
  purpose: z.string().trim().max(4000).default(''),
  /** A named or a local engineer, which the service does not include: quoted beside it, and held in an addendum (MSP-6.g2). */
  options: z.array(z.enum(peopleOptions)).max(2).default([]),
  /** Of the provider: why it takes a change that was announced late (policy B68). */
  waiver: z.string().trim().max(2000).default(''),
  /** Of somebody of the provider who asks for the customer: whose wish it is, and how it came. */
  onBehalf: z.object({ name: line, channel: z.enum(['phone', 'email', 'meeting']) }).optional(),
})
export const paymentSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('credits'), family: z.enum(families), credits: z.number() }),
  z.object({ by: z.literal('units'), units: z.number() }),
])
export const extraSchema = z.object({
  kind: z.enum(extraKinds),
  text: line,
  cents: z.number().int().min(1).max(100_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency such as USD'),
})
const leftOutSchema = z.object({ days: z.array(date).max(60), agreement: z.string().trim().max(60).default('') })
export const quoteBody = z.object({
  quantity: z.number().int().min(1).max(260),
  firstDay: date,
  windows: z.array(windowInput).max(20).default([]),
  devices: z.array(serial).max(500).default([]),
  engineer: z.string().trim().max(200).default(''),
  language: z.string().trim().length(2).default('en'),
  extras: z.array(extraSchema).max(20).default([]),
  assumptions: z.array(line).max(50).default([]),
  acceptance: z.array(line).max(50).default([]),
  planOn: date.optional(),
  note: z.string().trim().max(4000).default(''),
  /** Working days on which nothing is given, with the number of the provider's agreement to the gap (MSP-6.d3). */
  leftOut: leftOutSchema.optional(),
  flexible: z.number().int().min(1).max(1_000_000_000).optional(),
})
export const scopeBody = z.object({
  outcome: z.enum(['in', 'partly', 'out']),
  excess: z
    .array(z.object({ activity: line, why: line }))
    .max(50)
    .default([]),
  offered: z.boolean().default(false),
  note: z.string().trim().max(4000).default(''),
  agreement: z.string().trim().max(300).default(''),
})
export const requestSchema = z
  .object({
    /** Also the id of the work that duties are owed for. */
    id: z.string(),
    account: z.string(),
    number: z.string(),
    contract: z.string(),
    offering: z.string(),
    service: z.string(),
    title: z.string(),
    state: z.enum(requestStates),
    askedBy: z.string(),
    askedAt: instant,
    engineer: z.string(),
    activeOn: date.nullable(),
    firstDay: date.nullable(),
    lastDay: date.nullable(),
    commencedAt: instant.nullable(),
    closedAt: instant.nullable(),
    pausedOn: date.nullable(),
    pausedWhy: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'ServiceRequestSummary' })
const orderSchema = z
  .object({
    version: z.number(),
    sha256: z.string(),
    providerSignedBy: z.string(),
    providerSignedAt: instant,
    customerSignedBy: z.string().nullable(),
    customerSignedAt: instant.nullable(),
    turnedDownBy: z.string().nullable(),
    turnedDownWhy: z.string().nullable(),
    quantity: z.number(),
    firstDay: date,
    lastDay: date,
    days: z.array(date),
    /** Working days that are left out by agreement; null where none are. */
    leftOut: leftOutSchema.nullable(),
    windows: z.array(windowSchema),
    devices: z.array(z.string()),
    sites: z.array(z.string()),
    payment: paymentSchema,
    extras: z.array(extraSchema),
    engineer: z.string(),
    language: z.string(),
    assumptions: z.array(z.string()),
    acceptance: z.array(z.string()),
    planOn: date,
    note: z.string(),
  })
  .meta({ id: 'TaskOrder' })
const paperSchema = z
  .object({
    version: z.number(),
    text: z.string(),
    document: z.object({ id: z.string(), name: z.string() }).nullable(),
    review: z.string().nullable(),
    language: z.string(),
    sha256: z.string(),
    sentBy: z.string(),
    sentAt: instant,
    signBy: date.nullable(),
    /** Since when the signature is overdue; null when it is not. */
    overdueSince: date.nullable(),
    signedBy: z.string().nullable(),
    signedAt: instant.nullable(),
    outcome: z.enum(['accepted', 'rejected']).nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Deliverable' })
export const exceptionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(exceptionKinds),
    /** Its window by number; null for the whole request. */
    window: z.number().nullable(),
    what: z.string(),
    why: z.string(),
    askedBy: z.string(),
    askedAt: instant,
    state: z.enum(exceptionStates),
    answeredBy: z.string().nullable(),
    answeredAt: instant.nullable(),
    answer: z.string(),
    cents: z.number().nullable(),
    currency: z.string().nullable(),
  })
  .meta({ id: 'ExceptionRequest' })
export const toldSchema = z
  .object({ title: z.string(), clauses: z.array(z.string()).readonly(), text: z.string(), nothing: z.boolean(), by: z.string(), on: date })
  .meta({ id: 'ToldToWorkers' })
const chargeSchema = z
  .object({
    number: z.number(),
    /** In the smallest unit of the currency. */
    amount: z.number(),
    currency: z.string(),
    duty: z.string(),
    clauses: z.array(z.string()),
    reason: z.string(),
    state: z.enum(['proposed', 'approved', 'rejected', 'taken-back']),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    decision: z.string(),
    /** Its line of the statement. */
    line: z.number().nullable(),
  })
  .meta({ id: 'RequestCharge' })
export const wholeRequestSchema = requestSchema
  .extend({
    wanted: z.object({
      quantity: z.number(),
      firstDay: date.nullable(),
      devices: z.array(z.string()),
      case: z.string().nullable(),
      windows: z.array(windowSchema),
      change: z.string(),
      plan: z.string().nullable(),
      language: z.string(),
      purpose: z.string(),
      waiver: z.string().optional(),
    }),
    scope: scopeBody.extend({ by: z.string(), on: date }).nullable(),
    taskOrder: z.number().nullable(),
    orders: z.array(orderSchema),
    deliverables: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        clauses: z.array(z.string()),
        dueOn: date,
        declinedBy: z.string().nullable(),
        declinedWhy: z.string().nullable(),
        papers: z.array(paperSchema),
      }),
    ),
    certificates: z.array(paperSchema),
    exceptions: z.array(exceptionSchema),
    /** What missed duties cost beside the credits; the customer sees what was approved. */
    charges: z.array(chargeSchema),
    /** What whoever does the work has to know of the customer: rules of law, safety on site. */
    told: z.array(toldSchema),
    /** Why whoever reads this does not sign for it, in words; null when they may. */
    mayNotSign: z.string().nullable(),
    /** Duties that keep it from beginning, of either side. */
    waitsFor: z.array(z.object({ title: z.string(), side: z.string(), clauses: z.array(z.string()), cure: z.string() })),
    /** What has to be there before it can be certified, in words. */
    missing: z.array(z.string()),
    events: z.array(
      z.object({ seq: z.number(), at: instant, actor: z.string(), kind: z.string(), body: z.record(z.string(), z.unknown()) }),
    ),
  })
  .meta({ id: 'ServiceRequest' })
export const salesContactSchema = z
  .object({ part: z.enum(['partner', 'sales manager', 'business manager']), name: z.string(), reach: z.string() })
  .meta({ id: 'SalesContact' })
export const outcomeSchema = z.object({
  request: z.string().nullable(),
  decision: decisionSchema,
  price: paymentSchema.nullable(),
  /** Who answers questions about it (ISS-2.p2). */
  contacts: z.array(salesContactSchema),
})

/** Why something is done or refused, in words. */
export const reason = z.string().trim().min(1).max(2000)
/** The number of a request in an address. */
export const requestParam = { request: z.string().trim().min(3).max(40) }
