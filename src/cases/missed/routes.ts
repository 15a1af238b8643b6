import { z } from 'zod'
import type { Operation } from '../../http/operation.ts'
import { act, text } from '../routes.ts'
import { sayWhyMissed } from './service.ts'

/** The reason of a missed first response. */
export const missedOperations: readonly Operation[] = [
  act({
    id: 'case.explain-miss',
    path: 'miss-reason',
    summary: 'Say why the first response was missed; reports name it, and the customer reads it',
    permission: 'case.work',
    body: z.object({ reason: text(2000) }),
    run: ({ tx, now, principal }, found, { reason }) => sayWhyMissed(tx, found, now, principal, reason),
  }),
]
