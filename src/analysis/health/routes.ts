import { z } from 'zod'
import { accountParams, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { requireDevice } from '../../installed-base/service.ts'
import { notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { healthChecks } from '../checks/health/all.ts'
import { usualTolerance } from '../comparison/compare.ts'
import { standingOf } from '../judged/service.ts'
import { reportSchema, summarySchema } from '../schema.ts'
import { compareReadings, healthOf } from './service.ts'

const params = accountParams.extend({ serial: z.string().trim().min(1).max(64) })
const readingRef = z.object({ id: z.string(), readAt: instantText })
const verdict = z.enum(['worse', 'better', 'changed'])

/** The health of devices by what they answered, and what is otherwise between two readings. */
export const healthOperations: readonly Operation[] = [
  operation({
    id: 'health.read',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/health',
    summary: 'What the health checks say of a device by its newest reading, or by the one that is named',
    permission: 'device-data.read',
    scope: 'account',
    params,
    query: z.object({ reading: z.uuid().optional() }),
    answers: {
      200: z.object({
        reading: readingRef.extend({ clock: z.enum(['device', 'taken']) }).nullable(),
        earlier: readingRef.nullable(),
        report: reportSchema.nullable(),
      }),
    },
    handle: async ({ tx, account, now }, { params: { serial }, query }) => {
      const device = await requireDevice(tx, account, serial)
      const found = await healthOf(tx, account, device.id, now, { reading: query.reading })
      if (!found) {
        if (query.reading !== undefined) throw notFound('reading')
        return ok({ reading: null, earlier: null, report: null })
      }
      const { id, readAt, clock, earlier, report } = found
      return ok({
        reading: { id, readAt: toIso(readAt), clock },
        earlier: earlier && { id: earlier.id, readAt: toIso(earlier.readAt) },
        report,
      })
    },
  }),
  operation({
    id: 'health.counts',
    method: 'GET',
    path: '/api/accounts/:account/health',
    summary: 'The health of the devices of an account by their newest readings: the worst of them, and what each check finds on how many',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams,
    query: z.object({ query: z.string().trim().max(100).default('') }),
    answers: {
      200: z.object({
        devices: z.array(z.object({ serial: z.string(), product: z.string(), readAt: instantText, summary: summarySchema })),
        /** Devices that fit the query, listed or not. */
        count: z.number(),
        checks: z.array(z.object({ id: z.string(), title: z.string(), severity: z.enum(['high', 'medium', 'low']), devices: z.number() })),
        /** Devices whose data is newer than what is counted here; a minute brings them. */
        left: z.number(),
      }),
    },
    handle: async ({ tx, account, now }, { query }) => {
      const { items, count, checks, left } = await standingOf(tx, account, 'answers', now, query.query)
      return ok({
        devices: items.map(({ dataAt, ...device }) => ({ ...device, readAt: toIso(dataAt) })),
        count,
        checks: checks.flatMap((counted) => {
          const check = healthChecks.find(({ id }) => id === counted.id)
          return check ? [{ ...counted, title: check.title, severity: check.severity }] : []
        }),
        left,
      })
    },
  }),
  operation({
    id: 'reading.compare',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/readings/:reading/changes',
    summary: 'What is otherwise in this reading of a device than in another one, such as before and after a change',
    permission: 'device-data.read',
    scope: 'account',
    params: params.extend({ reading: z.uuid() }),
    query: z.object({
      from: z.uuid(),
      /** By which counts of prefixes and routes may differ. */
      percent: z.coerce.number().min(0).max(100).default(usualTolerance.percent),
      count: z.coerce.number().int().min(0).max(1_000_000).default(usualTolerance.count),
    }),
    answers: {
      200: z.object({
        device: z.string().nullable(),
        changes: z.array(
          z.object({
            verdict,
            facet: z.string(),
            element: z.string(),
            engine: z.string().nullable(),
            command: z.string(),
            lineBefore: z.number(),
            lineAfter: z.number(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
        more: z.number(),
        counts: z.record(verdict, z.number()),
        looked: z.array(z.object({ facet: z.string(), before: z.number(), after: z.number() })),
        notCompared: z.array(z.string()),
      }),
    },
    handle: async ({ tx, account }, { params: { serial, reading }, query: { from, percent, count } }) => {
      const device = await requireDevice(tx, account, serial)
      const compared = await compareReadings(tx, account, device.id, [from, reading], { percent, count })
      if (!compared) throw notFound('reading')
      return ok(compared)
    },
  }),
]
