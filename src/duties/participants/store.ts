import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Cost, Participant, ParticipantKind, Skill } from './participant.ts'

export const insertParticipant = (tx: Tx, accountId: string, given: Omit<Participant, 'endedOn' | 'skill' | 'costs'>) =>
  tx
    .insertInto('duty_participant')
    .values({
      account_id: accountId,
      id: given.id,
      engagement_id: given.engagementId,
      kind: given.kind,
      name: given.name,
      email: given.email,
      part: given.part,
      coordinator: given.coordinator,
      certificate: given.certificate,
      at: new Date(given.at),
      actor: given.actor,
    })
    .execute()

export const endParticipant = (tx: Tx, accountId: string, id: string, on: LocalDate) =>
  tx.updateTable('duty_participant').set({ ended_on: on }).where('account_id', '=', accountId).where('id', '=', id).execute()

export const insertSkill = (tx: Tx, accountId: string, id: string, participantId: string, given: Skill & { readonly at: Instant }) =>
  tx
    .insertInto('duty_skill')
    .values({
      account_id: accountId,
      id,
      participant_id: participantId,
      passed: given.passed,
      note: given.note,
      on_day: given.on,
      at: new Date(given.at),
      actor: given.actor,
    })
    .execute()

export const insertCost = (
  tx: Tx,
  accountId: string,
  participantId: string,
  given: Cost & { readonly at: Instant; readonly actor: string },
) =>
  tx
    .insertInto('duty_cost')
    .values({
      account_id: accountId,
      id: given.id,
      participant_id: participantId,
      what: given.what,
      cents: given.cents,
      currency: given.currency,
      borne_by: given.borneBy,
      agreement: given.agreement,
      at: new Date(given.at),
      actor: given.actor,
    })
    .execute()

/** Who takes part in a piece of work, in the order in which they were named, with their newest assessment and their costs. */
export async function listParticipants(tx: Tx, accountId: string, engagementId: string): Promise<readonly Participant[]> {
  const rows = await tx
    .selectFrom('duty_participant')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('engagement_id', '=', engagementId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const skills = await tx
    .selectFrom('duty_skill')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('participant_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const costs = await tx
    .selectFrom('duty_cost')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('participant_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const skill = skills.findLast(({ participant_id }) => participant_id === row.id)
    return {
      id: row.id,
      engagementId: row.engagement_id,
      kind: row.kind as ParticipantKind,
      name: row.name,
      email: row.email,
      part: row.part,
      coordinator: row.coordinator,
      certificate: row.certificate,
      at: Number(row.at),
      actor: row.actor,
      endedOn: row.ended_on,
      skill: skill ? { passed: skill.passed, note: skill.note, on: skill.on_day, actor: skill.actor } : null,
      costs: costs
        .filter(({ participant_id }) => participant_id === row.id)
        .map((each) => ({
          id: each.id,
          what: each.what,
          cents: Number(each.cents),
          currency: each.currency,
          borneBy: each.borne_by as Cost['borneBy'],
          agreement: each.agreement,
        })),
    }
  })
}
