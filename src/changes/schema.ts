import { z } from 'zod'
import { dutyStates } from '../duties/items.ts'
import { exceptionSchema, toldSchema } from '../requests/schema.ts'
import { changeStates } from './change.ts'
import { entryKinds, solutionSteps } from './happened.ts'

/** Changes as they cross the API. */

const instant = z.iso.datetime({ offset: true })
const line = z.string().trim().min(1).max(300)
const words = z.string().trim().max(4000)

const contactSchema = z.object({
  name: line,
  email: z.email().max(200),
  reach: z.string().trim().max(200),
  mayAuthorise: z.boolean(),
})
export const planSchema = z.object({
  goal: words.default(''),
  steps: z
    .array(
      z.object({
        serial: z.string().trim().min(1).max(100),
        what: line,
        check: z.string().trim().max(300).default(''),
        rollback: z.string().trim().max(300).default(''),
        minutes: z.number().int().min(0).max(1440),
      }),
    )
    .max(200)
    .default([]),
  rollback: words.default(''),
  risk: z.enum(['low', 'medium', 'high']).default('medium'),
  riskWhy: words.default(''),
  constraints: z.array(line).max(50).default([]),
  noConstraints: z.boolean().default(false),
  primary: contactSchema.nullable().default(null),
  backup: contactSchema.nullable().default(null),
  access: words.default(''),
  papers: z
    .object({ design: z.string().trim().max(500), releases: z.string().trim().max(500), configurations: z.string().trim().max(500) })
    .default({ design: '', releases: '', configurations: '' }),
})
export const preparationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('access-test'), passed: z.boolean(), note: words.default('') }),
  z.object({ kind: z.literal('answer'), id: z.number().int().min(1), text: words.min(1) }),
  z.object({ kind: z.literal('in-place'), id: z.number().int().min(1) }),
  /** The case that was opened ahead of the change (SSM-3.1.a7). */
  z.object({ kind: z.literal('case-ahead'), case: z.string().trim().min(1).max(40) }),
  z.object({ kind: z.literal('cannot-meet'), duty: z.string().trim().min(1).max(40), why: words.min(1) }),
])
export const requirementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ask'),
    topic: z.enum(['cooperation', 'access', 'consent', 'information', 'materials']),
    text: words.min(1),
  }),
  z.object({ kind: z.literal('condition'), text: words.min(1), source: z.enum(['product-documents', 'user-guide', 'recommendation']) }),
  z.object({ kind: z.literal('waive'), item: z.string().trim().min(1).max(40), why: words.min(1) }),
  z.object({ kind: z.literal('hold'), on: z.boolean(), why: words.default('') }),
])
export const entryInput = z.object({
  type: z.enum(entryKinds),
  text: words.min(1),
  serial: z.string().trim().max(100).default(''),
  /** From where the engineer writes; left out, from where the window is delivered. */
  location: z.string().trim().max(200).default(''),
})
export const pursuitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('escalate') }),
  z.object({ kind: z.literal('solution'), state: z.enum(solutionSteps) }),
  z.object({ kind: z.literal('settle') }),
])
export const analysisSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('analyse'), analysis: words.default(''), recommendation: words.default('') }),
  z.object({
    kind: z.literal('case'),
    number: z.string().trim().min(3).max(40),
    /** What was collected in the window for the analysis of the cause. */
    collected: words.default(''),
  }),
  z.object({ kind: z.literal('decline'), code: z.string().trim().max(40).default(''), why: words.min(1) }),
])
export const proposalInput = z.object({
  starts: z.string().trim().min(16).max(35),
  ends: z.string().trim().min(16).max(35),
  why: words.min(1),
  waiver: words.default(''),
  agreement: z.string().trim().max(60).default(''),
})
export const stretchInput = z.object({ startsAt: instant, endsAt: instant })

