import { z } from 'zod'
import { severities, themes } from './check.ts'

/** A report of checks as the API gives it. */

const outcome = z.enum(['pass', 'finding', 'waived', 'not-applicable', 'not-judged'])
const findingSchema = z.object({
  what: z.string(),
  place: z.object({
    line: z.number(),
    from: z.string().nullable(),
    scope: z.string().nullable(),
    statement: z.string(),
    missing: z.string().nullable(),
    only: z.string().nullable(),
  }),
  remedy: z.array(z.string()),
  waived: z.object({ reason: z.string(), until: z.string() }).nullable(),
})
export const summarySchema = z.object({ outcomes: z.record(outcome, z.number()), findings: z.record(z.enum(severities), z.number()) })
export const reportSchema = z.object({
  device: z.string().nullable(),
  profile: z.string(),
  results: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      theme: z.enum(themes),
      severity: z.enum(severities),
      outcome,
      findings: z.array(findingSchema),
      more: z.number(),
      why: z.string().nullable(),
      /** What was seen in answers, good or not, up to a bound. */
      seen: z.array(z.string()),
    }),
  ),
  summary: summarySchema,
  doubts: z.array(z.string()),
  notes: z.array(z.string()),
})
