import { z } from 'zod'

/** Decisions as they cross the API. */

const factValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const reasonSchema = z.object({
  rule: z.string(),
  title: z.string(),
  sentence: z.string(),
  clauses: z.array(z.string()),
  holds: z.boolean(),
  weight: z.enum(['refuse', 'approve', 'advise']),
  fact: z.string(),
  found: factValue,
  expected: factValue,
  source: z.string(),
  cure: z.string().optional(),
})

export const decisionSchema = z
  .object({
    id: z.string().nullable(),
    at: z.iso.datetime(),
    verdict: z.enum(['granted', 'refused', 'needs approval']),
    act: z.string(),
    onDate: z.iso.date(),
    offering: z.string().nullable(),
    offeringVersion: z.number().int().nullable(),
    contract: z.string().nullable(),
    reasons: z.array(reasonSchema),
    decidedBy: z.array(z.string()),
    policies: z.array(z.object({ id: z.string(), key: z.string(), value: z.unknown(), effectiveFrom: z.iso.date(), author: z.string() })),
    cures: z.array(z.string()),
    candidates: z.array(z.object({ contract: z.string(), offering: z.string(), verdict: z.string(), wins: z.boolean(), why: z.string() })),
    alternatives: z.array(z.object({ offering: z.string(), why: z.string(), clauses: z.array(z.string()) })),
  })
  .meta({ id: 'Decision' })

export type DecisionView = z.infer<typeof decisionSchema>

export const decisionRowSchema = z.object({
  id: z.string(),
  account: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  act: z.string(),
  verdict: z.enum(['granted', 'refused', 'needs approval']),
  offering: z.string().nullable(),
  subject: z.string(),
  decidedBy: z.array(z.string()),
})
