import type { Answer } from '../../client/client.ts'
import type { MailRule } from '../../notifications/mail-in/fate.ts'
import { IconCheck, IconCircleDashed, IconHourglass, IconSend, IconTrash } from '../ui/icons.ts'
import type { Tone } from '../ui/tag.tsx'

/** Words for what became of a mail. */

export type Mail = Answer<'mail-in.read'>

type Look = { readonly word: string; readonly tone: Tone; readonly icon: typeof IconCheck }

export const standings = {
  held: { word: 'Waits for a decision', tone: 'warn', icon: IconHourglass },
  update: { word: 'Updated a case', tone: 'ok', icon: IconCheck },
  answered: { word: 'Answered', tone: 'info', icon: IconSend },
  dropped: { word: 'Dropped', tone: 'dim', icon: IconCircleDashed },
  released: { word: 'Released by staff', tone: 'ok', icon: IconCheck },
  discarded: { word: 'Discarded by staff', tone: 'dim', icon: IconTrash },
} as const satisfies Readonly<Record<string, Look>>
export type Standing = keyof typeof standings
export const standingNames = Object.keys(standings) as readonly Standing[]

export const standingOf = ({ fate, state }: { readonly fate: string; readonly state: string }): Standing =>
  state === 'held' || state === 'released' || state === 'discarded' ? state : fate === 'quarantine' ? 'held' : (fate as Standing)

/** The rule that decided, short. */
export const ruleWords: Readonly<Record<MailRule, string>> = {
  bounce: 'A report of a mail that came back',
  loop: 'Our own mail came back to us',
  'auto-reply': 'An automatic answer',
  list: 'From a mailing list or in bulk',
  acknowledgement: 'Another desk’s acknowledgement',
  damaged: 'It cannot be read',
  'too-big': 'Too large',
  'no-sender': 'No sender, or several',
  'forged-sender': 'Its sender’s domain does not vouch for it',
  'unsure-sender': 'Its sender could not be checked',
  'forged-address': 'The reply address is not ours',
  'several-addresses': 'Several reply addresses at once',
  'expired-address': 'The reply address has run out',
  unproven: 'Another’s reply address',
  'may-not': 'The sender may not add to the case',
  storm: 'Too many within an hour',
  empty: 'Neither text nor file',
  closed: 'The case is closed',
  proven: 'Proven by its reply address',
  'unknown-sender': 'Nobody known',
  'quoted-number': 'A case number, but no proof',
  'no-case-by-mail': 'No case is opened by mail',
  'no-answer': 'No answer of a calendar',
  'old-answer': 'Answer to what has changed since',
  'calendar-answer': 'Answer to an invitation',
  'told-already': 'Told within a day already',
}
export const ruleOf = (rule: string): string => (ruleWords as Readonly<Record<string, string>>)[rule] ?? rule

const verdicts = {
  pass: 'vouches for this mail',
  fail: 'does not vouch for this mail',
  none: 'publishes nothing to check a mail by',
  unsure: 'could not be asked',
} as const

/** What speaks for the sender, in words. */
export const proofWords = (
  proof: { readonly by: string; readonly domain: string; readonly verdict: keyof typeof verdicts; readonly said: string } | null,
): string =>
  proof === null
    ? 'was not checked'
    : `${proof.domain} ${verdicts[proof.verdict]} (${proof.said}), found by ${proof.by === 'listener' ? 'the mail listener' : proof.by}`

export const senderOf = ({ fromName, fromAddress }: { readonly fromName: string; readonly fromAddress: string }): string =>
  fromName && fromAddress ? `${fromName} <${fromAddress}>` : fromName || fromAddress || 'nobody named'
