import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { promisesOf } from '../../cases/diary/service.ts'
import { changesFor } from '../../changes/diary/service.ts'
import type { Database } from '../../db/pool.ts'
import { audit } from '../../db/records.ts'
import { inScope, providerScope } from '../../db/scope.ts'
import { reportsOf, shiftsOf } from '../../escalation/diary/service.ts'
import { type Call, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { notFound } from '../../lib/problem.ts'
import { daysMs, toIso } from '../../lib/time.ts'
import { meetingsFor } from '../../meetings/diary/service.ts'
import { findPrincipal } from '../../parties/service.ts'
import { entriesOf } from './diary.ts'
import { calendarOf } from './gateway.ts'
import { feedMadeAt, isFeed, removeFeed, saveFeed } from './store.ts'

const [pastMs, aheadMs] = [14 * daysMs, 92 * daysMs]
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const whose = ({ principal }: Call) => ({ accountId: principal.accountId, personId: principal.personId })

const written = ({ tx, now, principal }: Call, action: string) =>
  audit(tx, { accountId: principal.accountId, now, actor: actorOf(principal), action: `notice.feed-${action}`, subject: principal.email })

/** Somebody's own calendar for their own calendar program: what has a time. The address is the secret. */
export const feedOperations = (db: Database, origin: string | undefined): readonly Operation[] => [
  operation({
    id: 'notice.feed-state',
    method: 'GET',
    path: '/api/notices/feed',
    summary: 'Whether my own calendar has an address, and since when',
    permission: 'signed-in',
    scope: 'own',
    answers: { 200: z.object({ madeAt: z.string().nullable() }) },
    handle: async (call) => {
      const madeAt = await feedMadeAt(call.tx, whose(call))
      return ok({ madeAt: madeAt === undefined ? null : toIso(madeAt) })
    },
  }),
  operation({
    id: 'notice.make-feed',
    method: 'POST',
    path: '/api/notices/feed',
    summary: 'Make a new address for my own calendar; the old one ends, the new one is shown this once',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    unkept: true,
    answers: { 200: z.object({ path: z.string() }) },
    handle: async (call) => {
      const secret = randomBytes(32).toString('hex')
      await saveFeed(call.tx, whose(call), hashOf(secret), call.now)
      await written(call, 'make')
      return ok({ path: `/api/notice-feeds/${call.principal.personId}/${secret}.ics` })
    },
  }),
  operation({
    id: 'notice.remove-feed',
    method: 'POST',
    path: '/api/notices/feed/remove',
    summary: 'End the address of my own calendar',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({}).optional(),
    answers: { 200: z.object({ removed: z.boolean() }) },
    handle: async (call) => {
      const removed = await removeFeed(call.tx, whose(call))
      if (removed) await written(call, 'remove')
      return ok({ removed })
    },
  }),
  operation({
    id: 'notice.feed',
    method: 'GET',
    path: '/api/notice-feeds/:person/:secret',
    summary: 'Promises, shifts, reports, meetings and change windows of one person (iCalendar); the address is the secret',
    permission: 'public',
    scope: 'nobody',
    params: z.object({ person: z.uuid(), secret: z.string().regex(/^[\w-]{10,70}\.ics$/, 'the address of a calendar') }),
    download: true,
    answers: {},
    handle: ({ now }, { params }) =>
      inScope(db, providerScope, async (tx) => {
        const known = await isFeed(tx, params.person, hashOf(params.secret.slice(0, -4)))
        // whoever has left has no calendar here any more
        const who = known ? await findPrincipal(tx, { personId: params.person }) : undefined
        if (!who) throw notFound('calendar')
        const entries = entriesOf({
          promises: await promisesOf(tx, who, now),
          shifts: await shiftsOf(tx, who, now - pastMs, now + aheadMs),
          reports: await reportsOf(tx, who),
          ...(await meetingsFor(tx, who, now - pastMs, now + aheadMs)),
          changes: await changesFor(tx, who, now - pastMs, now + aheadMs),
          origin,
        })
        return {
          status: 200,
          stream: Readable.from([calendarOf(who.name, entries, now)]),
          headers: {
            'content-type': 'text/calendar; charset=utf-8',
            'content-disposition': 'inline; filename="holdfast.ics"',
            'cache-control': 'private, max-age=300',
          },
        }
      }),
  }),
]
