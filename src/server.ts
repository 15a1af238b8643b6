import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { assemble, type Parts } from './assemble.ts'
import { type EmbeddedPostgres, startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { type Connection, createPool, createSignInPool } from './db/pool.ts'
import { createApp } from './http/app.ts'
import { metrics } from './http/metrics.ts'
import type { Patience } from './http/slow.ts'
import type { Instant } from './lib/time.ts'
import { bareAddress, createMailer, domainOf, type MailIdentity } from './notifications/gateway.ts'
import { startMailIn } from './notifications/mail-in/jobs.ts'
import { createProver } from './notifications/mail-in/proof/gateway.ts'
import { replyKeys } from './notifications/reply/service.ts'
import { type Settings, secretOf } from './settings.ts'
import { startWorker } from './worker.ts'

export const root = join(import.meta.dirname, '..')

/** A database that is up, migrated and ready for the application's role. */
export type Storage = {
  readonly owner: Connection
  readonly app: Connection
  readonly embedded: EmbeddedPostgres | undefined
  readonly migrated: readonly string[]
  readonly close: () => Promise<void>
}

/** Starts or reaches the database and brings it to the newest version. */
export async function openStorage(settings: Settings): Promise<Storage> {
  if (settings.databaseUrl) {
    const owner = { connectionString: settings.databaseUrl }
    const migrated = await migrate(owner)
    return { owner, app: { ...owner, role: 'holdfast_app' }, embedded: undefined, migrated, close: async () => {} }
  }
  const embedded = await startEmbedded(join(settings.data, 'postgres'))
  const owner = embedded.connection('postgres', 'postgres')
  const migrated = await migrate(owner)
  return { owner, app: embedded.connection('postgres', 'holdfast_app'), embedded, migrated, close: embedded.stop }
}

/** The parts over an open database, with the pools to close. */
export function openParts(
  settings: Settings,
  storage: Storage,
  origin: string,
): { readonly parts: Parts; readonly close: () => Promise<void> } {
  const pool = createPool(storage.app, 20)
  const signInPool = createSignInPool(storage.app)
  const parts = assemble({
    pool,
    signInPool,
    secret: secretOf(settings),
    origin,
    files: join(settings.data, 'attachments'),
    uploadBytes: settings.uploadBytes,
    unfinished: settings.unfinished,
    mail: {
      identity: mailIdentityOf(settings, origin),
      addresses: [bareAddress(settings.mailFrom), ...(settings.mail.replyAddress ? [settings.mail.replyAddress] : [])],
      maxBytes: settings.mail.inBytes,
      relay: settings.mail.authservId,
      prove: settings.mail.checkSenders ? createProver({ name: domainOf(settings.mailFrom) }) : undefined,
    },
    webhookAllow: settings.webhookAllow,
    scannerUrl: settings.scannerUrl,
    unscanned: settings.unscanned,
  })
  return { parts, close: async () => void (await Promise.all([pool.end(), signInPool.end()])) }
}

/** Who we are in mail; with the keys that sign reply addresses where one is set. */
function mailIdentityOf(settings: Settings, origin: string): MailIdentity {
  const { replyAddress, replyKey } = settings.mail
  const [name = '', domain = ''] = (replyAddress ?? '').split('@')
  const reply = replyAddress ? { mailbox: { name, domain }, keys: replyKeys(secretOf(settings), replyKey, settings.secretOld) } : undefined
  return { domain: domainOf(settings.mailFrom), origin, reply }
}

/** Mail out, where a server is set. */
function openMailer({ smtpUrl, mailFrom, mail: { requireTls, caFile } }: Settings, { origin, reply }: MailIdentity) {
  if (!smtpUrl) return undefined
  return createMailer(smtpUrl, mailFrom, { requireTls, origin, reply, ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8') })
}

const certificateOf = ({ certFile, keyFile }: NonNullable<Settings['mail']['inCertificate']>) => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
})

const withoutRole = ({ role: _, ...connection }: Connection) => connection

export type Running = {
  readonly app: FastifyInstance
  readonly parts: Parts
  readonly storage: Storage
  readonly address: string
  /** Starts the worker, where the start was asked to leave it. */
  readonly work: () => void
  readonly stop: () => Promise<void>
}

export type StartOptions = { readonly now?: () => Instant; readonly worker?: boolean }

/** Starts everything of one installation: database, HTTP, worker. Ends it in the reverse order. */
export async function startServer(settings: Settings, { now = Date.now, worker = true }: StartOptions = {}): Promise<Running> {
  const storage = await openStorage(settings)
  const guard = await holdAlone(storage)
  try {
    const origin = settings.origin ?? `http://${settings.host}:${settings.port}`
    const opened = openParts(settings, storage, origin)
    const app = await createServer(settings, opened.parts, now)
    const address = await app.listen({ host: settings.host, port: settings.port })
    const mailer = openMailer(settings, opened.parts.mail.identity)
    let running: ReturnType<typeof startWorker> | undefined
    const work = () => {
      running ??= startWorker({
        db: opened.parts.db,
        timers: opened.parts.timers,
        mailer,
        webhooks: opened.parts.webhooks,
        feeds: opened.parts.feeds,
        files: opened.parts.files,
        uploads: opened.parts.uploads,
        now,
        report: (error, what) => app.log.error({ err: error }, `${what} failed`),
      })
    }
    if (worker) work()
    const { inHost, inPort, inRelays, inCertificate, imapUrl, imapSeconds, caFile } = settings.mail
    const mailIn = await startMailIn({
      db: opened.parts.db,
      desk: opened.parts.mail,
      now,
      report: (error, what) => app.log.error({ err: error }, `${what} failed`),
      listen:
        worker && inPort !== undefined
          ? { host: inHost, port: inPort, relays: inRelays, certificate: inCertificate && (() => certificateOf(inCertificate)) }
          : undefined,
      imapUrl: worker ? imapUrl : undefined,
      imapCa: caFile === undefined ? undefined : readFileSync(caFile, 'utf8'),
      pauseMs: imapSeconds * 1000,
    })
    const stop = async () => {
      await app.close()
      await mailIn.stop()
      await running?.stop()
      mailer?.close()
      await opened.close()
      await guard.release()
      await storage.close()
    }
    return { app, parts: opened.parts, storage, address: settings.origin ?? address, work, stop }
  } catch (error) {
    await guard.release()
    await storage.close()
    throw error
  }
}

/** With the embedded database there is one server a data folder: a second one would stop the database of the first. */
async function holdAlone({ embedded, owner }: Storage): Promise<{ release: () => Promise<void> }> {
  if (!embedded) return { release: async () => {} }
  const client = new pg.Client(withoutRole(owner))
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock(4713222) as alone')
  if (!rows[0].alone) {
    await client.end()
    throw new Error('Another Holdfast server is running on this data folder. Stop it first, or set HOLDFAST_DATA to another folder.')
  }
  return { release: () => client.end().catch(() => {}) }
}

/** The HTTP server with API, documents, health and portal. */
export async function createServer(
  settings: Pick<Settings, 'logLevel' | 'uploadBytes'> & { readonly patience?: Patience },
  parts: Parts,
  now: () => Instant,
  checkAnswers = false,
): Promise<FastifyInstance> {
  const app = await createApp({
    db: parts.db,
    gate: parts.gate,
    operations: parts.operations,
    now,
    logLevel: settings.logLevel,
    uploadBytes: settings.uploadBytes,
    checkAnswers,
    ...(settings.patience ? { patience: settings.patience } : {}),
  })
  // open streams would hold up the closing
  app.addHook('preClose', parts.live.stop)
  const mark = readFileSync(join(root, 'src', 'portal', 'public', 'favicon.svg'))
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: (header) => header.replace("style-src 'self' https:", "style-src 'self' 'unsafe-inline'"),
    logo: { type: 'image/svg+xml', content: mark, href: '/', target: '_self' },
    theme: {
      title: 'Holdfast API',
      favicon: [{ filename: 'favicon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: mark.toString('utf8') }],
      css: [{ filename: 'holdfast.css', content: '.topbar-wrapper img { height: 32px } .swagger-ui .topbar { background: #0f1720 }' }],
    },
    uiConfig: { docExpansion: 'none', filter: true, displayOperationId: true },
  })
  app.get('/openapi.json', { schema: { hide: true } as never }, async () => app.swagger())
  app.get('/health', { schema: { hide: true } as never }, async (_, reply) => {
    const alive = await parts.db
      .selectFrom('schema_migration')
      .select('version')
      .limit(1)
      .execute()
      .then(
        () => true,
        () => false,
      )
    return reply
      .code(alive ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: alive ? 'ok' : 'the database cannot be reached' })
  })
  app.get('/metrics', { schema: { hide: true } as never }, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  )
  const portal = join(root, 'dist', 'portal')
  if (existsSync(join(portal, 'index.html'))) {
    await app.register(fastifyStatic, { root: join(portal, 'assets'), prefix: '/assets/', index: false, immutable: true, maxAge: '365d' })
    // the portal's own addresses are its state: each of them is its page
    app.get('/*', { schema: { hide: true } as never }, async (request, reply) => {
      const path = request.url.split('?')[0] ?? '/'
      if (/^\/(api|docs|openapi)/.test(path)) return reply.callNotFound()
      const file = /^\/[\w-]+\.\w+$/.test(path) && existsSync(join(portal, path)) ? path : 'index.html'
      return reply.header('cache-control', 'no-cache').sendFile(file, portal)
    })
  }
  await app.ready()
  return app
}
