import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { CaseRow, DefectRow, ReturnRow } from './content.ts'
import type { ReportKind } from './periods.ts'

export type SentReport = {
  readonly kind: ReportKind
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly version: number
  readonly dueOn: LocalDate | null
  readonly sha256: string
  readonly why: string
  readonly sentByName: string
  readonly sentAt: Instant
}

/** Every report that was sent under a contract, each version of it, the oldest first; without what it says. */
export async function listSent(tx: Tx, accountId: string, contractId: string): Promise<readonly SentReport[]> {
  const rows = await tx
    .selectFrom('network_report')
    .select(['kind', 'starts_on', 'ends_on', 'version', 'due_on', 'sha256', 'why', 'sent_by_name', 'sent_at'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('starts_on')
    .orderBy('kind')
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as ReportKind,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    version: row.version,
    dueOn: row.due_on,
    sha256: row.sha256,
    why: row.why,
    sentByName: row.sent_by_name,
    sentAt: row.sent_at.valueOf(),
  }))
}

/** What a report said when it was sent: the text that its hash is of. */
export async function readSent(
  tx: Tx,
  accountId: string,
  contractId: string,
  { kind, startsOn, version }: Pick<SentReport, 'kind' | 'startsOn' | 'version'>,
): Promise<string> {
  const { content } = await tx
    .selectFrom('network_report')
    .select('content')
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('kind', '=', kind)
    .where('starts_on', '=', startsOn)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return content
}

export const insertSent = (
  tx: Tx,
  {
    accountId,
    contractId,
    by,
    content,
    ...given
  }: Omit<SentReport, 'sentByName' | 'sentAt'> & {
    readonly accountId: string
    readonly contractId: string
    readonly content: string
    readonly by: { readonly actor: string; readonly name: string; readonly now: Instant }
  },
) =>
  tx
    .insertInto('network_report')
    .values({
      account_id: accountId,
      contract_id: contractId,
      kind: given.kind,
      starts_on: given.startsOn,
      ends_on: given.endsOn,
      version: given.version,
      due_on: given.dueOn,
      content,
      sha256: given.sha256,
      why: given.why,
      sent_by: by.actor,
      sent_by_name: by.name,
      sent_at: new Date(by.now),
    })
    .execute()

/** Instants between which something happened: the first is in, the last is not. */
export type Between = { readonly accountId: string; readonly zone: string; readonly start: Instant; readonly before: Instant }

/** The cases of an account that were opened in a time. */
export async function casesIn(tx: Tx, { accountId, zone, start, before }: Between): Promise<readonly CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select c.number, to_char(c.created_at at time zone ${zone}, 'YYYY-MM-DD') as on, coalesce(d.product, 'no device') as product, c.kind as type, c.priority
    from support_case c left join device d on d.account_id = c.account_id and d.id = c.device_id
    where c.account_id = ${accountId} and c.created_at >= ${new Date(start)} and c.created_at < ${new Date(before)}
    order by c.created_at, c.number`.execute(tx)
  return rows
}

/** The returns of an account that were begun in a time, as they stand now. */
export async function returnsIn(tx: Tx, { accountId, start, before }: Between): Promise<readonly ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`
    select r.number, d.product, r.state, c.number as case
    from rma r join device d on d.account_id = r.account_id and d.id = r.device_id
    join support_case c on c.account_id = r.account_id and c.id = r.case_id
    where r.account_id = ${accountId} and r.created_at >= ${new Date(start)} and r.created_at < ${new Date(before)}
    order by r.created_at, r.number`.execute(tx)
  return rows
}

/** Devices of an account that came on record after a day, and did not stand anywhere on it as far as is known. */
export async function addedAfter(tx: Tx, { accountId, before }: Between, day: LocalDate): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from device
    where account_id = ${accountId} and created_at >= ${new Date(before)}
      and coalesce(registered_on, 'infinity') > ${day}::date and coalesce(status_since, 'infinity') > ${day}::date`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Serials that a defect names of one product; more are counted. */
const mostSerials = 500

/** Critical and high records that affected some of these devices of an account at any instant of a time, by product. */
export async function defectsIn(tx: Tx, { accountId, start, before }: Between, serials: readonly string[]): Promise<readonly DefectRow[]> {
  const { rows } = await sql<DefectRow>`
    select a.number as record, a.title, a.severity, d.product, count(distinct d.serial)::int as count,
      (array_agg(distinct d.serial))[1:${mostSerials}] as serials
    from exposure e
    join device_combination m on m.account_id = e.account_id and m.combination_id = e.combination_id
    join device d on d.account_id = m.account_id and d.id = m.device_id
    join advisory a on a.key = e.advisory_key
    where e.account_id = ${accountId} and e.verdict = 'affected' and a.severity in ('critical', 'high') and d.serial = any (${[...serials]}::text[])
      and greatest(e.since, m.since) < ${new Date(before)}
      and coalesce(least(e.until, m.until), 'infinity') > ${new Date(start)} and greatest(e.since, m.since) < coalesce(least(e.until, m.until), 'infinity')
    group by a.number, a.title, a.severity, d.product order by d.product, a.number`.execute(tx)
  return rows
}
