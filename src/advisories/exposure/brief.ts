import { z } from 'zod'
import { kinds } from '../record/advisory.ts'
import { severities } from '../record/severity.ts'

/** A record that is about a device, in a line: what stands beside a case. */
export const exposedBrief = z.object({
  key: z.string(),
  number: z.string(),
  kind: z.enum(kinds),
  title: z.string(),
  severity: z.enum(severities),
  exploited: z.boolean(),
  verdict: z.enum(['affected', 'unknown']),
  fix: z.string().nullable(),
})
export type ExposedBrief = z.infer<typeof exposedBrief>
