import { z } from 'zod'
import type { Operation } from '../../http/operation.ts'
import { act } from '../routes.ts'
import { returnText } from './service.ts'

export const languageOperations: readonly Operation[] = [
  act({
    id: 'case.return-text',
    path: 'returned-texts',
    summary: 'Give a text of the customer back that is not in the language of the service, with the standard reason',
    permission: 'case.work',
    body: z.object({ seq: z.number().int().min(1).max(1_000_000) }),
    run: ({ tx, now, principal }, found, body) => returnText(tx, found, now, principal, body.seq),
  }),
]
