import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Family, Lot, Part } from './ledger.ts'

export const movementKinds = ['purchase', 'redemption', 'return', 'expiry', 'correction'] as const
export type MovementKind = (typeof movementKinds)[number]
/** The other side of what a lot gives or gets. */
const otherSide = {
  purchase: 'bought',
  redemption: 'redeemed',
  return: 'redeemed',
  expiry: 'expired',
  correction: 'corrected',
} as const satisfies Record<MovementKind, string>

/** Holds the book of a family, so that nobody else moves credits of it until this transaction ends. */
export const holdBook = (tx: Tx, accountId: string, family: Family) =>
  tx
    .insertInto('credit_book')
    .values({ account_id: accountId, family, seq: 0 })
    .onConflict((on) => on.columns(['account_id', 'family']).doUpdateSet((eb) => ({ seq: eb.ref('credit_book.seq') })))
    .execute()

export type WholeLot = Lot & {
  readonly family: Family
  readonly bought: number
  readonly redeemed: number
  readonly expired: number
  readonly corrected: number
  readonly orderReference: string
  readonly validity: string
}

/** Lots of an account with what is left of them, as of an instant when one is given. */
export async function listLots(tx: Tx, accountId: string, given: { readonly family?: Family; readonly asOf?: Instant } = {}) {
  // only a past day needs to know when each movement was
  const until =
    given.asOf === undefined
      ? sql``
      : sql`join credit_movement m on m.account_id = p.account_id and m.id = p.movement_id and m.at <= ${new Date(given.asOf)}::timestamptz`
  const { rows } = await sql<WholeLot>`
    select l.id, l.family, l.number, l.purchased_on as "purchasedOn", l.last_day as "lastDay", l.bought, l.order_reference as "orderReference", l.validity,
      coalesce(s.left, 0) as left, coalesce(s.redeemed, 0) as redeemed, coalesce(s.expired, 0) as expired, coalesce(s.corrected, 0) as corrected
    from credit_lot l
    join lateral (
      select count(*) as many, sum(p.credits) filter (where p.place = 'lot')::int as left, sum(p.credits) filter (where p.place = 'redeemed')::int as redeemed,
        sum(p.credits) filter (where p.place = 'expired')::int as expired, -sum(p.credits) filter (where p.place = 'corrected')::int as corrected
      from credit_posting p ${until} where p.account_id = l.account_id and p.lot_id = l.id
    ) s on s.many > 0
    where l.account_id = ${accountId} and (${given.family ?? null}::text is null or l.family = ${given.family ?? null})
    order by l.family, l.last_day, l.number`.execute(tx)
  return rows
}

export const insertLot = (
  tx: Tx,
  accountId: string,
  lot: Pick<WholeLot, 'id' | 'family' | 'number' | 'purchasedOn' | 'lastDay' | 'bought' | 'orderReference' | 'validity'>,
) =>
  tx
    .insertInto('credit_lot')
    .values({
      account_id: accountId,
      id: lot.id,
      family: lot.family,
      number: lot.number,
      purchased_on: lot.purchasedOn,
      last_day: lot.lastDay,
      bought: lot.bought,
      order_reference: lot.orderReference,
      validity: lot.validity,
    })
    .execute()

type NewMovement = {
  readonly family: Family
  readonly kind: MovementKind
  readonly at: Instant
  readonly actor: string
  readonly subject: string
  readonly clauses: readonly string[]
  readonly returnsId?: string
  readonly approvedBy?: string
  /** What each lot gets; less than nothing for what it gives. */
  readonly parts: readonly Part[]
}

/** Writes the next movement of a book that is held, with both sides of it. */
export async function insertMovement(tx: Tx, accountId: string, given: NewMovement): Promise<string> {
  const id = newId(given.at)
  const { seq } = await tx
    .updateTable('credit_book')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('family', '=', given.family)
    .returning('seq')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('credit_movement')
    .values({
      account_id: accountId,
      id,
      family: given.family,
      seq,
      kind: given.kind,
      at: new Date(given.at),
      actor: given.actor,
      subject: given.subject,
      clauses: [...given.clauses],
      returns_id: given.returnsId ?? null,
      approved_by: given.approvedBy ?? null,
    })
    .execute()
  await tx
    .insertInto('credit_posting')
    .values(
      given.parts.flatMap(({ lotId, credits }) =>
        [
          { place: 'lot', credits },
          { place: otherSide[given.kind], credits: -credits },
        ].map((posting) => ({ account_id: accountId, movement_id: id, lot_id: lotId, ...posting })),
      ),
    )
    .execute()
  return id
}

export type Movement = {
  readonly id: string
  readonly family: Family
  readonly seq: number
  readonly kind: MovementKind
  readonly at: Instant
  readonly actor: string
  readonly approvedBy: string | null
  readonly subject: string
  readonly clauses: readonly string[]
  /** The number of the redemption that is given back, and the one of what gave this one back. */
  readonly returns: number | null
  readonly returnedBy: number | null
  readonly parts: readonly { readonly lot: number; readonly credits: number }[]
  /** What all lots of the family hold after it. */
  readonly balance: number
}

