import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { openCase } from '../../src/cases/opening/service.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { findPrincipal } from '../../src/parties/service.ts'
import { startServer } from '../../src/server.ts'
import { readSettings } from '../../src/settings.ts'
import { buildWorld } from '../../src/world/build.ts'
import { worldSpec } from '../../src/world/spec.ts'
import { mail } from './desk.ts'
import { startImap } from './imap-server.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

test('a whole server, by its settings alone: a letter goes out, its answer comes in by both ways, and it stops', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-mail-'))
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  t.after(async () => {
    for (const end of ends.toReversed()) await end()
  })
  const letters: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        letters.push(Buffer.concat(pieces).toString('utf8'))
        done()
      })
    },
  })
  await once(smtp.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => new Promise<void>((done) => smtp.close(() => done())))
  const imap = await startImap()
  ends.push(() => imap.close())
  const inPort = await freePort()
  const settings = readSettings({
    HOLDFAST_DATA: folder,
    HOLDFAST_PORT: '0',
    LOG_LEVEL: 'silent',
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    MAIL_FROM: 'Holdfast <holdfast@vendor.example>',
    MAIL_REPLY_ADDRESS: 'case@support.example',
    MAIL_IN_PORT: String(inPort),
    IMAP_SECONDS: '1',
    IMAP_URL: `imap://desk:right@127.0.0.1:${imap.port}/INBOX`,
  })
  const running = await startServer(settings)
  ends.push(() => running.stop())
  const now = Date.now()
  const { db } = running.parts
  const built = await inScope(db, providerScope, (tx) =>
    buildWorld(
      tx,
      worldSpec.parse({
        accounts: { ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
        sites: { leeds: { account: 'ACME', address: '1 Road' } },
        people: { ann: { account: 'ACME', roles: ['NC'], contact: ['named'] } },
        devices: { A1: { account: 'ACME', site: 'leeds' } },
        base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2020-01-01', to: '2099-12-31' }],
        contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2020-01-01', to: '2099-12-31' }],
      }),
      now,
    ),
  )
  const account = built.accounts.get('ACME')
  const personId = built.people.get('ann')?.personId
  assert.ok(account && personId)
  const ann = await inScope(db, providerScope, (tx) => findPrincipal(tx, { personId }))
  assert.ok(ann)
  await inScope(db, providerScope, (tx) =>
    openCase(tx, account, now, ann, {
      kind: 'tech',
      summary: 'Router restarts',
      description: '',
      serial: 'A1',
      priority: 'P2',
      channel: 'web',
      customerReference: '',
      release: '',
      confirmations: [],
      reportedAt: now,
      requesterId: personId,
      approval: null,
    }),
  )
  const until = async (what: string, holds: () => Promise<boolean> | boolean) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await holds()) return
      await sleep(100)
    }
    assert.fail(`waited in vain: ${what}`)
  }
  await until('a letter', () => letters.length > 0)
  const to = /^Reply-To:\s*(case\+[a-z2-7]{53}@support\.example)/im.exec(letters[0] ?? '')?.[1]
  assert.ok(to !== undefined, String(letters[0]))
  const transport = createTransport({ host: '127.0.0.1', port: inPort, secure: false })
  await transport.sendMail({ from: 'ann@acme.example', to, subject: 'Re', text: 'Answer by SMTP.' })
  transport.close()
  const said = async () =>
    (
      await inScope(db, providerScope, (tx) =>
        tx.selectFrom('case_event').select('body').where('kind', '=', 'message').orderBy('seq').execute(),
      )
    ).map(({ body }) => (body as unknown as { text: string }).text)
  assert.deepEqual(await said(), ['Answer by SMTP.'])
  imap.add(mail({ to, body: 'Answer by IMAP.' }))
  await until('the mailbox', async () => (await said()).includes('Answer by IMAP.'))
})
