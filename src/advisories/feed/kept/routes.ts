import { z } from 'zod'
import { requireVersion } from '../../../http/app.ts'
import { created, instantText, type Operation, ok, operation } from '../../../http/operation.ts'
import { byOf } from '../../../lib/principal.ts'
import { badRequest } from '../../../lib/problem.ts'
import { type Instant, toIso } from '../../../lib/time.ts'
import { fateSchema } from '../../register/routes.ts'
import { feedShapes } from '../listed.ts'
import { feedStates, mostHours } from './schedule.ts'
import { addFeed, askNow, changeFeed, removeFeed, requireFeed } from './service.ts'
import { type Feed, listAsks, listFeeds, listKnown } from './store.ts'

const feedSchema = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  shape: z.enum(feedShapes).nullable(),
  everyHours: z.number(),
  state: z.enum(feedStates),
  /** True while it is being asked. */
  asking: z.boolean(),
  askedAt: instantText.nullable(),
  /** What the last asking came to, in words; empty before the first. */
  answer: z.string(),
  nextAskAt: instantText,
  failures: z.number(),
  failingSince: instantText.nullable(),
  addedBy: z.string(),
  addedAt: instantText,
  version: z.number(),
})
const askSchema = z.object({
  at: instantText,
  outcome: z.enum(['read', 'same', 'failed']),
  answer: z.string(),
  fresh: z.number(),
  amended: z.number(),
  same: z.number(),
  unread: z.number(),
  fates: z.array(fateSchema),
})

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
const view = (feed: Feed, now: Instant) => ({
  id: feed.id,
  url: feed.url,
  title: feed.title,
  shape: feed.shape,
  everyHours: feed.everyHours,
  state: feed.state,
  asking: feed.askingUntil !== null && feed.askingUntil > now,
  askedAt: iso(feed.askedAt),
  answer: feed.answer,
  nextAskAt: toIso(feed.nextAskAt),
  failures: feed.failures,
  failingSince: iso(feed.failingSince),
  addedBy: feed.addedBy,
  addedAt: toIso(feed.addedAt),
  version: feed.version,
})
const params = z.object({ feed: z.uuid() })
const title = z.string().trim().max(100)
const everyHours = z.number().int().min(1).max(mostHours)

/**
 * Feeds that are asked by themselves.
 * @param problem why an address is not called, as far as its text says
 */
export const keptFeedOperations = (problem: (url: string) => string | undefined): readonly Operation[] => [
  operation({
    id: 'advisory-feed.list',
    method: 'GET',
    path: '/api/advisory-feeds',
    summary: 'Feeds of published records that are asked by themselves, each with its last answer and when it is asked next',
    permission: 'advisory.edit',
    scope: 'provider',
    answers: { 200: z.object({ items: z.array(feedSchema) }) },
    handle: async ({ tx, now }) => ok({ items: (await listFeeds(tx)).map((feed) => view(feed, now)) }),
  }),
  operation({
    id: 'advisory-feed.add',
    method: 'POST',
    path: '/api/advisory-feeds',
    summary: 'Have an address asked for records by itself, now and every so many hours',
    permission: 'advisory.edit',
    scope: 'provider',
    body: z.object({ url: z.url().max(2000), title: title.default(''), everyHours: everyHours.default(1) }),
    answers: { 201: feedSchema },
    handle: async (call, { body }) => {
      const wrong = problem(body.url)
      if (wrong !== undefined)
        throw badRequest('This address cannot be asked', {
          found: body.url,
          expected: 'a public address by https',
          toDo: `Give another: ${wrong}. Networks of your own are named in WEBHOOK_ALLOW.`,
        })
      const made = await addFeed(call.tx, byOf(call), { ...body, title: body.title || new URL(body.url).host })
      return created(view(made, call.now), made.version)
    },
  }),
  operation({
    id: 'advisory-feed.read',
    method: 'GET',
    path: '/api/advisory-feeds/:feed',
    summary: 'A feed with what its last fifty askings came to, and which of its records could not be read',
    permission: 'advisory.edit',
    scope: 'provider',
    params,
    answers: {
      200: feedSchema.extend({
        asks: z.array(askSchema),
        /** Of the records it lists, so many were read. */
        read: z.number(),
        unread: z.array(z.object({ address: z.string(), why: z.string(), askedAt: instantText })),
      }),
    },
    handle: async ({ tx, now }, { params: { feed } }) => {
      const found = await requireFeed(tx, feed)
      const known = await listKnown(tx, found)
      const unread = known.filter(({ trouble }) => trouble !== null)
      return ok(
        {
          ...view(found, now),
          asks: (await listAsks(tx, found)).map(({ at, ...ask }) => ({ ...ask, at: toIso(at) })),
          read: known.length - unread.length,
          unread: unread.slice(0, 200).map(({ address, trouble, askedAt }) => ({ address, why: trouble ?? '', askedAt: toIso(askedAt) })),
        },
        found.version,
      )
    },
  }),
  operation({
    id: 'advisory-feed.change',
    method: 'PUT',
    path: '/api/advisory-feeds/:feed',
    summary: 'Change how a feed is called and how often it is asked, pause it or let it go on',
    permission: 'advisory.edit',
    scope: 'provider',
    params,
    body: z.object({ title: title.min(1), everyHours, state: z.enum(feedStates) }),
    answers: { 200: feedSchema },
    handle: async (call, { params: { feed }, body }) => {
      const found = await requireFeed(call.tx, feed, true)
      requireVersion(call, found.version)
      await changeFeed(call.tx, byOf(call), found, body)
      const after = await requireFeed(call.tx, feed)
      return ok(view(after, call.now), after.version)
    },
  }),
  operation({
    id: 'advisory-feed.ask',
    method: 'POST',
    path: '/api/advisory-feeds/:feed/ask',
    summary: 'Have a feed asked now',
    permission: 'advisory.edit',
    scope: 'provider',
    params,
    answers: { 200: feedSchema },
    handle: async (call, { params: { feed } }) => {
      await askNow(call.tx, byOf(call), await requireFeed(call.tx, feed, true))
      return ok(view(await requireFeed(call.tx, feed), call.now))
    },
  }),
  operation({
    id: 'advisory-feed.remove',
    method: 'DELETE',
    path: '/api/advisory-feeds/:feed',
    summary: 'Ask an address no more; the records that it brought stay',
    permission: 'advisory.edit',
    scope: 'provider',
    params,
    answers: { 204: z.null() },
    handle: async (call, { params: { feed } }) => {
      await removeFeed(call.tx, byOf(call), await requireFeed(call.tx, feed, true))
      return { status: 204 }
    },
  }),
]
