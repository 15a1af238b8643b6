import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { ReviewKind } from './kinds.ts'
import type { ReviewContent, ReviewedDevice, ReviewNotes } from './review.ts'
import type { KeptTalk, Strike, Talk } from './talk.ts'

export type ReviewRow = {
  readonly id: string
  readonly number: string
  readonly kind: ReviewKind
  readonly state: 'draft' | 'released'
  readonly content: ReviewContent
  readonly cutoff: Instant
  readonly notes: ReviewNotes
  readonly engineer: string
  readonly madeBy: string
  readonly madeAt: Instant
  readonly releasedBy: string | null
  readonly releasedAt: Instant | null
  /** Who kept the draft last, and when; null while nobody wrote on it. */
  readonly writtenBy: string | null
  readonly writtenAt: Instant | null
  readonly version: number
}

const columns = [
  'id',
  'number',
  'kind',
  'state',
  'content',
  'cutoff',
  'notes',
  'engineer',
  'made_by as madeBy',
  'made_at as madeAt',
  'released_by as releasedBy',
  'released_at as releasedAt',
  'written_by as writtenBy',
  'written_at as writtenAt',
  'version',
] as const

export const insertReview = (
  tx: Tx,
  accountId: string,
  given: Omit<ReviewRow, 'state' | 'releasedBy' | 'releasedAt' | 'writtenBy' | 'writtenAt' | 'version'>,
) =>
  tx
    .insertInto('review')
    .values({
      account_id: accountId,
      id: given.id,
      number: given.number,
      kind: given.kind,
      state: 'draft',
      content: JSON.stringify(given.content),
      cutoff: new Date(given.cutoff),
      notes: JSON.stringify(given.notes),
      engineer: given.engineer,
      made_by: given.madeBy,
      made_at: new Date(given.madeAt),
    })
    .execute()

/** Reviews from before there were health checks hold nothing of them. */
function reviewOf(row: object): ReviewRow {
  const { content, ...rest } = row as ReviewRow
  const stored: Partial<ReviewContent> = content
  const devices = content.devices.map((device: Partial<ReviewedDevice>) => ({ sampledAt: null, ...device }) as ReviewedDevice)
  return { ...rest, content: { indicators: [], ...stored, devices } as ReviewContent }
}

export async function findReview(tx: Tx, accountId: string, number: string): Promise<ReviewRow | undefined> {
  const row = await tx
    .selectFrom('review')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && reviewOf(row)
}

export async function findReviewById(tx: Tx, accountId: string, id: string): Promise<ReviewRow | undefined> {
  const row = await tx.selectFrom('review').select(columns).where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst()
  return row && reviewOf(row)
}

/** Reviews of an account, newest first; drafts are work of the provider. */
export async function listReviews(tx: Tx, accountId: string, drafts: boolean): Promise<readonly ReviewRow[]> {
  let query = tx.selectFrom('review').select(columns).where('account_id', '=', accountId)
  if (!drafts) query = query.where('state', '=', 'released')
  return (await query.orderBy('made_at', 'desc').orderBy('id', 'desc').limit(200).execute()).map(reviewOf)
}

/** Changes a draft of this version; what is released is never changed. @returns false when it is no longer that */
export async function changeReview(
  tx: Tx,
  accountId: string,
  review: Pick<ReviewRow, 'id' | 'version'>,
  change: {
    readonly notes?: ReviewNotes
    readonly engineer?: string
    readonly written?: { readonly by: string; readonly at: Instant }
    readonly released?: { readonly by: string; readonly at: Instant }
  },
): Promise<boolean> {
  const row = await tx
    .updateTable('review')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(change.notes ? { notes: JSON.stringify(change.notes) } : {}),
      ...(change.engineer === undefined ? {} : { engineer: change.engineer }),
      ...(change.written ? { written_by: change.written.by, written_at: new Date(change.written.at) } : {}),
      ...(change.released ? { state: 'released', released_by: change.released.by, released_at: new Date(change.released.at) } : {}),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', review.id)
    .where('state', '=', 'draft')
    .where('version', '=', review.version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const insertTalk = (tx: Tx, accountId: string, reviewId: string, id: string, talk: Talk) =>
  tx
    .insertInto('review_talk')
    .values({
      account_id: accountId,
      id,
      review_id: reviewId,
      kind: talk.kind,
      held_at: new Date(talk.heldAt),
      zone: talk.zone,
      engineer: talk.engineer,
      ours: [...talk.ours],
      theirs: [...talk.theirs],
      said: talk.said,
      agreement: talk.agreement,
      recorded_by: talk.recordedBy,
      recorded_at: new Date(talk.recordedAt),
    })
    .execute()

/** Strikes a talk. @returns false when it is struck already */
export const insertStrike = async (tx: Tx, accountId: string, talkId: string, { why, by, at }: Strike): Promise<boolean> =>
  (await tx
    .insertInto('review_talk_strike')
    .values({ account_id: accountId, talk_id: talkId, why, struck_by: by, struck_at: new Date(at) })
    .onConflict((on) => on.doNothing())
    .returning('talk_id')
    .executeTakeFirst()) !== undefined

/** Talks on reviews of an account, the earliest first; those of one review where it is named. */
export async function listTalks(
  tx: Tx,
  accountId: string,
  reviewId?: string,
): Promise<readonly (KeptTalk & { readonly reviewId: string })[]> {
  let query = tx
    .selectFrom('review_talk as t')
    .leftJoin('review_talk_strike as s', (join) => join.onRef('s.account_id', '=', 't.account_id').onRef('s.talk_id', '=', 't.id'))
    .select([
      't.id',
      't.review_id as reviewId',
      't.kind',
      't.held_at as heldAt',
      't.zone',
      't.engineer',
      't.ours',
      't.theirs',
      't.said',
      't.agreement',
      't.recorded_by as recordedBy',
      't.recorded_at as recordedAt',
      's.why',
      's.struck_by as struckBy',
      's.struck_at as struckAt',
    ])
    .where('t.account_id', '=', accountId)
  if (reviewId !== undefined) query = query.where('t.review_id', '=', reviewId)
  const rows = await query.orderBy('t.held_at').orderBy('t.id').execute()
  return rows.map(({ why, struckBy, struckAt, ...talk }) => ({
    ...talk,
    struck: why === null || struckBy === null || struckAt === null ? null : { why, by: struckBy, at: struckAt },
  })) as never
}
