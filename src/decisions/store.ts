import { sql } from 'kysely'
import { instant, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import { allClauses, type Decision } from './decision.ts'

export type StoredDecision = {
  readonly accountId: string
  readonly id: string
  readonly at: Instant
  readonly actor: string
  readonly act: string
  readonly verdict: Decision['verdict']
  readonly offering: string | null
  readonly subject: string
  readonly decidedBy: readonly string[]
  readonly question: unknown
  readonly answer: Decision
}

/** Writes a decision with the question it answered, so that it can be judged again as of its date. */
export async function insertDecision(
  tx: Tx,
  row: {
    accountId: string
    id: string
    at: Instant
    actor: string
    subject: string
    question: unknown
    decision: Decision
  },
) {
  const { decision } = row
  await tx
    .insertInto('decision')
    .values({
      account_id: row.accountId,
      id: row.id,
      at: new Date(row.at),
      actor: row.actor,
      act: decision.act,
      verdict: decision.verdict,
      offering: decision.offering,
      offering_version: decision.offeringVersion,
      question: JSON.stringify(row.question),
      answer: JSON.stringify(decision),
      clauses: [...allClauses(decision.reasons)],
      decided_by: [...decision.decidedBy],
      subject: row.subject,
    })
    .execute()
}

const columns = [
  'decision.account_id',
  'decision.id',
  'decision.at',
  'decision.actor',
  'decision.act',
  'decision.verdict',
  'decision.offering',
  'decision.subject',
  'decision.decided_by',
] as const

type Row = {
  account_id: string
  id: string
  at: number
  actor: string
  act: string
  verdict: string
  offering: string | null
  subject: string
  decided_by: string[]
}

const fromRow = (row: Row & { question?: unknown; answer?: unknown }): StoredDecision => ({
  accountId: row.account_id,
  id: row.id,
  at: row.at,
  actor: row.actor,
  act: row.act,
  verdict: row.verdict as Decision['verdict'],
  offering: row.offering,
  subject: row.subject,
  decidedBy: row.decided_by,
  question: row.question,
  answer: row.answer as Decision,
})

export async function findDecision(tx: Tx, accountId: string, id: string): Promise<StoredDecision | undefined> {
  const row = await tx
    .selectFrom('decision')
    .select([...columns, 'decision.question', 'decision.answer'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && fromRow(row as Row)
}

/** The accounts whose decisions about cases may be shown. */
type CasesSeen = 'all' | readonly string[]

const withoutOthersCases = (accountIds: readonly string[]) =>
  sql<boolean>`(decision.act not like 'case.%' or decision.account_id = any(${[...accountIds]}::uuid[]))`

/** Newest first. `clause` finds the decisions in which that clause spoke. */
export async function listDecisions(
  tx: Tx,
  filter: {
    accountCode?: string
    clause?: string
    verdict?: string
    casesOf: CasesSeen
    before?: readonly [number, string]
    limit: number
  },
): Promise<readonly (StoredDecision & { accountCode: string })[]> {
  let query = tx
    .selectFrom('decision')
    .innerJoin('account', 'account.id', 'decision.account_id')
    .select([...columns, 'account.code'])
  if (filter.accountCode) query = query.where('account.code', '=', filter.accountCode)
  if (filter.clause) query = query.where(sql<boolean>`decision.clauses @> array[${filter.clause}::text]`)
  if (filter.verdict) query = query.where('decision.verdict', '=', filter.verdict)
  if (filter.casesOf !== 'all') query = query.where(withoutOthersCases(filter.casesOf))
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('decision.at', '<', instant(at)), eb.and([eb('decision.at', '=', instant(at)), eb('decision.id', '<', id)])]),
    )
  }
  const rows = await query.orderBy('decision.at', 'desc').orderBy('decision.id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => ({ ...fromRow(row as Row), accountCode: row.code }))
}

/** How often each clause spoke in the decisions that can be seen, and how often it was among those that decided. */
export async function countByClause(tx: Tx, casesOf: CasesSeen): Promise<readonly { clause: string; spoke: number; refused: number }[]> {
  return tx
    .selectFrom((eb) =>
      eb
        .selectFrom('decision')
        .select(['verdict', (b) => b.fn<string>('unnest', ['clauses']).as('clause')])
        .where(casesOf === 'all' ? sql<boolean>`true` : withoutOthersCases(casesOf))
        .as('spoken'),
    )
    .select((eb) => [
      'clause',
      eb.fn.countAll<number>().as('spoke'),
      eb.fn.countAll<number>().filterWhere('verdict', '=', 'refused').as('refused'),
    ])
    .groupBy('clause')
    .execute() as never
}