/** Movements of a family, newest first, each with what was left after it. */
export async function listMovements(
  tx: Tx,
  accountId: string,
  family: Family,
  { before, limit, id }: { readonly before?: number | undefined; readonly limit: number; readonly id?: string },
): Promise<readonly Movement[]> {
  const { rows } = await sql<Movement>`
    with page as (
      select * from credit_movement m
      where m.account_id = ${accountId} and m.family = ${family} and (${before ?? null}::int is null or m.seq < ${before ?? null})
        and (${id ?? null}::uuid is null or m.id = ${id ?? null})
      order by m.seq desc limit ${limit}
    ), sums as (
      select p.account_id, p.movement_id, sum(p.credits) filter (where p.place = 'lot') as credits,
        jsonb_agg(jsonb_build_object('lot', l.number, 'credits', p.credits) order by l.last_day, l.number) filter (where p.place = 'lot') as parts
      from credit_posting p join page on page.account_id = p.account_id and page.id = p.movement_id
      join credit_lot l on l.account_id = p.account_id and l.id = p.lot_id group by 1, 2
    ), earlier as (
      -- what all lots held before the first movement of the page: all that they hold now, but for what moved since
      select coalesce((select sum(p.credits) from credit_lot l join credit_posting p on p.account_id = l.account_id and p.lot_id = l.id and p.place = 'lot'
          where l.account_id = ${accountId} and l.family = ${family}), 0)
        - coalesce((select sum(p.credits) from credit_movement m join credit_posting p on p.account_id = m.account_id and p.movement_id = m.id and p.place = 'lot'
          where m.account_id = ${accountId} and m.family = ${family} and m.seq >= (select min(seq) from page)), 0) as held
    )
    select s.id, s.family, s.seq, s.kind, s.at, s.actor, s.approved_by as "approvedBy", s.subject, s.clauses, t.parts,
      ((select held from earlier) + sum(t.credits) over (order by s.seq))::int as balance,
      (select r.seq from credit_movement r where r.account_id = s.account_id and r.id = s.returns_id) as returns,
      (select r.seq from credit_movement r where r.account_id = s.account_id and r.returns_id = s.id) as "returnedBy"
    from page s join sums t on t.account_id = s.account_id and t.movement_id = s.id
    order by s.seq desc`.execute(tx)
  return rows
}

/** What each lot gave to a movement, by the id of the lot. */
export async function partsOf(tx: Tx, accountId: string, movementId: string): Promise<readonly Part[]> {
  const rows = await tx
    .selectFrom('credit_posting')
    .select(['lot_id as lotId', 'credits'])
    .where('account_id', '=', accountId)
    .where('movement_id', '=', movementId)
    .where('place', '=', 'lot')
    .orderBy('lot_id')
    .execute()
  return rows.map(({ lotId, credits }) => ({ lotId, credits: -credits }))
}

export type Correction = {
  readonly id: string
  readonly family: Family
  readonly lot: number
  readonly lotId: string
  readonly credits: number
  readonly reason: string
  readonly state: 'proposed' | 'made' | 'rejected'
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}

const corrections = (tx: Tx, accountId: string) =>
  tx
    .selectFrom('credit_correction as c')
    .innerJoin('credit_lot as l', (join) => join.onRef('l.account_id', '=', 'c.account_id').onRef('l.id', '=', 'c.lot_id'))
    .select([
      'c.id',
      'l.family',
      'l.number as lot',
      'c.lot_id as lotId',
      'c.credits',
      'c.reason',
      'c.state',
      'c.proposed_by as proposedBy',
      'c.proposed_at as proposedAt',
      'c.decided_by as decidedBy',
      'c.decided_at as decidedAt',
    ])
    .where('c.account_id', '=', accountId)

export const listCorrections = async (tx: Tx, accountId: string): Promise<readonly Correction[]> =>
  (await corrections(tx, accountId).orderBy('c.proposed_at', 'desc').orderBy('c.id').limit(200).execute()) as never

export const findCorrection = async (tx: Tx, accountId: string, id: string): Promise<Correction | undefined> =>
  (await corrections(tx, accountId).where('c.id', '=', id).forUpdate(['c']).executeTakeFirst()) as Correction | undefined

export const insertCorrection = (
  tx: Tx,
  accountId: string,
  given: Pick<Correction, 'id' | 'lotId' | 'credits' | 'reason' | 'proposedBy' | 'proposedAt'>,
) =>
  tx
    .insertInto('credit_correction')
    .values({
      account_id: accountId,
      id: given.id,
      lot_id: given.lotId,
      credits: given.credits,
      reason: given.reason,
      state: 'proposed',
      proposed_by: given.proposedBy,
      proposed_at: new Date(given.proposedAt),
    })
    .execute()

export const decideCorrection = (
  tx: Tx,
  accountId: string,
  id: string,
  given: { readonly by: string; readonly at: Instant; readonly movementId: string | null },
) =>
  tx
    .updateTable('credit_correction')
    .set({
      state: given.movementId === null ? 'rejected' : 'made',
      decided_by: given.by,
      decided_at: new Date(given.at),
      movement_id: given.movementId,
    })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

/** Of which family a lot is; undefined when there is none. */
export const findLot = async (tx: Tx, accountId: string, id: string): Promise<Pick<WholeLot, 'id' | 'family'> | undefined> =>
  (await tx
    .selectFrom('credit_lot')
    .select(['id', 'family'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()) as never

/** The account's own zone and code, for work that nobody asked for. */
export const findAccount = (tx: Tx, accountId: string): Promise<{ readonly id: string; readonly code: string; readonly zone: string }> =>
  tx.selectFrom('account').select(['id', 'code', 'zone']).where('id', '=', accountId).executeTakeFirstOrThrow()
