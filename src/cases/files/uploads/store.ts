import { sql } from 'kysely'
import { instant, type Tx } from '../../../db/scope.ts'
import type { Instant } from '../../../lib/time.ts'

/** A file on its way to a case. Its id becomes that of the attachment. */
export type Upload = {
  readonly id: string
  readonly accountId: string
  readonly caseId: string
  readonly personId: string
  readonly name: string
  readonly mediaType: string
  readonly visibility: 'public' | 'internal'
  readonly sizeBytes: number
  readonly receivedBytes: number
  readonly mark: string
  readonly begunAt: Instant
  readonly expiresAt: Instant
  readonly attached: boolean
}

type Of = { readonly accountId: string; readonly id: string }

const rowsOf = (tx: Tx, found: Of, personId: string) =>
  tx
    .selectFrom('case_upload')
    .selectAll()
    .where('account_id', '=', found.accountId)
    .where('case_id', '=', found.id)
    .where('person_id', '=', personId)

const upload = (row: Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>): Upload => ({
  id: row.id,
  accountId: row.account_id,
  caseId: row.case_id,
  personId: row.person_id,
  name: row.name,
  mediaType: row.media_type,
  visibility: row.visibility as 'public',
  sizeBytes: Number(row.size_bytes),
  receivedBytes: Number(row.received_bytes),
  mark: row.mark,
  begunAt: row.begun_at,
  expiresAt: row.expires_at,
  attached: row.attached,
})

/** What somebody has on its way to a case, oldest first. */
export const listUploads = async (tx: Tx, found: Of, personId: string, now: Instant): Promise<readonly Upload[]> =>
  (
    await rowsOf(tx, found, personId)
      .where('attached', '=', false)
      .where('expires_at', '>', instant(now))
      .orderBy('begun_at')
      .orderBy('id')
      .execute()
  ).map(upload)

/** One of them, held until the transaction ends when it is going to change. */
export async function findUpload(tx: Tx, found: Of, personId: string, id: string, hold = false): Promise<Upload | undefined> {
  const query = rowsOf(tx, found, personId).where('id', '=', id)
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst()
  return row && upload(row)
}

export const insertUpload = (tx: Tx, row: Upload) =>
  tx
    .insertInto('case_upload')
    .values({
      account_id: row.accountId,
      id: row.id,
      case_id: row.caseId,
      person_id: row.personId,
      name: row.name,
      media_type: row.mediaType,
      visibility: row.visibility,
      size_bytes: row.sizeBytes,
      mark: row.mark,
      begun_at: new Date(row.begunAt),
      expires_at: new Date(row.expiresAt),
    })
    .execute()

export const markUpload = (
  tx: Tx,
  { accountId, id }: Of,
  { receivedBytes, attached, expiresAt }: { receivedBytes?: number; attached?: true; expiresAt: Instant },
) =>
  tx
    .updateTable('case_upload')
    .set({
      expires_at: new Date(expiresAt),
      ...(receivedBytes === undefined ? {} : { received_bytes: receivedBytes }),
      ...(attached ? { attached } : {}),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export const deleteUpload = (tx: Tx, { accountId, id }: Of) =>
  tx.deleteFrom('case_upload').where('account_id', '=', accountId).where('id', '=', id).execute()

/** Room that an account has taken with files on their way, and how many of them are one person's. Others who begin wait for this transaction. */
export async function takenRoom(tx: Tx, accountId: string, personId: string): Promise<{ bytes: number; mine: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 8260))`.execute(tx)
  const row = await tx
    .selectFrom('case_upload')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<string>('size_bytes'), sql<string>`0`).as('bytes'),
      eb.fn.countAll<string>().filterWhere('person_id', '=', personId).as('mine'),
    ])
    .where('account_id', '=', accountId)
    .where('attached', '=', false)
    .executeTakeFirstOrThrow()
  return { bytes: Number(row.bytes), mine: Number(row.mine) }
}

/** Takes away rows whose time is over, some at once. One that is being finished is left alone. */
export async function takeExpired(tx: Tx, now: Instant, most: number): Promise<readonly { id: string; attached: boolean }[]> {
  const rows = await tx
    .selectFrom('case_upload')
    .select(['account_id', 'id', 'attached'])
    .where('expires_at', '<=', instant(now))
    .orderBy('expires_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const row of rows) await deleteUpload(tx, { accountId: row.account_id, id: row.id })
  return rows
}
