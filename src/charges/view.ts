import { z } from 'zod'
import { toIso } from '../lib/time.ts'
import type { Charge } from './line.ts'

/** A line as it is shown. */
export const chargeSchema = z.object({
  line: z.number(),
  /** The number of the case that was worked on at rates, or of the request whose duty was missed. */
  case: z.string().nullable(),
  request: z.string().nullable(),
  /** Of work at rates: its entry of time. */
  entry: z.number().nullable(),
  kind: z.enum(['charge', 'counter']),
  day: z.string(),
  minutes: z.number().nullable(),
  hourAmount: z.number().nullable(),
  rateFrom: z.string().nullable(),
  amount: z.number(),
  currency: z.string(),
  clauses: z.array(z.string()),
  by: z.string(),
  proposedBy: z.string().nullable(),
  at: z.iso.datetime(),
  counters: z.number().nullable(),
  counteredBy: z.number().nullable(),
  reason: z.string(),
})

export const chargeView = ({ seq, about, time, at, clauses, ...rest }: Charge) => ({
  line: seq,
  case: about.kind === 'case' ? about.number : null,
  request: about.kind === 'request' ? about.number : null,
  entry: time?.entry ?? null,
  kind: rest.kind,
  day: rest.day,
  minutes: time?.minutes ?? null,
  hourAmount: time?.hourAmount ?? null,
  rateFrom: time?.rateFrom ?? null,
  amount: rest.amount,
  currency: rest.currency,
  clauses: [...clauses],
  by: rest.by,
  proposedBy: rest.proposedBy,
  at: toIso(at),
  counters: rest.counters,
  counteredBy: rest.counteredBy,
  reason: rest.reason,
})
