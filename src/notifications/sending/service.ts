import { bounceContact, findCase, lockCase } from '../../cases/service.ts'
import { sayOfContact } from '../../contacts/service.ts'
import { audit, send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { theClock } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount, listPeople } from '../../parties/service.ts'
import { findEntry, settleEntry } from '../store.ts'
import { gatheredIn, insertBounce, type Letter, markLetter } from './store.ts'

/** What mail does by itself. */
export const clockPrincipal = theClock('Mail')

/**
 * The mail of a letter came back for good: its address is marked, the letter is dead, a contact that it carried counts no more (ACP-9.p5, policy B30), and
 * the contact data say so and the lead contacts of the account hear of it (ACP-16.p6, SSM-3.1.b1).
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
  await notReached(tx, letter, now)
}

/** What is held of a customer's person is wrong from now on, and whoever leads there is told. */
async function notReached(tx: Tx, { homeId, email, personId }: Letter, now: Instant): Promise<void> {
  const account = await findAccount(tx, { id: homeId })
  if (account?.kind !== 'customer') return
  const people = await listPeople(tx, homeId)
  const person = people.find(({ id, status }) => id === personId && status === 'active')
  if (person?.email === email)
    await sayOfContact(tx, account, { now, actor: 'clock' }, person.id, [
      { field: 'email', outcome: 'wrong', note: 'Mail to this address came back for good.', correction: null },
    ])
  const name = person?.name ?? email
  const leads = people.filter((each) => each.status === 'active' && each.roles.includes('LC') && each.email !== email)
  if (leads.length === 0) return
  await send(tx, {
    accountId: homeId,
    now,
    kind: 'contact-notice',
    subject: email,
    payload: {
      to: leads.map((each) => ({ personId: each.id, name: each.name })),
      subject: `Mail to ${name} comes back`,
      text: `Mail to ${email} came back for good, and nothing more is sent there. Correct the address on the page Contact data, or say that ${name} left.`,
    },
  })
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
