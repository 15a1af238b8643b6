import { newId } from '../../db/ids.ts'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import { defaultPreference, type Preference } from './fate.ts'

export type Notice = {
  readonly id: string
  readonly account: string
  readonly kind: string
  readonly subject: string
  readonly title: string
  readonly text: string
  readonly why: string
  readonly mail: string
  readonly urgent: boolean
  readonly at: Instant
  readonly readAt: Instant | null
}

type NewNotice = Omit<Notice, 'id' | 'at' | 'readAt'> & { readonly accountId: string; readonly personId: string; readonly outboxId: string }

/** Writes a notice for a person; a second one of the same event is none. */
export const insertNotice = (tx: Tx, now: Instant, notice: NewNotice) =>
  tx
    .insertInto('notice')
    .values({
      account_id: notice.accountId,
      id: newId(now),
      person_id: notice.personId,
      outbox_id: notice.outboxId,
      about_account: notice.account,
      kind: notice.kind,
      subject: notice.subject,
      title: notice.title,
      text: notice.text,
      why: notice.why,
      mail: notice.mail,
      urgent: notice.urgent,
      at: new Date(now),
    })
    .onConflict((on) => on.columns(['account_id', 'outbox_id', 'person_id']).doNothing())
    .execute()

type Whose = { readonly accountId: string; readonly personId: string }

export async function listNotices(
  tx: Tx,
  { accountId, personId }: Whose,
  filter: { readonly unread?: boolean | undefined; readonly before?: readonly [number, string] | undefined; readonly limit: number },
): Promise<readonly Notice[]> {
  let query = tx
    .selectFrom('notice')
    .select(['id', 'about_account as account', 'kind', 'subject', 'title', 'text', 'why', 'mail', 'urgent', 'at', 'read_at as readAt'])
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
  if (filter.unread !== undefined) query = query.where('read_at', filter.unread ? 'is' : 'is not', null)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) => eb.or([eb('at', '<', instant(at)), eb.and([eb('at', '=', instant(at)), eb('id', '<', id)])]))
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
}

/** Unread ones, counted up to a hundred: more is no figure that anybody reads. */
export async function countUnread(tx: Tx, { accountId, personId }: Whose): Promise<number> {
  const row = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom('notice')
        .select('id')
        .where('account_id', '=', accountId)
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
        .limit(100)
        .as('unread'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Marks as read what is named, or everything up to now. @returns how many were unread */
export async function markRead(tx: Tx, { accountId, personId }: Whose, ids: readonly string[] | 'all', now: Instant): Promise<number> {
  let query = tx
    .updateTable('notice')
    .set({ read_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  if (ids !== 'all') query = ids.length > 0 ? query.where('id', 'in', [...ids]) : query.where((eb) => eb.val(false))
  return (await query.returning('id').execute()).length
}

export async function findPreference(tx: Tx, { accountId, personId }: Whose): Promise<Preference> {
  const row = await tx
    .selectFrom('notice_preference')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row) return defaultPreference
  return {
    choices: row.choices as Preference['choices'],
    quiet: row.quiet_from !== null && row.quiet_to !== null ? { from: row.quiet_from, to: row.quiet_to } : null,
    digestAt: row.digest_at,
    hooks: row.hook_kinds as Preference['hooks'],
  }
}

export const savePreference = (tx: Tx, { accountId, personId }: Whose, { choices, quiet, digestAt, hooks }: Preference) => {
  const values = {
    choices: JSON.stringify(choices),
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    digest_at: digestAt,
    hook_kinds: [...new Set(hooks)],
  }
  return tx
    .insertInto('notice_preference')
    .values({ account_id: accountId, person_id: personId, ...values })
    .onConflict((on) =>
      on.columns(['account_id', 'person_id']).doUpdateSet((eb) => ({ ...values, version: eb('notice_preference.version', '+', 1) })),
    )
    .execute()
}
