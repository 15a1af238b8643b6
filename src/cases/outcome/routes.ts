import { z } from 'zod'
import { instantText, type Operation } from '../../http/operation.ts'
import { fromIso } from '../../lib/time.ts'
import { act, text } from '../routes.ts'
import { solutions, troubles } from './outcome.ts'
import { endEfforts, sayOutcome } from './service.ts'

const prose = z.string().trim().max(10_000)

/** What became of a case. */
export const outcomeOperations: readonly Operation[] = [
  act({
    id: 'case.outcome',
    path: 'outcome',
    summary: 'Say what became of a case: restored, a workaround, or a fix with its defect and its release',
    permission: 'case.work',
    body: z.object({
      outcome: z.enum(solutions),
      trouble: z.enum(troubles).default('issue'),
      diagnosis: text(10_000),
      restoredAt: instantText.optional(),
      defect: z.string().trim().max(100).default(''),
      release: z.string().trim().max(60).default(''),
      text: prose.default(''),
    }),
    run: ({ tx, now, principal }, found, { restoredAt, ...body }) =>
      sayOutcome(tx, found, now, principal, { ...body, restoredAt: restoredAt === undefined ? null : fromIso(restoredAt) }),
  }),
  act({
    id: 'case.end-efforts',
    path: 'efforts',
    summary: 'End the efforts on a case that could not be solved, as a manager, with the reason and what was tried',
    permission: 'case.end-efforts',
    body: z.object({ trouble: z.enum(troubles).default('issue'), diagnosis: text(10_000), reason: text(5000), efforts: text(20_000) }),
    run: ({ tx, now, principal }, found, body) => endEfforts(tx, found, now, principal, body),
  }),
]
