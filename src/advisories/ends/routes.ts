import { z } from 'zod'
import { accountParams, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { labels } from '../../installed-base/lifecycle/entry.ts'
import { endMilestones } from '../../installed-base/lifecycle/standing.ts'
import { toIso } from '../../lib/time.ts'
import { listLetters } from './store.ts'

/** What an account was told of ends to come. */
export const endOperations: readonly Operation[] = [
  operation({
    id: 'lifecycle.letters',
    method: 'GET',
    path: '/api/accounts/:account/lifecycle/letters',
    summary: 'Letters to an account about ends of support and of engineering that come near or have moved, newest first',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            at: instantText,
            subject: z.string(),
            recipients: z.array(z.string()),
            items: z.array(
              z.object({
                fate: z.enum(['near', 'moved', 'withdrawn']),
                of: z.enum(['product', 'release']),
                subject: z.string(),
                milestone: z.enum(endMilestones),
                on: dateText,
                label: z.enum([...labels, 'by hand']).nullable(),
                /** The threshold in months ahead; null where the date has moved beyond all of them. */
                months: z.number().nullable(),
                before: dateText.nullable(),
                serials: z.array(z.string()),
              }),
            ),
          }),
        ),
      }),
    },
    handle: async ({ tx, account }) =>
      ok({ items: (await listLetters(tx, account.id)).map(({ at, ...letter }) => ({ ...letter, at: toIso(at) })) }),
  }),
]
