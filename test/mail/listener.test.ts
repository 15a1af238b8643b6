import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { createTransport } from 'nodemailer'
import { startMailIn } from '../../src/notifications/mail-in/jobs.ts'
import { startListener } from '../../src/notifications/mail-in/listener/gateway.ts'
import { readSettings } from '../../src/settings.ts'
import { certificate } from './certificate.ts'
import { openDesk, type TestDesk } from './desk.ts'

/** The built-in listener as others meet it: TLS, bounds, and what becomes of a mail that is half there when it stops. */

let desk: TestDesk
before(async () => {
  desk = await openDesk()
})
after(() => desk?.close())

const mailbox = { name: 'case', domain: 'support.example' }
const later = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('with a certificate the listener offers TLS, and a sender that insists on it brings its mail', async (t) => {
  const own = certificate()
  const taken: { raw: Buffer; client?: { address: string; name: string; returnTo: string } }[] = []
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    mailbox,
    maxBytes: 100_000,
    certificate: () => own,
    take: async (incoming) => void taken.push(incoming),
  })
  t.after(() => listener.close())
  const options = { host: '127.0.0.1', port: listener.port, secure: false, requireTLS: true }
  const trusting = createTransport({ ...options, tls: { ca: own.cert } })
  await trusting.sendMail({ from: 'ann@acme.example', to: 'case@support.example', text: 'Over TLS.' })
  trusting.close()
  assert.equal(taken.length, 1)
  assert.match(taken[0]?.raw.toString() ?? '', /Over TLS\./)
  assert.equal(taken[0]?.client?.address, '127.0.0.1')
  assert.equal(taken[0]?.client?.returnTo, 'ann@acme.example')
  const doubting = createTransport(options)
  await assert.rejects(doubting.sendMail({ from: 'ann@acme.example', to: 'case@support.example', text: 'x' }), /self-signed/)
  doubting.close()
  // anybody may bring mail, so TLS is not asked for (RFC 3207, section 4)
  const plain = createTransport({ host: '127.0.0.1', port: listener.port, secure: false, ignoreTLS: true })
  await plain.sendMail({ from: 'ann@acme.example', to: 'case@support.example', text: 'In the open.' })
  plain.close()
  assert.equal(taken.length, 2)
})

test('words that a stranger puts before the TLS handshake are not taken for words inside it', async (t) => {
  const own = certificate()
  const taken: unknown[] = []
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    mailbox,
    maxBytes: 100_000,
    certificate: () => own,
    take: async (incoming) => void taken.push(incoming),
  })
  t.after(() => listener.close())
  const socket = connect(listener.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'data')
  socket.write('EHLO x\r\n')
  await once(socket, 'data')
  socket.write('STARTTLS\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<case@support.example>\r\n')
  await once(socket, 'data')
  const secure = connectTls({ socket, ca: own.cert, checkServerIdentity: () => undefined })
  const said: string[] = []
  secure.on('error', () => {})
  secure.on('data', (piece) => void said.push(piece.toString()))
  secure.on('secureConnect', () => secure.write('DATA\r\n'))
  await later(400)
  secure.destroy()
  assert.doesNotMatch(said.join(''), /^354/m)
  assert.equal(taken.length, 0)
})

test('without a certificate TLS is not offered, and one file of the two is a mistake that is told', async (t) => {
  const listener = await startListener({ host: '127.0.0.1', port: 0, mailbox, maxBytes: 100_000, take: async () => {} })
  t.after(() => listener.close())
  const socket = connect(listener.port, '127.0.0.1')
  await once(socket, 'data')
  socket.write('EHLO x\r\n')
  const [said] = (await once(socket, 'data')) as [Buffer]
  assert.doesNotMatch(said.toString(), /STARTTLS/)
  assert.match(said.toString(), /SIZE 100000/)
  socket.destroy()
  assert.throws(() => readSettings({ MAIL_IN_CERT_FILE: '/x/cert.pem' }), /MAIL_IN_CERT_FILE and MAIL_IN_KEY_FILE: found one of them/)
  assert.throws(() => readSettings({ MAIL_IN_RELAYS: '10.0.0.0/99' }), /MAIL_IN_RELAYS/)
  assert.throws(() => readSettings({ MAIL_AUTHSERV_ID: 'two words' }), /MAIL_AUTHSERV_ID/)
})

