import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ImapFlow } from 'imapflow'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { lookOnce, type MailInOptions } from '../../src/notifications/mail-in/jobs.ts'
import { certificate } from './certificate.ts'
import { mail, openDesk, type TestDesk } from './desk.ts'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'

/** The mailbox reader against an IMAP server that somebody else wrote. Where the machine has none, our own small one is all there is. */

describe('a mailbox on Dovecot', { skip: noDovecot }, () => {
  const own = certificate()
  let desk: TestDesk
  let server: Dovecot
  let options: MailInOptions
  let url: string
  before(async () => {
    desk = await openDesk()
    server = await startDovecot(own)
    url = `imap://desk:right@127.0.0.1:${server.port}/INBOX`
    options = { db: desk.api.parts.db, desk: desk.desk, now: () => desk.api.clock.now, report: () => {}, imapCa: own.cert }
  })
  after(async () => {
    await server?.close()
    await desk?.close()
  })

  async function withClient<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      auth: { user: 'desk', pass: 'right' },
      logger: false,
      tls: { ca: own.cert },
    })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  const add = (text: string, flags: string[] = []) => withClient((client) => client.append('INBOX', text, flags))
  const count = (folder: string) =>
    withClient(async (client) => ((await client.status(folder, { messages: true })) || { messages: -1 }).messages ?? -1)
  const texts = async () => (await desk.timeline(desk.open)).filter(({ kind }) => kind === 'message').map(({ body }) => String(body.text))

  test('it is emptied once: each mail is taken, in order, moved aside and not taken again', async () => {
    const to = await desk.reply('bob', desk.open)
    for (const body of ['Box one.', 'Box two.', 'Box three.']) await add(mail({ from: 'bob@acme.example', to, body }))
    assert.equal(await lookOnce(options, url), 3)
    assert.deepEqual((await texts()).slice(-3), ['Box one.', 'Box two.', 'Box three.'])
    assert.deepEqual([await count('INBOX'), await count('Holdfast handled')], [0, 3])
    assert.equal(await lookOnce(options, url), 0)
  })

  test('the connection is lifted to TLS, and a certificate that is not known is refused', async () => {
    await assert.rejects(lookOnce({ ...options, imapCa: undefined }, url))
    assert.equal(await lookOnce(options, url), 0)
  })

  test('mail that somebody has read or marked already is taken all the same, with letters of every kind', async () => {
    const to = await desk.reply('bob', desk.open)
    await add(mail({ from: 'bob@acme.example', to, body: 'Grüße aus 東京 — €5 🙂' }), ['\\Seen', '\\Flagged'])
    assert.equal(await lookOnce(options, url), 1)
    assert.equal((await texts()).at(-1), 'Grüße aus 東京 — €5 🙂')
  })

  test('a mailbox that was deleted and made anew counts from the start again, and what was known is recognised', async () => {
    const to = await desk.reply('bob', desk.open)
    const known = mail({ from: 'bob@acme.example', to, body: 'Known.', headers: ['Message-ID: <known@acme.example>'] })
    await withClient(async (client) => {
      await client.mailboxCreate('Other')
      await client.append('Other', known)
    })
    const other = url.replace('INBOX', 'Other')
    assert.equal(await lookOnce(options, other), 1)
    await withClient(async (client) => {
      await client.mailboxDelete('Other')
      // UIDVALIDITY is made of the time in seconds
      await new Promise((done) => setTimeout(done, 1100))
      await client.mailboxCreate('Other')
      await client.append('Other', known)
      await client.append('Other', mail({ from: 'bob@acme.example', to, body: 'New in the new one.' }))
    })
    assert.equal(await lookOnce(options, other), 2)
    const said = await texts()
    assert.equal(said.filter((text) => text === 'Known.').length, 1)
    assert.equal(said.filter((text) => text === 'New in the new one.').length, 1)
  })

  test('of a mail that is too large only the beginning is fetched, and it is held', async () => {
    await add(mail({ from: 'bob@acme.example', to: await desk.reply('bob', desk.open), body: `${'z'.repeat(76)}\r\n`.repeat(20_000) }))
    await lookOnce(options, url)
    const list = (await desk.api.call('desk', 'GET', '/api/mail-in?state=held')).body as { items: { rule: string; sizeBytes: number }[] }
    assert.equal(list.items[0]?.rule, 'too-big')
    assert.ok((list.items[0]?.sizeBytes ?? 0) > 1_500_000)
  })

  test('a wrong password is told, and the place is kept', async () => {
    await assert.rejects(lookOnce(options, url.replace('right', 'wrong')))
    assert.equal(await lookOnce(options, url), 0)
    const [place] = await inScope(desk.api.parts.db, providerScope, (tx) =>
      tx.selectFrom('mail_box').select('last_uid').where('address', 'like', '%INBOX').execute(),
    )
    assert.ok(Number(place?.last_uid) >= 5)
  })
})
