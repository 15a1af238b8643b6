import { z } from 'zod'
import { toIso } from '../../lib/time.ts'
import type { EscalationRequest } from './request.ts'

/** An escalation as it crosses the API. */

export const severity = z.enum(['high', 'medium', 'low'])
export const requestSchema = z
  .object({
    number: z.string(),
    account: z.string(),
    case: z.string(),
    summary: z.string(),
    priority: z.string(),
    severity,
    reason: z.string(),
    level: z.number(),
    levelTitle: z.string(),
    lead: z.enum(['desk', 'advisor']),
    raisedAt: z.iso.datetime(),
    raisedBy: z.string(),
    raisedSide: z.enum(['customer', 'provider']),
    owner: z.string().nullable(),
    ownerId: z.string().nullable(),
    reportHours: z.number(),
    reportDueAt: z.iso.datetime(),
    reportOverdue: z.boolean(),
    watchedAt: z.iso.datetime(),
    state: z.enum(['open', 'done', 'withdrawn']),
    endedAt: z.iso.datetime().nullable(),
    /** Of the service manager, where one oversees the customer's escalations. */
    signOff: z.enum(['not asked', 'open', 'done']),
    signedBy: z.string().nullable(),
    signedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EscalationRequest' })

export const requestView = (request: EscalationRequest, levels: readonly string[], now: number) => ({
  number: request.number,
  account: request.account,
  case: request.caseNumber,
  summary: request.summary,
  priority: request.priority,
  severity: request.severity,
  reason: request.reason,
  level: request.level,
  levelTitle: levels[request.level - 1] ?? `Level ${request.level}`,
  lead: request.lead,
  raisedAt: toIso(request.raisedAt),
  raisedBy: request.raisedBy,
  raisedSide: request.raisedSide,
  owner: request.ownerName,
  ownerId: request.ownerId,
  reportHours: request.reportHours,
  reportDueAt: toIso(request.reportDueAt),
  reportOverdue: request.state === 'open' && request.reportDueAt < now,
  watchedAt: toIso(request.watchedAt),
  state: request.state,
  endedAt: request.endedAt === null ? null : toIso(request.endedAt),
  signOff: request.signedAt !== null ? ('done' as const) : request.overseen ? ('open' as const) : ('not asked' as const),
  signedBy: request.signedBy,
  signedAt: request.signedAt === null ? null : toIso(request.signedAt),
})
