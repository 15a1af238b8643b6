import { sql } from 'kysely'
import type { Database } from '../db/pool.ts'
import { accountScope, inScope, instant, narrow, providerScope, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'

/** A timer that is due, as its handler sees it. */
export type DueTimer = {
  readonly accountId: string
  readonly id: string
  readonly kind: string
  readonly subjectId: string
  readonly dueAt: Instant
}

/** What a kind of timer does. It runs in the transaction that marks the timer as fired: both happen, or neither. */
export type TimerHandler = (tx: Tx, timer: DueTimer, now: Instant) => Promise<void>

export type TimerHandlers = Readonly<Record<string, TimerHandler>>

/** How long a failing timer waits before it is tried again: doubled each time, an hour at most. */
const pauseMs = (attempts: number): number => Math.min(3_600_000, 1000 * 2 ** attempts)

/**
 * Fires one due timer: claims it so that no other worker has it, works in its account's scope, marks it, commits.
 * @returns the timer, with the error when its handler failed; undefined when none is due
 */
export async function fireNext(db: Database, handlers: TimerHandlers, now: Instant): Promise<(DueTimer & { error?: unknown }) | undefined> {
  let claimed: DueTimer | undefined
  try {
    return await inScope(db, providerScope, async (tx) => {
      const row = await tx
        .selectFrom('timer')
        .select(['account_id', 'id', 'kind', 'subject_id', 'due_at'])
        .where('fired_at', 'is', null)
        .where('cancelled_at', 'is', null)
        .where('due_at', '<=', instant(now))
        .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', instant(now))]))
        .where('kind', 'in', Object.keys(handlers))
        .orderBy('rank')
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return undefined
      claimed = { accountId: row.account_id, id: row.id, kind: row.kind, subjectId: row.subject_id, dueAt: row.due_at }
      await narrow(tx, accountScope(row.account_id))
      // marked first, so that the handler, which may set and cancel timers of its subject, leaves this one alone
      await tx
        .updateTable('timer')
        .set({ fired_at: new Date(now) })
        .where('account_id', '=', row.account_id)
        .where('id', '=', row.id)
        .execute()
      await (handlers[row.kind] as TimerHandler)(tx, claimed, now)
      return claimed
    })
  } catch (error) {
    if (!claimed) throw error
    await putOff(db, claimed, now, error)
    return { ...(claimed as DueTimer), error }
  }
}

async function putOff(db: Database, timer: DueTimer, now: Instant, error: unknown) {
  await inScope(db, accountScope(timer.accountId), async (tx) => {
    const { attempts } = await tx
      .selectFrom('timer')
      .select('attempts')
      .where('account_id', '=', timer.accountId)
      .where('id', '=', timer.id)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('timer')
      .set({
        attempts: attempts + 1,
        not_before: new Date(now + pauseMs(attempts)),
        error: String((error as Error)?.message ?? error).slice(0, 1000),
      })
      .where('account_id', '=', timer.accountId)
      .where('id', '=', timer.id)
      .execute()
  })
}

/** When the next timer falls due; undefined when none waits. */
export async function nextDue(db: Database): Promise<Instant | undefined> {
  return inScope(db, providerScope, async (tx) => {
    const row = await tx
      .selectFrom('timer')
      .select(sql<number | null>`extract(epoch from min(greatest(due_at, coalesce(not_before, due_at)))) * 1000`.as('at'))
      .where('fired_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst()
    return row?.at == null ? undefined : Number(row.at)
  })
}

/** Fires everything due at an instant, oldest of the most urgent first. Used between two steps of a scenario too. */
export async function fireDue(
  db: Database,
  handlers: TimerHandlers,
  now: Instant,
  most = 10_000,
): Promise<readonly (DueTimer & { error?: unknown })[]> {
  const fired: (DueTimer & { error?: unknown })[] = []
  while (fired.length < most) {
    const timer = await fireNext(db, handlers, now)
    if (!timer) break
    fired.push(timer)
  }
  return fired
}
