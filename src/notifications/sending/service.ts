import { bounceContact, findCase, lockCase } from '../../cases/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { theClock } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { findEntry, settleEntry } from '../store.ts'
import { gatheredIn, insertBounce, type Letter, markLetter } from './store.ts'

/** What mail does by itself. */
export const clockPrincipal = theClock('Mail')

/**
 * The mail of a letter came back for good: its address is marked, the letter is dead, and a contact that it carried
 * counts no more (ACP-9.p5, policy B30).
 */
export async function letterDied(tx: Tx, letter: Letter, now: Instant, source: 'smtp' | 'report', reason: string): Promise<void> {
  await insertBounce(tx, { accountId: letter.homeId, email: letter.email, now, source, reason })
  await audit(tx, {
    accountId: letter.homeId,
    now,
    actor: 'clock',
    action: 'mail.bounce',
    subject: letter.email,
    detail: { letter: letter.id, reason: reason.slice(0, 500) },
  })
  await markLetter(tx, letter, { state: 'dead', now, error: reason.slice(0, 500), fate: 'the mail came back for good' })
  await settleLetter(tx, letter, { state: 'dead', now, error: reason.slice(0, 500) })
  await contactFailed(tx, letter, now)
}

/**
 * A letter that did not reach whom it was written to: when an engineer counted it as their contact, it is none. A copy for
 * somebody who watches proves nothing about the one it was written to.
 */
export async function contactFailed(
  tx: Tx,
  letter: Pick<Letter, 'accountId' | 'outboxId' | 'caseId' | 'personId'>,
  now: Instant,
): Promise<void> {
  if (letter.outboxId === null || letter.caseId === null) return
  const entry = await findEntry(tx, letter.accountId, letter.outboxId)
  const { event, contact } = (entry?.payload ?? {}) as { event?: string; contact?: string }
  if (event !== 'contact' || contact === undefined) return
  await lockCase(tx, letter.accountId, { id: letter.caseId })
  const found = await findCase(tx, letter.accountId, { id: letter.caseId })
  if (found && found.requesterId === letter.personId) await bounceContact(tx, found, now, clockPrincipal, contact)
}

/** What became of a letter is what became of its entry, and of every letter that it holds. */
export async function settleLetter(
  tx: Tx,
  letter: Letter,
  change: { readonly state: 'sent' | 'failed' | 'dead' | 'pending' | 'shown'; readonly now: Instant; readonly error?: string },
): Promise<void> {
  if (letter.outboxId !== null) return settleEntry(tx, letter.accountId, letter.outboxId, change.now)
  if (change.state === 'pending') return
  for (const held of await gatheredIn(tx, letter)) {
    await markLetter(tx, held, change)
    if (held.outboxId !== null) await settleEntry(tx, held.accountId, held.outboxId, change.now)
  }
}
