import { z } from 'zod'
import { priorities } from '../catalog/offering.ts'
import { scanStates } from '../documents/offered.ts'
import { toIso } from '../lib/time.ts'
import type { Case } from './case.ts'
import { caseStates, moves } from './states.ts'
import type { CaseEvent } from './timeline.ts'

/** Cases as they cross the API. */

const instant = z.iso.datetime()

export const caseRowSchema = z
  .object({
    number: z.string(),
    account: z.string(),
    accountName: z.string(),
    kind: z.enum(['tech', 'admin']),
    summary: z.string(),
    priority: z.enum(priorities),
    state: z.enum(Object.keys(caseStates) as [keyof typeof caseStates, ...(keyof typeof caseStates)[]]),
    /** What happens next, by where it stands. */
    nextStep: z.string(),
    queue: z.enum(['expert', 'standard', 'customer-care']),
    channel: z.string(),
    serial: z.string().nullable(),
    product: z.string().nullable(),
    offering: z.string().nullable(),
    contract: z.string().nullable(),
    customerReference: z.string(),
    requester: z.string().nullable(),
    owner: z.string().nullable(),
    ownerId: z.string().nullable(),
    reportedAt: instant,
    createdAt: instant,
    updatedAt: instant,
    dueAt: instant.nullable(),
    respondedAt: instant.nullable(),
    response: z.enum(['running', 'met', 'missed', 'none']),
    escalatedAt: instant.nullable(),
    closedAt: instant.nullable(),
    version: z.number(),
  })
  .meta({ id: 'CaseSummary' })

export const clockSchema = z
  .object({
    state: z.enum(['running', 'met', 'missed', 'none']),
    startedAt: instant.nullable(),
    dueAt: instant.nullable(),
    dueText: z.string().nullable(),
    respondedAt: instant.nullable(),
    targetMinutes: z.number().nullable(),
    targetRule: z.string().nullable(),
    force: z.enum(['target', 'guideline']).nullable(),
    byMs: z.number().nullable(),
    byText: z.string().nullable(),
    why: z.array(z.string()),
    clauses: z.array(z.string()),
  })
  .meta({ id: 'ResponseClock' })

export const eventSchema = z
  .object({
    seq: z.number(),
    kind: z.string(),
    visibility: z.enum(['public', 'internal']),
    at: instant,
    loggedAt: instant,
    actor: z.string(),
    body: z.looseObject({ kind: z.string() }),
    /** Kinds of secret that are masked in it. */
    masked: z.array(z.string()).optional(),
  })
  .meta({ id: 'CaseEvent' })
export const attachmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.number(),
    sha256: z.string(),
    visibility: z.enum(['public', 'internal']),
    uploadedBy: z.string(),
    uploadedAt: instant,
    /** Whether secrets are masked in what is handed out; `not-looked` where the file is no plain text. */
    secrets: z.enum(['none', 'masked', 'not-looked']),
    kinds: z.array(z.string()),
    /** What the scanner of viruses said; `off` where none is set. */
    scan: z.enum(scanStates),
    said: z.string(),
  })
  .meta({ id: 'Attachment' })
export const rmaSchema = z
  .object({
    number: z.string(),
    serial: z.string(),
    reason: z.string(),
    state: z.enum(['requested', 'approved', 'shipped', 'received', 'closed', 'cancelled']),
    replacementSerial: z.string().nullable(),
    shipTo: z.string(),
    version: z.number(),
  })
  .meta({ id: 'Rma' })
export const moveName = z.enum(Object.keys(moves) as [keyof typeof moves, ...(keyof typeof moves)[]])

export const caseSchema = caseRowSchema
  .extend({
    decision: z.string(),
    requesterEmail: z.string().nullable(),
    requesterPhone: z.string().nullable(),
    clock: clockSchema,
    timeline: z.array(eventSchema),
    attachments: z.array(attachmentSchema),
    rmas: z.array(rmaSchema),
    links: z.array(z.object({ number: z.string(), summary: z.string(), kind: z.string(), state: z.string() })),
    watchers: z.array(z.object({ id: z.string(), name: z.string(), side: z.enum(['customer', 'partner', 'provider']) })),
    watching: z.boolean(),
    /** Among staff; empty for everybody else. */
    playbook: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        clauses: z.array(z.string()),
        as: z.enum(['open', 'done', 'skipped']),
        by: z.string().nullable(),
        at: instant.nullable(),
        text: z.string(),
      }),
    ),
    specialist: z.object({ name: z.string(), since: instant }).nullable(),
    /** What its priority means, by the version of the guide under which it was opened. */
    guide: z.object({ version: z.string(), url: z.string().nullable(), meaning: z.string() }).nullable(),
    /** What is said before anybody writes: the language of the service. */
    language: z.object({ title: z.string(), clauses: z.array(z.string()) }).nullable(),
    /** Whether the service asks what became of the case before it is resolved, whether somebody said it, and how long it was out of order. */
    outcome: z.object({ asked: z.boolean(), clauses: z.array(z.string()), said: z.boolean(), outage: z.string().nullable() }),
    /** Releases of its software that were directed to be installed and are not; late ones with the days since. */
    toInstall: z.array(
      z.object({ version: z.string(), unit: z.string(), dueOn: z.iso.date(), daysOverdue: z.number(), clauses: z.array(z.string()) }),
    ),
    /** What it does to the business, and whether the service asks for that before the case is closed. */
    impact: z.object({ asked: z.boolean(), clauses: z.array(z.string()), text: z.string() }),
    /** Why the first response was missed, empty while nobody said it; null where none was missed. */
    missReason: z.string().nullable(),
    moves: z.array(z.object({ move: moveName, title: z.string(), needs: z.enum(['nothing', 'reason', 'agreed-by']) })),
  })
  .meta({ id: 'Case' })

export type CaseRow = z.infer<typeof caseRowSchema>

const iso = (at: number | null) => (at === null ? null : toIso(at))

export const rowView = (found: Case): CaseRow => ({
  number: found.number,
  account: found.accountCode,
  accountName: found.accountName,
  kind: found.kind,
  summary: found.summary,
  priority: found.priority,
  state: found.state,
  nextStep: caseStates[found.state].next,
  queue: found.queue,
  channel: found.channel,
  serial: found.serial,
  product: found.product,
  offering: found.offering,
  contract: found.contract,
  customerReference: found.customerReference,
  requester: found.requesterName,
  owner: found.ownerName,
  ownerId: found.ownerId,
  reportedAt: toIso(found.reportedAt),
  createdAt: toIso(found.createdAt),
  updatedAt: toIso(found.updatedAt),
  dueAt: iso(found.dueAt),
  respondedAt: iso(found.respondedAt),
  response: found.response,
  escalatedAt: iso(found.escalatedAt),
  closedAt: iso(found.closedAt),
  version: found.version,
})

export const eventView = ({ seq, kind, visibility, at, loggedAt, actorName, body }: CaseEvent, masked?: readonly string[]) => ({
  seq,
  kind,
  visibility,
  at: toIso(at),
  loggedAt: toIso(loggedAt),
  actor: actorName,
  body,
  ...(masked ? { masked: [...masked] } : {}),
})
