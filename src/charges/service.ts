import type { Tx } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { badRequest, conflict } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import type { Charge, ChargedWork } from './line.ts'
import { insertCharge, listCharges } from './store.ts'

export { insertCharge, listCharges } from './store.ts'

/** Tells of a counter entry where its line was told of. */
export type TellOfCounter = (tx: Tx, account: AccountRef, now: Instant, by: Principal, line: Charge, counter: Charge) => Promise<void>
export type Tellers = Readonly<Record<ChargedWork, TellOfCounter>>

/** Takes a line back by a counter entry; the line itself stays. @returns the entry */
export async function counterCharge(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  given: { readonly line: number; readonly reason: string },
  tellers: Tellers,
): Promise<Charge> {
  const [line] = await listCharges(tx, account.id, { seq: given.line })
  if (!line) throw badRequest(`There is no line ${given.line}`, { found: String(given.line), expected: 'a number of the statement' })
  if (line.kind === 'counter') throw conflict('A counter entry is not taken back', { toDo: 'Have it charged anew.' })
  if (line.counteredBy !== null) throw conflict('That line was taken back already', { found: `line ${line.counteredBy}` })
  const entry = {
    ...line,
    kind: 'counter',
    time: line.time && { ...line.time, minutes: -line.time.minutes },
    amount: -line.amount,
    by: by.name,
    at: now,
    counters: line.seq,
    reason: given.reason,
  } as const
  const counter = { ...entry, seq: await insertCharge(tx, account.id, entry), counteredBy: null }
  await tellers[line.about.kind](tx, account, now, by, line, counter)
  return counter
}
