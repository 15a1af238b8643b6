import { z } from 'zod'
import { revealFields } from '../../cases/secrets/reveal.ts'
import { allowReveal, type Confirm } from '../../cases/secrets/service.ts'
import { audit } from '../../db/records.ts'
import { neverCached } from '../../documents/inert.ts'
import { type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { daysMs, toIso } from '../../lib/time.ts'
import { discardMail, releaseMail } from './held/service.ts'
import { type MailDesk, requireMail } from './service.ts'
import { countByFate, listMails, type StoredMail } from './store.ts'

const fates = z.enum(['update', 'quarantine', 'answered', 'dropped'])
const states = z.enum(['done', 'held', 'released', 'discarded'])

const rowSchema = z.object({
  id: z.string(),
  account: z.string(),
  receivedAt: z.string(),
  source: z.enum(['smtp', 'imap']),
  fromAddress: z.string(),
  fromName: z.string(),
  subject: z.string(),
  sizeBytes: z.number(),
  fate: fates,
  rule: z.string(),
  reason: z.string(),
  clauses: z.array(z.string()),
  case: z.string().nullable(),
  state: states,
})
const mailSchema = rowSchema.extend({
  messageId: z.string(),
  sha256: z.string(),
  kept: z.boolean(),
  /** What speaks for the sender; null when nobody looked. */
  proof: z.object({ by: z.string(), domain: z.string(), verdict: z.enum(['pass', 'fail', 'none', 'unsure']), said: z.string() }).nullable(),
  body: z.string(),
  quoted: z.string(),
  /** Kinds of secret that are masked in its text. */
  secrets: z.array(z.string()),
  formatted: z.boolean(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), sizeBytes: z.number(), attached: z.boolean() })),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedWhy: z.string().nullable(),
})

const rowView = (mail: StoredMail) => ({
  id: mail.id,
  account: mail.account,
  receivedAt: toIso(mail.receivedAt),
  source: mail.source,
  fromAddress: mail.fromAddress,
  fromName: mail.fromName,
  subject: mail.subject,
  sizeBytes: mail.sizeBytes,
  fate: mail.fate,
  rule: mail.rule,
  reason: mail.reason,
  clauses: [...mail.clauses],
  case: mail.caseNumber,
  state: mail.state,
})
const view = (mail: StoredMail) => ({
  ...rowView(mail),
  messageId: mail.messageId,
  sha256: mail.sha256,
  kept: mail.kept,
  proof: mail.proof,
  body: mail.body,
  quoted: mail.quoted,
  secrets: [...mail.secrets],
  formatted: mail.formatted,
  attachments: [...mail.attachments],
  decidedAt: mail.decidedAt === null ? null : toIso(mail.decidedAt),
  decidedBy: mail.decidedBy,
  decidedWhy: mail.decidedWhy,
})

const mailParams = z.object({ mail: z.uuid() })
const reason = z.string().trim().min(1).max(500)

/** Byte for byte, in a form that no browser shows or runs. */
const originalOf = (desk: MailDesk, mail: StoredMail) => ({
  status: 200,
  stream: desk.files.read(mail.id),
  headers: {
    ...neverCached,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="mail-${mail.id}.eml.txt"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  },
})

