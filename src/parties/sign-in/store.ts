import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

/** Failed sign-ins since an instant: for this e-mail address, and from this network address. */
export async function countFailures(tx: Tx, email: string, address: string, since: Instant): Promise<{ email: number; address: number }> {
  const row = await tx
    .selectFrom('sign_in_failure')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('email', '=', email).as('email'),
      eb.fn.countAll<number>().filterWhere('address', '=', address).as('address'),
    ])
    .where('at', '>', instant(since))
    .where((eb) => eb.or([eb('email', '=', email), eb('address', '=', address)]))
    .executeTakeFirstOrThrow()
  return { email: Number(row.email), address: Number(row.address) }
}

export const insertFailure = (tx: Tx, email: string, address: string, now: Instant) =>
  tx
    .insertInto('sign_in_failure')
    .values({ email, address, at: new Date(now) })
    .execute()

export const clearFailures = (tx: Tx, email: string) => tx.deleteFrom('sign_in_failure').where('email', '=', email).execute()
