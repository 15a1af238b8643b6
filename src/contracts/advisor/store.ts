import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Advisor } from '../store.ts'

export type NamedAdvisor = Advisor & { readonly startsOn: LocalDate; readonly why: string; readonly actor: string; readonly at: Instant }

/** Everybody who was named as advisor of a contract, the first one first. */
export async function listAdvisors(tx: Tx, accountId: string, contractId: string): Promise<readonly NamedAdvisor[]> {
  const rows = await tx
    .selectFrom('contract_advisor')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('seq')
    .execute()
  return rows.map(({ name, theatre, zone, person_id, starts_on, why, actor, at }) => ({
    name,
    theatre: theatre as Advisor['theatre'],
    zone,
    ...(person_id === null ? {} : { personId: person_id }),
    startsOn: starts_on,
    why,
    actor,
    at: at.valueOf(),
  }))
}

export const insertAdvisor = (tx: Tx, accountId: string, contractId: string, { at, ...given }: NamedAdvisor) =>
  sql`insert into contract_advisor (account_id, contract_id, seq, person_id, name, theatre, zone, starts_on, why, actor, at)
    select ${accountId}, ${contractId}, coalesce(max(seq), 0) + 1, ${given.personId ?? null}::uuid, ${given.name}, ${given.theatre}, ${given.zone},
      ${given.startsOn}::date, ${given.why}, ${given.actor}, ${new Date(at)}::timestamptz
    from contract_advisor where account_id = ${accountId} and contract_id = ${contractId}`.execute(tx)

/** Puts the advisor into the terms of a contract, and leaves what else they say. */
export const setAdvisor = (tx: Tx, accountId: string, contractId: string, advisor: Advisor) =>
  sql`update contract set terms = jsonb_set(terms, '{advisor}', ${JSON.stringify(advisor)}::jsonb), version = version + 1
    where account_id = ${accountId} and id = ${contractId}`.execute(tx)

/** Contracts of every account that can be seen that run on a day and have this person as advisor. */
export async function listAdvisedBy(
  tx: Tx,
  personId: string,
  day: LocalDate,
): Promise<readonly { readonly account: string; readonly contract: string }[]> {
  const { rows } = await sql<{ account: string; contract: string }>`
    select a.code as account, c.number as contract from contract c join account a on a.id = c.account_id
    where c.state <> 'cancelled' and c.ends_on >= ${day} and c.terms -> 'advisor' ->> 'personId' = ${personId}
    order by 1, 2 limit 50`.execute(tx)
  return rows
}
