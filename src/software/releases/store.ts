import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Release, ReleaseContent } from './release.ts'

const rowOf = (content: ReleaseContent) => ({
  kind: content.kind,
  base: content.base,
  component: content.component,
  problems: JSON.stringify(content.problems),
  gathers: JSON.stringify(content.gathers),
  features: JSON.stringify(content.features),
  features_why: content.featuresWhy,
  notes: content.notes,
  licence: content.licence,
  language: content.language,
  language_why: content.languageWhy,
})

type Which = { readonly deviceId: string; readonly version: string } | { readonly deviceIds: readonly string[] } | { readonly id: string }

/** Releases with their files, newest first. */
export async function listReleases(tx: Tx, accountId: string, which: Which, hold = false): Promise<readonly Release[]> {
  if ('deviceIds' in which && which.deviceIds.length === 0) return []
  const all = tx.selectFrom('software_release').selectAll().where('account_id', '=', accountId)
  const some =
    'id' in which
      ? all.where('id', '=', which.id)
      : 'version' in which
        ? all.where('device_id', '=', which.deviceId).where('version', '=', which.version)
        : all.where('device_id', 'in', [...which.deviceIds])
  const rows = await (hold ? some.forUpdate() : some.orderBy('written_at', 'desc')).execute()
  if (rows.length === 0) return []
  const files = Map.groupBy(
    await tx
      .selectFrom('software_file')
      .innerJoin('document', (join) =>
        join.onRef('document.account_id', '=', 'software_file.account_id').onRef('document.id', '=', 'software_file.document_id'),
      )
      .select(['software_file.release_id', 'document.id', 'document.name', 'document.size_bytes', 'document.sha256'])
      .where('software_file.account_id', '=', accountId)
      .where(
        'software_file.release_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('document.name')
      .execute(),
    ({ release_id }) => release_id,
  )
  return rows.map((row) => ({
    id: row.id,
    deviceId: row.device_id,
    version: row.version,
    kind: row.kind as Release['kind'],
    base: row.base,
    component: row.component,
    problems: row.problems as unknown as Release['problems'],
    gathers: row.gathers as unknown as string[],
    features: row.features as unknown as string[],
    featuresWhy: row.features_why,
    notes: row.notes,
    licence: row.licence,
    language: row.language,
    languageWhy: row.language_why,
    state: row.state as Release['state'],
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at,
    withdrawnWhy: row.withdrawn_why,
    rowVersion: row.row_version,
    files: (files.get(row.id) ?? []).map(({ id, name, size_bytes, sha256 }) => ({
      documentId: id,
      name,
      sizeBytes: Number(size_bytes),
      sha256,
    })),
  }))
}

/** @returns false when the version is there already */
export async function insertRelease(
  tx: Tx,
  accountId: string,
  given: {
    readonly id: string
    readonly deviceId: string
    readonly version: string
    readonly content: ReleaseContent
    readonly by: string
    readonly at: Instant
  },
): Promise<boolean> {
  const rows = await tx
    .insertInto('software_release')
    .values({
      account_id: accountId,
      id: given.id,
      device_id: given.deviceId,
      version: given.version,
      ...rowOf(given.content),
      state: 'draft',
      written_by: given.by,
      written_at: new Date(given.at),
      row_version: 1,
    })
    .onConflict((on) => on.columns(['account_id', 'device_id', 'version']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

const one = (tx: Tx, accountId: string, id: string) =>
  tx
    .updateTable('software_release')
    .set((eb) => ({ row_version: eb('row_version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)

export const rewriteRelease = (tx: Tx, accountId: string, id: string, content: ReleaseContent, by: string, at: Instant) =>
  one(tx, accountId, id)
    .set({ ...rowOf(content), written_by: by, written_at: new Date(at) })
    .execute()

export const publishRelease = (tx: Tx, accountId: string, id: string, by: string, at: Instant) =>
  one(tx, accountId, id)
    .set({ state: 'published', published_by: by, published_at: new Date(at) })
    .execute()

export const withdrawRelease = (tx: Tx, accountId: string, id: string, by: string, at: Instant, why: string) =>
  one(tx, accountId, id)
    .set({ state: 'withdrawn', withdrawn_by: by, withdrawn_at: new Date(at), withdrawn_why: why })
    .execute()

export const insertFile = (tx: Tx, accountId: string, releaseId: string, documentId: string) =>
  tx
    .insertInto('software_file')
    .values({ account_id: accountId, release_id: releaseId, document_id: documentId })
    .onConflict((on) => on.columns(['account_id', 'release_id', 'document_id']).doNothing())
    .execute()
