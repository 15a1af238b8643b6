import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { type Call, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { choices, fixedKinds, leastOpenMinutes, type NoticeKind, noticeKinds, openMinutes, staffKinds } from './fate.ts'
import { countUnread, findPreference, listNotices, markRead, savePreference } from './store.ts'

const kinds = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:00')

const noticeSchema = z.object({
  id: z.string(),
  account: z.string(),
  kind: z.enum(kinds),
  /** What it is about, such as the number of a case. */
  subject: z.string(),
  title: z.string(),
  text: z.string(),
  /** Why this person is told. */
  why: z.string(),
  /** What became of the mail beside it, in words. */
  mail: z.string(),
  urgent: z.boolean(),
  at: z.string(),
  readAt: z.string().nullable(),
})
const quietSchema = z
  .object({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from !== to, 'quiet hours that end when they begin hold nothing: give another end, or none at all')
  .refine(
    (quiet) => openMinutes(quiet) >= leastOpenMinutes,
    `quiet hours leave ${leastOpenMinutes / 60} hours of the day open at least, so that mail has a way: end them earlier or begin them later`,
  )
const choicesSchema = z
  .partialRecord(z.enum(kinds), z.enum(choices))
  .refine(
    (chosen) => fixedKinds.every((kind) => (chosen[kind] ?? 'now') === 'now'),
    `nothing can be chosen for ${fixedKinds.join(', ')}: they are always sent at once`,
  )
const preferenceSchema = z.object({
  choices: choicesSchema,
  quiet: quietSchema.nullable(),
  digestAt: wallTime,
  /** Kinds that call my own webhook too. */
  hooks: z.array(z.enum(kinds)).max(kinds.length).default([]),
})
const preferenceAnswer = preferenceSchema.extend({
  // what was kept before a bound was drawn is shown as it is
  choices: z.partialRecord(z.enum(kinds), z.enum(choices)),
  quiet: z.object({ from: wallTime, to: wallTime }).nullable(),
  zone: z.string(),
  kinds: z.array(z.object({ kind: z.enum(kinds), title: z.string(), fixed: z.boolean() })),
})

const whose = ({ principal }: Call) => ({ accountId: principal.accountId, personId: principal.personId })

async function preferenceView(call: Call) {
  const preference = await findPreference(call.tx, whose(call))
  return {
    ...preference,
    hooks: [...preference.hooks],
    zone: call.principal.zone,
    kinds: kinds
      .filter((kind) => call.principal.accountKind === 'provider' || !staffKinds.includes(kind))
      .map((kind) => ({ kind, title: noticeKinds[kind], fixed: fixedKinds.includes(kind) })),
  }
}

export const noticeOperations: readonly Operation[] = [
  operation({
    id: 'notice.list',
    method: 'GET',
    path: '/api/notices',
    summary: 'What I was told, newest first',
    permission: 'signed-in',
    scope: 'own',
    query: pageQuery.extend({ unread: z.stringbool().optional() }),
    answers: { 200: pageOf(noticeSchema) },
    handle: async (call, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await listNotices(call.tx, whose(call), { unread: query.unread, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map(({ at, readAt, ...notice }) => ({ ...notice, at: toIso(at), readAt: readAt === null ? null : toIso(readAt) })),
        next: rows.length > query.limit && last ? writeCursor([last.at, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'notice.count',
    method: 'GET',
    path: '/api/notices/count',
    summary: 'How many notices I have not read; a hundred stands for more',
    permission: 'signed-in',
    scope: 'own',
    answers: { 200: z.object({ unread: z.number() }) },
    handle: async (call) => ok({ unread: await countUnread(call.tx, whose(call)) }),
  }),
  operation({
    id: 'notice.read',
    method: 'POST',
    path: '/api/notices/read',
    summary: 'Mark notices of mine as read: those named, or all',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({ notices: z.array(z.uuid()).max(200).optional(), all: z.boolean().default(false) }),
    answers: { 200: z.object({ read: z.number() }) },
    handle: async (call, { body }) => ok({ read: await markRead(call.tx, whose(call), body.all ? 'all' : (body.notices ?? []), call.now) }),
  }),
  operation({
    id: 'notice.preferences',
    method: 'GET',
    path: '/api/notices/preferences',
    summary: 'What I am told of by mail and by my webhook, and when',
    permission: 'signed-in',
    scope: 'own',
    answers: { 200: preferenceAnswer },
    handle: async (call) => ok(await preferenceView(call)),
  }),
  operation({
    id: 'notice.choose',
    method: 'POST',
    path: '/api/notices/preferences',
    summary: 'Choose what I am told of by mail and by my webhook, and when',
    permission: 'signed-in',
    scope: 'own',
    body: preferenceSchema,
    answers: { 200: preferenceAnswer },
    handle: async (call, { body }) => {
      await savePreference(call.tx, whose(call), body)
      await audit(call.tx, {
        accountId: call.principal.accountId,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'notice.choose',
        subject: call.principal.email,
        detail: body,
      })
      return ok(await preferenceView(call))
    },
  }),
]
