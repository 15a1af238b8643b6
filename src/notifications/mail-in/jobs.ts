import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/pool.ts'
import { inScope, providerScope } from '../../db/scope.ts'
import { mailTaken } from '../../http/metrics.ts'
import type { Instant } from '../../lib/time.ts'
import { fetchMailbox, type Incoming } from './gateway.ts'
import { type ListenerOptions, startListener } from './listener/gateway.ts'
import { type MailDesk, receiveMail } from './service.ts'
import { findPlace, providerAccount, savePlace } from './store.ts'

export type MailInOptions = {
  readonly db: Database
  readonly desk: MailDesk
  readonly now: () => Instant
  readonly report: (error: unknown, what: string) => void
  /** Absent: no listener. */
  readonly listen?: Pick<ListenerOptions, 'host' | 'port' | 'certificate' | 'relays' | 'bounds'> | undefined
  /** Absent: no mailbox is looked into. */
  readonly imapUrl?: string | undefined
  readonly imapCa?: string | undefined
  readonly pauseMs?: number
}

export type MailIn = { readonly port: number | undefined; readonly stop: () => Promise<void> }

/** Starts what brings mail in: a listener, a look into a mailbox now and then, or both. */
export async function startMailIn(options: MailInOptions): Promise<MailIn> {
  const { desk, report, listen, imapUrl, pauseMs = 30_000 } = options
  const mailbox = desk.identity.reply?.mailbox
  if ((listen || imapUrl) && !mailbox)
    throw new Error('Mail cannot come in without an address to answer to: set MAIL_REPLY_ADDRESS, such as case@support.example.com.')
  const listener =
    listen && mailbox
      ? await startListener({
          ...listen,
          mailbox,
          maxBytes: desk.maxBytes,
          report,
          take: (mail) =>
            take(options, 'smtp', mail).catch((error) => {
              report(error, 'mail in')
              throw error
            }),
        })
      : undefined
  const stopping = new AbortController()
  const looking = imapUrl
    ? (async () => {
        while (!stopping.signal.aborted) {
          await lookOnce(options, imapUrl).catch((error) => report(error, 'mailbox'))
          await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
        }
      })()
    : undefined
  return {
    port: listener?.port,
    stop: async () => {
      stopping.abort()
      // a look that hangs is left behind: what it takes later is recognised
      await Promise.all([listener?.close(), looking && Promise.race([looking, sleep(3000)])])
    },
  }
}

/** Takes what is new in the mailbox, once. @returns how many mails were taken */
export async function lookOnce(options: MailInOptions, url: string): Promise<number> {
  const { db, desk, now, imapCa } = options
  const { host, username, pathname } = new URL(url)
  const address = `${username}@${host}${pathname}`
  const place = await inScope(db, providerScope, (tx) => findPlace(tx, address))
  return fetchMailbox({
    url,
    ca: imapCa,
    maxBytes: desk.maxBytes,
    place,
    take: (mail) => take(options, 'imap', mail),
    reached: (reached) =>
      inScope(db, providerScope, async (tx) => void (await savePlace(tx, await providerAccount(tx), address, reached, now()))),
  })
}

async function take({ db, desk, now }: MailInOptions, source: 'smtp' | 'imap', mail: Incoming): Promise<void> {
  const { fate, rule } = await receiveMail(db, desk, now(), source, mail)
  mailTaken.inc({ fate, rule })
}
