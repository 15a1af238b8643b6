import { z } from 'zod'
import { toIso } from '../../lib/time.ts'
import type { HandOver } from './hand-over.ts'

/** A hand-over as it crosses the API. */

export const handOverSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    case: z.string(),
    summary: z.string(),
    priority: z.string(),
    from: z.string(),
    fromId: z.string(),
    to: z.string(),
    toId: z.string(),
    situation: z.string(),
    nextStep: z.string(),
    promised: z.string(),
    promisedAt: z.iso.datetime().nullable(),
    offeredAt: z.iso.datetime(),
    state: z.enum(['offered', 'accepted', 'declined', 'withdrawn', 'lapsed']),
    answeredAt: z.iso.datetime().nullable(),
    answer: z.string(),
  })
  .meta({ id: 'HandOver' })

const iso = (at: number | null) => (at === null ? null : toIso(at))
export const handOverView = (row: HandOver) => ({
  id: row.id,
  account: row.account,
  case: row.caseNumber,
  summary: row.summary,
  priority: row.priority,
  from: row.fromName,
  fromId: row.fromId,
  to: row.toName,
  toId: row.toId,
  situation: row.situation,
  nextStep: row.nextStep,
  promised: row.promised,
  promisedAt: iso(row.promisedAt),
  offeredAt: toIso(row.offeredAt),
  state: row.state,
  answeredAt: iso(row.answeredAt),
  answer: row.answer,
})
