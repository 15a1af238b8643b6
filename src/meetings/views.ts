import { z } from 'zod'
import { itemSources } from './agenda.ts'
import { aboutKinds, answers, meetingKinds, meetingStates, sides } from './kinds.ts'
import { verdicts } from './outcome.ts'

/** What the API says of meetings, and takes. */
export const line = z.string().trim().max(300)
export const sentence = line.min(1)
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30')
export const minutes = z.number().int().min(5).max(600)
export const zone = z.string().trim().min(1).max(60)
export const mode = z.enum(['remote', 'onsite'])
const instantText = z.iso.datetime({ offset: true })
const dateText = z.iso.date()

export const personSchema = z.object({
  id: z.string(),
  personId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  side: z.enum([...sides, 'guest']),
  answer: z.enum(answers),
  answeredAt: instantText.nullable(),
  answeredBy: z.string(),
  attended: z.boolean().nullable(),
})

export const outcomeSchema = z.object({
  goal: sentence,
  result: sentence,
  verdict: z.enum(verdicts),
  improvements: z.string().trim().min(1).max(2000),
  changes: z
    .array(z.object({ text: sentence, providerName: sentence, providerOn: dateText, customerName: sentence, customerOn: dateText }))
    .max(50),
})

export const meetingSchema = z
  .object({
    account: z.string(),
    number: z.string(),
    kind: z.enum(meetingKinds),
    title: z.string(),
    series: z.string().nullable(),
    plannedOn: dateText,
    on: dateText,
    contract: z.string().nullable(),
    about: z.object({ kind: z.enum(aboutKinds), id: z.string() }).nullable(),
    startsAt: instantText,
    minutes: z.number(),
    zone: z.string(),
    mode,
    place: z.string(),
    statement: z.string(),
    /** Number of the provider's agreement to other hours; empty where none is needed. */
    agreement: z.string(),
    /** From where the provider takes part: a place of policy H12. */
    location: z.string(),
    topics: z.array(z.string()),
    clauses: z.array(z.string()),
    leadName: z.string(),
    state: z.enum(meetingStates),
    side: z.enum(sides).nullable(),
    reason: z.string(),
    moved: z.string(),
    suspended: z.string().nullable(),
    providerInvited: z.boolean(),
    /** What of the customer's duty it breaks, in words with the clause; null where nothing. */
    breach: z.string().nullable(),
    myAnswer: z.enum(answers).nullable(),
    invited: z.number(),
    accepted: z.number(),
    declined: z.number(),
    version: z.number(),
  })
  .meta({ id: 'Meeting' })

export const itemSchema = z.object({
  id: z.string(),
  source: z.enum(itemSources),
  ref: z.string(),
  title: z.string(),
  note: z.string(),
  addedBy: z.string(),
  /** What it is about is not the service's: not in use, or not bought as the service asks (SSM-6.a). */
  outOfScope: z.object({ clauses: z.array(z.string()), why: z.string() }).nullable(),
})

export const minutesSchema = z.object({
  version: z.number(),
  text: z.string(),
  decisions: z.array(z.string()),
  why: z.string(),
  actor: z.string(),
  at: instantText,
})

export const actionSchema = z.object({
  id: z.string(),
  account: z.string(),
  meeting: z.string(),
  text: z.string(),
  about: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string(),
  side: z.enum(sides),
  dueOn: dateText,
  overdue: z.boolean(),
  state: z.enum(['open', 'done', 'dropped']),
  settledAt: instantText.nullable(),
  settledBy: z.string().nullable(),
  note: z.string(),
  mine: z.boolean(),
})
