import type { Server } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { hoursMs } from '../../../lib/time.ts'
import { isAllowed } from '../../egress/addresses.ts'
import type { ReplyMailbox } from '../../reply/token.ts'
import type { TakeMail } from '../gateway.ts'
import { type Bounds, brings, type Clients, connects, leaves, listenerBounds } from './bounds.ts'

export type Certificate = { readonly cert: string; readonly key: string }

export type ListenerOptions = {
  readonly host: string
  readonly port: number
  readonly mailbox: ReplyMailbox
  readonly maxBytes: number
  readonly take: TakeMail
  /** Reads certificate and key; with them STARTTLS is offered (RFC 3207). Read again every hour, because they are renewed. */
  readonly certificate?: (() => Certificate) | undefined
  /** Networks of our own relays. With one named, nobody else is listened to. */
  readonly relays?: readonly string[]
  readonly bounds?: Bounds
  readonly report?: (error: unknown, what: string) => void
}

export type Listener = { readonly port: number; readonly close: () => Promise<void> }

/** Mails in hand at once, each with all its bytes: further senders are told to come back. */
const mostAtOnce = 16
const mostConnections = 40
const closingMs = 2000

/**
 * A listener that takes mail for the reply mailbox and nothing else, so that it relays for nobody. A mail is accepted
 * once it is kept; before that the sender is told to try again. TLS is offered and not asked for, as RFC 3207 (section 4)
 * wants it of a server that anybody may bring mail to.
 */
export async function startListener({
  host,
  port,
  mailbox,
  maxBytes,
  take,
  certificate,
  relays = [],
  bounds = listenerBounds,
  report = () => {},
}: ListenerOptions): Promise<Listener> {
  const clients: Clients = new Map()
  const inHand = new Set<Promise<unknown>>()
  // a client that is gone before it is looked at has no address any more
  const addressOf = ({ remoteAddress }: { readonly remoteAddress?: string }) => (remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
  const isRelay = (address: string) => isAllowed(address, relays)
  const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })
  const held = certificate?.()
  const server = new SMTPServer({
    name: mailbox.domain,
    banner: 'Holdfast',
    authOptional: true,
    disabledCommands: held ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(held ? { ...held, minVersion: 'TLSv1.2' } : {}),
    disableReverseLookup: true,
    size: maxBytes,
    maxClients: mostConnections,
    socketTimeout: 60_000,
    closeTimeout: closingMs,
    logger: false,
    onConnect: (session, done) => {
      const address = addressOf(session)
      if (relays.length > 0 && !isRelay(address)) return done(answer(554, '5.7.1 mail comes in by another server'))
      if (!isRelay(address) && !connects(clients, address, performance.now(), bounds))
        return done(answer(421, '4.7.0 too many connections, try again in a minute'))
      done()
    },
    onClose: (session) => leaves(clients, addressOf(session)),
    onMailFrom: (_, session, done) =>
      isRelay(addressOf(session)) || brings(clients, addressOf(session), performance.now(), bounds)
        ? done()
        : done(answer(451, '4.7.0 too many mails, try again in a minute')),
    onRcptTo: ({ address }, session, done) => {
      const given = address.toLowerCase()
      const ours = given.endsWith(`@${mailbox.domain}`) && given.slice(0, -mailbox.domain.length - 1).replace(/\+.*$/, '') === mailbox.name
      if (!ours) return done(answer(550, '5.7.1 this server takes mail for its own address only'))
      if (session.envelope.rcptTo.length >= 20) return done(answer(452, '4.5.3 too many recipients'))
      done()
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = []
      let size = 0
      stream.on('data', (piece: Buffer) => {
        size += piece.length
        // what is too much is read to its end, as SMTP wants it, and not kept
        if (size <= maxBytes) pieces.push(piece)
        else pieces.length = 0
      })
      stream.on('error', () => {})
      stream.on('end', () => {
        if (stream.sizeExceeded || size > maxBytes) return done(answer(552, `5.3.4 the mail is larger than ${maxBytes} bytes`))
        if (inHand.size >= mostAtOnce) return done(answer(451, '4.3.2 busy, try again in a minute'))
        const { mailFrom, rcptTo } = session.envelope
        const client = {
          address: addressOf(session),
          name: String(session.hostNameAppearsAs || ''),
          returnTo: mailFrom === false ? '' : mailFrom.address,
        }
        const taking = take({ raw: Buffer.concat(pieces), envelopeTo: rcptTo.map(({ address }) => address), client })
          .then(
            () => done(null, '2.0.0 kept'),
            () => done(answer(451, '4.3.0 not kept, try again later')),
          )
          .finally(() => inHand.delete(taking))
        inHand.add(taking)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => ready())
  })
  const renewing = certificate && setInterval(() => renew(server, certificate, report), hoursMs).unref()
  return {
    port: ((server.server as Server).address() as { port: number }).port,
    close: async () => {
      clearInterval(renewing)
      await new Promise<void>((done) => server.close(() => done()))
      // what is being written is written to its end: only then may the database go
      await Promise.allSettled(inHand)
    },
  }
}

/** Takes up a renewed certificate; one that cannot be read leaves the old one in place. */
function renew(server: SMTPServer, certificate: () => Certificate, report: NonNullable<ListenerOptions['report']>) {
  try {
    server.updateSecureContext({ ...certificate(), minVersion: 'TLSv1.2' })
  } catch (error) {
    report(error, 'the certificate of the mail listener')
  }
}
