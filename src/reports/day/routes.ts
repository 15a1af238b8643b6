import { z } from 'zod'
import { localDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { checkZone } from '../../parties/service.ts'
import { dueKinds, tallyOf } from './due.ts'
import { dueUpTo } from './store.ts'

const mostItems = 1000

/** What is due today and in the days after it, over all accounts. */
export const dayOperations: readonly Operation[] = [
  operation({
    id: 'day.read',
    method: 'GET',
    path: '/api/day',
    summary: 'What is overdue, due today and due in the days after it over every account that I may see',
    permission: 'day.read',
    scope: 'reach',
    query: z.object({
      /** Days after today that are shown. */
      days: z.coerce.number().int().min(0).max(31).default(7),
      account: z.string().max(12).optional(),
      zone: z.string().max(60).optional(),
    }),
    answers: {
      200: z.object({
        today: dateText,
        to: dateText,
        overdue: z.number(),
        due: z.number(),
        later: z.number(),
        /** True when more was found than is shown. */
        cut: z.boolean(),
        items: z.array(
          z.object({ kind: z.enum(dueKinds), account: z.string(), ref: z.string(), title: z.string(), on: dateText, who: z.string() }),
        ),
      }),
    },
    handle: async ({ tx, now, principal }, { query }) => {
      const zone = query.zone ?? principal.zone
      checkZone(zone)
      const day = localDate(zone, now)
      const today = typeof day === 'string' ? day : new Date(now).toISOString().slice(0, 10)
      const to = addDays(today, query.days)
      const items = await dueUpTo(tx, { today, to, now, accountCode: query.account?.toUpperCase(), most: mostItems + 1 })
      const shown = items.slice(0, mostItems)
      const { overdue, today: due, later } = tallyOf(shown, today)
      return ok({ today, to, overdue, due, later, cut: items.length > mostItems, items: shown })
    },
  }),
]
