import { ImapFlow } from 'imapflow'
import type { Client } from './proof/gateway.ts'

/** A mailbox that mail is fetched from, and what every way in hands on. */

export type Incoming = {
  readonly raw: Buffer
  readonly envelopeTo: readonly string[]
  /** Who brought it, where somebody did; absent for a mailbox. */
  readonly client?: Client
  /** Set when only the beginning was fetched: how large the mail is. */
  readonly wholeSize?: number
}

/** What takes a mail that came in; it rejects when the mail could not be kept, and the sender keeps it then. */
export type TakeMail = (mail: Incoming) => Promise<void>

export type MailboxPlace = { readonly uidValidity: number; readonly lastUid: number }

export type MailboxOptions = {
  /** `imaps://user:secret@host/INBOX`; `imap://` upgrades to TLS where the server offers it. */
  readonly url: string
  readonly maxBytes: number
  /** Certificates to trust beside the public ones, as PEM. */
  readonly ca?: string | undefined
  readonly place: MailboxPlace | undefined
  readonly take: TakeMail
  /** Called after each mail, once it was taken. */
  readonly reached: (place: MailboxPlace) => Promise<void>
}

const handledFolder = 'Holdfast handled'
const mostFetched = 200

/**
 * Takes what is new in a mailbox and moves it to a folder of handled mail. Where it stands is remembered by UIDVALIDITY
 * and UID (RFC 9051, section 2.3.1.1); a crash between taking and moving takes a mail again, and it is recognised then.
 * @returns how many were taken
 */
export async function fetchMailbox({ url, maxBytes, ca, place, take, reached }: MailboxOptions): Promise<number> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const client = new ImapFlow({
    host: hostname,
    port: port === '' ? (protocol === 'imaps:' ? 993 : 143) : Number(port),
    secure: protocol === 'imaps:',
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLineLength: 1024 * 1024,
    maxLiteralSize: maxBytes + 1024,
    maxResponseSize: maxBytes * 2 + 1024 * 1024,
    ...(ca ? { tls: { ca } } : {}),
  })
  client.on('error', () => {})
  await client.connect()
  let taken = 0
  try {
    const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX'
    const lock = await client.getMailboxLock(folder)
    try {
      const uidValidity = Number(client.mailbox === false ? 0 : client.mailbox.uidValidity)
      // a mailbox made anew counts from the start again
      let lastUid = place?.uidValidity === uidValidity ? place.lastUid : 0
      const waiting: { uid: number; size: number }[] = []
      for await (const each of client.fetch(`${lastUid + 1}:*`, { uid: true, size: true }, { uid: true }))
        if (each.uid > lastUid && waiting.length < mostFetched) waiting.push({ uid: each.uid, size: each.size ?? 0 })
      waiting.sort((left, right) => left.uid - right.uid)
      for (const { uid, size } of waiting) {
        // of a mail that is too large the beginning is enough to judge it by its headers
        const found = await client.fetchOne(
          String(uid),
          { uid: true, source: size > maxBytes ? { maxLength: 65_536 } : true },
          { uid: true },
        )
        const source = (found || undefined)?.source
        if (source) {
          await take({ raw: source, envelopeTo: [], ...(size > maxBytes ? { wholeSize: size } : {}) })
          taken++
        }
        lastUid = uid
        await reached({ uidValidity, lastUid })
        await move(client, uid)
      }
    } finally {
      lock.release()
    }
    await client.logout()
  } finally {
    client.close()
  }
  return taken
}

async function move(client: ImapFlow, uid: number): Promise<void> {
  if (await client.messageMove(String(uid), handledFolder, { uid: true })) return
  await client.mailboxCreate(handledFolder).catch(() => {})
  await client.messageMove(String(uid), handledFolder, { uid: true })
}
