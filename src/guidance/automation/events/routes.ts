import { z } from 'zod'
import { reachCase } from '../../../cases/service.ts'
import {
  accountParams,
  contractParams,
  created,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../../http/operation.ts'
import { fromIso, toIso } from '../../../lib/time.ts'
import { automatedContract } from '../service.ts'
import { fates, severities } from './judge-event.ts'
import { listEvents, listOfCase, takeEvent } from './service.ts'
import type { DetectedEvent } from './store.ts'

const path = '/api/accounts/:account/contracts/:contract/automation/events'
const eventSchema = z.object({
  event: z.string(),
  collector: z.string(),
  serial: z.string(),
  kind: z.string(),
  severity: z.enum(severities),
  at: instantText,
  receivedAt: instantText,
  text: z.string(),
  fate: z.enum(fates),
  case: z.string().nullable(),
  decision: z.string().nullable(),
  clauses: z.array(z.string()),
  why: z.string(),
})

const viewOf = ({
  id,
  collector,
  serial,
  kind,
  severity,
  at,
  receivedAt,
  text,
  fate,
  caseNumber,
  decisionId,
  clauses,
  why,
}: DetectedEvent) => ({
  event: id,
  collector,
  serial,
  kind,
  severity,
  at: toIso(at),
  receivedAt: toIso(receivedAt),
  text,
  fate,
  case: caseNumber,
  decision: decisionId,
  clauses: [...clauses],
  why,
})

/** What automation detects, and the cases that come of it (SSM-3.2.p4). */
export const eventOperations: readonly Operation[] = [
  operation({
    id: 'automation.event',
    method: 'POST',
    path,
    summary: 'Send a detected event, as a collector; live, it opens a case or is added to the one that is open about it',
    permission: 'automation.send',
    scope: 'account',
    params: contractParams,
    body: z.object({
      device: z.string().trim().min(1).max(64),
      /** Such as `fan-alarm`: events of one kind on one device are one case while it is open. */
      kind: z.string().trim().min(1).max(60),
      severity: z.enum(severities).default('major'),
      at: instantText,
      text: z.string().trim().max(10_000).default(''),
      /** The collector's own number of it: sent again, it is the same event. */
      id: z.string().trim().min(1).max(100).optional(),
    }),
    answers: { 200: eventSchema.extend({ same: z.boolean() }), 201: eventSchema.extend({ same: z.boolean() }) },
    handle: async (call, { params: { contract }, body }) => {
      const { device, at, id, ...rest } = body
      const given = { ...rest, serial: device, at: fromIso(at), sentAs: id ?? null }
      const { event, same } = await takeEvent(call.tx, call.account, call.now, call.principal, contract, given)
      return same ? ok({ ...viewOf(event), same }) : created({ ...viewOf(event), same })
    },
  }),
  operation({
    id: 'automation.events',
    method: 'GET',
    path,
    summary: 'Detected events with what became of them, the last to arrive first',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    query: pageQuery.extend({ fate: z.enum(fates).optional() }),
    answers: { 200: pageOf(eventSchema) },
    handle: async ({ tx, account }, { params: { contract }, query }) => {
      const { of } = await automatedContract(tx, account, contract)
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && z.uuid().safeParse(key[1]).success ? ([key[0], String(key[1])] as const) : undefined
      const rows = await listEvents(tx, of, { fate: query.fate, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({ items: items.map(viewOf), next: rows.length > query.limit && last ? writeCursor([last.receivedAt, last.id]) : null })
    },
  }),
  operation({
    id: 'case.detected',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/detected',
    summary: 'Events that automation detected and that the case is about, the first first',
    permission: 'case.read',
    scope: 'account',
    params: accountParams.extend({ case: z.string().trim().min(3).max(40) }),
    answers: { 200: z.object({ items: z.array(eventSchema) }) },
    handle: async ({ tx, account, principal }, input) => {
      const found = await reachCase(tx, account, principal, input.params.case)
      return ok({ items: (await listOfCase(tx, account.id, found.id)).map(viewOf) })
    },
  }),
]
