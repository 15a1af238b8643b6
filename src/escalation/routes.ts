import { z } from 'zod'
import { type Operation, ok, operation } from '../http/operation.ts'
import { toIso } from '../lib/time.ts'
import { seesOwnCasesOnly } from '../parties/permissions.ts'
import { listEscalations } from './store.ts'

export const escalationOperations: readonly Operation[] = [
  operation({
    id: 'escalation.list',
    method: 'GET',
    path: '/api/escalations',
    summary: 'Escalations I may see, newest first',
    permission: 'escalation.read',
    scope: 'reach',
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            case: z.string(),
            account: z.string(),
            summary: z.string(),
            priority: z.string(),
            kind: z.string(),
            step: z.number(),
            code: z.string(),
            dueAt: z.string(),
            at: z.string(),
            reason: z.string(),
            clauses: z.array(z.string()),
            told: z.array(z.string()),
          }),
        ),
      }),
    },
    handle: async ({ tx, principal }, { query }) => {
      const own = principal.accountKind === 'customer' && seesOwnCasesOnly(principal.roles)
      const rows = await listEscalations(tx, { limit: query.limit, ...(own ? { requesterId: principal.personId } : {}) })
      return ok({
        items: rows.map((row) => ({
          case: row.number,
          account: row.account,
          summary: row.summary,
          priority: row.priority,
          kind: row.kind,
          step: row.step,
          code: row.code,
          dueAt: toIso(row.due_at),
          at: toIso(row.at),
          reason: row.reason,
          clauses: row.clauses,
          told: principal.accountKind === 'provider' ? row.told : [],
        })),
      })
    },
  }),
]
