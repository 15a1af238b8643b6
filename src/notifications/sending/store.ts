import { sql } from 'kysely'
import { newId } from '../../db/ids.ts'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'

/** Letters: one for each person who hears of an entry, and where each of them stands. */

export type LetterState = 'pending' | 'digest' | 'sent' | 'shown' | 'failed' | 'dead' | 'gathered'

export type Letter = {
  readonly accountId: string
  readonly id: string
  readonly outboxId: string | null
  readonly personId: string | null
  readonly homeId: string
  readonly name: string
  readonly email: string
  readonly why: string
  readonly caseId: string | null
  readonly urgent: boolean
  readonly state: LetterState
  readonly fate: string
  readonly attempts: number
  readonly createdAt: Instant
  readonly nextTryAt: Instant
  readonly sentAt: Instant | null
  readonly error: string | null
}

const columns = [
  'account_id as accountId',
  'id',
  'outbox_id as outboxId',
  'person_id as personId',
  'home_id as homeId',
  'name',
  'email',
  'why',
  'case_id as caseId',
  'urgent',
  'state',
  'fate',
  'attempts',
  'created_at as createdAt',
  'next_try_at as nextTryAt',
  'sent_at as sentAt',
  'error',
] as const

export type NewLetter = {
  readonly outboxId: string | null
  readonly to: Pick<Letter, 'personId' | 'homeId' | 'name' | 'email'>
  readonly why: string
  readonly caseId: string | null
  readonly urgent: boolean
  readonly state: LetterState
  readonly fate: string
  readonly nextTryAt: Instant
  readonly error?: string
}

/** Writes a letter; a second one of the same entry to the same address is none. */
export async function insertLetter(tx: Tx, accountId: string, now: Instant, letter: NewLetter): Promise<string> {
  const id = newId(now)
  await tx
    .insertInto('letter')
    .values({
      account_id: accountId,
      id,
      outbox_id: letter.outboxId,
      person_id: letter.to.personId,
      home_id: letter.to.homeId,
      name: letter.to.name,
      email: letter.to.email,
      why: letter.why,
      case_id: letter.caseId,
      urgent: letter.urgent,
      state: letter.state,
      fate: letter.fate,
      created_at: new Date(now),
      next_try_at: new Date(letter.nextTryAt),
      sent_at: letter.state === 'shown' ? new Date(now) : null,
      error: letter.error ?? null,
    })
    .onConflict((on) => on.columns(['account_id', 'outbox_id', 'email']).doNothing())
    .execute()
  return id
}

/**
 * Takes the letter that is due, what is urgent first, for `leaseMs`: meanwhile no other worker takes it, and a worker
 * that died gives it back by itself.
 */
export async function leaseLetter(tx: Tx, now: Instant, leaseMs: number): Promise<Letter | undefined> {
  const row = await tx
    .selectFrom('letter')
    .select(columns)
    .where('state', '=', 'pending')
    .where('next_try_at', '<=', instant(now))
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', instant(now))]))
    .orderBy('urgent', 'desc')
    .orderBy('next_try_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  await tx
    .updateTable('letter')
    .set({ leased_until: new Date(now + leaseMs), attempts: row.attempts + 1 })
    .where('account_id', '=', row.accountId)
    .where('id', '=', row.id)
    .execute()
  return { ...row, state: row.state as LetterState, attempts: row.attempts + 1 }
}

/** How many letters may wait for one person before they become one. */
export const mostWaiting = 10

/**
 * Makes one letter of many for one person, over all accounts that they hear of: of those for a digest that is due, or of
 * more than `mostWaiting` that wait since a server was down. What is urgent is never among them. The one letter belongs to
 * the person's home.
 * @returns whether something was gathered
 */
export async function gatherLetters(tx: Tx, now: Instant, what: 'digest' | 'pending'): Promise<boolean> {
  const due = tx
    .selectFrom('letter')
    .where('state', '=', what)
    .where('next_try_at', '<=', instant(now))
    .where('urgent', '=', false)
    .where('outbox_id', 'is not', null)
    // the letters of a guest are invitations alone, and each carries its event
    .where('person_id', 'is not', null)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', instant(now))]))
  const group = await due
    .select(['home_id', 'email'])
    .groupBy(['home_id', 'email'])
    .having((eb) => eb.fn.countAll(), '>', what === 'digest' ? 0 : mostWaiting)
    .limit(1)
    .executeTakeFirst()
  if (!group) return false
  const letters = await due
    .select(columns)
    .where('home_id', '=', group.home_id)
    .where('email', '=', group.email)
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .skipLocked()
    .execute()
  const [first] = letters
  if (!first) return false
  const id = await insertLetter(tx, first.homeId, now, {
    outboxId: null,
    to: { personId: first.personId, homeId: first.homeId, name: first.name, email: first.email },
    why: first.why,
    caseId: null,
    urgent: false,
    state: 'pending',
    fate: what === 'digest' ? `a digest of ${letters.length}` : `${letters.length} letters waited, so they are one`,
    nextTryAt: now,
  })
  await tx
    .updateTable('letter')
    .set({ state: 'gathered', gathered_into: id, leased_until: null })
    .where('home_id', '=', first.homeId)
    .where(
      'id',
      'in',
      letters.map((letter) => letter.id),
    )
    .execute()
  return true
}

/** The letters that one letter holds, of every account. */
export async function gatheredIn(tx: Tx, { homeId, id }: Pick<Letter, 'homeId' | 'id'>): Promise<readonly Letter[]> {
  const rows = await tx
    .selectFrom('letter')
    .select(columns)
    .where('home_id', '=', homeId)
    .where('gathered_into', '=', id)
    .orderBy('account_id')
    .orderBy('outbox_id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as LetterState }))
}

export const markLetter = (
  tx: Tx,
  letter: Pick<Letter, 'accountId' | 'id'>,
  change: { state: LetterState; now: Instant; nextTryAt?: Instant; error?: string; fate?: string },
) =>
  tx
    .updateTable('letter')
    .set({
      state: change.state,
      leased_until: null,
      ...(change.state === 'sent' || change.state === 'shown' ? { sent_at: new Date(change.now) } : {}),
      ...(change.nextTryAt === undefined ? {} : { next_try_at: new Date(change.nextTryAt) }),
      ...(change.fate === undefined ? {} : { fate: change.fate }),
      error: change.error ?? null,
    })
    .where('account_id', '=', letter.accountId)
    .where('id', '=', letter.id)
    .execute()

export async function lettersOf(tx: Tx, outboxIds: readonly string[]): Promise<readonly Letter[]> {
  if (outboxIds.length === 0) return []
  const rows = await tx
    .selectFrom('letter')
    .select(columns)
    .where('outbox_id', 'in', [...outboxIds])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as LetterState }))
}

