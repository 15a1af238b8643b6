import { listDomain } from '../compose.ts'
import { headerOf, headersNamed, type ReadMail } from './mail.ts'

/** Whether a machine wrote a mail: such a mail changes no case and is never answered (RFC 3834). */

export type Automatic = {
  readonly kind: 'bounce' | 'loop' | 'auto-reply' | 'list' | 'acknowledgement'
  /** What gave it away. */
  readonly why: string
}

export type OwnMail = {
  /** The domain in our message ids. */
  readonly domain: string
  /** Addresses that we send from or receive at, in small letters. */
  readonly addresses: readonly string[]
}

/** Subjects of absence notes and automatic answers of mail programs, in the languages that people set them in. */
const autoSubject =
  /^(?:\[[^\]]{1,40}\]\s*)?(?:auto(?:matic)?[ -]?(?:reply|response|answer)|out of (?:the )?office|ooo\b|abwesenheits|automatische antwort|abwesend|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática|ausência|automatisch antwoord|afwezig|autosvar|automatiskt svar|automatisk svar|fraværende|poissa|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|automatikus válasz|otomatik yanıt|răspuns automat|автоответ|автоматический ответ|自動応答|自動返信|不在通知|自动回复|自動回覆|자동 회신|부재중)/iu
const readSubject =
  /^(?:read|gelesen|lu|leído|letto|gelezen|lido|läst|læst)\s?:|^(?:not read|ungelesen gelöscht)\s?:|^(?:return receipt|lesebestätigung)/iu
const bounceSubject =
  /^(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|system|subsystem)|returned mail|failure notice|unzustellbar|non remis|no se puede entregar|delivery delayed|warning: message .* delayed)/iu

/** Marks of other desks. Their people write through them too, so the words have to say that it is an acknowledgement. */
const deskHeaders = [
  'x-zendesk-from-account-id',
  'x-servicenow-generated',
  'x-jira-fingerprint',
  'x-rt-ticket',
  'x-rt-loop-prevention',
  'x-rt-original-encoding',
  'x-otrs-loop',
  'x-znuny-loop',
  'x-zammad-ticket-id',
  'x-freshdesk-ticket-id',
  'x-osticket-autoreply',
  'x-freescout-mail-type',
  'x-helpscout-conversation-id',
  'x-glpi-ticket',
  'x-request-tracker',
]
const deskMailer =
  /\b(?:zendesk|servicenow|jira|otrs|znuny|zammad|freshdesk|osticket|freescout|help ?scout|request tracker|glpi|topdesk|ivanti)\b/i
const acknowledges =
  /(?:your|the) (?:request|ticket|case|incident|e-?mail|message|issue)\b.{0,80}\b(?:has been|was|is) (?:received|created|registered|logged|opened|raised|updated|resolved|closed|assigned)|we(?:'ve| have) received your|thank you for contacting|thanks for (?:contacting|your request)|this is an automat|please do not reply|##- please type your reply above this line|ihre (?:anfrage|e-?mail|nachricht)\b.{0,80}\b(?:eingegangen|erhalten|erfasst)|ticket\b.{0,40}\b(?:erstellt|angelegt)|votre (?:demande|ticket)\b.{0,80}\b(?:enregistrée?|reçue?|créée?)|su (?:solicitud|ticket|caso)\b.{0,80}\b(?:recibid[oa]|cread[oa]|registrad[oa])|autoreply|auto-?generated/iu

const machine =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|noreply[\w.+-]*|bounces?[\w.+-]*|auto(?:reply|responder)|daemon)@/i

const given = (mail: ReadMail, ...names: string[]): string | undefined => names.find((name) => headersNamed(mail, name).length > 0)

/** What kind of machine wrote it; undefined when a person may have. */
export function automaticOf(mail: ReadMail, own: OwnMail): Automatic | undefined {
  const sender = mail.from[0]?.address ?? ''
  const type = headerOf(mail, 'content-type').toLowerCase()
  const list = listDomain(own.domain)
  if (headersNamed(mail, 'x-loop').some((value) => value.trim().toLowerCase() === list))
    return { kind: 'loop', why: 'it carries our own X-Loop' }
  if (headerOf(mail, 'list-id').toLowerCase().includes(`<${list}>`)) return { kind: 'loop', why: 'it carries our own List-Id' }
  if (mail.messageId.toLowerCase().endsWith(`@${own.domain}>`)) return { kind: 'loop', why: 'its Message-ID is one of ours' }
  if (mail.from.some(({ address }) => isOwn(address, own))) return { kind: 'loop', why: 'it says that we wrote it' }
  if (headersNamed(mail, 'received').length > 60) return { kind: 'loop', why: 'it was passed on more than 60 times' }

  if (type.includes('multipart/report') && /report-type="?delivery-status/.test(type))
    return { kind: 'bounce', why: 'it is a delivery report' }
  if (mail.files.some((file) => file.mediaType === 'message/delivery-status')) return { kind: 'bounce', why: 'it holds a delivery report' }
  if (given(mail, 'x-failed-recipients')) return { kind: 'bounce', why: 'it names failed recipients' }
  if (/^(?:mailer-daemon|postmaster)@/i.test(sender) || bounceSubject.test(mail.subject))
    return { kind: 'bounce', why: 'it comes from a mail system' }

  if (type.includes('disposition-notification') || readSubject.test(mail.subject)) return { kind: 'auto-reply', why: 'it is a receipt' }
  const submitted = headerOf(mail, 'auto-submitted').trim().toLowerCase()
  if (submitted !== '' && !/^no\b/.test(submitted)) return { kind: 'auto-reply', why: `Auto-Submitted: ${submitted.slice(0, 60)}` }
  const marked = given(
    mail,
    'x-autoreply',
    'x-autorespond',
    'x-autoresponder',
    'x-auto-reply',
    'x-auto-response-suppress',
    'x-ms-exchange-inbox-rules-loop',
    'x-mail-autoreply',
    'x-vacation',
    'x-cron-env',
    'x-auto-reply-from',
  )
  if (marked) return { kind: 'auto-reply', why: `it carries ${marked}` }
  if (autoSubject.test(mail.subject)) return { kind: 'auto-reply', why: 'its subject is that of an automatic answer' }

  const listed = given(mail, 'list-id', 'list-post', 'list-unsubscribe', 'feedback-id', 'x-mailing-list', 'x-campaign-id')
  if (listed) return { kind: 'list', why: `it carries ${listed}` }
  const precedence = `${headerOf(mail, 'precedence')} ${headerOf(mail, 'x-precedence')}`.trim().toLowerCase()
  if (/^(?:bulk|junk|list|auto_?reply)\b/.test(precedence))
    return { kind: precedence.startsWith('auto') ? 'auto-reply' : 'list', why: `Precedence: ${precedence}` }
  const desk =
    given(mail, ...deskHeaders) ??
    (deskMailer.test(`${headerOf(mail, 'x-mailer')} ${headerOf(mail, 'user-agent')}`) ? 'a mark of another desk' : undefined)
  if (desk && acknowledges.test(`${mail.subject} ${mail.text.slice(0, 4000)}`))
    return { kind: 'acknowledgement', why: `it carries ${desk} and acknowledges` }
  if (machine.test(sender)) return { kind: 'auto-reply', why: 'its sender is a machine' }
  if (headerOf(mail, 'return-path').trim() === '<>') return { kind: 'auto-reply', why: 'it has an empty return path' }
  return undefined
}

/** One of our addresses, also with a token behind a `+`. */
const isOwn = (address: string, own: OwnMail): boolean => own.addresses.includes(address.replace(/\+[^@]*@/, '@'))