export const changeSchema = z
  .object({
    account: z.string(),
    number: z.string(),
    request: z.string(),
    offering: z.string(),
    service: z.string(),
    title: z.string(),
    state: z.enum(changeStates),
    unit: z.string(),
    startsAt: instant,
    endsAt: instant,
    zone: z.string(),
    country: z.string(),
    devices: z.array(z.string()),
    engineer: z.object({ id: z.string(), name: z.string() }).nullable(),
    presence: z.enum(['remote', 'onsite']),
    location: z.string(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    closedAt: instant.nullable(),
    version: z.number(),
  })
  .meta({ id: 'ChangeSummary' })
const entrySchema = z
  .object({
    id: z.number(),
    at: instant,
    by: z.string(),
    side: z.enum(['provider', 'customer', 'clock']),
    type: z.enum(entryKinds),
    text: z.string(),
    device: z.string(),
    location: z.string(),
    late: z.boolean(),
    escalatedAt: instant.nullable(),
    escalatedBy: z.string(),
    actedAt: instant.nullable(),
    /** From the escalation to the first thing that the engineer did about it. */
    actedAfterMinutes: z.number().nullable(),
    analysis: z.string(),
    recommendation: z.string(),
    recommendedAt: instant.nullable(),
    solution: z.array(z.object({ state: z.enum(solutionSteps), at: instant })),
    case: z.string(),
    /** What was collected in the window for the analysis of the cause. */
    collected: z.string(),
    settledAt: instant.nullable(),
    declined: z.object({ code: z.string(), clauses: z.array(z.string()), why: z.string(), owner: z.string() }).nullable(),
    issue: z.boolean(),
  })
  .meta({ id: 'LogEntry' })
export const moveSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['move', 'call-off', 'again']),
    side: z.enum(['provider', 'customer']),
    by: z.string(),
    at: instant,
    startsAt: instant,
    endsAt: instant,
    why: z.string(),
    waiver: z.string(),
    state: z.enum(['open', 'accepted', 'declined', 'withdrawn']),
    answeredBy: z.string().nullable(),
    answer: z.string(),
  })
  .meta({ id: 'ChangeMove' })
const at = z.object({ at: instant })
export const wholeChangeSchema = changeSchema
  .extend({
    /** When what was paid for ends; warned before it. */
    edgeAt: instant.nullable(),
    limits: z.object({ mostMinutes: z.number(), clauses: z.array(z.string()) }),
    plan: planSchema
      .extend({ version: z.number(), writtenBy: z.string(), writtenAt: instant, minutes: z.number(), outOfScope: z.array(z.number()) })
      .nullable(),
    planVersions: z.number(),
    offered: z.array(z.object({ text: z.string(), from: z.string() })),
    items: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        side: z.enum(['provider', 'customer']),
        clauses: z.array(z.string()),
        met: z.boolean(),
        missing: z.string(),
        waived: z.object({ by: z.string(), why: z.string() }).nullable(),
        waivable: z.boolean(),
        /** The duty of the customer that it is, as both sides read it. */
        duty: z.object({ code: z.string(), state: z.enum(dutyStates) }).nullable(),
      }),
    ),
    atRisk: z.boolean(),
    advice: z.string().nullable(),
    caseAhead: z.object({ case: z.string(), on: z.string() }).nullable(),
    planReview: at.extend({ planVersion: z.number(), people: z.array(z.string()) }).nullable(),
    accessTest: at.extend({ passed: z.boolean(), note: z.string(), by: z.string() }).nullable(),
    asks: z.array(
      z.object({
        id: z.number(),
        topic: z.string(),
        text: z.string(),
        askedAt: instant,
        by: z.string(),
        answeredAt: instant.nullable(),
        answer: z.string(),
      }),
    ),
    conditions: z.array(z.object({ id: z.number(), text: z.string(), source: z.string(), toldAt: instant, inPlaceAt: instant.nullable() })),
    misses: z.array(at.extend({ duty: z.string(), why: z.string(), by: z.string() })),
    hold: z.string().nullable(),
    entries: z.array(entrySchema),
    ticks: z.array(at.extend({ step: z.number(), outcome: z.enum(['done', 'failed', 'rolled-back']), by: z.string(), note: z.string() })),
    owners: z.array(z.object({ entry: z.number(), owner: z.string(), text: z.string() })),
    saidOnClosing: z.string(),
    review: at
      .extend({
        by: z.string(),
        goal: z.string(),
        result: z.string(),
        verdict: z.enum(['met', 'partly', 'missed']),
        improvements: z.string(),
        noneBecause: z.string(),
        language: z.string(),
        changes: z.array(z.object({ text: z.string(), customer: z.string(), provider: z.string(), on: z.string() })),
      })
      .nullable(),
    moves: z.array(moveSchema),
    /** Why no further window can be had on its unit; null where either side may ask for one. */
    noFurther: z.string().nullable(),
    /** Its window by number in the task order. */
    window: z.number(),
    /** Wishes for somebody onsite that are about this window. */
    onsite: z.array(exceptionSchema),
    /** What whoever does the work has to know of the customer: rules of law, safety on site. */
    told: z.array(toldSchema),
    /** Places from which the provider works. */
    places: z.array(z.object({ code: z.string(), title: z.string() })),
    /** Devices whose support ends before the window, as advice. */
    ending: z.array(z.object({ text: z.string(), clauses: z.array(z.string()) })),
    /** Of the provider's people alone: the firm of the engineer. */
    firm: z.string().nullable(),
    codes: z.array(z.object({ code: z.string(), title: z.string() })),
    events: z.array(
      z.object({ seq: z.number(), at: instant, actor: z.string(), kind: z.string(), body: z.record(z.string(), z.unknown()) }),
    ),
  })
  .meta({ id: 'Change' })
