import { z } from 'zod'
import {
  type Call,
  created,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { impacts, kinds, subjects } from '../record/advisory.ts'
import { advisoryOf, ownRecord } from '../record/read-own.ts'
import { severities } from '../record/severity.ts'
import { publish, takeRecords } from './service.ts'
import * as store from './store.ts'

export const advisoryRow = z.object({
  key: z.string(),
  number: z.string(),
  kind: z.enum(kinds),
  title: z.string(),
  state: z.enum(['draft', 'published']),
  severity: z.enum(severities),
  exploited: z.boolean(),
  rejected: z.boolean(),
  /** How many things in it were read by a rule, or not at all. */
  doubts: z.number(),
  publishedAt: instantText.nullable(),
  updatedAt: instantText.nullable(),
  source: z.string(),
  version: z.number(),
  changedAt: instantText,
})

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
export const advisoryView = (entered: store.Entered) => ({
  ...entered,
  publishedAt: iso(entered.publishedAt),
  updatedAt: iso(entered.updatedAt),
  changedAt: toIso(entered.changedAt),
})

const doubt = z.object({ rule: z.string(), message: z.string(), row: z.number().optional() })
const recordSchema = z.object({
  about: z.enum(subjects).optional(),
  description: z.string(),
  advisories: z.array(z.string()),
  cve: z.string().nullable(),
  impact: z.enum(impacts).nullable(),
  scores: z.array(z.object({ scheme: z.string(), score: z.number(), severity: z.string(), vector: z.string() })),
  exploits: z.string(),
  entries: z.array(
    z.object({
      product: z.string(),
      platforms: z.array(z.string()),
      modules: z.array(z.string()),
      defaultStatus: z.enum(['affected', 'unaffected', 'unknown']).nullable(),
      rows: z.array(
        z.object({
          status: z.enum(['affected', 'unaffected', 'unknown']),
          version: z.string(),
          lessThan: z.string().optional(),
          lessThanOrEqual: z.string().optional(),
          changes: z.array(z.object({ at: z.string(), status: z.string() })).optional(),
        }),
      ),
    }),
  ),
  requirements: z.array(z.object({ text: z.string(), paths: z.array(z.string()) })),
  solutions: z.string(),
  workarounds: z.string(),
  defects: z.array(z.string()),
  references: z.array(z.string()),
  timeline: z.array(z.object({ at: z.string(), text: z.string() })),
  doubts: z.array(doubt),
})
const versionSchema = z.object({
  version: z.number(),
  at: instantText,
  actor: z.string(),
  source: z.string(),
  updatedAt: instantText.nullable(),
  changes: z.array(z.string()),
})
export const fateSchema = z.object({
  name: z.string(),
  fate: z.enum(['new', 'amended', 'unchanged', 'older', 'no record']),
  key: z.string().nullable(),
  number: z.string().nullable(),
  title: z.string(),
  notes: z.array(z.string()),
  changes: z.array(z.string()),
})

export const keyParams = z.object({ key: z.string().trim().min(3).max(60) })

/** The record, or the same answer for a draft that is not to be seen: not found. */
export async function requireAdvisory({ tx }: Pick<Call, 'tx'>, key: string) {
  const found = await store.findAdvisory(tx, key)
  if (!found) throw notFound('published record')
  return found
}

/** The register of published records. */
export const registerOperations: readonly Operation[] = [
  operation({
    id: 'advisory.list',
    method: 'GET',
    path: '/api/advisories',
    summary: 'What is published about the software, newest first',
    permission: 'advisory.read',
    scope: 'reach',
    query: pageQuery.extend({
      query: z.string().trim().max(100).optional(),
      kind: z.enum(kinds).optional(),
      severity: z.enum(severities).optional(),
      exploited: z.stringbool().optional(),
      state: z.enum(['draft', 'published']).optional(),
    }),
    answers: { 200: pageOf(advisoryRow) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const after = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await store.listAdvisories(tx, { ...query, after, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map(advisoryView),
        next: rows.length > query.limit && last ? writeCursor([last.publishedAt ?? last.addedAt, last.key]) : null,
      })
    },
  }),
  operation({
    id: 'advisory.read',
    method: 'GET',
    path: '/api/advisories/:key',
    summary: 'One record with everything it says, its doubts, and how it was amended',
    permission: 'advisory.read',
    scope: 'reach',
    params: keyParams,
    answers: {
      200: advisoryRow.extend({ record: recordSchema, versions: z.array(versionSchema), together: z.array(advisoryRow) }),
    },
    handle: async (call, { params }) => {
      const { record, ...entered } = await requireAdvisory(call, params.key)
      const versions = await store.listVersions(call.tx, entered.key)
      const together = (await store.findByNumber(call.tx, entered.number)).filter(({ key }) => key !== entered.key)
      return ok({
        ...advisoryView(entered),
        record,
        versions: versions.map(({ at, updatedAt, ...version }) => ({ ...version, at: toIso(at), updatedAt: iso(updatedAt) })),
        together: together.map(advisoryView),
      })
    },
  }),
  operation({
    id: 'advisory.original',
    method: 'GET',
    path: '/api/advisories/:key/versions/:version',
    summary: 'The text a version of a record came from, as it was taken',
    permission: 'advisory.read',
    scope: 'reach',
    params: keyParams.extend({ version: z.coerce.number().int().min(1).max(100_000) }),
    answers: { 200: z.object({ original: z.unknown() }) },
    handle: async ({ tx }, { params }) => {
      const original = await store.findOriginal(tx, params.key, params.version)
      if (original === undefined) throw notFound('version of the record')
      return ok({ original })
    },
  }),
  operation({
    id: 'advisory.import',
    method: 'POST',
    path: '/api/advisories/import',
    summary: 'Take records into the register: CVE records, CSAF advisories, records of one’s own; what is known already changes nothing',
    permission: 'advisory.edit',
    scope: 'provider',
    body: z.object({
      records: z
        .array(z.object({ name: z.string().min(1).max(300), text: z.string().max(900_000) }))
        .min(1)
        .max(200),
      dryRun: z.boolean().default(false),
      draft: z.boolean().default(false),
    }),
    answers: { 200: z.object({ fates: z.array(fateSchema) }) },
    handle: async (call, { body }) =>
      ok({
        fates: await takeRecords(call.tx, byOf(call), body.records, { dryRun: body.dryRun, state: body.draft ? 'draft' : 'published' }),
      }),
  }),
  operation({
    id: 'advisory.write',
    method: 'POST',
    path: '/api/advisories',
    summary: 'Write a record of one’s own, or amend it; as a draft until it is published',
    permission: 'advisory.edit',
    scope: 'provider',
    body: z.object({ record: ownRecord.omit({ format: true, updatedAt: true }), publish: z.boolean().default(false) }),
    answers: { 201: fateSchema },
    handle: async (call, { body }) => {
      const { publishedAt } = body.record
      const record = {
        ...body.record,
        format: 'holdfast-advisory-1' as const,
        updatedAt: toIso(call.now),
        publishedAt: publishedAt ?? (body.publish ? toIso(call.now) : null),
      }
      const unreadable = advisoryOf(record).doubts.find(({ rule }) => rule === 'unreadable-row' || rule === 'unreadable-entry')
      if (unreadable)
        throw badRequest('A release cannot be read', {
          found: unreadable.message,
          expected: 'releases such as 21.4R3-S5, or branches such as 21.4',
        })
      const known = await store.findAdvisory(call.tx, record.number)
      if (known?.state === 'published' && !body.publish)
        throw conflict(`${record.number} is published already`, { toDo: 'Publish the amendment, or give the draft another number.' })
      const [fate] = await takeRecords(call.tx, byOf(call), [{ name: 'written in the portal', text: JSON.stringify(record) }], {
        dryRun: false,
        state: body.publish ? 'published' : 'draft',
      })
      return created(fate)
    },
  }),
  operation({
    id: 'advisory.publish',
    method: 'POST',
    path: '/api/advisories/:key/publish',
    summary: 'Publish a draft: customers see it, and devices are matched against it',
    permission: 'advisory.edit',
    scope: 'provider',
    params: keyParams,
    answers: { 200: advisoryRow },
    handle: async (call, { params }) => {
      const found = await requireAdvisory(call, params.key)
      if (found.state === 'published') throw conflict(`${found.key} is published already`, {})
      await publish(call.tx, byOf(call), found)
      return ok(advisoryView(await requireAdvisory(call, params.key)))
    },
  }),
]
