import { z } from 'zod'
import { askSources, dutyEventKinds } from './event.ts'
import { dutyStates } from './items.ts'

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })

/** What people write about a duty: a few sentences. */
export const words = z.string().trim().min(1, 'a few words').max(4000)

/** One product under test: the release it runs, and whether it works. */
export const productSchema = z.object({
  serial: z.string().trim().min(1).max(100),
  release: z.string().trim().min(1, 'the release it runs').max(100),
  works: z.boolean(),
})

export const dutyEventSchema = z.object({
  id: z.string(),
  kind: z.enum(dutyEventKinds),
  part: z.string().nullable(),
  at: moment,
  on: day,
  actor: z.string(),
  side: z.enum(['provider', 'customer']),
  text: z.string(),
  nothing: z.boolean(),
  file: z.object({ id: z.string(), name: z.string() }).nullable(),
  paper: z.object({ language: z.string(), asOf: day }).optional(),
  /** Products under test that the evidence names (MSP-5.j). */
  products: z.array(productSchema).optional(),
  until: day.nullable(),
  refersTo: z.string().nullable(),
})

const askSchema = z.object({
  id: z.string(),
  text: z.string(),
  part: z.string().nullable(),
  source: z.enum(askSources).nullable(),
  askedAt: moment,
  askedOn: day,
  askedBy: z.string(),
  dueOn: day.nullable(),
  answer: z.object({ at: moment, on: day, text: z.string() }).nullable(),
  waitedDays: z.number().nullable(),
  /** Asked on a case, and answered there alone. */
  onCase: z.boolean(),
  /** That case, for whoever sees the cases of the account. */
  case: z.object({ number: z.string(), item: z.number() }).nullable(),
  /** The release of custom software that is to be installed, which is said there alone. */
  software: z.object({ serial: z.string(), version: z.string() }).nullable(),
})

export const itemSchema = z.object({
  code: z.string(),
  title: z.string(),
  party: z.enum(['provider', 'customer']),
  effect: z.enum(['none', 'advice', 'blocks-activation', 'blocks-deliverable', 'pauses-work', 'chargeable']),
  clauses: z.array(z.string()),
  policy: z.string().nullable(),
  engagement: z.string().nullable(),
  sum: z.boolean(),
  needed: z.array(z.string()).nullable(),
  neededHere: z.boolean(),
  due: z.object({ rule: z.string(), words: z.string(), on: day.nullable() }),
  state: z.enum(dutyStates),
  since: day.nullable(),
  forms: z.array(z.enum(['file', 'statement', 'none'])),
  /** Whether evidence names each product under test. */
  products: z.boolean(),
  parts: z.array(z.object({ code: z.string(), title: z.string(), met: z.boolean() })),
  fact: z.object({ met: z.boolean(), found: z.string(), expected: z.string() }).nullable(),
  evidence: dutyEventSchema.nullable(),
  lapse: dutyEventSchema.nullable(),
  waiver: dutyEventSchema.nullable(),
  notice: dutyEventSchema.nullable(),
  asks: z.array(askSchema),
  cure: z.string(),
})

export const engagementSchema = z.object({
  id: z.string(),
  contract: z.string(),
  kind: z.enum(['request', 'window']),
  title: z.string(),
  acts: z.array(z.string()),
  openedOn: day,
  startsOn: day.nullable(),
  windowStartsAt: moment.nullable(),
  windowEndsAt: moment.nullable(),
  zone: z.string(),
  endedOn: day.nullable(),
})

export const holdSchema = z.object({
  duty: z.string(),
  title: z.string(),
  clauses: z.array(z.string()),
  party: z.enum(['provider', 'customer']),
  engagement: z.string().nullable(),
  state: z.enum(dutyStates),
  since: day.nullable(),
  cure: z.string(),
})
