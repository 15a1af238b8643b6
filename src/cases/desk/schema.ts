import { z } from 'zod'
import { priorities } from '../../catalog/offering.ts'
import { moveName } from '../schema.ts'
import type { DeskAct } from './acts.ts'

/** An act on one of several cases, as it crosses the API. */
export const deskAct: z.ZodType<DeskAct> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), to: z.string().max(200).nullable(), reason: z.string().trim().max(500).default('') }),
  z.object({
    kind: z.literal('move'),
    move: moveName,
    reason: z.string().trim().max(2000).default(''),
    agreedBy: z.string().trim().max(200).default(''),
  }),
  z.object({ kind: z.literal('priority'), priority: z.enum(priorities), reason: z.string().trim().min(1).max(500) }),
])