export const mailInOperations = (desk: MailDesk, confirm: Confirm): readonly Operation[] => [
  operation({
    id: 'mail-in.list',
    method: 'GET',
    path: '/api/mail-in',
    summary: 'Mail that came in and what became of it, newest first',
    permission: 'mail.read',
    scope: 'provider',
    query: pageQuery.extend({
      fate: fates.optional(),
      state: states.optional(),
      sender: z.string().trim().toLowerCase().max(320).optional(),
    }),
    answers: { 200: pageOf(rowSchema) },
    handle: async ({ tx }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listMails(tx, { ...query, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({ items: items.map(rowView), next: rows.length > query.limit && last ? writeCursor([last.receivedAt, last.id]) : null })
    },
  }),
  operation({
    id: 'mail-in.count',
    method: 'GET',
    path: '/api/mail-in/count',
    summary: 'How many mails are held, and what became of those of the last 30 days; a thousand stands for more',
    permission: 'mail.read',
    scope: 'provider',
    answers: {
      200: z.object({
        held: z.number(),
        update: z.number(),
        answered: z.number(),
        dropped: z.number(),
        released: z.number(),
        discarded: z.number(),
      }),
    },
    handle: async ({ tx, now }) => ok(await countByFate(tx, now - 30 * daysMs)),
  }),
  operation({
    id: 'mail-in.read',
    method: 'GET',
    path: '/api/mail-in/:mail',
    summary: 'One mail: its text, its quoted rest, its files and why it went where it is',
    permission: 'mail.read',
    scope: 'provider',
    params: mailParams,
    answers: { 200: mailSchema },
    handle: async ({ tx }, { params }) => ok(view(await requireMail(tx, params.mail))),
  }),
  operation({
    id: 'mail-in.release',
    method: 'POST',
    path: '/api/mail-in/:mail/release',
    summary: 'Put a held mail on a case in your own name',
    permission: 'mail.decide',
    scope: 'provider',
    params: mailParams,
    body: z.object({
      case: z.string().trim().min(3).max(40),
      visibility: z.enum(['public', 'internal']).default('public'),
      reason,
    }),
    answers: { 200: mailSchema },
    handle: async ({ tx, now, principal }, { params, body }) => {
      await releaseMail(tx, desk, now, principal, params.mail, body)
      return ok(view(await requireMail(tx, params.mail)))
    },
  }),
  operation({
    id: 'mail-in.discard',
    method: 'POST',
    path: '/api/mail-in/:mail/discard',
    summary: 'Say that a held mail goes nowhere; its record and its original stay',
    permission: 'mail.decide',
    scope: 'provider',
    params: mailParams,
    body: z.object({ reason }),
    answers: { 200: mailSchema },
    handle: async ({ tx, now, principal }, { params, body }) => {
      await discardMail(tx, now, principal, params.mail, body.reason)
      return ok(view(await requireMail(tx, params.mail)))
    },
  }),
  operation({
    id: 'mail-in.original',
    method: 'GET',
    path: '/api/mail-in/:mail/original',
    summary: 'The mail as it came, byte for byte; it is served inert',
    permission: 'mail.read',
    scope: 'provider',
    params: mailParams,
    download: true,
    answers: {},
    handle: async ({ tx, now, principal }, { params }) => {
      const mail = await requireMail(tx, params.mail)
      if (!mail.kept) throw notFound('original of this mail')
      if (mail.secrets.length > 0)
        throw conflict('The original of this mail holds secrets', {
          found: mail.secrets.join(', '),
          toDo: 'Reveal it, with your password and a reason.',
        })
      await audit(tx, {
        accountId: mail.accountId,
        now,
        actor: actorOf(principal),
        action: 'mail.read-original',
        subject: mail.fromAddress,
        detail: { mail: mail.id },
      })
      return originalOf(desk, mail)
    },
  }),
  operation({
    id: 'mail-in.reveal',
    method: 'POST',
    path: '/api/mail-in/:mail/reveal',
    summary: 'The mail as it came, with its secrets: with the password again and a reason, for the audit trail',
    permission: 'case.reveal',
    scope: 'provider',
    params: mailParams,
    body: z.object(revealFields),
    unkept: true,
    download: true,
    answers: {},
    handle: async (call, { params, body }) => {
      const mail = await requireMail(call.tx, params.mail)
      if (!mail.kept) throw notFound('original of this mail')
      await allowReveal(call, confirm, body, {
        accountId: mail.accountId,
        subject: mail.fromAddress,
        detail: { mail: mail.id, kinds: mail.secrets },
      })
      return originalOf(desk, mail)
    },
  }),
]
