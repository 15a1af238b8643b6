import { z } from 'zod'
import { type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../http/operation.ts'
import { toIso } from '../lib/time.ts'
import { letterOf } from './letters.ts'
import { listEntries } from './store.ts'

const entrySchema = z.object({
  id: z.string(),
  account: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(['pending', 'sent', 'shown', 'failed']),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  to: z.array(z.string()),
})

export const notificationOperations: readonly Operation[] = [
  operation({
    id: 'outbox.list',
    method: 'GET',
    path: '/api/outbox',
    summary: 'What was to be sent, newest first',
    permission: 'outbox.read',
    scope: 'provider',
    query: pageQuery.extend({
      kind: z.enum(['management-alert', 'case-notice', 'invitation']).optional(),
      state: z.enum(['pending', 'sent', 'shown', 'failed']).optional(),
    }),
    answers: { 200: pageOf(entrySchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listEntries(tx, { kind: query.kind, state: query.state, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map((entry) => {
          const letter = letterOf(entry.kind, entry.subject, entry.payload)
          const to = (entry.payload.to ?? []) as readonly { name?: string; email?: string; personId?: string }[]
          return {
            id: entry.id,
            account: entry.account,
            kind: entry.kind,
            subject: entry.subject,
            state: entry.state,
            createdAt: toIso(entry.createdAt),
            sentAt: entry.sentAt === null ? null : toIso(entry.sentAt),
            attempts: entry.attempts,
            error: entry.error,
            title: letter.subject,
            text: letter.text,
            to: to.map((one) => one.email ?? one.name ?? 'the contact of the case'),
          }
        }),
        next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null,
      })
    },
  }),
]
