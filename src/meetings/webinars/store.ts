import { instant, type Tx } from '../../db/scope.ts'
import type { Instant, LocalDate, Zone } from '../../lib/time.ts'

export type Webinar = {
  readonly id: string
  readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC'
  readonly title: string
  readonly topic: string
  readonly about: string
  /** The subject-matter expert who hosts it (ACP-7.a). */
  readonly host: string
  readonly startsAt: Instant
  readonly minutes: number
  readonly zone: Zone
  readonly capacity: number
  readonly state: 'planned' | 'held' | 'cancelled'
  readonly reason: string
  readonly heldOn: LocalDate | null
  readonly postBy: LocalDate | null
  readonly recording: string | null
  readonly postedAt: Instant | null
  readonly postedOn: LocalDate | null
  readonly madeBy: string
  readonly version: number
}

const columns = [
  'id',
  'theatre',
  'title',
  'topic',
  'about',
  'host',
  'starts_at as startsAt',
  'minutes',
  'zone',
  'capacity',
  'state',
  'reason',
  'held_on as heldOn',
  'post_by as postBy',
  'recording',
  'posted_at as postedAt',
  'posted_on as postedOn',
  'made_by as madeBy',
  'version',
] as const

export const listWebinars = async (tx: Tx, theatres: readonly string[]): Promise<readonly Webinar[]> =>
  theatres.length === 0
    ? []
    : ((await tx
        .selectFrom('webinar')
        .select(columns)
        .where('theatre', 'in', [...theatres])
        .orderBy('starts_at', 'desc')
        .limit(200)
        .execute()) as never)

export const findWebinar = async (tx: Tx, id: string): Promise<Webinar | undefined> =>
  (await tx.selectFrom('webinar').select(columns).where('id', '=', id).executeTakeFirst()) as Webinar | undefined

/** Held until the end of the transaction, so that the last seat is given once. Works in the provider's scope. */
export const holdWebinar = async (tx: Tx, id: string): Promise<Webinar | undefined> =>
  (await tx.selectFrom('webinar').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()) as Webinar | undefined

export const insertWebinar = (tx: Tx, webinar: Webinar) =>
  tx
    .insertInto('webinar')
    .values({
      id: webinar.id,
      theatre: webinar.theatre,
      title: webinar.title,
      topic: webinar.topic,
      about: webinar.about,
      host: webinar.host,
      starts_at: new Date(webinar.startsAt),
      minutes: webinar.minutes,
      zone: webinar.zone,
      capacity: webinar.capacity,
      state: webinar.state,
      reason: webinar.reason,
      made_by: webinar.madeBy,
      version: 1,
    })
    .execute()

export type WebinarChange =
  | { readonly state: 'held'; readonly heldOn: LocalDate; readonly postBy: LocalDate }
  | { readonly state: 'cancelled'; readonly reason: string }
  | { readonly recording: string; readonly postedAt: Instant; readonly postedOn: LocalDate }

export const changeWebinar = (tx: Tx, id: string, change: WebinarChange) =>
  tx
    .updateTable('webinar')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...('recording' in change
        ? { recording: change.recording, posted_at: new Date(change.postedAt), posted_on: change.postedOn }
        : change.state === 'held'
          ? { state: 'held', held_on: change.heldOn, post_by: change.postBy }
          : { state: 'cancelled', reason: change.reason }),
    }))
    .where('id', '=', id)
    .execute()

export type Seat = {
  readonly accountId: string
  readonly account: string
  readonly webinarId: string
  readonly personId: string
  readonly name: string
  readonly state: 'registered' | 'withdrawn'
  readonly attended: boolean | null
  readonly at: Instant
}

/** Seats of webinars that the scope may see, of staff all, of a customer its own; or only those of an account, or of a person. */
export const listSeats = async (
  tx: Tx,
  { webinarIds, accountId, personId }: { readonly webinarIds: readonly string[]; readonly accountId?: string; readonly personId?: string },
): Promise<readonly Seat[]> =>
  webinarIds.length === 0
    ? []
    : ((await tx
        .selectFrom('webinar_seat as s')
        .innerJoin('account', 'account.id', 's.account_id')
        .select([
          's.account_id as accountId',
          'account.code as account',
          's.webinar_id as webinarId',
          's.person_id as personId',
          's.name',
          's.state',
          's.attended',
          's.at',
        ])
        .where('s.webinar_id', 'in', [...webinarIds])
        .$if(accountId !== undefined, (query) => query.where('s.account_id', '=', accountId as string))
        .$if(personId !== undefined, (query) => query.where('s.person_id', '=', personId as string))
        .orderBy('s.at')
        .orderBy('s.person_id')
        .execute()) as never)

export async function countSeats(tx: Tx, webinarIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (webinarIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('webinar_seat')
    .select((eb) => ['webinar_id as id', eb.fn.countAll<string>().as('taken')])
    .where('webinar_id', 'in', [...webinarIds])
    .where('state', '=', 'registered')
    .groupBy('webinar_id')
    .execute()
  return new Map(rows.map(({ id, taken }) => [id, Number(taken)]))
}

export const saveSeat = (tx: Tx, seat: Pick<Seat, 'accountId' | 'webinarId' | 'personId' | 'name' | 'state' | 'at'>) =>
  tx
    .insertInto('webinar_seat')
    .values({
      account_id: seat.accountId,
      webinar_id: seat.webinarId,
      person_id: seat.personId,
      name: seat.name,
      state: seat.state,
      at: new Date(seat.at),
    })
    .onConflict((on) => on.columns(['account_id', 'webinar_id', 'person_id']).doUpdateSet({ state: seat.state, at: new Date(seat.at) }))
    .execute()

export const setSeatAttended = (tx: Tx, webinarId: string, personIds: readonly string[]) =>
  tx
    .updateTable('webinar_seat')
    .set((eb) => ({
      attended: eb
        .case()
        .when('person_id', 'in', [...personIds, noId])
        .then(true)
        .else(false)
        .end(),
    }))
    .where('webinar_id', '=', webinarId)
    .where('state', '=', 'registered')
    .execute()

/** Nobody has it: a list that is asked for may be empty. */
const noId = '00000000-0000-0000-0000-000000000000'

/** Webinars that somebody registered for, from an instant on. */
export const registeredFor = async (tx: Tx, personId: string, from: Instant): Promise<readonly Webinar[]> =>
  (await tx
    .selectFrom('webinar')
    .innerJoin('webinar_seat as s', 's.webinar_id', 'webinar.id')
    .select(columns.map((column) => `webinar.${column}` as const) as never)
    .where('s.person_id', '=', personId)
    .where('s.state', '=', 'registered')
    .where('webinar.state', '=', 'planned')
    .where('webinar.starts_at', '>=', instant(from))
    .limit(100)
    .execute()) as never
