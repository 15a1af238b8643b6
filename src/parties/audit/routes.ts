import { z } from 'zod'
import { listAudit, verifyAudit } from '../../db/records.ts'
import { accountParams, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'

/** The audit trail of an account, and whether its chain is whole. */
export const auditOperations: readonly Operation[] = [
  operation({
    id: 'audit.list',
    method: 'GET',
    path: '/api/accounts/:account/audit',
    summary: 'The audit trail, newest first',
    permission: 'audit.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery,
    answers: {
      200: pageOf(
        z.object({ seq: z.number(), at: z.string(), actor: z.string(), action: z.string(), subject: z.string(), detail: z.unknown() }),
      ),
    },
    handle: async ({ tx, account }, { query }) => {
      const before = readCursor(query.cursor)?.[0]
      const rows = await listAudit(tx, account.id, typeof before === 'number' ? before : undefined, query.limit + 1)
      const items = rows.slice(0, query.limit)
      return ok({
        items: items.map((row) => ({ ...row, at: toIso(row.at) })),
        next: rows.length > query.limit ? writeCursor([items.at(-1)?.seq ?? 0]) : null,
      })
    },
  }),
  operation({
    id: 'audit.verify',
    method: 'GET',
    path: '/api/accounts/:account/audit/verification',
    summary: 'Whether no entry of the audit trail was changed or taken out',
    permission: 'audit.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ whole: z.boolean(), entries: z.number(), brokenAt: z.number().nullable() }) },
    handle: async ({ tx, account }) => {
      const { entries, brokenAt } = await verifyAudit(tx, account.id)
      return ok({ whole: brokenAt === null, entries, brokenAt })
    },
  }),
]
