import { type CalendarEvent, writeEvents } from '../calendar/invitation.ts'
import { findCase } from '../cases/service.ts'
import type { Database } from '../db/pool.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import { guestEvent } from '../meetings/running/letters.ts'
import { guestInvited, invitedAs } from '../meetings/running/service.ts'
import { compose } from './compose.ts'
import { type DeliveryError, isPlainAddress, pauseMs, triedForMs, troubleOf } from './delivery.ts'
import type { Mail, Mailer, MailIdentity } from './gateway.ts'
import { gatheredLetter, letterOf, whyTold } from './letters.ts'
import { fateOfNotice, hookAt, isUrgent, noticeKindOf } from './notices/fate.ts'
import { whyUntold } from './notices/service.ts'
import { findPreference, insertNotice } from './notices/store.ts'
import { meetingAddress, replyAddressFor } from './reply/service.ts'
import { contactFailed, letterDied, settleLetter } from './sending/service.ts'
import { bounceOf, gatheredIn, gatherLetters, insertLetter, type Letter, leaseLetter, markLetter } from './sending/store.ts'
import { claimEntry, findEntry, findRecipients, markSpread, type OutboxEntry, type Recipient, settleEntry } from './store.ts'
import { callOwnWebhook, spreadToWebhooks } from './webhooks/service.ts'

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

const cameBack = 'Not sent: mail to this address came back for good.'

/** One entry becomes notices, letters and calls of webhooks, all of them or none. */
export async function spreadNext(db: Database, sends: boolean, now: Instant): Promise<'spread' | 'shown' | 'dead' | undefined> {
  return inScope(db, providerScope, async (tx) => {
    const entry = await claimEntry(tx, now)
    if (!entry) return undefined
    const to = await recipientsOf(tx, entry)
    const found = await aboutCase(tx, entry)
    const kind = noticeKindOf(entry.kind, entry.payload.event as string | undefined)
    const priority = found?.priority ?? null
    const told = letterOf(entry.kind, entry.subject, entry.payload)
    let living = 0
    let dead = 0
    for (const person of to) {
      if ((await whyUntold(tx, person, { kind: entry.kind, accountId: entry.accountId, found }, now)) !== undefined) continue
      const why = whyTold(entry.kind, person.personId, found && { requesterId: found.requesterId, ownerId: found.ownerId })
      const whose = { accountId: person.homeId, personId: person.personId }
      const preference = await findPreference(tx, whose)
      const facts = { kind, priority, at: now, zone: person.zone, preference }
      const fate = fateOfNotice(facts)
      const called = hookAt(facts)
      const bounced = await bounceOf(tx, person.homeId, person.email)
      const urgent = isUrgent(kind, priority)
      const mails = fate.kind !== 'portal' && fate.kind !== 'none'
      const mail = !mails ? fate.why : bounced ? cameBack : sends ? fate.why : 'No mail server is set up.'
      const notice = {
        account: entry.account,
        kind,
        subject: entry.subject,
        title: told.subject,
        text: told.text.slice(0, 5000),
        why,
        urgent,
      }
      if (fate.kind !== 'none') await insertNotice(tx, now, { ...whose, outboxId: entry.id, ...notice, mail })
      if (called !== null) await callOwnWebhook(tx, entry, now, whose, notice, called)
      if (!mails) continue
      const plain = isPlainAddress(person.email)
      const state = bounced ? 'dead' : !plain ? 'failed' : !sends ? 'shown' : fate.kind === 'digest' ? 'digest' : 'pending'
      if (state === 'pending' || state === 'digest') living++
      else if (state !== 'shown') dead++
      await insertLetter(tx, entry.accountId, now, {
        outboxId: entry.id,
        to: person,
        why,
        // an answer to an internal note would be a public message, so there is no address for it
        caseId: entry.kind === 'case-notice' ? (found?.id ?? null) : null,
        urgent,
        state,
        fate: bounced ? cameBack : fate.why,
        nextTryAt: fate.until,
        ...(bounced ? { error: bounced.reason } : plain ? {} : { error: 'the address has a form that mail is not sent to' }),
      })
      // mail to an address that is known to be dead is no contact either (ACP-9.p5, policy B30)
      if (state === 'dead' || state === 'failed')
        await contactFailed(
          tx,
          { accountId: entry.accountId, outboxId: entry.id, caseId: found?.id ?? null, personId: person.personId },
          now,
        )
    }
    for (const guest of guestsOf(entry)) {
      const bounced = await bounceOf(tx, entry.accountId, guest.email)
      const plain = isPlainAddress(guest.email)
      const state = bounced ? 'dead' : !plain ? 'failed' : !sends ? 'shown' : 'pending'
      if (state === 'pending') living++
      else if (state !== 'shown') dead++
      await insertLetter(tx, entry.accountId, now, {
        outboxId: entry.id,
        to: { personId: null, homeId: entry.accountId, ...guest },
        why: whyGuest,
        caseId: null,
        urgent: false,
        state,
        fate: bounced ? cameBack : sends ? 'a guest of a meeting' : 'No mail server is set up.',
        nextTryAt: now,
        ...(bounced ? { error: bounced.reason } : plain ? {} : { error: 'the address has a form that mail is not sent to' }),
      })
    }
    await spreadToWebhooks(tx, entry, now, priority)
    await markSpread(tx, entry, now, living > 0 ? 'pending' : 'shown')
    if (living > 0) return 'spread'
    if (dead === 0) return 'shown'
    await settleEntry(tx, entry.accountId, entry.id, now)
    return 'dead'
  })
}

