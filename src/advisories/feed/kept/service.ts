import { newId } from '../../../db/ids.ts'
import { audit, send } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { conflict, notFound } from '../../../lib/problem.ts'
import { daysMs, type Instant } from '../../../lib/time.ts'
import { listPeople } from '../../../parties/service.ts'
import { type RecordFate, takeRecords } from '../../register/service.ts'
import type { Brought } from './gateway.ts'
import { isToldNow, nextAsk } from './schedule.ts'
import * as store from './store.ts'

export type FeedBy = { readonly now: Instant; readonly actor: string; readonly name: string; readonly accountId: string }

const note = (
  tx: Tx,
  by: Pick<FeedBy, 'now' | 'actor'>,
  feed: Pick<store.Feed, 'accountId' | 'url'>,
  action: string,
  detail: object = {},
) => audit(tx, { accountId: feed.accountId, now: by.now, actor: by.actor, action: `advisory-feed.${action}`, subject: feed.url, detail })

/** Keeps an address; it is asked at once. */
export async function addFeed(
  tx: Tx,
  by: FeedBy,
  given: { readonly url: string; readonly title: string; readonly everyHours: number },
): Promise<store.Feed> {
  const feed = { accountId: by.accountId, id: newId(by.now), addedBy: by.name, ...given }
  if (!(await store.insertFeed(tx, feed, by.now)))
    throw conflict('The address is kept already', { found: given.url, toDo: 'Change the one that is there, or ask it now.' })
  await note(tx, by, feed, 'add', { title: given.title, everyHours: given.everyHours })
  return requireFeed(tx, feed.id)
}

/** @throws not found */
export async function requireFeed(tx: Tx, id: string, hold = false): Promise<store.Feed> {
  const found = await store.findFeed(tx, id, hold)
  if (!found) throw notFound('feed')
  return found
}

/** Changes a feed. One that goes on after a pause is asked at once. */
export async function changeFeed(
  tx: Tx,
  by: FeedBy,
  feed: store.Feed,
  given: { readonly title: string; readonly everyHours: number; readonly state: store.Feed['state'] },
): Promise<void> {
  const goesOn = feed.state === 'paused' && given.state === 'active'
  await store.updateFeed(
    tx,
    feed,
    {
      title: given.title,
      every_hours: given.everyHours,
      state: given.state,
      next_ask_at: new Date(goesOn ? by.now : Math.min(feed.nextAskAt, nextAsk(given.everyHours, { ...feed, left: 0 }, by.now))),
    },
    true,
  )
  await note(tx, by, feed, 'change', given)
}

/** Has a feed asked now. While somebody is asking it, that is the answer. */
export async function askNow(tx: Tx, by: FeedBy, feed: store.Feed): Promise<void> {
  if (feed.state === 'paused') throw conflict('The feed is paused', { toDo: 'Let it go on; it is asked at once then.' })
  await store.updateFeed(tx, feed, { next_ask_at: new Date(by.now) })
  await note(tx, by, feed, 'ask')
}

/** Asks an address no more. The records that it brought stay in the register. */
export async function removeFeed(tx: Tx, by: FeedBy, feed: store.Feed): Promise<void> {
  await store.deleteFeed(tx, feed)
  await note(tx, by, feed, 'remove')
}

const mostFates = 200

/** Writes what asking a feed brought: records into the register, and what came of each. Works in the provider's scope. */
export async function settleFeed(tx: Tx, feed: store.Feed, brought: Brought, now: Instant): Promise<void> {
  if (brought.kind === 'failed') return settleFailed(tx, feed, brought.why, now)
  const ask = brought.kind === 'same' ? nothingNew(now) : await takeGiven(tx, feed, brought, now)
  await store.writeAsk(tx, feed, ask)
  const left = brought.kind === 'read' ? brought.left : 0
  await store.updateFeed(tx, feed, {
    asked_at: new Date(now),
    asking_until: null,
    next_ask_at: new Date(nextAsk(feed.everyHours, { failures: 0, left }, now)),
    answer: ask.answer,
    failures: 0,
    failing_since: null,
    told_at: null,
    ...(brought.kind === 'read' ? { shape: brought.shape, etag: brought.etag, last_modified: brought.lastModified } : {}),
  })
}

