import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Told } from './decide.ts'
import type { SaidEnd } from './word.ts'

/** One at a time for an account: two that look at once would say the same twice. */
export const holdEnds = (tx: Tx, accountId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 31))`.execute(tx)

export const listTold = async (tx: Tx, accountId: string): Promise<readonly Told[]> =>
  (await tx
    .selectFrom('end_told')
    .select(['device_id as deviceId', 'of', 'milestone', 'subject', 'on_date as on', 'months'])
    .where('account_id', '=', accountId)
    .execute()) as never

export async function writeTold(tx: Tx, accountId: string, told: readonly Told[], now: Instant): Promise<void> {
  if (told.length === 0) return
  const of = <T>(pick: (one: Told) => T) => told.map(pick)
  await sql`insert into end_told (account_id, device_id, of, milestone, subject, on_date, months, told_at)
    select ${accountId}, t.*, ${instant(now)} from unnest(${of(({ deviceId }) => deviceId)}::uuid[], ${of((each) => each.of)}::text[],
      ${of(({ milestone }) => milestone)}::text[], ${of(({ subject }) => subject)}::text[], ${of(({ on }) => on)}::date[],
      ${of(({ months }) => months)}::int[]) as t
    on conflict (account_id, device_id, of, milestone) do update set subject = excluded.subject, on_date = excluded.on_date,
      months = excluded.months, told_at = excluded.told_at`.execute(tx)
}

export async function forgetTold(tx: Tx, accountId: string, told: readonly Pick<Told, 'deviceId' | 'of' | 'milestone'>[]): Promise<void> {
  if (told.length === 0) return
  await sql`delete from end_told e using unnest(${told.map(({ deviceId }) => deviceId)}::uuid[], ${told.map((each) => each.of)}::text[],
      ${told.map(({ milestone }) => milestone)}::text[]) as t (device_id, of, milestone)
    where e.account_id = ${accountId} and e.device_id = t.device_id and e.of = t.of and e.milestone = t.milestone`.execute(tx)
}

/** A letter about ends as it went out. */
export type EndLetter = {
  readonly id: string
  readonly at: Instant
  readonly subject: string
  readonly items: readonly SaidEnd[]
  /** Names of the people of the account it went to. */
  readonly recipients: readonly string[]
}

export const insertLetter = (tx: Tx, accountId: string, { id, at, subject, items, recipients }: EndLetter) =>
  tx
    .insertInto('end_letter')
    .values({ account_id: accountId, id, at: new Date(at), subject, items: JSON.stringify(items), recipients: [...recipients] })
    .execute()

/** Newest first. */
export const listLetters = async (tx: Tx, accountId: string): Promise<readonly EndLetter[]> =>
  (await tx
    .selectFrom('end_letter')
    .select(['id', 'at', 'subject', 'items', 'recipients'])
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()) as never
