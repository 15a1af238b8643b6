import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'

/** What an engineer of a customer has to be able to do with software that was made for it (CSS-8.e1). */
export const skills = ['operation', 'configuration', 'troubleshooting'] as const
export type Skill = (typeof skills)[number]

/** What is on record of somebody for a service: the newest word counts. */
export type EngineerRecord = {
  readonly personId: string
  readonly name: string
  readonly offering: string
  readonly trainedOn: LocalDate | null
  readonly skills: readonly Skill[]
  readonly note: string
  readonly saidBy: string
  readonly saidAt: Instant
}

/** The newest record of each active person of an account and each service, by name. */
export async function listEngineerRecords(tx: Tx, accountId: string, personId?: string): Promise<readonly EngineerRecord[]> {
  const { rows } = await sql<Omit<EngineerRecord, 'saidAt'> & { saidAt: Date }>`
    select distinct on (p.name, r.person_id, r.offering) r.person_id as "personId", p.name, r.offering, r.trained_on as "trainedOn", r.skills, r.note,
      r.actor as "saidBy", r.at as "saidAt"
    from engineer_record r join person p on p.account_id = r.account_id and p.id = r.person_id
    where r.account_id = ${accountId} and p.status = 'active' ${personId === undefined ? sql`` : sql`and r.person_id = ${personId}`}
    order by p.name, r.person_id, r.offering, r.seq desc limit 1000`.execute(tx)
  return rows.map((row) => ({ ...row, saidAt: row.saidAt.valueOf() }))
}

export const insertEngineerRecord = (
  tx: Tx,
  accountId: string,
  { personId, offering, trainedOn, note, ...given }: Omit<EngineerRecord, 'name'>,
) =>
  sql`insert into engineer_record (account_id, person_id, offering, seq, trained_on, skills, note, actor, at)
    select ${accountId}, ${personId}, ${offering}, coalesce(max(seq), 0) + 1, ${trainedOn}::date, ${[...given.skills]}::text[], ${note}, ${given.saidBy},
      ${new Date(given.saidAt)}::timestamptz
    from engineer_record where account_id = ${accountId} and person_id = ${personId} and offering = ${offering}`.execute(tx)
