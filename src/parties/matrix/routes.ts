import { z } from 'zod'
import { accountParams, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { id } from '../schema.ts'
import { matrixClause, sides } from './matrix.ts'
import { type MatrixView, publishedVersions, publishMatrix, readMatrix, writePart } from './service.ts'
import type { Published } from './store.ts'

const line = (most: number) => z.string().trim().max(most)
const stepSchema = z.object({
  personId: z.string().nullable(),
  name: z.string(),
  role: z.string(),
  phone: z.string(),
  email: z.string(),
  hours: z.string(),
})
const partsSchema = z.object({ customer: z.array(stepSchema), provider: z.array(stepSchema) })
const lackSchema = z.object({ side: z.enum(sides), step: z.number().nullable(), found: z.string(), toDo: z.string() })
const editedSchema = z.object({ version: z.number(), changedAt: instantText, changedBy: z.string() }).nullable()
const publishedSchema = z.object({ number: z.number(), publishedAt: instantText, publishedBy: z.string(), parts: partsSchema })
const matrixSchema = z
  .object({
    clause: z.string(),
    complete: z.boolean(),
    parts: partsSchema,
    edited: z.object({ customer: editedSchema, provider: editedSchema }),
    lacks: z.array(lackSchema),
    published: publishedSchema.nullable(),
    outOfDate: z.array(lackSchema),
    changed: z.boolean(),
  })
  .meta({ id: 'ContactMatrix' })

const publishedView = (given: Published) => ({ ...given, publishedAt: toIso(given.publishedAt) })
function view({ edited, published, lacks, ...rest }: MatrixView) {
  const part = (side: (typeof sides)[number]) => {
    const found = edited[side]
    return found ? { version: found.version, changedAt: toIso(found.changedAt), changedBy: found.changedBy } : null
  }
  return {
    ...rest,
    lacks,
    clause: matrixClause,
    complete: lacks.length === 0,
    edited: { customer: part('customer'), provider: part('provider') },
    published: published && publishedView(published),
  }
}

/** Whom each side reaches on the other, in which order; published with a number and a date. */
export const matrixOperations: readonly Operation[] = [
  operation({
    id: 'contact-matrix.read',
    method: 'GET',
    path: '/api/accounts/:account/contact-matrix',
    summary: 'The contact matrix of both sides: as it is edited, as it was published, and what is missing or no longer true',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: matrixSchema },
    handle: async ({ tx, account }) => ok(view(await readMatrix(tx, account))),
  }),
  operation({
    id: 'contact-matrix.list',
    method: 'GET',
    path: '/api/accounts/:account/contact-matrix/versions',
    summary: 'Every contact matrix that was published, newest first',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(publishedSchema) }) },
    handle: async ({ tx, account }) => ok({ items: (await publishedVersions(tx, account.id, 100)).map(publishedView) }),
  }),
  operation({
    id: 'contact-matrix.write',
    method: 'POST',
    path: '/api/accounts/:account/contact-matrix/:side',
    summary: 'Write the escalation steps of one side anew; nothing is published by it',
    permission: 'matrix.edit',
    scope: 'account',
    params: accountParams.extend({ side: z.enum(sides) }),
    body: z.object({
      /** The version that was seen; 0 where there is none yet. */
      version: z.number().int().min(0).max(1_000_000),
      steps: z
        .array(
          z.object({
            personId: id.nullable().default(null),
            name: line(200).default(''),
            role: line(120).min(1),
            phone: line(60).default(''),
            email: z.union([z.literal(''), z.email().max(200)]).default(''),
            hours: line(120).default(''),
          }),
        )
        .max(12),
    }),
    answers: { 200: matrixSchema },
    handle: async ({ tx, account, now, principal }, { params, body }) => {
      await writePart(tx, account, now, principal, params.side, { steps: body.steps, seen: body.version })
      return ok(view(await readMatrix(tx, account)))
    },
  }),
  operation({
    id: 'contact-matrix.publish',
    method: 'POST',
    path: '/api/accounts/:account/contact-matrix',
    summary: 'Publish the contact matrix; refused while a part of it is missing (SSM-3.1.a5)',
    permission: 'matrix.publish',
    scope: 'account',
    params: accountParams,
    answers: { 200: matrixSchema },
    handle: async ({ tx, account, now, principal }) => {
      await publishMatrix(tx, account, now, principal)
      return ok(view(await readMatrix(tx, account)))
    },
  }),
]
