import { Readable } from 'node:stream'
import { z } from 'zod'
import { subjects } from '../../advisories/record/advisory.ts'
import { resolveLocal } from '../../calendar/local-time.ts'
import { requireVersion } from '../../http/app.ts'
import { accountParams, type Call, created, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { listDevices, requireDevice } from '../../installed-base/service.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { reviewKinds } from './kinds.ts'
import { markdownOf } from './markdown.ts'
import { keepReading, readersOf } from './reading/service.ts'
import { foci, missingFor } from './review.ts'
import { makeReview, mostDevices, recordTalk, releaseReview, strikeTalk, writeReview } from './service.ts'
import { findReview, listReviews, listTalks, type ReviewRow } from './store.ts'
import { type KeptTalk, missingBefore, owedAfter, talkKinds } from './talk.ts'

const notesSchema = z.object({
  summary: z.string().max(20_000),
  items: z.record(
    z.string().max(100),
    z.object({ assessment: z.string().max(10_000), recommendation: z.string().max(10_000), left: z.boolean() }),
  ),
})
const briefSchema = z.object({
  number: z.string(),
  kind: z.enum(reviewKinds),
  state: z.enum(['draft', 'released']),
  engineer: z.string(),
  cutoff: instantText,
  madeBy: z.string(),
  madeAt: instantText,
  releasedAt: instantText.nullable(),
  devices: z.number(),
  items: z.number(),
  /** What is still owed after the release, in words; null when nothing is. */
  owed: z.string().nullable(),
})
const talkSchema = z.object({
  kind: z.enum(talkKinds),
  heldAt: instantText,
  /** The zone in which the time was given. */
  zone: z.string(),
  engineer: z.string(),
  ours: z.array(z.string()),
  theirs: z.array(z.string()),
  said: z.string(),
  /** Number of the vendor's agreement to other hours than those of the account; empty where none was needed. */
  agreement: z.string(),
  recordedBy: z.string(),
  recordedAt: instantText,
  id: z.string(),
  /** Set where it was recorded by mistake: it counts for nothing. */
  struck: z.object({ why: z.string(), by: z.string(), at: instantText }).nullable(),
})
const wholeSchema = briefSchema
  .omit({ devices: true, items: true })
  .extend({
    content: z.object({
      devices: z.array(
        z.object({
          serial: z.string(),
          product: z.string(),
          release: z.string(),
          configurationAt: instantText.nullable(),
          sampledAt: instantText.nullable(),
        }),
      ),
      items: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          severity: z.string(),
          about: z.enum(subjects).optional(),
          facts: z.array(z.string()),
          devices: z.array(z.string()),
          downtime: z.array(z.string()).nullable(),
          nodes: z
            .array(
              z.object({
                serial: z.string(),
                /** Whether the issue itself takes the device out of service. */
                expected: z.enum(['yes', 'no', 'not known']),
                why: z.array(z.string()),
                notKnown: z.array(z.string()),
              }),
            )
            .optional(),
          foci: z.array(z.enum(foci)),
          suggestion: z.string(),
        }),
      ),
      indicators: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          recommended: z.array(z.string()),
          samples: z.array(
            z.object({
              serial: z.string(),
              at: instantText,
              outcome: z.enum(['pass', 'fail', 'waived', 'not judged']),
              values: z.array(z.string()),
            }),
          ),
        }),
      ),
      /** Published notifications that match none of the devices. */
      noMatch: z.array(z.object({ key: z.string(), title: z.string() })).optional(),
      notJudged: z.array(z.string()),
    }),
    notes: notesSchema,
    /** What has to be written before it may be released. */
    missing: z.array(z.string()),
    talks: z.array(talkSchema),
    /** What has to be talked about with the customer before the analysis, in words; null when nothing has. */
    missingTalk: z.string().nullable(),
    /** Whom it is for, and when each first opened it; empty before its release (MSP-3.1.6.d). */
    readers: z.array(z.object({ name: z.string(), readAt: instantText.nullable() })),
    /** Who kept the draft last, and when. */
    writtenBy: z.string().nullable(),
    writtenAt: instantText.nullable(),
    version: z.number(),
  })
  .meta({ id: 'Review' })

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
const times = ({ cutoff, madeAt, releasedAt, writtenAt }: ReviewRow) => ({
  cutoff: toIso(cutoff),
  madeAt: toIso(madeAt),
  releasedAt: iso(releasedAt),
  writtenAt: iso(writtenAt),
})
const owedOf = (row: ReviewRow, talks: readonly KeptTalk[]) => (row.state === 'released' ? (owedAfter(row.kind, talks) ?? null) : null)
const briefView = (row: ReviewRow, talks: readonly KeptTalk[]) => ({
  ...row,
  ...times(row),
  devices: row.content.devices.length,
  items: row.content.items.length,
  owed: owedOf(row, talks),
})
const wholeView = async ({ tx, account, now }: Call, row: ReviewRow) => {
  const talks = await listTalks(tx, account.id, row.id)
  const readers = row.state === 'released' ? await readersOf(tx, account, row, now) : []
  return {
    ...row,
    ...times(row),
    missing: row.state === 'draft' ? missingFor(row.kind, row.content, row.notes, row.engineer, talks) : [],
    talks: talks.map(({ heldAt, recordedAt, struck, ...talk }) => ({
      ...talk,
      heldAt: toIso(heldAt),
      recordedAt: toIso(recordedAt),
      struck: struck && { ...struck, at: toIso(struck.at) },
    })),
    missingTalk: missingBefore(row.kind, talks) ?? null,
    owed: owedOf(row, talks),
    readers: readers.map(({ name, readAt }) => ({ name, readAt: iso(readAt) })),
  }
}

