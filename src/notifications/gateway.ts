import { createTransport } from 'nodemailer'

export type Mail = { readonly to: readonly string[]; readonly subject: string; readonly text: string; readonly messageId: string }

/** Mail out by SMTP. Without a server the outbox is only shown. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void>; readonly close: () => void }

/**
 * @param url such as `smtp://user:secret@mail.example:587`; STARTTLS is used where the server offers it
 * @param from the sender's address
 */
export function createMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  } as never)
  return {
    send: async ({ to, subject, text, messageId }) => {
      // RFC 3834: ours is automatic mail, so that no machine answers it
      await transport.sendMail({
        from,
        to: [...to],
        subject: subject.replace(/[\r\n]+/g, ' '),
        text,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
    },
    close: () => transport.close(),
  }
}
