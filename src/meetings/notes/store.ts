import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { ItemSource } from '../agenda.ts'
import type { Side } from '../kinds.ts'

/** Agenda, minutes and actions of meetings. */

export type Item = {
  readonly id: string
  readonly place: number
  readonly source: ItemSource
  readonly ref: string
  readonly title: string
  readonly note: string
  readonly addedBy: string
}

/** The items of an agenda; or those that were taken off it. */
export const listItems = async (tx: Tx, accountId: string, meetingId: string, removed = false): Promise<readonly Item[]> =>
  (await tx
    .selectFrom('meeting_item')
    .select(['id', 'place', 'source', 'ref', 'title', 'note', 'added_by as addedBy'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .where('removed', '=', removed)
    .orderBy('place')
    .orderBy('id')
    .execute()) as never

/** What was taken off an agenda stays off when it is drafted again. */
export async function insertItems(tx: Tx, accountId: string, meetingId: string, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  await tx
    .insertInto('meeting_item')
    .values(
      items.map((item) => ({
        account_id: accountId,
        id: item.id,
        meeting_id: meetingId,
        place: item.place,
        source: item.source,
        ref: item.ref,
        title: item.title,
        note: item.note,
        added_by: item.addedBy,
        removed: false,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}

export const changeItem = (
  tx: Tx,
  accountId: string,
  id: string,
  change: Partial<{ place: number; title: string; note: string; removed: boolean }>,
) => tx.updateTable('meeting_item').set(change).where('account_id', '=', accountId).where('id', '=', id).execute()

export type Minutes = {
  readonly version: number
  readonly text: string
  readonly decisions: readonly string[]
  readonly why: string
  readonly actor: string
  readonly at: Instant
}

export const listMinutes = (tx: Tx, accountId: string, meetingId: string): Promise<readonly Minutes[]> =>
  tx
    .selectFrom('meeting_minutes')
    .select(['version', 'text', 'decisions', 'why', 'actor', 'at'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .orderBy('version', 'desc')
    .execute()

export const insertMinutes = (tx: Tx, accountId: string, meetingId: string, minutes: Minutes) =>
  tx
    .insertInto('meeting_minutes')
    .values({
      account_id: accountId,
      meeting_id: meetingId,
      version: minutes.version,
      text: minutes.text,
      decisions: [...minutes.decisions],
      why: minutes.why,
      actor: minutes.actor,
      at: new Date(minutes.at),
    })
    .execute()

export type Draft = {
  readonly text: string
  readonly decisions: readonly string[]
  readonly version: number
  readonly actor: string
  readonly at: Instant
}

export const findDraft = (tx: Tx, accountId: string, meetingId: string): Promise<Draft | undefined> =>
  tx
    .selectFrom('meeting_draft')
    .select(['text', 'decisions', 'version', 'actor', 'at'])
    .where('account_id', '=', accountId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst()

export const saveDraft = (tx: Tx, accountId: string, meetingId: string, draft: Draft) =>
  tx
    .insertInto('meeting_draft')
    .values({
      account_id: accountId,
      meeting_id: meetingId,
      text: draft.text,
      decisions: [...draft.decisions],
      version: draft.version,
      actor: draft.actor,
      at: new Date(draft.at),
    })
    .onConflict((on) =>
      on.columns(['account_id', 'meeting_id']).doUpdateSet({
        text: draft.text,
        decisions: [...draft.decisions],
        version: draft.version,
        actor: draft.actor,
        at: new Date(draft.at),
      }),
    )
    .execute()

export type Action = {
  readonly id: string
  readonly accountId: string
  readonly account: string
  readonly meetingId: string
  readonly meeting: string
  readonly seriesId: string | null
  readonly text: string
  readonly about: string | null
  readonly ownerId: string | null
  readonly ownerName: string
  readonly side: Side
  readonly dueOn: LocalDate
  readonly state: 'open' | 'done' | 'dropped'
  readonly settledAt: Instant | null
  readonly settledBy: string | null
  readonly note: string
  readonly version: number
  readonly madeBy: string
}

export type ActionFilter = {
  readonly accountId?: string
  readonly meetingId?: string
  readonly ownerId?: string
  readonly state?: Action['state']
  readonly id?: string
  readonly limit: number
}

const actions = (tx: Tx, filter: ActionFilter) => {
  let query = tx
    .selectFrom('meeting_action as a')
    .innerJoin('meeting as m', (join) => join.onRef('m.account_id', '=', 'a.account_id').onRef('m.id', '=', 'a.meeting_id'))
    .innerJoin('account', 'account.id', 'a.account_id')
    .select([
      'a.id',
      'a.account_id as accountId',
      'account.code as account',
      'a.meeting_id as meetingId',
      'm.number as meeting',
      'm.series_id as seriesId',
      'a.text',
      'a.about',
      'a.owner_id as ownerId',
      'a.owner_name as ownerName',
      'a.side',
      'a.due_on as dueOn',
      'a.state',
      'a.settled_at as settledAt',
      'a.settled_by as settledBy',
      'a.note',
      'a.version',
      'a.made_by as madeBy',
    ])
  if (filter.accountId) query = query.where('a.account_id', '=', filter.accountId)
  if (filter.meetingId) query = query.where('a.meeting_id', '=', filter.meetingId)
  if (filter.ownerId) query = query.where('a.owner_id', '=', filter.ownerId)
  if (filter.state) query = query.where('a.state', '=', filter.state)
  if (filter.id) query = query.where('a.id', '=', filter.id)
  return query.orderBy('a.due_on').orderBy('a.id').limit(filter.limit)
}

export const listActions = async (tx: Tx, filter: ActionFilter): Promise<readonly Action[]> =>
  (await actions(tx, filter).execute()) as never

export const holdAction = async (tx: Tx, accountId: string, id: string): Promise<Action | undefined> =>
  (await actions(tx, { accountId, id, limit: 1 }).forUpdate(['a']).executeTakeFirst()) as Action | undefined

export const insertAction = (
  tx: Tx,
  accountId: string,
  action: Pick<Action, 'id' | 'meetingId' | 'text' | 'about' | 'ownerId' | 'ownerName' | 'side' | 'dueOn' | 'madeBy'>,
  now: Instant,
) =>
  tx
    .insertInto('meeting_action')
    .values({
      account_id: accountId,
      id: action.id,
      meeting_id: action.meetingId,
      text: action.text,
      about: action.about,
      owner_id: action.ownerId,
      owner_name: action.ownerName,
      side: action.side,
      due_on: action.dueOn,
      state: 'open',
      note: '',
      version: 1,
      made_by: action.madeBy,
      made_at: new Date(now),
    })
    .execute()

export const changeAction = (
  tx: Tx,
  accountId: string,
  id: string,
  change:
    | { readonly state: 'done' | 'dropped'; readonly by: string; readonly at: Instant; readonly note: string }
    | { readonly dueOn: LocalDate },
) =>
  tx
    .updateTable('meeting_action')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...('dueOn' in change
        ? { due_on: change.dueOn }
        : { state: change.state, settled_by: change.by, settled_at: new Date(change.at), note: change.note }),
    }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()
