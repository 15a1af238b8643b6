import { createTransport } from 'nodemailer'
import type { Composed } from './compose.ts'
import type { ReplyDesk } from './reply/service.ts'

export type Mail = Composed & {
  readonly to: { readonly name: string; readonly address: string }
  /** An invitation, which calendars take by themselves (RFC 6047). */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string } | undefined
}

/** Who we are in mail: what letters say about themselves, and what tells our own mail from others'. */
export type MailIdentity = {
  readonly domain: string
  /** The portal's address for people, if it is known. */
  readonly origin: string | undefined
  /** Absent: letters carry no address to answer to. */
  readonly reply: ReplyDesk | undefined
}

/** Mail out by SMTP. Without a server the outbox is only shown. */
export type Mailer = { readonly identity: MailIdentity; readonly send: (mail: Mail) => Promise<void>; readonly close: () => void }

export type MailerOptions = Partial<Omit<MailIdentity, 'domain'>> & {
  /** Nothing leaves without TLS, whatever the server offers. */
  readonly requireTls?: boolean
  /** Certificates to trust beside the public ones, as PEM. */
  readonly ca?: string | undefined
  /** How long one letter may take, whatever the server does. In milliseconds. */
  readonly timeoutMs?: number
}

/** The domain of an address, also of one with a name before it; `localhost` when there is none. */
export const domainOf = (address: string): string => /@([^\s<>@]+)>?\s*$/.exec(address)?.[1]?.toLowerCase() ?? 'localhost'

/** The bare address of `Name <address>`, in small letters. */
export const bareAddress = (from: string): string => (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase()

/**
 * @param url such as `smtp://user:secret@mail.example:587`; STARTTLS is used where the server offers it
 * @param from the sender's address
 */
export function createMailer(url: string, from: string, options: MailerOptions = {}): Mailer {
  const { requireTls = false, ca, timeoutMs = 60_000, origin, reply } = options
  const open = () =>
    createTransport({
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(requireTls && !url.startsWith('smtps:') ? { requireTLS: true } : {}),
      tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
    } as never)
  // reports of failed delivery go to the envelope's sender: to where mail comes in, if it does
  const returnTo = reply ? `${reply.mailbox.name}@${reply.mailbox.domain}` : bareAddress(from)
  let transport = open()
  return {
    identity: { domain: domainOf(from), origin, reply },
    send: async ({ to, subject, text, html, messageId, inReplyTo, replyTo, headers, calendar }) => {
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(() => {
        // a server that keeps the line open with a byte now and then holds no connection of ours for ever
        transport.close()
        transport = open()
        late.reject(Object.assign(new Error(`the mail server took longer than ${timeoutMs} ms`), { code: 'ETIMEDOUT' }))
      }, timeoutMs)
      try {
        await Promise.race([
          late.promise,
          transport.sendMail({
            from,
            to,
            envelope: { from: returnTo, to: [to.address] },
            subject,
            text,
            html,
            messageId,
            ...(inReplyTo ? { inReplyTo } : {}),
            ...(replyTo ? { replyTo } : {}),
            ...(calendar ? { icalEvent: { method: calendar.method, filename: 'invitation.ics', content: calendar.text } } : {}),
            headers,
          }),
        ])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => transport.close(),
  }
}