/** By id over all accounts, for a mail that came back: works in the provider's scope. */
export async function findLetters(tx: Tx, ids: readonly string[]): Promise<readonly Letter[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('letter')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as LetterState }))
}

// --- Addresses whose mail came back --------------------------------------------------------------------------------

export type Bounce = {
  readonly accountId: string
  readonly account: string
  readonly email: string
  readonly at: Instant
  readonly source: 'smtp' | 'report'
  readonly reason: string
  readonly times: number
  readonly clearedAt: Instant | null
  readonly clearedBy: string | null
}

/** Why nothing is sent to an address of an account; undefined when something is. */
export async function bounceOf(tx: Tx, accountId: string, email: string): Promise<{ at: Instant; reason: string } | undefined> {
  return tx
    .selectFrom('mail_bounce')
    .select(['at', 'reason'])
    .where('account_id', '=', accountId)
    .where('email', '=', email)
    .where('cleared_at', 'is', null)
    .executeTakeFirst()
}

export const insertBounce = (
  tx: Tx,
  { accountId, email, now, source, reason }: { accountId: string; email: string; now: Instant; source: 'smtp' | 'report'; reason: string },
) =>
  tx
    .insertInto('mail_bounce')
    .values({ account_id: accountId, email, at: new Date(now), source, reason: reason.slice(0, 500) })
    .onConflict((on) =>
      on.columns(['account_id', 'email']).doUpdateSet({
        at: new Date(now),
        source,
        reason: reason.slice(0, 500),
        times: sql<number>`mail_bounce.times + 1`,
        cleared_at: null,
        cleared_by: null,
      }),
    )
    .execute()

/** @returns whether there was one to clear */
export async function clearBounce(tx: Tx, accountId: string, email: string, by: string, now: Instant): Promise<boolean> {
  const rows = await tx
    .updateTable('mail_bounce')
    .set({ cleared_at: new Date(now), cleared_by: by })
    .where('account_id', '=', accountId)
    .where('email', '=', email)
    .where('cleared_at', 'is', null)
    .returning('email')
    .execute()
  return rows.length > 0
}

export async function listBounces(
  tx: Tx,
  filter: { readonly open?: boolean | undefined; readonly limit: number; readonly before?: readonly [number, string] | undefined },
): Promise<readonly Bounce[]> {
  let query = tx
    .selectFrom('mail_bounce')
    .innerJoin('account', 'account.id', 'mail_bounce.account_id')
    .select([
      'mail_bounce.account_id as accountId',
      'account.code as account',
      'mail_bounce.email',
      'mail_bounce.at',
      'mail_bounce.source',
      'mail_bounce.reason',
      'mail_bounce.times',
      'mail_bounce.cleared_at as clearedAt',
      'mail_bounce.cleared_by as clearedBy',
    ])
  if (filter.open !== undefined) query = query.where('mail_bounce.cleared_at', filter.open ? 'is' : 'is not', null)
  if (filter.before) {
    const [at, email] = filter.before
    query = query.where((eb) =>
      eb.or([
        eb('mail_bounce.at', '<', instant(at)),
        eb.and([eb('mail_bounce.at', '=', instant(at)), eb('mail_bounce.email', '<', email)]),
      ]),
    )
  }
  const rows = await query.orderBy('mail_bounce.at', 'desc').orderBy('mail_bounce.email', 'desc').limit(filter.limit).execute()
  return rows.map((row) => ({ ...row, source: row.source as 'smtp' }))
}

/** When the next letter wants to go: what a story moves its clock to. */
export async function nextLetterDue(tx: Tx): Promise<Instant | undefined> {
  const row = await tx
    .selectFrom('letter')
    .select('next_try_at')
    .where('state', 'in', ['pending', 'digest'])
    .orderBy('next_try_at')
    .limit(1)
    .executeTakeFirst()
  return row?.next_try_at
}