const aboutCase = async (tx: Tx, { kind, accountId, subject }: OutboxEntry) =>
  kind === 'case-notice' || kind === 'case-note' || kind === 'session-notice'
    ? await findCase(tx, accountId, { number: subject })
    : undefined

async function recipientsOf(tx: Tx, { accountId, payload }: OutboxEntry): Promise<readonly Recipient[]> {
  const to = (payload.to ?? []) as readonly { readonly email?: string; readonly personId?: string; readonly team?: string }[]
  const people = await findRecipients(tx, {
    accountId,
    emails: to.flatMap((one) => (one.email ? [one.email.toLowerCase()] : [])),
    personIds: to.flatMap((one) => (one.personId ? [one.personId] : [])),
    teams: to.flatMap((one) => (one.team ? [one.team] : [])),
  })
  return [...new Map(people.map((person) => [person.email, person])).values()]
}

type Guests = {
  readonly to: readonly { readonly name: string; readonly email: string }[]
  readonly subject: string
  readonly text: string
}

const whyGuest = 'You are told because you were invited to this meeting as a guest.'

/** Guests of a meeting, who are known by name and address alone; of anything else nobody without an account hears. */
function guestsOf({ kind, payload }: OutboxEntry): Guests['to'] {
  return kind === 'meeting-notice' ? ((payload.guests as Guests | undefined)?.to ?? []) : []
}

export async function sendNext(db: Database, mailer: Mailer, now: Instant): Promise<Handled | undefined> {
  const taken = await inScope(db, providerScope, async (tx) => {
    // what waits for a digest or has piled up becomes one letter first
    await gatherLetters(tx, now, 'digest')
    await gatherLetters(tx, now, 'pending')
    const letter = await leaseLetter(tx, now, leaseMs)
    if (!letter) return undefined
    const bounced = await bounceOf(tx, letter.homeId, letter.email)
    if (!bounced) {
      const mail = await mailOf(tx, letter, mailer.identity, now)
      if (mail) return { letter, mail }
      await markLetter(tx, letter, { state: 'shown', now, fate: 'Not sent: the reader may not see it any more.' })
      await settleLetter(tx, letter, { state: 'shown', now })
      return { letter, mail: undefined, outcome: 'shown' as const }
    }
    await markLetter(tx, letter, { state: 'dead', now, error: bounced.reason, fate: cameBack })
    await settleLetter(tx, letter, { state: 'dead', now, error: bounced.reason })
    await contactFailed(tx, letter, now)
    return { letter, mail: undefined, outcome: 'dead' as const }
  })
  if (!taken) return undefined
  const { letter, mail } = taken
  if (!mail) return taken.outcome
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
  const over = trouble === 'refused' || (trouble === 'later' && now - letter.createdAt >= triedForMs)
  if (trouble === undefined) await markLetter(tx, letter, { state: 'sent', now })
  else if (over) await markLetter(tx, letter, { state: 'failed', now, error: said })
  else await markLetter(tx, letter, { state: 'pending', now, nextTryAt: now + pauseMs(letter.attempts - 1, letter.urgent), error: said })
  const state = trouble === undefined ? 'sent' : over ? 'failed' : 'pending'
  await settleLetter(tx, letter, { state, now, ...(error === undefined ? {} : { error: said }) })
  return trouble === undefined ? 'sent' : over ? 'failed' : 'put off'
}

/**
 * The letter as it goes out; each try writes the same one. Undefined when there is nothing left in it that its reader may
 * read: it may have waited a night for them, and they may have left meanwhile.
 */
