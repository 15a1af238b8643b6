import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { InvitationAnswer, Side } from '../kinds.ts'

/** Who is invited to a meeting, what they answered and whether they came. */

export type MeetingPerson = {
  readonly id: string
  readonly meetingId: string
  readonly personId: string | null
  readonly name: string
  readonly email: string
  readonly side: Side | 'guest'
  readonly answer: InvitationAnswer
  readonly answeredAt: Instant | null
  readonly answeredBy: string
  readonly attended: boolean | null
}

const personColumns = [
  'id',
  'meeting_id as meetingId',
  'person_id as personId',
  'name',
  'email',
  'side',
  'answer',
  'answered_at as answeredAt',
  'answered_by as answeredBy',
  'attended',
] as const

export async function listMeetingPeople(tx: Tx, accountId: string, meetingIds: readonly string[]): Promise<readonly MeetingPerson[]> {
  if (meetingIds.length === 0) return []
  return (await tx
    .selectFrom('meeting_person')
    .select(personColumns)
    .where('account_id', '=', accountId)
    .where('meeting_id', 'in', [...meetingIds])
    .where('removed', '=', false)
    .orderBy('side')
    .orderBy('name')
    .orderBy('id')
    .execute()) as never
}

/** Addresses that were taken off a meeting. */
export async function listRemovedEmails(tx: Tx, accountId: string, meetingId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('meeting_person')
    .select('email')
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', true)
    .execute()
  return rows.map(({ email }) => email)
}

export const insertMeetingPeople = async (
  tx: Tx,
  accountId: string,
  people: readonly Pick<MeetingPerson, 'id' | 'meetingId' | 'personId' | 'name' | 'email' | 'side'>[],
) => {
  if (people.length === 0) return
  await tx
    .insertInto('meeting_person')
    .values(
      people.map((each) => ({
        account_id: accountId,
        id: each.id,
        meeting_id: each.meetingId,
        person_id: each.personId,
        name: each.name,
        email: each.email.toLowerCase(),
        side: each.side,
        answer: 'none',
        answered_by: '',
        removed: false,
      })),
    )
    // somebody who was taken off is invited anew, and has not answered
    .onConflict((on) =>
      on
        .columns(['account_id', 'meeting_id', 'email'])
        .doUpdateSet((eb) => ({
          removed: false,
          answer: 'none',
          answered_at: null,
          answered_by: '',
          person_id: eb.ref('excluded.person_id'),
          name: eb.ref('excluded.name'),
          side: eb.ref('excluded.side'),
        }))
        .where('meeting_person.removed', '=', true),
    )
    .execute()
}

export const changeMeetingPerson = (
  tx: Tx,
  accountId: string,
  id: string,
  change: { readonly answer: InvitationAnswer; readonly answeredAt: Instant; readonly answeredBy: string } | { readonly removed: true },
) =>
  tx
    .updateTable('meeting_person')
    .set(
      'removed' in change
        ? { removed: true }
        : { answer: change.answer, answered_at: new Date(change.answeredAt), answered_by: change.answeredBy },
    )
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

export async function setAttended(tx: Tx, accountId: string, meetingId: string, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('meeting_person')
    .set({ attended: sql<boolean>`id = any(${[...ids]}::uuid[])` })
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', false)
    .execute()
}

/** The invitation of a person to a meeting. */
export const findInvitation = (tx: Tx, accountId: string, meetingId: string, personId: string) =>
  tx
    .selectFrom('meeting_person')
    .select(['account_id as accountId', 'id', 'meeting_id as meetingId', 'person_id as personId'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .where('person_id', '=', personId)
    .executeTakeFirst()

/** The invitation of somebody who is not known here. */
export const findGuest = (tx: Tx, accountId: string, meetingId: string, email: string) =>
  tx
    .selectFrom('meeting_person')
    .select(['account_id as accountId', 'id', 'meeting_id as meetingId', 'person_id as personId', 'removed'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .where('email', '=', email)
    .where('person_id', 'is', null)
    .executeTakeFirst()

/** Whoever an answer by mail is of, over all accounts: works in the provider's scope. */
export async function findInvited(tx: Tx, id: string) {
  return tx
    .selectFrom('meeting_person as p')
    .innerJoin('meeting as m', (join) => join.onRef('m.account_id', '=', 'p.account_id').onRef('m.id', '=', 'p.meeting_id'))
    .select(['p.account_id as accountId', 'p.id', 'p.meeting_id as meetingId', 'p.person_id as personId', 'p.email', 'm.number'])
    .where('p.id', '=', id)
    .where('p.removed', '=', false)
    .executeTakeFirst()
}
