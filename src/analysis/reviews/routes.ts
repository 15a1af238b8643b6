import { Readable } from 'node:stream'
import { z } from 'zod'
import { requireVersion } from '../../http/app.ts'
import { accountParams, type Call, created, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { listDevices, requireDevice } from '../../installed-base/service.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { markdownOf } from './markdown.ts'
import { foci, missingFor, reviewKinds } from './review.ts'
import { makeReview, mostDevices, releaseReview, writeReview } from './service.ts'
import { findReview, listReviews, type ReviewRow } from './store.ts'

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
})
const wholeSchema = briefSchema.omit({ devices: true, items: true }).extend({
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
        facts: z.array(z.string()),
        devices: z.array(z.string()),
        downtime: z.array(z.string()).nullable(),
        foci: z.array(z.enum(foci)),
        suggestion: z.string(),
      }),
    ),
    indicators: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        limits: z.array(z.string()),
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
    notJudged: z.array(z.string()),
  }),
  notes: notesSchema,
  /** What has to be written before it may be released. */
  missing: z.array(z.string()),
  version: z.number(),
})

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
const times = ({ cutoff, madeAt, releasedAt }: ReviewRow) => ({ cutoff: toIso(cutoff), madeAt: toIso(madeAt), releasedAt: iso(releasedAt) })
const briefView = (row: ReviewRow) => ({ ...row, ...times(row), devices: row.content.devices.length, items: row.content.items.length })
const wholeView = (row: ReviewRow) => ({
  ...row,
  ...times(row),
  missing: row.state === 'draft' ? missingFor(row.kind, row.content, row.notes, row.engineer) : [],
})

const params = accountParams.extend({ review: z.string().trim().min(3).max(40) })
const isStaff = ({ principal }: Call) => principal.accountKind === 'provider'
const by = ({ now, principal }: Call) => ({ now, actor: actorOf(principal), name: principal.name })

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
    handle: async (call) => ok({ items: (await listReviews(call.tx, call.account.id, isStaff(call))).map(briefView) }),
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
      const made = await makeReview(tx, account, by(call), { kind: body.kind, devices: all, engineer: body.engineer })
      return created(wholeView(made), made.version)
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
      return ok(wholeView(found), found.version)
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
      await writeReview(call.tx, call.account, by(call), found, body)
      const after = await requireReview(call, review)
      return ok(wholeView(after), after.version)
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
      await releaseReview(call.tx, call.account, by(call), await requireReview(call, review))
      const after = await requireReview(call, review)
      return ok(wholeView(after), after.version)
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
      const text = markdownOf({ ...found, account: call.account.name })
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
