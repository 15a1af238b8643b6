import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

export type WrittenProfile = {
  readonly profile: unknown
  readonly changedBy: string
  readonly changedAt: Instant
  readonly version: number
}

export const findProfile = (tx: Tx, accountId: string): Promise<WrittenProfile | undefined> =>
  tx
    .selectFrom('check_profile')
    .select(['profile', 'changed_by as changedBy', 'changed_at as changedAt', 'version'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** @returns false when somebody else changed it meanwhile */
export async function writeProfile(
  tx: Tx,
  accountId: string,
  { profile, changedBy, changedAt, version }: WrittenProfile,
): Promise<boolean> {
  const row = { profile: JSON.stringify(profile), changed_by: changedBy, changed_at: new Date(changedAt), version }
  const written = await tx
    .insertInto('check_profile')
    .values({ account_id: accountId, ...row })
    .onConflict((on) =>
      on
        .column('account_id')
        .doUpdateSet(row)
        .where('check_profile.version', '=', version - 1),
    )
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}
