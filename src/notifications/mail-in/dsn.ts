import { saysDead } from '../delivery.ts'
import { headerOf, type ReadMail } from './mail.ts'

/** What a report of a failed delivery says (RFC 3464), also one in the forms that came before it. */

export type FailedRecipient = {
  readonly address: string
  /** Whether mail to the address will never arrive, whatever is sent. */
  readonly dead: boolean
  /** Whether it is over, or only late. */
  readonly final: boolean
  readonly said: string
}

const field = (group: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*){0,5})`, 'im').exec(group)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''

const addressIn = (value: string): string => (/[^\s<>;,"]{1,64}@[^\s<>;,"]{1,255}/.exec(value)?.[0] ?? '').toLowerCase()

/** Whether words and numbers of a report say that the address is dead. */
const dies = (status: string, said: string): boolean =>
  saysDead(status) || ((status === '' || /^5\.0\.\d+$/.test(status)) && /\b55[0136]\b|user unknown|no such user|does not exist/i.test(said))

const most = 50

/** The recipients that a report names as failed; none in a mail that is no report. */
export function failedRecipients(mail: ReadMail): readonly FailedRecipient[] {
  const report = mail.files.find((file) => /^message\/(?:global-)?delivery-status$/.test(file.mediaType))
  if (report) {
    const text = String.fromCharCode(...report.bytes.subarray(0, 50_000))
    return text
      .split(/\r?\n[ \t]*\r?\n/)
      .slice(0, most)
      .flatMap((group) => {
        const address = addressIn(field(group, 'Original-Recipient')) || addressIn(field(group, 'Final-Recipient'))
        const action = field(group, 'Action').toLowerCase()
        const status = /\d\.\d{1,3}\.\d{1,3}/.exec(field(group, 'Status'))?.[0] ?? ''
        if (address === '' || action === '') return []
        const said = field(group, 'Diagnostic-Code') || status
        const final = action === 'failed' && !status.startsWith('4')
        return [{ address, final, dead: final && dies(status, said), said: `${status} ${said}`.trim().slice(0, 400) }]
      })
  }
  const named = headerOf(mail, 'x-failed-recipients')
  if (named === '' && !/mailer-daemon|postmaster/i.test(mail.from[0]?.address ?? '')) return []
  const text = mail.text.slice(0, 20_000)
  const addresses = named === '' ? [...text.matchAll(/<([^\s<>]{1,64}@[^\s<>]{1,255})>/g)].map(([, each]) => each ?? '') : named.split(',')
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? ''
  const said =
    text
      .split('\n')
      .find((line) => /\b[45]\d\d[ -]/.test(line))
      ?.trim() ?? status
  const final = !/\b4\d\d\b|will be retried|delayed/i.test(said)
  return [...new Set(addresses.map((each) => addressIn(each)).filter(Boolean))]
    .slice(0, most)
    .map((address) => ({ address, final, dead: final && dies(status, said), said: said.slice(0, 400) }))
}