async function mailOf(tx: Tx, letter: Letter, identity: MailIdentity, now: Instant): Promise<Mail | undefined> {
  if (letter.outboxId !== null && letter.personId === null) return guestMail(tx, letter, letter.outboxId, identity)
  const held = letter.outboxId === null ? await gatheredIn(tx, letter) : [letter]
  const told = await stillTold(tx, held, now)
  const [only] = told
  if (!only) return undefined
  const { subject, text } = letter.outboxId === null ? gatheredLetter(told, letter.fate.startsWith('a digest')) : only
  const calendar = letter.outboxId === null ? undefined : await invitationOf(tx, letter, identity)
  const replyTo =
    identity.reply && letter.caseId !== null && letter.personId !== null
      ? await replyAddressFor(tx, identity.reply, now, { accountId: letter.accountId, caseId: letter.caseId, personId: letter.personId })
      : undefined
  return {
    to: { name: letter.name, address: letter.email },
    ...(calendar ? { calendar } : {}),
    ...compose({
      id: letter.id,
      subject,
      text,
      why: letter.why,
      caseNumber: letter.caseId === null ? null : only.about,
      domain: identity.domain,
      origin: identity.origin,
      replyTo,
    }),
  }
}

type Given = {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly meetingId?: string
  readonly event: CalendarEvent
  readonly at: Instant
}

/**
 * The event of an invitation for one reader. Who organises it is an address of their own, signed as those for answers about a case are, so that an
 * answer proves whose it is.
 */
async function invitationOf(tx: Tx, letter: Letter, identity: MailIdentity): Promise<Mail['calendar']> {
  const entry = letter.outboxId === null ? undefined : await findEntry(tx, letter.accountId, letter.outboxId)
  const given = entry?.payload.calendar as Given | undefined
  if (!given || letter.personId === null) return undefined
  if (given.meetingId === undefined) {
    // a window of change asks for no answer: both sides agreed on it before
    const event = {
      ...given.event,
      organizer: { name: 'Holdfast', email: `changes@${identity.domain}` },
      people: [{ name: letter.email, email: letter.email, answer: 'accepted' as const }],
    }
    return { method: given.method, text: writeEvents(entry?.subject ?? '', given.method, [event], given.at) }
  }
  const invited = await invitedAs(tx, letter.accountId, given.meetingId, letter.personId)
  const email = identity.reply && invited ? meetingAddress(identity.reply, invited) : `meetings@${identity.domain}`
  const own = given.event.people.filter(({ email: each }) => each === letter.email)
  const event = { ...given.event, organizer: { name: 'Holdfast', email }, people: own.length > 0 ? own : given.event.people.slice(0, 1) }
  return { method: given.method, text: writeEvents(entry?.subject ?? '', given.method, [event], given.at) }
}

/** The mail of a guest: the meeting and its event. Undefined when they were taken off before it left. */
async function guestMail(tx: Tx, letter: Letter, outboxId: string, identity: MailIdentity): Promise<Mail | undefined> {
  const entry = await findEntry(tx, letter.accountId, outboxId)
  const given = entry?.payload.calendar as Given | undefined
  const told = entry?.payload.guests as Guests | undefined
  if (!given?.meetingId || !told) return undefined
  const invited = await guestInvited(tx, letter.accountId, given.meetingId, letter.email)
  if (!invited || (invited.removed && given.method !== 'CANCEL')) return undefined
  const email = identity.reply ? meetingAddress(identity.reply, invited) : `meetings@${identity.domain}`
  const event = { ...guestEvent(given.event, letter.email), organizer: { name: 'Holdfast', email } }
  return {
    to: { name: letter.name, address: letter.email },
    calendar: { method: given.method, text: writeEvents(entry?.subject ?? '', given.method, [event], given.at) },
    ...compose({
      id: letter.id,
      subject: told.subject,
      text: told.text,
      why: letter.why,
      caseNumber: null,
      domain: identity.domain,
      origin: undefined,
      replyTo: undefined,
      guest: true,
    }),
  }
}

/** What letters say, as far as their reader may still read it. */
async function stillTold(tx: Tx, letters: readonly Letter[], now: Instant) {
  const told: { subject: string; text: string; account: string; about: string }[] = []
  for (const { accountId, outboxId, personId } of letters) {
    const entry = outboxId === null ? undefined : await findEntry(tx, accountId, outboxId)
    if (!entry) continue
    const [person] = personId === null ? [] : await findRecipients(tx, { accountId, personIds: [personId], emails: [], teams: [] })
    const untold = person
      ? await whyUntold(tx, person, { kind: entry.kind, accountId, found: await aboutCase(tx, entry) }, now)
      : 'they left'
    if (untold === undefined)
      told.push({ ...letterOf(entry.kind, entry.subject, entry.payload), account: entry.account, about: entry.subject })
  }
  return told
}
