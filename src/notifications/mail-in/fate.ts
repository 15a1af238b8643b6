import type { Automatic } from './automatic.ts'
import { doubtOf, type SenderProof } from './proof/verdict.ts'

/**
 * What becomes of a mail: one pure judgement over facts that were gathered before. The order of the rules is the order
 * in which they are said here:
 *
 * 1. what a machine wrote changes nothing and is never answered;
 * 2. what cannot be read, or names no one sender, waits for a person;
 * 3. so does a mail that the domain of its sender does not vouch for, although the reply address is right;
 * 4. a signed address proves case and person; the sender has to be that person, or somebody of the same account who may
 *    update the case; who asks for the status alone is told it (ACP-9.p9);
 * 5. without a signed address nothing is added: a sender alone proves nothing. A contact of an account is told once a day
 *    how to open a case, because no case is opened by mail (ACP-9.p8). Nobody else hears anything.
 */

export type TokenFact =
  | { readonly kind: 'none' | 'several' | 'bad' }
  | { readonly kind: 'valid' | 'expired'; readonly caseId: string; readonly caseNumber: string; readonly closed: boolean }

export type MailFacts = {
  /** Set when the mail could not be read whole. */
  readonly trouble: { readonly rule: 'damaged' | 'too-big'; readonly said: string } | undefined
  readonly automatic: Automatic | undefined
  /** The one sender it names; null when it names none or several. */
  readonly sender: string | null
  /** What speaks for the sender; null when nobody looked, and then the mail is judged by the rest alone. */
  readonly proof: SenderProof | null
  /** Neither text nor file. */
  readonly empty: boolean
  /** The one word that asks how the case stands. */
  readonly asksStatus: boolean
  readonly token: TokenFact
  /** The person of the address's account whom the sender's address belongs to, and why they may not update, if so. */
  readonly writer: { readonly personId: string; readonly refusal: string | undefined } | null
  /** True when the sender is a known, active contact of an account. */
  readonly known: boolean
  /** The number of a case that exists, as quoted in subject or text. */
  readonly quotedNumber: string | null
  /** Mails within the last hour, this one not counted. */
  readonly recent: { readonly ofSender: number; readonly onCase: number }
  /** Whether the sender was told something by us within a day. */
  readonly toldToday: boolean
}

export type MailRule =
  | 'bounce'
  | 'loop'
  | 'auto-reply'
  | 'list'
  | 'acknowledgement'
  | 'damaged'
  | 'too-big'
  | 'no-sender'
  | 'forged-sender'
  | 'unsure-sender'
  | 'forged-address'
  | 'several-addresses'
  | 'expired-address'
  | 'unproven'
  | 'may-not'
  | 'storm'
  | 'empty'
  | 'closed'
  | 'proven'
  | 'unknown-sender'
  | 'quoted-number'
  | 'no-case-by-mail'
  | 'told-already'
  | 'no-answer'
  | 'old-answer'
  | 'calendar-answer'

export type MailFate = {
  readonly kind: 'update' | 'quarantine' | 'answered' | 'dropped'
  readonly rule: MailRule
  readonly reason: string
  readonly clauses: readonly string[]
  /** What the sender is told, if anything. */
  readonly answer: 'how-to-open' | 'how-to-reopen' | 'status' | undefined
}

/** How many mails within an hour are a storm. */
export const mostPerSender = 30
export const mostPerCase = 60

const update = 'ACP-9.p9'
const noCase = 'ACP-9.p8'

