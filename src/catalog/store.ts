import type { Tx } from '../db/scope.ts'
import type { Instant, LocalDate } from '../lib/time.ts'

export type PolicyRow = {
  readonly id: string
  readonly key: string
  readonly value: unknown
  readonly effectiveFrom: LocalDate
  readonly author: string
  readonly approver: string | null
  readonly reason: string
  readonly createdAt: Instant
}

export async function listPolicyRows(tx: Tx): Promise<readonly PolicyRow[]> {
  const rows = await tx.selectFrom('policy_value').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    value: row.value,
    effectiveFrom: row.effective_from,
    author: row.author,
    approver: row.approver,
    reason: row.reason,
    createdAt: row.created_at,
  }))
}

export const insertPolicyRow = (tx: Tx, row: Omit<PolicyRow, 'createdAt'>, now: Instant) =>
  tx
    .insertInto('policy_value')
    .values({
      id: row.id,
      key: row.key,
      value: JSON.stringify(row.value),
      effective_from: row.effectiveFrom,
      author: row.author,
      approver: row.approver,
      reason: row.reason,
      created_at: new Date(now),
    })
    .execute()

export async function listLoadedOfferings(tx: Tx): Promise<readonly unknown[]> {
  return (await tx.selectFrom('offering').select('data').orderBy('code').orderBy('version').execute()).map((row) => row.data)
}

export const insertOffering = (tx: Tx, given: { code: string; version: number; effectiveFrom: LocalDate; data: unknown }, now: Instant) =>
  tx
    .insertInto('offering')
    .values({
      code: given.code,
      version: given.version,
      effective_from: given.effectiveFrom,
      data: JSON.stringify(given.data),
      created_at: new Date(now),
    })
    .execute()

/** The newest version of each calendar. */
export async function listCalendarRows(tx: Tx): Promise<readonly { id: string; version: number; title: string; data: unknown }[]> {
  return tx
    .selectFrom('calendar')
    .distinctOn('id')
    .select(['id', 'version', 'title', 'data'])
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
}

export const insertCalendar = (tx: Tx, given: { id: string; version: number; title: string; data: unknown }, now: Instant) =>
  tx
    .insertInto('calendar')
    .values({ id: given.id, version: given.version, title: given.title, data: JSON.stringify(given.data), created_at: new Date(now) })
    .execute()
