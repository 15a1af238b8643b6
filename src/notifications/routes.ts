import { z } from 'zod'
import { audit } from '../db/records.ts'
import { accountParams, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { toIso } from '../lib/time.ts'
import { letterOf } from './letters.ts'
import { clearBounce, lettersOf, listBounces } from './sending/store.ts'
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
  /** One for each person who is to hear, once the entry was spread. */
  letters: z.array(
    z.object({
      to: z.string(),
      state: z.enum(['pending', 'digest', 'sent', 'shown', 'failed', 'dead', 'gathered']),
      fate: z.string(),
      attempts: z.number(),
      nextTryAt: z.string(),
      sentAt: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
})

const bounceSchema = z.object({
  account: z.string(),
  email: z.string(),
  at: z.string(),
  source: z.enum(['smtp', 'report']),
  reason: z.string(),
  times: z.number(),
  clearedAt: z.string().nullable(),
  clearedBy: z.string().nullable(),
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
      kind: z
        .enum([
          'management-alert',
          'alarm',
          'case-notice',
          'advisory-notice',
          'lifecycle-notice',
          'credit-notice',
          'request-notice',
          'review-notice',
          'meeting-notice',
          'duty-notice',
          'change-notice',
          'software-notice',
          'contact-notice',
          'session-notice',
          'staff-notice',
          'invitation',
          'mail-answer',
          'webhook-disabled',
        ])
        .optional(),
      state: z.enum(['pending', 'sent', 'shown', 'failed']).optional(),
    }),
    answers: { 200: pageOf(entrySchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listEntries(tx, { kind: query.kind, state: query.state, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      const letters = Map.groupBy(
        await lettersOf(
          tx,
          items.map(({ id }) => id),
        ),
        ({ outboxId }) => outboxId,
      )
      return ok({
        items: items.map((entry) => {
          const letter = letterOf(entry.kind, entry.subject, entry.payload)
          const to = (entry.payload.to ?? []) as readonly { name?: string; email?: string; personId?: string; team?: string }[]
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
            to: to.map((one) => one.email ?? one.name ?? (one.team ? `team ${one.team}` : 'the contact of the case')),
            letters: (letters.get(entry.id) ?? []).map(({ email, state, fate, attempts, nextTryAt, sentAt, error }) => ({
              to: email,
              state,
              fate,
              attempts,
              nextTryAt: toIso(nextTryAt),
              sentAt: sentAt === null ? null : toIso(sentAt),
              error,
            })),
          }
        }),
        next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'bounce.list',
    method: 'GET',
    path: '/api/bounces',
    summary: 'Addresses whose mail came back for good, newest first',
    permission: 'mail.read',
    scope: 'provider',
    query: pageQuery.extend({ open: z.stringbool().optional() }),
    answers: { 200: pageOf(bounceSchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listBounces(tx, { open: query.open, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map(({ accountId: _, at, clearedAt, ...row }) => ({
          ...row,
          at: toIso(at),
          clearedAt: clearedAt === null ? null : toIso(clearedAt),
        })),
        next: rows.length > query.limit && last ? writeCursor([last.at, last.email]) : null,
      })
    },
  }),
  operation({
    id: 'bounce.clear',
    method: 'POST',
    path: '/api/accounts/:account/bounces/clear',
    summary: 'Say that an address works again; mail to it is sent from now on',
    permission: 'mail.decide',
    scope: 'account',
    params: accountParams,
    body: z.object({ email: z.string().trim().toLowerCase().min(3).max(320) }),
    answers: { 200: z.object({ cleared: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { body }) => {
      const cleared = await clearBounce(tx, account.id, body.email, actorOf(principal), now)
      if (cleared)
        await audit(tx, { accountId: account.id, now, actor: actorOf(principal), action: 'mail.bounce-clear', subject: body.email })
      return ok({ cleared })
    },
  }),
]
