import type { Tx } from '../db/scope.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import type { AskSource, DutyEvent, DutyEventKind, Engagement } from './event.ts'

/** Holds the duties of a contract, so that nobody else writes an event of them until this transaction ends. */
export const holdBook = (tx: Tx, accountId: string, contractId: string) =>
  tx
    .insertInto('duty_book')
    .values({ account_id: accountId, contract_id: contractId, seq: 0 })
    .onConflict((on) => on.columns(['account_id', 'contract_id']).doUpdateSet((eb) => ({ seq: eb.ref('duty_book.seq') })))
    .execute()

/** Writes the next event of a book that is held. */
export async function insertEvent(
  tx: Tx,
  accountId: string,
  event: Omit<DutyEvent, 'seq' | 'file'> & { readonly fileId: string | null },
): Promise<void> {
  const { seq } = await tx
    .updateTable('duty_book')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('contract_id', '=', event.contractId)
    .returning('seq')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('duty_event')
    .values({
      account_id: accountId,
      id: event.id,
      contract_id: event.contractId,
      seq,
      engagement_id: event.engagementId,
      duty: event.duty,
      part: event.part,
      kind: event.kind,
      at: new Date(event.at),
      on_day: event.on,
      actor: event.actor,
      side: event.side,
      text: event.text,
      nothing: event.nothing,
      file_id: event.fileId,
      until_day: event.until,
      refers_to: event.refersTo,
      ...(event.source ? { source: event.source } : {}),
      ...(event.paper ? { language: event.paper.language, as_of: event.paper.asOf } : {}),
      ...(event.products ? { products: JSON.stringify(event.products) } : {}),
    })
    .execute()
}

/** Events of an account or of one contract, in the order they were written. */
export async function listEvents(tx: Tx, accountId: string, contractId?: string): Promise<readonly DutyEvent[]> {
  let query = tx
    .selectFrom('duty_event as e')
    .leftJoin('duty_file as f', (join) => join.onRef('f.account_id', '=', 'e.account_id').onRef('f.id', '=', 'e.file_id'))
    .selectAll('e')
    .select('f.name as file_name')
    .where('e.account_id', '=', accountId)
  if (contractId !== undefined) query = query.where('e.contract_id', '=', contractId)
  const rows = await query.orderBy('e.contract_id').orderBy('e.seq').execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    contractId: row.contract_id,
    engagementId: row.engagement_id,
    duty: row.duty,
    part: row.part,
    kind: row.kind as DutyEventKind,
    at: Number(row.at),
    on: row.on_day,
    actor: row.actor,
    side: row.side as DutyEvent['side'],
    text: row.text,
    nothing: row.nothing,
    file: row.file_id === null ? null : { id: row.file_id, name: row.file_name ?? '' },
    ...(row.as_of === null ? {} : { paper: { language: row.language, asOf: row.as_of } }),
    ...(row.products === null ? {} : { products: row.products as DutyEvent['products'] & object }),
    until: row.until_day,
    refersTo: row.refers_to,
    ...(row.source === null ? {} : { source: row.source as AskSource }),
  }))
}

/** The contract of a question, for the timer that looks after it. */
export const findEvent = (tx: Tx, accountId: string, id: string): Promise<{ contractId: string } | undefined> =>
  tx
    .selectFrom('duty_event')
    .select('contract_id as contractId')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()

export const insertEngagement = (tx: Tx, accountId: string, given: Engagement, now: Instant) =>
  tx
    .insertInto('duty_engagement')
    .values({
      account_id: accountId,
      id: given.id,
      contract_id: given.contractId,
      kind: given.kind,
      title: given.title,
      acts: [...given.acts],
      opened_at: new Date(now),
      opened_on: given.openedOn,
      starts_on: given.startsOn,
      window_starts_at: given.window && new Date(given.window.startsAt),
      window_ends_at: given.window && new Date(given.window.endsAt),
      zone: given.zone,
      ended_on: given.endedOn,
      lead_id: given.leadId,
    })
    .execute()

export const updateEngagement = (
  tx: Tx,
  accountId: string,
  id: string,
  change: {
    readonly title?: string
    readonly startsOn?: LocalDate | null
    readonly window?: Engagement['window']
    readonly zone?: string
    readonly endedOn?: LocalDate
    readonly leadId?: string | null
  },
) =>
  tx
    .updateTable('duty_engagement')
    .set({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.startsOn === undefined ? {} : { starts_on: change.startsOn }),
      ...(change.window === undefined
        ? {}
        : {
            window_starts_at: change.window && new Date(change.window.startsAt),
            window_ends_at: change.window && new Date(change.window.endsAt),
          }),
      ...(change.zone === undefined ? {} : { zone: change.zone }),
      ...(change.endedOn === undefined ? {} : { ended_on: change.endedOn }),
      ...(change.leadId === undefined ? {} : { lead_id: change.leadId }),
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Engagements of an account, newest first. */
export async function listEngagements(tx: Tx, accountId: string): Promise<readonly Engagement[]> {
  const rows = await tx
    .selectFrom('duty_engagement')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contractId: row.contract_id,
    kind: row.kind as Engagement['kind'],
    title: row.title,
    acts: row.acts,
    openedOn: row.opened_on,
    startsOn: row.starts_on,
    window:
      row.window_starts_at === null || row.window_ends_at === null
        ? null
        : { startsAt: Number(row.window_starts_at), endsAt: Number(row.window_ends_at) },
    zone: row.zone,
    endedOn: row.ended_on,
    leadId: row.lead_id,
  }))
}