export function fateOfMail(facts: MailFacts): MailFate {
  const { automatic, trouble, sender, token, writer, recent } = facts
  const fate = (
    kind: MailFate['kind'],
    rule: MailRule,
    reason: string,
    clauses: readonly string[] = [],
    answer?: MailFate['answer'],
  ): MailFate => ({
    kind,
    rule,
    reason,
    clauses,
    answer,
  })
  if (automatic) return fate('dropped', automatic.kind, `A machine wrote it: ${automatic.why}.`)
  if (trouble) return fate('quarantine', trouble.rule, `It could not be read whole: ${trouble.said}.`)
  if (sender === null) return fate('quarantine', 'no-sender', 'It names no one sender, so nobody stands for it.')
  if (recent.ofSender >= mostPerSender)
    return fate(
      facts.known || writer ? 'quarantine' : 'dropped',
      'storm',
      `More than ${mostPerSender} mails of this sender came within an hour.`,
    )
  const doubt = doubtOf(facts.proof)
  // mail of nobody known to no address of ours falls below all the same
  if (doubt && (facts.known || token.kind === 'valid' || token.kind === 'several'))
    return fate('quarantine', facts.proof?.verdict === 'fail' ? 'forged-sender' : 'unsure-sender', doubt, [update])

  if (token.kind === 'several') return fate('quarantine', 'several-addresses', 'It was sent to several reply addresses at once.', [update])
  if (token.kind === 'bad')
    return fate(facts.known ? 'quarantine' : 'dropped', 'forged-address', 'The reply address is not one that this server signed.', [update])
  if (token.kind === 'expired')
    return fate(facts.known ? 'quarantine' : 'dropped', 'expired-address', `The reply address for ${token.caseNumber} has run out.`, [
      update,
    ])
  if (token.kind === 'valid') {
    if (!writer)
      return fate(
        'quarantine',
        'unproven',
        `The reply address for ${token.caseNumber} is genuine, but it is another’s than the sender’s.`,
        [update],
      )
    if (writer.refusal !== undefined)
      return fate('quarantine', 'may-not', `The sender may not add to ${token.caseNumber}: ${writer.refusal}.`, [update])
    if (recent.onCase >= mostPerCase)
      return fate('quarantine', 'storm', `More than ${mostPerCase} mails on ${token.caseNumber} came within an hour.`)
    if (facts.empty) return fate('quarantine', 'empty', 'It holds neither text nor file that can be read.')
    if (token.closed)
      return fate(
        'quarantine',
        'closed',
        `${token.caseNumber} is closed, and a mail reopens nothing.`,
        [update],
        facts.toldToday ? undefined : 'how-to-reopen',
      )
    return fate(
      'update',
      'proven',
      `The reply address for ${token.caseNumber} is genuine and the sender may add to the case.`,
      [update],
      // mail may track a case too, as often as anything is told
      facts.asksStatus && !facts.toldToday ? 'status' : undefined,
    )
  }

  if (!facts.known)
    return fate('dropped', 'unknown-sender', 'Nobody known has this address, and nobody unknown gets mail from us.', [noCase])
  if (facts.quotedNumber !== null)
    return fate(
      'quarantine',
      'quoted-number',
      `It quotes ${facts.quotedNumber}, but was not sent to a signed reply address: a number proves nothing.`,
      [update],
    )
  if (facts.toldToday) return fate('quarantine', 'told-already', 'No case is opened by mail; the sender was told within a day.', [noCase])
  return fate('answered', 'no-case-by-mail', 'No case is opened by mail; the sender is told how to open one.', [noCase], 'how-to-open')
}

/** A mail of this word alone asks how its case stands. */
export const asksStatus = (reply: string): boolean => /^\W*(?:status|state)\W*$/i.test(reply)

/** What a contact is told. Only a proven sender is told anything that they may not have known. */
export function answerText(
  answer: NonNullable<MailFate['answer']>,
  about: { readonly caseNumber: string | null; readonly status: string; readonly origin: string | undefined },
): { readonly subject: string; readonly text: string } {
  const portal = about.origin ? `the portal (${about.origin})` : 'the portal'
  if (answer === 'status')
    return {
      subject: `${about.caseNumber ?? 'Your case'}: ${about.status}`,
      text: `${about.caseNumber ?? 'Your case'} is ${about.status}. All that happened stands in ${portal}. To add to the case, answer the newest mail about it (ACP-9.p9).`,
    }
  if (answer === 'how-to-reopen')
    return {
      subject: `${about.caseNumber ?? 'Your case'} is closed: your mail was not added`,
      text: `Your mail about ${about.caseNumber ?? 'a closed case'} came in, but the case is closed and a mail does not reopen it. Open the case in ${portal} and choose "Reopen" with a reason, or call the desk.`,
    }
  return {
    subject: 'Your mail did not open a case',
    text: [
      'Your mail came in. A new case is not opened by mail (ACP-9.p8), so nobody is working on it yet.',
      `Open the case in ${portal} under "Ask for help", or call the desk. A fault of priority P1 is best told by phone.`,
      'To add to a case that is open, answer the newest mail that you got about it (ACP-9.p9).',
    ].join('\n\n'),
  }
}