const nothingNew = (at: Instant): store.FeedAsk => ({
  at,
  outcome: 'same',
  answer: 'Nothing has changed there since it was read.',
  fresh: 0,
  amended: 0,
  same: 0,
  unread: 0,
  fates: [],
})

async function takeGiven(tx: Tx, feed: store.Feed, brought: Brought & { readonly kind: 'read' }, now: Instant): Promise<store.FeedAsk> {
  const { given, asked, gone, listed, left } = brought
  await store.writeAsked(tx, feed, asked, gone, now)
  const taken =
    given.length === 0
      ? []
      : await takeRecords(
          tx,
          { now, actor: 'feed', accountId: feed.accountId },
          given.map(({ name, text }) => ({ name: name.slice(0, 300), text })),
          { dryRun: false, state: 'published' },
        )
  const lost = asked.flatMap(({ address, trouble }): readonly RecordFate[] =>
    trouble === null
      ? []
      : [{ name: address.slice(0, 300), fate: 'no record', key: null, number: null, title: 'not fetched', notes: [trouble], changes: [] }],
  )
  const fates = [...taken, ...lost]
  const count = (...of: readonly RecordFate['fate'][]) => fates.filter(({ fate }) => of.includes(fate)).length
  const counts = { fresh: count('new'), amended: count('amended'), unread: count('no record') }
  const same = listed - left - counts.fresh - counts.amended - counts.unread
  return {
    at: now,
    outcome: 'read',
    answer: [
      listed === 1 ? 'One record' : `${listed} records listed`,
      `${counts.fresh} new, ${counts.amended} changed, ${same} as before, ${counts.unread} could not be read`,
      ...(left > 0 ? [`${left} are read next`] : []),
    ].join(': '),
    ...counts,
    same,
    fates: fates.filter(({ fate }) => fate !== 'unchanged').slice(0, mostFates),
  }
}

async function settleFailed(tx: Tx, feed: store.Feed, why: string, now: Instant): Promise<void> {
  const answer = `Nothing could be read: ${why.slice(0, 500)}`
  const failures = feed.failures + 1
  const since = feed.failingSince ?? now
  const next = nextAsk(feed.everyHours, { failures, left: 0 }, now)
  const told = isToldNow(since, feed.toldAt, now)
  await store.writeAsk(tx, feed, { ...nothingNew(now), outcome: 'failed', answer })
  await store.updateFeed(tx, feed, {
    asked_at: new Date(now),
    asking_until: null,
    next_ask_at: new Date(next),
    answer,
    failures,
    failing_since: new Date(since),
    ...(told ? { told_at: new Date(now) } : {}),
  })
  if (told) await tellAdvisors(tx, feed, { answer, since, failures }, now)
}

/** Advisors follow up what is published (ACP-12.p1): they hear when a source of it has dried up. */
async function tellAdvisors(
  tx: Tx,
  feed: store.Feed,
  { answer, since, failures }: { readonly answer: string; readonly since: Instant; readonly failures: number },
  now: Instant,
): Promise<void> {
  const people = (await listPeople(tx, feed.accountId)).filter(({ status, teams }) => status === 'active' && teams.includes('advisors'))
  if (people.length === 0) return
  const days = Math.floor((now - since) / daysMs)
  await send(tx, {
    accountId: feed.accountId,
    now,
    kind: 'staff-notice',
    subject: feed.title,
    payload: {
      to: people.map(({ id, name }) => ({ personId: id, name })),
      subject: `The feed "${feed.title}" has brought nothing for ${days} days`,
      text: [
        `${feed.url} was asked ${failures} times in ${days} days without an answer that could be read.`,
        answer,
        'What is published there meanwhile is not in the register (ACP-12.p1). Check the address, pause the feed, or load the records from files.',
      ].join('\n\n'),
    },
  })
}