test('a mail that is half received when the listener stops is not kept, and its sender is told to come back', async () => {
  const taken: unknown[] = []
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    mailbox,
    maxBytes: 100_000,
    take: async (one) => void taken.push(one),
  })
  const socket = connect(listener.port, '127.0.0.1')
  const said: string[] = []
  socket.on('error', () => {})
  socket.on('data', (piece) => void said.push(piece.toString()))
  await once(socket, 'data')
  socket.write('EHLO x\r\nMAIL FROM:<ann@acme.example>\r\nRCPT TO:<case@support.example>\r\nDATA\r\n')
  await later(200)
  socket.write('From: ann@acme.example\r\nSubject: half\r\n\r\nThe first half, ')
  await later(50)
  const closed = once(socket, 'close')
  await listener.close()
  await closed
  assert.match(said.join(''), /^421 /m)
  assert.doesNotMatch(said.join(''), /kept/)
  assert.deepEqual(taken, [])
})

test('a sender that goes away in the middle of a mail leaves nothing behind', async (t) => {
  const taken: unknown[] = []
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    mailbox,
    maxBytes: 100_000,
    take: async (one) => void taken.push(one),
  })
  t.after(() => listener.close())
  const socket = connect(listener.port, '127.0.0.1')
  await once(socket, 'data')
  socket.write('EHLO x\r\nMAIL FROM:<ann@acme.example>\r\nRCPT TO:<case@support.example>\r\nDATA\r\n')
  await later(200)
  socket.end('From: ann@acme.example\r\n\r\nThe first half')
  await later(300)
  assert.deepEqual(taken, [])
})

test('a mail that is being written when the listener stops is written to its end before anything else goes', async () => {
  const order: string[] = []
  const writing = Promise.withResolvers<void>()
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    mailbox,
    maxBytes: 100_000,
    take: async () => {
      writing.resolve()
      await later(2500)
      order.push('written')
    },
  })
  const transport = createTransport({ host: '127.0.0.1', port: listener.port, secure: false })
  transport.sendMail({ from: 'ann@acme.example', to: 'case@support.example', text: 'Late.' }).catch(() => {})
  await writing.promise
  await listener.close()
  order.push('closed')
  transport.close()
  assert.deepEqual(order, ['written', 'closed'])
})

test('a client of the listener that says no more than it must is told to wait, and one that says nothing is let go', async (t) => {
  const listener = await startMailIn({
    db: desk.api.parts.db,
    desk: desk.desk,
    now: () => desk.api.clock.now,
    report: () => {},
    listen: { host: '127.0.0.1', port: 0, bounds: { atOnce: 3, perMinute: 10, mailsPerMinute: 2 } },
  })
  t.after(() => listener.stop())
  const greeting = async () => {
    const socket = connect(listener.port as number, '127.0.0.1')
    socket.on('error', () => {})
    const [said] = (await once(socket, 'data')) as [Buffer]
    return { socket, said: said.toString() }
  }
  const open = [await greeting(), await greeting(), await greeting()]
  assert.ok(open.every(({ said }) => said.startsWith('220')))
  assert.match((await greeting()).said, /^421 4\.7\.0 too many connections/)
  for (const { socket } of open) {
    socket.destroy()
    await once(socket, 'close')
  }
  await new Promise((done) => setTimeout(done, 50))
  const transport = createTransport({ host: '127.0.0.1', port: listener.port as number, secure: false })
  const to = await desk.reply('bob', desk.open)
  for (const body of ['One.', 'Two.']) await transport.sendMail({ from: 'bob@acme.example', to, text: body })
  await assert.rejects(transport.sendMail({ from: 'bob@acme.example', to, text: 'Three.' }), /451.*4\.7\.0 too many mails/)
  transport.close()
})

test('with a relay named, nobody else is listened to, and the relay is not counted', async (t) => {
  const start = (relays: readonly string[]) =>
    startMailIn({
      db: desk.api.parts.db,
      desk: desk.desk,
      now: () => desk.api.clock.now,
      report: () => {},
      listen: { host: '127.0.0.1', port: 0, relays, bounds: { atOnce: 1, perMinute: 1, mailsPerMinute: 1 } },
    })
  const [closed, open] = [await start(['10.0.0.0/8']), await start(['127.0.0.0/8'])]
  t.after(() => Promise.all([closed.stop(), open.stop()]))
  const to = await desk.reply('bob', desk.open)
  const send = async (port: number | undefined, text: string) => {
    const transport = createTransport({ host: '127.0.0.1', port: port as number, secure: false })
    await transport.sendMail({ from: 'bob@acme.example', to, text }).finally(() => transport.close())
  }
  await assert.rejects(send(closed.port, 'x'), /554.*another server/)
  for (const text of ['By the relay.', 'By the relay again.', 'And again.']) await send(open.port, text)
})
