import { z } from 'zod'
import type { Operation } from '../../http/operation.ts'
import { act, text } from '../routes.ts'
import { stateImpact } from './service.ts'

/** The business impact of a case. */
export const impactOperations: readonly Operation[] = [
  act({
    id: 'case.impact',
    path: 'impact',
    summary: 'State what the case does to the business; the last word counts',
    permission: 'case.update',
    edits: true,
    body: z.object({ impact: text(2000) }),
    run: ({ tx, now, principal }, found, { impact }) => stateImpact(tx, found, now, principal, impact),
  }),
]
