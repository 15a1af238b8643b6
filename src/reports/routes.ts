import { z } from 'zod'
import { resolveLocal } from '../calendar/local-time.ts'
import { addDays, daysBetween } from '../calendar/terms.ts'
import { missReasonNames } from '../cases/lists/miss-reasons.ts'
import { dateText, type Operation, ok, operation } from '../http/operation.ts'
import { badRequest, notFound } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { checkZone, findAccount } from '../parties/service.ts'
import { metShare } from './figures.ts'
import * as store from './store.ts'

const count = z.number().int()

export const reportOperations: readonly Operation[] = [
  operation({
    id: 'report.desk',
    method: 'GET',
    path: '/api/reports/desk',
    summary: 'Figures of the desk over a period: volume, responses, misses, backlog and load',
    permission: 'report.read',
    scope: 'reach',
    query: z.object({
      from: dateText,
      to: dateText,
      /** Left out, the zone of whoever asks. */
      zone: z.string().max(60).optional(),
      account: z.string().max(12).optional(),
    }),
    answers: {
      200: z.object({
        zone: z.string(),
        at: z.iso.datetime(),
        volume: z.array(z.object({ day: z.string(), opened: count, closed: count })),
        responses: z.array(
          z.object({ priority: z.string(), met: count, missed: count, running: count, none: count, metShare: z.number().nullable() }),
        ),
        misses: z.array(z.object({ band: z.string(), count })),
        missReasons: z.array(z.object({ reason: z.enum(missReasonNames), count })),
        /** The missed ones, the newest first, with what was said of each; the first two hundred. */
        missed: z.array(z.object({ case: z.string(), priority: z.string(), reason: z.enum(missReasonNames), said: z.string() })),
        backlog: z.array(z.object({ priority: z.string(), band: z.string(), count })),
        load: z.array(z.object({ queue: z.string(), weekday: count, hour: count, count })),
      }),
    },
    handle: async ({ tx, principal, now }, { query }) => {
      const zone = query.zone ?? principal.zone
      checkZone(zone)
      if (query.to < query.from || daysBetween(query.from, query.to) > 731)
        throw badRequest('The period is wrong', {
          found: `${query.from} to ${query.to}`,
          expected: 'a last day on or after the first, two years at most',
        })
      const account = query.account ? await findAccount(tx, { code: query.account.toUpperCase() }) : undefined
      if (query.account && !account) throw notFound('account')
      const from = resolveLocal(zone, `${query.from}T00:00`)
      const to = resolveLocal(zone, `${addDays(query.to, 1)}T00:00`)
      if (typeof from !== 'number' || typeof to !== 'number')
        throw badRequest('The period is wrong', { found: `${query.from} to ${query.to}` })
      const range = { from, to, zone, accountId: account?.id }
      const [volume, responses, misses, missReasons, missed, backlog, load] = await Promise.all([
        store.volume(tx, range),
        store.responses(tx, range),
        store.misses(tx, range),
        store.missReasons(tx, range),
        store.missed(tx, range),
        store.backlog(tx, now, account?.id),
        store.load(tx, range),
      ])
      return ok({
        zone,
        at: toIso(now),
        volume,
        responses: responses.map((row) => ({ ...row, metShare: metShare(row) })),
        misses,
        missReasons,
        missed,
        backlog,
        load,
      })
    },
  }),
]
