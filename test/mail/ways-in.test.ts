import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { createTransport } from 'nodemailer'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { lookOnce, type MailIn, type MailInOptions, startMailIn } from '../../src/notifications/mail-in/jobs.ts'
import { mail, openDesk, type TestDesk } from './desk.ts'
import { type ImapServer, startImap } from './imap-server.ts'

/** The two ways by which mail comes in: the built-in listener, and a mailbox that is looked into. */

let desk: TestDesk
let imap: ImapServer
let listener: MailIn
let options: MailInOptions
const reported: unknown[] = []
before(async () => {
  desk = await openDesk()
  imap = await startImap()
  options = { db: desk.api.parts.db, desk: desk.desk, now: () => desk.api.clock.now, report: (error) => void reported.push(error) }
  listener = await startMailIn({ ...options, listen: { host: '127.0.0.1', port: 0 } })
})
after(async () => {
  await listener?.stop()
  await imap?.close()
  await desk?.close()
})

const url = () => `imap://desk:right@127.0.0.1:${imap.port}/INBOX`
const messages = async () => (await desk.timeline(desk.open)).filter(({ kind }) => kind === 'message').map(({ body }) => body.text)
const stored = async () =>
  Number(
    (
      await inScope(desk.api.parts.db, providerScope, (tx) =>
        tx
          .selectFrom('mail_in')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      )
    ).n,
  )

test('a mail sent to the listener is on the case when the sender is told that it was taken', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: listener.port as number, secure: false })
  const to = await desk.reply('ann', desk.open)
  await transport.sendMail({ from: 'ann@acme.example', to, subject: 'Re', text: 'By SMTP.' })
  assert.deepEqual(await messages(), ['By SMTP.'])
  // the address may stand in the envelope alone
  await transport.sendMail({
    from: 'ann@acme.example',
    to: 'list@acme.example',
    envelope: { from: 'ann@acme.example', to: [to] },
    subject: 'Re',
    text: 'By envelope.',
  })
  assert.deepEqual(await messages(), ['By SMTP.', 'By envelope.'])
  transport.close()
})

test('the listener relays for nobody and takes nothing that is too large', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: listener.port as number, secure: false })
  for (const to of ['somebody@elsewhere.example', 'case@support.example.evil.example', 'other@support.example'])
    await assert.rejects(
      transport.sendMail({ from: 'ann@acme.example', to, text: 'x' }),
      /5\.7\.1 this server takes mail for its own address only/,
    )
  await assert.rejects(
    transport.sendMail({ from: 'ann@acme.example', to: 'case@support.example', text: 'x'.repeat(1_200_000) }),
    /552|larger|exceed/i,
  )
  transport.close()
})

test('what cannot be kept is not taken: the sender is told to try again', async () => {
  const broken = { ...desk.desk, files: { ...desk.desk.files, keep: () => Promise.reject(new Error('the disk is full')) } }
  const second = await startMailIn({ ...options, desk: broken, listen: { host: '127.0.0.1', port: 0 } })
  const transport = createTransport({ host: '127.0.0.1', port: second.port as number, secure: false })
  await assert.rejects(
    transport.sendMail({ from: 'ann@acme.example', to: await desk.reply('ann', desk.open), text: 'lost?' }),
    /451.*try again/,
  )
  transport.close()
  await second.stop()
  assert.match(String(reported.at(-1)), /disk is full/)
})

test('a sender that speaks nonsense, or two mails in one, gets no more than one mail in', async () => {
  const before = await stored()
  const socket = connect(listener.port as number, '127.0.0.1')
  socket.on('error', () => {})
  const said: string[] = []
  socket.on('data', (piece) => void said.push(piece.toString()))
  await once(socket, 'data')
  const to = await desk.reply('ann', desk.open)
  // the end of the first mail is written with lone line feeds, as smuggling does
  socket.write(`EHLO x\r\nMAIL FROM:<ann@acme.example>\r\nRCPT TO:<${to}>\r\nDATA\r\n`)
  await new Promise((done) => setTimeout(done, 300))
  socket.write(
    `${mail({ to, body: 'First.' })}\n.\nMAIL FROM:<eve@other.example>\r\nRCPT TO:<${to}>\r\nDATA\r\nFrom: ann@acme.example\r\n\r\nSmuggled.\r\n.\r\nQUIT\r\n`,
  )
  await once(socket, 'close')
  assert.equal((await stored()) - before, 1)
  const nonsense = connect(listener.port as number, '127.0.0.1')
  nonsense.on('error', () => {})
  nonsense.on('data', () => {})
  nonsense.write(Buffer.alloc(100_000, 0xff))
  nonsense.end()
  await once(nonsense, 'close')
  assert.equal((await stored()) - before, 1)
})

test('a mailbox is emptied once: each mail is taken, moved and not taken again', async () => {
  const to = await desk.reply('bob', desk.open)
  for (const body of ['Box one.', 'Box two.', 'Box three.']) imap.add(mail({ from: 'bob@acme.example', to, body }))
  assert.equal(await lookOnce(options, url()), 3)
  assert.deepEqual((await messages()).slice(-3), ['Box one.', 'Box two.', 'Box three.'])
  assert.equal(imap.folders.get('INBOX')?.mails.size, 0)
  assert.equal(imap.folders.get('Holdfast handled')?.mails.size, 3)
  assert.equal(await lookOnce(options, url()), 0)
})

test('a look that breaks off between taking and moving takes nothing twice', async () => {
  const to = await desk.reply('bob', desk.open)
  imap.add(mail({ from: 'bob@acme.example', to, body: 'Broken off.' }))
  imap.breakAt = 'UID MOVE'
  await assert.rejects(lookOnce(options, url()))
  await lookOnce(options, url())
  assert.equal((await messages()).filter((text) => text === 'Broken off.').length, 1)
})

test('a mailbox made anew is read from its start, and what was known is recognised', async () => {
  const to = await desk.reply('bob', desk.open)
  imap.add(mail({ from: 'bob@acme.example', to, body: 'After renewal.' }))
  imap.renew()
  await lookOnce(options, url())
  const texts = await messages()
  assert.equal(texts.filter((text) => text === 'After renewal.').length, 1)
  assert.equal(texts.filter((text) => text === 'Broken off.').length, 1)
})

test('of a mail that is too large only the beginning is fetched, and it is held', async () => {
  imap.add(mail({ from: 'bob@acme.example', to: await desk.reply('bob', desk.open), body: 'z'.repeat(1_500_000) }))
  await lookOnce(options, url())
  const list = (await desk.api.call('desk', 'GET', '/api/mail-in?state=held')).body as { items: { rule: string; sizeBytes: number }[] }
  assert.equal(list.items[0]?.rule, 'too-big')
  assert.ok((list.items[0]?.sizeBytes ?? 0) > 1_500_000)
})

test('a wrong password and a server that is not there are told, and nothing stops', async () => {
  await assert.rejects(lookOnce(options, url().replace('right', 'wrong')))
  await assert.rejects(lookOnce(options, 'imap://desk:right@127.0.0.1:1/INBOX'))
})

test('mail cannot come in where no address is set to answer to', async () => {
  const without = { ...desk.desk, identity: { ...desk.desk.identity, reply: undefined } }
  await assert.rejects(startMailIn({ ...options, desk: without, listen: { host: '127.0.0.1', port: 0 } }), /set MAIL_REPLY_ADDRESS/)
})
