import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { readAnswer } from '../../calendar/read-answer.ts'
import { addAttachment, type FileStore } from '../../cases/files/service.ts'
import { addMessage, type Case, findCase, lockCase } from '../../cases/service.ts'
import { caseStates } from '../../cases/states.ts'
import { newId } from '../../db/ids.ts'
import type { Database } from '../../db/pool.ts'
import { send } from '../../db/records.ts'
import { inScope, providerScope, type Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import { notFound, ProblemError } from '../../lib/problem.ts'
import { kindsIn, maskText } from '../../lib/secrets/mask.ts'
import { daysMs, hoursMs, type Instant } from '../../lib/time.ts'
import { uidOf } from '../../meetings/running/letters.ts'
import { type Answering, answerInvitation, invitationBehind } from '../../meetings/running/service.ts'
import { lacks, seesOwnCasesOnly } from '../../parties/permissions.ts'
import { entersCasesOf, findPrincipal } from '../../parties/service.ts'
import { answerLine, letterIdsIn } from '../compose.ts'
import { isPlainAddress } from '../delivery.ts'
import type { MailIdentity } from '../gateway.ts'
import { claimedInvitation, isInvitation, type ReadReply, readReply } from '../reply/service.ts'
import { tokensIn } from '../reply/token.ts'
import { letterDied } from '../sending/service.ts'
import { findLetters } from '../sending/store.ts'
import { type AnswerFacts, fateOfAnswer } from './answer.ts'
import { automaticOf } from './automatic.ts'
import { failedRecipients } from './dsn.ts'
import { answerText, asksStatus, fateOfMail, type MailFacts, type MailFate } from './fate.ts'
import type { Incoming } from './gateway.ts'
import { headerOf, type ReadMail, storable } from './mail.ts'
import { type ProofDesk, proofFor } from './proof/service.ts'
import { readMail } from './reading/gateway.ts'
import { splitReply } from './reply-text.ts'
import * as store from './store.ts'

/** What mail that comes in needs: who we are, where bytes are kept, and the bounds. */
export type MailDesk = ProofDesk & {
  readonly identity: MailIdentity
  /** Addresses that we send from or receive at, in small letters. */
  readonly addresses: readonly string[]
  readonly files: FileStore
  readonly uploadBytes: number
  readonly maxBytes: number
}

export type Received = { readonly id: string; readonly fate: MailFate['kind'] | 'twin'; readonly rule: string }

/** Originals of mail of nobody known that are kept within an hour; of more only the record is. */
const mostUnknownKept = 500
/** More than a calendar's answer ever holds. */
const mostAnswerBytes = 64 * 1024
export const longestMessage = 50_000
const longestQuote = 20_000
const unread: ReadMail = {
  headers: [],
  from: [],
  to: [],
  subject: '',
  messageId: '',
  date: '',
  text: '',
  html: '',
  files: [],
  filesLeftOut: 0,
}

/**
 * Takes a mail: reads it, judges it and writes what follows, all in one transaction with the record of it. The same mail
 * a second time changes nothing, also when it comes by another way.
 * @throws when it could not be kept; whoever brought it keeps it then
 */
export async function receiveMail(
  db: Database,
  desk: MailDesk,
  now: Instant,
  source: 'smtp' | 'imap',
  { raw, envelopeTo, client, wholeSize }: Incoming,
): Promise<Received> {
  const reading = await readMail(raw)
  const mail = reading.ok ? reading.mail : unread
  const tooBig = wholeSize ?? raw.length
  const trouble: MailFacts['trouble'] =
    tooBig > desk.maxBytes
      ? { rule: 'too-big', said: `${tooBig} bytes, and ${desk.maxBytes} are the most` }
      : reading.ok
        ? undefined
        : { rule: 'damaged', said: reading.why }
  const tokens = tokensIn([...envelopeTo, ...mail.to], desk.identity.reply?.mailbox)
  const proof = await proofFor(db, desk, mail, raw, client, tokens.length > 0)
  const kept: string[] = []
  try {
    return await inScope(db, providerScope, async (tx) => {
      const dedup = reading.ok ? keyOf(raw, mail) : createHash('sha256').update(raw).digest('hex')
      const twin = await store.findTwin(tx, dedup)
      if (twin !== undefined) return { id: twin, fate: 'twin' as const, rule: 'twin' }
      const gathered = await gather(tx, desk, now, mail, { tokens, proof, trouble })
      // a machine that writes back by itself holds no answer of a calendar, and is dropped as everywhere
      const invited = gathered.facts.token.kind === 'bad' ? await aboutInvitation(tx, desk, mail, tokens, gathered) : undefined
      const fate = invited ? fateOfAnswer(invited.facts) : fateOfMail(gathered.facts)
      if (invited && fate.kind === 'update') await takeAnswer(tx, now, invited)
      const id = newId(now)
      const keeps = fate.rule !== 'unknown-sender' || (await store.countUnknown(tx, now - hoursMs)) < mostUnknownKept
      if (keeps) {
        await desk.files.keep(id, Readable.from([raw]))
        kept.push(id)
      }
      const { reply, quoted } = splitReply(mail.text, answerLine)
      const attached =
        fate.kind === 'update' && !invited
          ? await addToCase(tx, desk, now, id, gathered, { reply, quoted, mail }, kept)
          : mail.files.map(() => false)
      // a report that its sender's domain does not vouch for marks nobody's address
      if (fate.rule === 'bounce' && proof?.verdict !== 'fail') await takeReport(tx, desk, now, mail, raw)
      if (fate.answer && gathered.told) await tell(tx, desk, now, fate.answer, gathered.told, gathered.case)
      await tellOwner(tx, now, fate, gathered.case, mail.from[0]?.address ?? 'nobody')
      await store.insertMail(tx, {
        accountId: invited?.accountId ?? gathered.accountId,
        id,
        dedup,
        receivedAt: now,
        source,
        sha256: createHash('sha256').update(raw).digest('hex'),
        sizeBytes: tooBig,
        kept: keeps,
        messageId: mail.messageId,
        fromAddress: storable(mail.from[0]?.address ?? '', 320),
        fromName: mail.from[0]?.name ?? '',
        subject: maskText(mail.subject),
        fate: fate.kind,
        rule: fate.rule,
        reason: storable(fate.reason, 500),
        clauses: fate.clauses,
        proof,
        caseId: gathered.case?.id ?? null,
        personId: gathered.writer?.personId ?? null,
        // the original is kept, so the text needs its secrets nowhere else
        body: maskText(storable(reply, longestMessage)),
        quoted: maskText(storable(quoted, longestQuote)),
        secrets: kindsIn(mail.text),
        formatted: mail.html !== '',
        attachments: mail.files.map(({ name, mediaType, bytes }, at) => ({
          name,
          mediaType,
          sizeBytes: bytes.length,
          attached: attached[at] ?? false,
        })),
        state: fate.kind === 'quarantine' ? 'held' : 'done',
      })
      return { id, fate: fate.kind, rule: fate.rule }
    })
  } catch (error) {
    await Promise.all(kept.map((id) => desk.files.remove(id)))
    throw error
  }
}

/** The same mail by two ways differs in what the ways wrote above it: its id, sender and content are the same. */
function keyOf(raw: Buffer, mail: ReadMail): string {
  const crlf = raw.indexOf('\r\n\r\n')
  const lf = raw.indexOf('\n\n')
  const start = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : 0
  const head = [mail.messageId || `${mail.date} ${mail.subject}`, headerOf(mail, 'from')].join('\n')
  return createHash('sha256').update(head).update('\n\n').update(raw.subarray(start)).digest('hex')
}

type Gathered = {
  readonly facts: MailFacts
  readonly accountId: string
  readonly case: Case | undefined
  readonly writer: Principal | undefined
  /** Who an answer would go to: a person whom we know. */
  readonly told: { readonly accountId: string; readonly personId: string; readonly email: string } | undefined
}

async function gather(
  tx: Tx,
  desk: MailDesk,
  now: Instant,
  mail: ReadMail,
  { tokens, proof, trouble }: Pick<MailFacts, 'proof' | 'trouble'> & { readonly tokens: readonly string[] },
): Promise<Gathered> {
  const automatic = automaticOf(mail, { domain: desk.identity.domain, addresses: desk.addresses })
  const only = mail.from.length === 1 ? (mail.from[0]?.address ?? '') : ''
  const sender = isPlainAddress(only) ? only : null
  const people = sender === null ? [] : await store.peopleWith(tx, sender)
  const token = tokens[0]
  const read: ReadReply | undefined =
    tokens.length === 1 && token !== undefined && desk.identity.reply ? await readReply(tx, desk.identity.reply, token, now) : undefined
  const row = read && read.kind !== 'bad' ? read.row : undefined
  // held until the end: what is judged here is still so when it is written
  if (row) await lockCase(tx, row.accountId, { id: row.caseId })
  const found = row && (await findCase(tx, row.accountId, { id: row.caseId }))
  const holder = row && (await findPrincipal(tx, { personId: row.personId }))
  const same = holder && people.find((each) => each.personId === holder.personId || each.accountId === holder.accountId)
  const writer = same && (await findPrincipal(tx, { personId: same.personId }))
  const first = same ?? people[0]
  const accountId = found?.accountId ?? first?.accountId ?? (await store.providerAccount(tx))
  const recent = await store.countRecent(tx, { sender: sender ?? '', caseId: found?.id ?? null, since: now - hoursMs })
  const text = `${mail.subject}\n${mail.text.slice(0, 20_000)}`
  const numbers = [...new Set([...text.matchAll(/\b[A-Z][A-Z0-9]{1,11}-\d{3,9}\b/g)].map(([each]) => each))].slice(0, 20)
  const told = first && sender !== null ? { accountId: first.accountId, personId: first.personId, email: sender } : undefined
  return {
    accountId,
    case: found,
    writer,
    told,
    facts: {
      trouble,
      automatic,
      sender,
      proof,
      empty: mail.text.trim() === '' && mail.files.length === 0,
      asksStatus: mail.files.length === 0 && asksStatus(splitReply(mail.text, answerLine).reply),
      token:
        tokens.length === 0
          ? { kind: 'none' }
          : tokens.length > 1
            ? { kind: 'several' }
            : read === undefined || read.kind === 'bad' || !found
              ? { kind: 'bad' }
              : { kind: read.kind, caseId: found.id, caseNumber: found.number, closed: !caseStates[found.state].open },
      writer: writer && found ? { personId: writer.personId, refusal: await refusalFor(tx, writer, found, now) } : null,
      known: people.length > 0,
      quotedNumber: people.length > 0 ? await store.firstCaseNumber(tx, numbers) : null,
      recent,
      toldToday: told ? await store.wasTold(tx, told.accountId, told.email, now - daysMs) : false,
    },
  }
}

type AnsweredInvitation = { readonly accountId: string; readonly meetingId: string; readonly whose: Answering; readonly facts: AnswerFacts }

/** The invitation that a mail was sent to the address of; undefined when the address is of none that this server signed. */
async function aboutInvitation(
  tx: Tx,
  desk: MailDesk,
  mail: ReadMail,
  [token]: readonly string[],
  { facts }: Gathered,
): Promise<AnsweredInvitation | undefined> {
  const { reply } = desk.identity
  const claimed = token === undefined ? undefined : claimedInvitation(token)
  const found = claimed === undefined ? undefined : await invitationBehind(tx, claimed)
  if (!reply || token === undefined || !found || !isInvitation(reply, token, found)) return undefined
  const { personId } = found
  const person = personId === null ? undefined : await findPrincipal(tx, { personId })
  // a guest answers as the address that was invited, and may do nothing else
  const email = personId === null ? found.email : person?.email.toLowerCase()
  const file = mail.files.find(
    ({ mediaType, bytes }) => mediaType.toLowerCase().startsWith('text/calendar') && bytes.length <= mostAnswerBytes,
  )
  // without the file of a calendar a machine's mail stays a machine's mail
  if (facts.automatic && !file) return undefined
  const { meeting } = found
  return {
    accountId: found.accountId,
    meetingId: meeting.id,
    whose: personId === null ? { invitation: found.id } : { personId },
    facts: {
      trouble: facts.trouble,
      sender: facts.sender,
      proof: facts.proof,
      recent: facts.recent,
      meeting: meeting.number,
      own: facts.sender !== null && facts.sender === email,
      refusal: personId === null ? undefined : person ? lacks(person.roles, 'meeting.join') : 'they have left',
      planned: meeting.state === 'planned',
      uid: uidOf(meeting.id),
      sequence: meeting.sequence,
      read: file ? readAnswer(new TextDecoder().decode(file.bytes)) : { kind: 'other', why: 'no calendar file is with it' },
    },
  }
}

async function takeAnswer(tx: Tx, now: Instant, { accountId, meetingId, whose, facts }: AnsweredInvitation): Promise<void> {
  if (facts.read.kind !== 'answer') return
  await answerInvitation(tx, { id: accountId }, { now, actor: facts.sender ?? '' }, meetingId, whose, facts.read.answer.answer, 'mail')
}

/** Why somebody may not add to a case; undefined when they may. The same questions as at the portal's door. */
async function refusalFor(tx: Tx, who: Principal, found: Case, now: Instant): Promise<string | undefined> {
  const lacking = lacks(who.roles, 'case.update')
  if (lacking !== undefined) return lacking
  if (!(await entersCasesOf(tx, who, found.accountId, now)))
    return who.accountKind === 'partner'
      ? 'the end user has not let this partner see its cases (policy B22)'
      : 'the case is of another account'
  if (who.accountKind === 'customer' && seesOwnCasesOnly(who.roles) && found.requesterId !== who.personId)
    return 'it is a case of somebody else'
  return undefined
}

type Answer = { readonly reply: string; readonly quoted: string; readonly mail: ReadMail }

/** The message and the files of a mail on its case. @returns for each file whether it was attached */
async function addToCase(
  tx: Tx,
  desk: MailDesk,
  now: Instant,
  id: string,
  { case: found, writer }: Pick<Gathered, 'case' | 'writer'>,
  { reply, quoted, mail }: Answer,
  kept: string[],
): Promise<readonly boolean[]> {
  if (!found || !writer) throw new Error('a mail is added to a case by a person')
  const long = reply.length > longestMessage - 200
  const left = mail.filesLeftOut > 0 ? `\n\n(${mail.filesLeftOut} more files are in the original mail.)` : ''
  const text = `${long ? `${storable(reply, longestMessage - 200)}\n\n(The rest is in the original mail.)` : reply || '(A mail without text.)'}${left}`
  await addMessage(tx, found, now, writer, text, {
    mail: id,
    ...(mail.html === '' ? {} : { formatted: true }),
    ...(quoted === '' ? {} : { quoted: storable(quoted, longestQuote) }),
  })
  return attach(tx, desk, now, found, writer, mail, 'public', kept)
}

/** The files of a mail on its case. `kept` gathers them, so that they go again when what follows fails. */
export async function attach(
  tx: Tx,
  { files, uploadBytes }: MailDesk,
  now: Instant,
  found: Case,
  by: Principal,
  mail: ReadMail,
  visibility: 'public' | 'internal',
  kept: string[],
): Promise<readonly boolean[]> {
  const done: boolean[] = []
  for (const { name, mediaType, bytes } of mail.files) {
    if (bytes.length > uploadBytes) {
      done.push(false)
      continue
    }
    const row = await addAttachment(tx, found, now, by, files, uploadBytes, {
      name,
      mediaType,
      stream: Readable.from([bytes]),
      truncated: () => false,
      visibility,
    })
    kept.push(row.id)
    done.push(true)
  }
  return done
}

/** Marks what a report proves: it has to hold the id of a letter of ours that went to the address it calls dead. */
async function takeReport(tx: Tx, { identity }: MailDesk, now: Instant, mail: ReadMail, raw: Buffer): Promise<void> {
  const failed = failedRecipients(mail).filter(({ final }) => final)
  if (failed.length === 0) return
  const letters = await findLetters(tx, letterIdsIn(raw.subarray(0, 1024 * 1024).toString('latin1'), identity.domain))
  for (const letter of letters) {
    // where mail is passed on, the dead address is another than ours; then the letter's own is told apart by being alone
    const found = failed.find(({ address }) => address === letter.email)
    if (found?.dead && letter.state !== 'dead') await letterDied(tx, letter, now, 'report', found.said)
  }
}

/** Tells a known person by the outbox, so that it commits with the record of the mail. */
async function tell(
  tx: Tx,
  { identity }: MailDesk,
  now: Instant,
  answer: NonNullable<MailFate['answer']>,
  to: NonNullable<Gathered['told']>,
  found: Case | undefined,
): Promise<void> {
  const status = found ? `${caseStates[found.state].title}, ${found.priority}${found.ownerName ? `, with ${found.ownerName}` : ''}` : ''
  const words = answerText(answer, { caseNumber: found?.number ?? null, status, origin: identity.origin })
  await send(tx, {
    accountId: to.accountId,
    now,
    kind: 'mail-answer',
    subject: to.email,
    payload: { ...words, to: [{ personId: to.personId }] },
  })
}

/** Who works on a case hears of a mail about it that somebody sent who may not add to it; what it says stays with whoever decides on it (ACP-9.p9). */
async function tellOwner(tx: Tx, now: Instant, { rule, reason }: MailFate, found: Case | undefined, from: string): Promise<void> {
  if ((rule !== 'may-not' && rule !== 'unproven') || !found?.ownerId) return
  await send(tx, {
    accountId: found.accountId,
    now,
    kind: 'staff-notice',
    subject: found.number,
    payload: {
      to: [{ personId: found.ownerId, name: found.ownerName ?? '' }],
      subject: `A mail about ${found.number} was not added`,
      text: `It came from ${from}. ${reason} It waits on the page Mail for somebody to decide (ACP-9.p9).`,
    },
  })
}

export async function requireMail(tx: Tx, id: string): Promise<store.StoredMail> {
  const found = await store.findMail(tx, id)
  if (!found) throw notFound('mail')
  return found
}

export async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array))
  } catch {
    throw new ProblemError({ kind: 'conflict', title: 'The original of this mail is not in the file store' })
  }
  return Buffer.concat(pieces)
}
