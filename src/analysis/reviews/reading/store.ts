import type { Tx } from '../../../db/scope.ts'
import type { Instant } from '../../../lib/time.ts'

/** When somebody first opened a review. */
export type Reading = { readonly personId: string; readonly readAt: Instant }

/** Keeps the first time only. */
export const insertReading = (tx: Tx, accountId: string, reviewId: string, { personId, readAt }: Reading) =>
  tx
    .insertInto('review_reading')
    .values({ account_id: accountId, review_id: reviewId, person_id: personId, read_at: new Date(readAt) })
    .onConflict((on) => on.doNothing())
    .execute()

export const listReadings = async (tx: Tx, accountId: string, reviewId: string): Promise<readonly Reading[]> =>
  (await tx
    .selectFrom('review_reading')
    .select(['person_id as personId', 'read_at as readAt'])
    .where('account_id', '=', accountId)
    .where('review_id', '=', reviewId)
    .execute()) as never
