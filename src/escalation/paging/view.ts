import { z } from 'zod'
import { toIso } from '../../lib/time.ts'
import type { Page } from './page.ts'

/** A call of the desk as it crosses the API. */

export const pageSchema = z.object({
  id: z.uuid(),
  case: z.string(),
  account: z.string(),
  summary: z.string(),
  priority: z.string(),
  team: z.string(),
  reason: z.string(),
  startedAt: z.iso.datetime(),
  state: z.enum(['ringing', 'acknowledged', 'unanswered', 'over']),
  calls: z.array(z.object({ name: z.string(), at: z.iso.datetime() })),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedBy: z.string().nullable(),
})

type About = { readonly number: string; readonly account: string; readonly summary: string; readonly priority: string }

export const pageView = (page: Page & About): z.infer<typeof pageSchema> => ({
  id: page.id,
  case: page.number,
  account: page.account,
  summary: page.summary,
  priority: page.priority,
  team: page.team,
  reason: page.reason,
  startedAt: toIso(page.startedAt),
  state: page.state,
  calls: page.calls.map(({ name, at }) => ({ name, at })),
  acknowledgedAt: page.acknowledgedAt === null ? null : toIso(page.acknowledgedAt),
  acknowledgedBy: page.acknowledgedBy,
})