const params = accountParams.extend({ review: z.string().trim().min(3).max(40) })
const name = z.string().trim().min(1, 'a name').max(200)
const isStaff = ({ principal }: Call) => principal.accountKind === 'provider'

/** The review; a draft is found by the provider only. */
async function requireReview(call: Call, number: string): Promise<ReviewRow> {
  const found = await findReview(call.tx, call.account.id, number.toUpperCase())
  if (!found || (found.state === 'draft' && !isStaff(call))) throw notFound('review')
  return found
}

/** Reviews: computed, worked on by a named engineer, released. */
export const reviewOperations: readonly Operation[] = [
  operation({
    id: 'review.list',
    method: 'GET',
    path: '/api/accounts/:account/reviews',
    summary: 'Reviews of an account, newest first',
    permission: 'review.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(briefSchema) }) },
    handle: async (call) => {
      const talks = Map.groupBy(await listTalks(call.tx, call.account.id), ({ reviewId }) => reviewId)
      const rows = await listReviews(call.tx, call.account.id, isStaff(call))
      return ok({ items: rows.map((row) => briefView(row, talks.get(row.id) ?? [])) })
    },
  }),
  operation({
    id: 'review.make',
    method: 'POST',
    path: '/api/accounts/:account/reviews',
    summary:
      'Compute a review of devices as a draft: PBNIR of bug notifications, PIIR of everything published, CACR of configurations, PHC of what they answer',
    permission: 'review.edit',
    scope: 'account',
    params: accountParams,
    body: z.object({
      kind: z.enum(reviewKinds),
      /** Serials; without them every chassis in use. */
      devices: z.array(z.string().trim().min(1).max(64)).max(mostDevices).optional(),
      engineer: z.string().trim().max(200).default(''),
    }),
    answers: { 201: wholeSchema },
    handle: async (call, { body }) => {
      const { tx, account } = call
      const all = body.devices
        ? await Promise.all(body.devices.map((serial) => requireDevice(tx, account, serial)))
        : (await listDevices(tx, account.id, { limit: 5000, status: 'in-use', topOnly: true })).filter(({ kind }) => kind === 'chassis')
      if (all.length === 0) throw badRequest('There is no device to review', { toDo: 'Add devices to the installed base first.' })
      if (all.length > mostDevices)
        throw badRequest('Too many devices for one review', {
          found: `${all.length} devices`,
          expected: `${mostDevices} at most`,
          toDo: 'Name the devices, and make several reviews.',
        })
      const made = await makeReview(tx, account, byOf(call), { kind: body.kind, devices: all, engineer: body.engineer })
      return created(await wholeView(call, made), made.version)
    },
  }),
  operation({
    id: 'review.read',
    method: 'GET',
    path: '/api/accounts/:account/reviews/:review',
    summary: 'A review with what was computed and what was written',
    permission: 'review.read',
    scope: 'account',
    params,
    answers: { 200: wholeSchema },
    handle: async (call, { params: { review } }) => {
      const found = await requireReview(call, review)
      await keepReading(call.tx, call.account, call.principal, found, call.now)
      return ok(await wholeView(call, found), found.version)
    },
  }),
  operation({
    id: 'review.write',
    method: 'PUT',
    path: '/api/accounts/:account/reviews/:review',
    summary: 'Write on a draft: summary, assessments, recommendations, what is left out, the named engineer',
    permission: 'review.edit',
    scope: 'account',
    params,
    body: z.object({ notes: notesSchema, engineer: z.string().trim().max(200) }),
    answers: { 200: wholeSchema },
    handle: async (call, { params: { review }, body }) => {
      const found = await requireReview(call, review)
      requireVersion(call, found.version)
      await writeReview(call.tx, call.account, byOf(call), found, body)
      const after = await requireReview(call, review)
      return ok(await wholeView(call, after), after.version)
    },
  }),
  operation({
    id: 'review.release',
    method: 'POST',
    path: '/api/accounts/:account/reviews/:review/release',
    summary: 'Release a review to the customer; nobody changes it after that',
    permission: 'review.edit',
    scope: 'account',
    params,
    answers: { 200: wholeSchema },
    handle: async (call, { params: { review } }) => {
      await releaseReview(call.tx, call.account, byOf(call), await requireReview(call, review))
      const after = await requireReview(call, review)
      return ok(await wholeView(call, after), after.version)
    },
  }),
  operation({
    id: 'review.talk',
    method: 'POST',
    path: '/api/accounts/:account/reviews/:review/talks',
    summary:
      'Record a talk with the customer on a review: the session on requirements before it, or the call that explains it after its release',
    permission: 'review.edit',
    scope: 'account',
    params,
    body: z.object({
      kind: z.enum(talkKinds),
      /** Local time in `zone`, such as 2026-04-28T10:00. */
      heldAt: z.string().max(30),
      zone: z.string().trim().min(1).max(60),
      engineer: name,
      ours: z.array(name).min(1, 'who attended for the provider').max(50),
      theirs: z.array(name).min(1, 'who attended for the customer').max(50),
      said: z.string().trim().min(1, 'what was said and agreed').max(20_000),
      /** Number of the vendor's agreement, for a talk that was held outside the working hours of the account. */
      agreement: z.string().trim().max(60).default(''),
    }),
    answers: { 201: wholeSchema },
    handle: async (call, { params: { review }, body }) => {
      const heldAt = resolveLocal(body.zone, body.heldAt)
      if (typeof heldAt !== 'number') throw badRequest('The time of the talk cannot be read', { found: heldAt.message })
      await recordTalk(call.tx, call.account, byOf(call), await requireReview(call, review), { ...body, heldAt })
      const after = await requireReview(call, review)
      return created(await wholeView(call, after), after.version)
    },
  }),
  operation({
    id: 'review.strike-talk',
    method: 'POST',
    path: '/api/accounts/:account/reviews/:review/talks/:talk/strike',
    summary: 'Strike a talk that was recorded by mistake, with why; it stays and counts for nothing',
    permission: 'review.edit',
    scope: 'account',
    params: params.extend({ talk: z.uuid() }),
    body: z.object({ why: z.string().trim().min(1, 'why it is struck').max(2000) }),
    answers: { 200: wholeSchema },
    handle: async (call, { params: { review, talk }, body }) => {
      await strikeTalk(call.tx, call.account, byOf(call), await requireReview(call, review), { talk, why: body.why })
      const after = await requireReview(call, review)
      return ok(await wholeView(call, after), after.version)
    },
  }),
  operation({
    id: 'review.document',
    method: 'GET',
    path: '/api/accounts/:account/reviews/:review/document',
    summary: 'A review as a document in Markdown',
    permission: 'review.read',
    scope: 'account',
    params,
    answers: { 200: z.string() },
    download: true,
    handle: async (call, { params: { review } }) => {
      const found = await requireReview(call, review)
      await keepReading(call.tx, call.account, call.principal, found, call.now)
      const talks = await listTalks(call.tx, call.account.id, found.id)
      const text = markdownOf({ ...found, account: call.account.name, zone: call.account.zone, talks })
      return {
        status: 200,
        stream: Readable.from([text]),
        headers: {
          'content-type': 'text/markdown; charset=utf-8',
          'content-disposition': `attachment; filename="${found.number}.md"`,
        },
      }
    },
  }),
]
