import { findCase } from '../cases/service.ts'
import type { Database } from '../db/pool.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import { compose } from './compose.ts'
import { type DeliveryError, isPlainAddress, mostTries, pauseMs, troubleOf } from './delivery.ts'
import type { Mail, Mailer, MailIdentity } from './gateway.ts'
import { letterOf, whyTold } from './letters.ts'
import { replyAddressFor } from './reply/service.ts'
import { letterDied } from './sending/service.ts'
import { bounceOf, insertLetter, type Letter, leaseLetter, markLetter } from './sending/store.ts'
import { claimEntry, findEntry, findRecipients, markSpread, type OutboxEntry, type Recipient, settleEntry } from './store.ts'

/** Longer than a letter may take: who has it for so long is gone. */
const leaseMs = 180_000
const mostSpreadAtOnce = 100

export type Handled = 'sent' | 'shown' | 'failed' | 'dead' | 'put off'

/**
 * Spreads what waits in the outbox into letters and sends the one that is due. A letter is taken for a while, sent
 * outside any transaction and then marked: a crash in between sends it again with the same message id, and no two workers
 * send it at once. Without a mail server letters are only shown.
 * @returns what became of an entry or a letter; undefined when nothing is to be done
 */
export async function handleNext(db: Database, mailer: Mailer | undefined, now: Instant): Promise<Handled | undefined> {
  for (let count = 0; count < mostSpreadAtOnce; count++) {
    const spread = await spreadNext(db, mailer !== undefined, now)
    if (spread === undefined) break
    if (spread !== 'spread') return spread
  }
  return mailer && sendNext(db, mailer, now)
}

/** One entry becomes letters, all of them or none. */
async function spreadNext(db: Database, sends: boolean, now: Instant): Promise<'spread' | 'shown' | 'dead' | undefined> {
  return inScope(db, providerScope, async (tx) => {
    const entry = await claimEntry(tx, now)
    if (!entry) return undefined
    const to = await recipientsOf(tx, entry)
    const found = entry.kind === 'case-notice' ? await findCase(tx, entry.accountId, { number: entry.subject }) : undefined
    const urgent = entry.kind === 'management-alert' || entry.kind === 'alarm' || found?.priority === 'P1' || found?.priority === 'P2'
    let living = 0
    for (const person of to) {
      const bounced = await bounceOf(tx, person.homeId, person.email)
      const plain = isPlainAddress(person.email)
      const state = bounced ? 'dead' : plain ? (sends ? 'pending' : 'shown') : 'failed'
      if (state === 'pending') living++
      await insertLetter(tx, entry.accountId, now, {
        outboxId: entry.id,
        to: person,
        why: whyTold(entry.kind, person.personId, found && { requesterId: found.requesterId, ownerId: found.ownerId }),
        caseId: found?.id ?? null,
        urgent,
        state,
        fate: bounced ? 'not sent: mail to this address came back for good' : '',
        nextTryAt: now,
        ...(bounced ? { error: bounced.reason } : plain ? {} : { error: 'the address has a form that mail is not sent to' }),
      })
    }
    await markSpread(tx, entry, now, living > 0 ? 'pending' : 'shown')
    if (living > 0) return 'spread'
    if (to.length > 0 && sends) await settleEntry(tx, entry.accountId, entry.id, now)
    return to.length > 0 && sends ? 'dead' : 'shown'
  })
}

async function recipientsOf(tx: Tx, { accountId, payload }: OutboxEntry): Promise<readonly Recipient[]> {
  const to = (payload.to ?? []) as readonly { readonly email?: string; readonly personId?: string }[]
  const people = await findRecipients(tx, {
    accountId,
    emails: to.flatMap((one) => (one.email ? [one.email.toLowerCase()] : [])),
    personIds: to.flatMap((one) => (one.personId ? [one.personId] : [])),
  })
  return [...new Map(people.map((person) => [person.email, person])).values()]
}

async function sendNext(db: Database, mailer: Mailer, now: Instant): Promise<Handled | undefined> {
  const taken = await inScope(db, providerScope, async (tx) => {
    const letter = await leaseLetter(tx, now, leaseMs)
    if (!letter) return undefined
    const bounced = await bounceOf(tx, letter.homeId, letter.email)
    if (!bounced) return { letter, mail: await mailOf(tx, letter, mailer.identity, now) }
    await markLetter(tx, letter, { state: 'dead', now, error: bounced.reason, fate: 'not sent: mail to this address came back for good' })
    if (letter.outboxId !== null) await settleEntry(tx, letter.accountId, letter.outboxId, now)
    return { letter, mail: undefined }
  })
  if (!taken) return undefined
  const { letter, mail } = taken
  if (!mail) return 'dead'
  let error: DeliveryError | undefined
  try {
    await mailer.send(mail)
  } catch (thrown) {
    error = thrown as DeliveryError
  }
  return inScope(db, providerScope, (tx) => settle(tx, letter, now, error))
}

async function settle(tx: Tx, letter: Letter, now: Instant, error: DeliveryError | undefined): Promise<Handled> {
  const said = String(error?.message ?? error).slice(0, 500)
  const trouble = error === undefined ? undefined : troubleOf(error)
  if (trouble === 'dead') {
    await letterDied(tx, letter, now, 'smtp', said)
    return 'dead'
  }
  const over = trouble === 'refused' || (trouble === 'later' && letter.attempts >= mostTries)
  if (trouble === undefined) await markLetter(tx, letter, { state: 'sent', now })
  else if (over) await markLetter(tx, letter, { state: 'failed', now, error: said })
  else await markLetter(tx, letter, { state: 'pending', now, nextTryAt: now + pauseMs(letter.attempts - 1), error: said })
  if (letter.outboxId !== null) await settleEntry(tx, letter.accountId, letter.outboxId, now)
  return trouble === undefined ? 'sent' : over ? 'failed' : 'put off'
}

/** The letter as it goes out; each try writes the same one. */
async function mailOf(tx: Tx, letter: Letter, identity: MailIdentity, now: Instant): Promise<Mail> {
  const entry = letter.outboxId === null ? undefined : await findEntry(tx, letter.accountId, letter.outboxId)
  const { subject, text } = letterOf(entry?.kind ?? '', entry?.subject ?? '', entry?.payload ?? {})
  const replyTo =
    identity.reply && letter.caseId !== null && letter.personId !== null
      ? await replyAddressFor(tx, identity.reply, now, { accountId: letter.accountId, caseId: letter.caseId, personId: letter.personId })
      : undefined
  return {
    to: { name: letter.name, address: letter.email },
    ...compose({
      id: letter.id,
      subject,
      text,
      why: letter.why,
      caseNumber: letter.caseId === null ? null : (entry?.subject ?? null),
      domain: identity.domain,
      origin: identity.origin,
      replyTo,
    }),
  }
}
