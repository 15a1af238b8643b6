import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { send } from '../../src/db/records.ts'
import { accountScope, inScope, providerScope } from '../../src/db/scope.ts'
import { pauseMs, triedForMs, troubleOf } from '../../src/notifications/delivery.ts'
import { createMailer, type Mailer } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { replyKeys } from '../../src/notifications/reply/service.ts'
import { certificate } from './certificate.ts'
import { mailbox, openDesk, secret, type TestDesk } from './desk.ts'

/** Letters through real SMTP servers on loopback: one for each person, by TLS where it is asked for, and bounded whatever the server does. */

type Got = { readonly from: string; readonly to: readonly string[]; readonly text: string; readonly secure: boolean }

let desk: TestDesk
const got: Got[] = []
const servers: (SMTPServer | Server)[] = []
const sockets: Socket[] = []
/** What the server says to the next RCPT or DATA, by address. */
const says = new Map<string, Error>()
const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

async function listen(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH'],
    logger: false,
    onRcptTo: ({ address }, _, done) => done(says.get(address)),
    onData: (stream, session, done) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const error = says.get('data')
        if (!error)
          got.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            text: Buffer.concat(pieces).toString('utf8'),
            secure: session.secure,
          })
        done(error ?? null)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  servers.push(server)
  return (server.server.address() as AddressInfo).port
}

const reply = { mailbox, keys: replyKeys(secret, 1) }
const mailerTo = (url: string, more: Parameters<typeof createMailer>[2] = {}): Mailer =>
  createMailer(url, 'Holdfast <holdfast@vendor.example>', { reply, origin: 'https://portal.vendor.example', ...more })

let plain: Mailer
const mailers: Mailer[] = []
before(async () => {
  desk = await openDesk()
  plain = mailerTo(`smtp://127.0.0.1:${await listen({ disabledCommands: ['AUTH', 'STARTTLS'] })}`)
  mailers.push(plain)
  await all(plain)
})
after(async () => {
  for (const mailer of mailers) mailer.close()
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))))
  await desk?.close()
})

async function all(mailer: Mailer, now = desk.api.clock.now): Promise<readonly string[]> {
  const outcomes: string[] = []
  for (let outcome = await handleNext(desk.api.parts.db, mailer, now); outcome; outcome = await handleNext(desk.api.parts.db, mailer, now))
    outcomes.push(outcome)
  return outcomes
}

async function say(
  payload: Record<string, unknown>,
  kind: 'management-alert' | 'case-notice' = 'management-alert',
  subject = desk.open,
): Promise<string> {
  const account = desk.api.built.accounts.get('ACME')
  assert.ok(account)
  desk.api.clock.now += 1000
  return inScope(desk.api.parts.db, accountScope(account.id), (tx) =>
    send(tx, { accountId: account.id, now: desk.api.clock.now, kind, subject, payload: { subject: 'subject', text: 'text', ...payload } }),
  )
}
const person = (name: string) => ({ personId: desk.api.built.people.get(name)?.personId })
const header = (text: string, name: string) =>
  new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im')
    .exec(text)?.[1]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .trim()
const onlyOne = (): Got => {
  assert.equal(got.length, 1)
  return got[0] as Got
}
const lettersIn = async (kind = '') =>
  (
    (await desk.api.call('admin', 'GET', `/api/outbox?limit=5${kind}`)).body as {
      items: { state: string; letters: { to: string; state: string; fate: string; error: string | null }[] }[]
    }
  ).items

test('each person gets a letter of their own with an address of their own, and sees nobody else’s', async () => {
  got.length = 0
  await say({ event: 'message', from: 'Dana', to: [person('ann'), person('bob'), person('ann')] }, 'case-notice')
  assert.deepEqual(await all(plain), ['sent', 'sent'])
  assert.deepEqual(got.flatMap(({ to }) => to).sort(), ['ann@acme.example', 'bob@acme.example'])
  // where reports of failed delivery come back to
  assert.deepEqual([...new Set(got.map(({ from }) => from))], ['case@support.example'])
  const replies = got.map(({ text }) => header(text, 'Reply-To'))
  assert.equal(new Set(replies).size, 2)
  for (const [at, { text, to }] of got.entries()) {
    assert.match(replies[at] ?? '', /^case\+[a-z2-7]{53}@support\.example$/)
    assert.ok((replies[at]?.split('@')[0] ?? '').length <= 64)
    const other = to[0] === 'ann@acme.example' ? 'bob' : 'ann'
    assert.doesNotMatch(text, new RegExp(`${other}@acme`))
  }
})

test('a letter says that it is automatic, which case it belongs to, why it was sent and how to change that; its two forms hold nothing foreign', async () => {
  got.length = 0
  await say(
    { event: 'message', from: 'Dana <b>', text: 'See <img src="http://evil.example/x"> & "this"\nline', to: [person('ann')] },
    'case-notice',
  )
  await all(plain)
  const { text } = onlyOne()
  assert.equal(header(text, 'Auto-Submitted'), 'auto-generated')
  assert.equal(header(text, 'List-Id'), 'Case notices <cases.vendor.example>')
  const thread = `<case.${desk.open.toLowerCase()}@vendor.example>`
  assert.equal(header(text, 'In-Reply-To'), thread)
  assert.equal(header(text, 'References'), thread)
  assert.match(header(text, 'Message-ID') ?? '', /^<[0-9a-f-]{36}@vendor\.example>$/)
  const body = text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  assert.match(body, /You are told because the case was opened for you\./)
  assert.match(body, /yours to set in the portal/)
  assert.match(body, /ACP-9\.p8/)
  assert.match(body, /&lt;img src=&quot;http:\/\/evil\.example\/x&quot;&gt; &amp; &quot;this&quot;<br>line/)
  const html = body.slice(body.indexOf('<!doctype html>'))
  assert.doesNotMatch(html, /<(?:img|a|script|link|iframe|form)\b|url\(|src="/)
})

test('an answer to the letter’s address proves its person and its case, and nobody else’s', async () => {
  got.length = 0
  await say({ event: 'message', from: 'Dana', to: [person('bob')] }, 'case-notice')
  await all(plain)
  const to = header(onlyOne().text, 'Reply-To') ?? ''
  const answer = (from: string) => desk.receive(`From: ${from}\r\nTo: ${to}\r\nMessage-ID: <${from}>\r\nSubject: Re\r\n\r\nanswer`)
  assert.equal((await answer('bob@acme.example')).rule, 'proven')
  assert.equal((await answer('eve@other.example')).rule, 'unproven')
})

test('no text that reaches a header adds a header, a recipient or a line to it', async () => {
  await all(plain)
  const bait = [
    '\r\nBcc: thief@nowhere.example',
    '\nBcc: thief@nowhere.example',
    '\rBcc: thief@nowhere.example',
    '\u2028Bcc: t@nowhere.example',
    '\u0001\u0085Bcc: x',
    '=?utf-8?Q?=0D=0ABcc=3A_thief=40nowhere.example?=',
    'a'.repeat(5000),
    '"<thief@nowhere.example>',
    '\u202Ereversed',
  ]
  for (const each of bait) {
    got.length = 0
    await say({
      subject: `Router${each}`,
      from: `Dana${each}`,
      summary: each,
      text: `text${each}`,
      to: [{ email: 'manager@vendor.example' }, { email: `manager@vendor.example${each}` }],
    })
    assert.deepEqual(await all(plain), ['sent'], JSON.stringify(each.slice(0, 40)))
    const { to, text } = onlyOne()
    assert.deepEqual(to, ['manager@vendor.example'])
    const head = text.slice(0, text.indexOf('\r\n\r\n'))
    assert.doesNotMatch(head, /^(?:bcc|cc|thief)/im)
    assert.equal(head.match(/^to:/gim)?.length, 1)
    for (const line of head.split('\r\n')) assert.ok(line.length <= 998, 'a line of the head is longer than RFC 5322 allows')
  }
})

test('an address that the server calls dead gets nothing more, says so, and is cleared by staff', async () => {
  got.length = 0
  says.set('bob@acme.example', refusal(550, '5.1.1 no such user'))
  await say({ event: 'message', from: 'Dana', to: [person('bob'), person('ann')] }, 'case-notice')
  assert.deepEqual((await all(plain)).toSorted(), ['dead', 'sent'])
  says.clear()
  await say({ event: 'message', from: 'Dana', to: [person('bob')] }, 'case-notice')
  assert.deepEqual(await all(plain), ['dead'])
  assert.deepEqual(
    got.flatMap(({ to }) => to),
    ['ann@acme.example'],
  )
  const [last] = await lettersIn()
  assert.equal(last?.state, 'failed')
  assert.match(last?.letters[0]?.fate ?? '', /came back for good/)
  const list = (await desk.api.call('desk', 'GET', '/api/bounces?open=true')).body as {
    items: { account: string; email: string; reason: string }[]
  }
  assert.deepEqual(
    list.items.map(({ account, email }) => [account, email]),
    [['ACME', 'bob@acme.example']],
  )
  assert.match(list.items[0]?.reason ?? '', /5\.1\.1 no such user/)
  const refused = await desk.api.call('bob', 'POST', '/api/accounts/ACME/bounces/clear', { email: 'bob@acme.example' })
  assert.equal(refused.status, 403)
  const cleared = await desk.api.call('desk', 'POST', '/api/accounts/ACME/bounces/clear', { email: 'bob@acme.example' })
  assert.deepEqual(cleared.body, { cleared: true })
  await say({ event: 'message', from: 'Dana', to: [person('bob')] }, 'case-notice')
  assert.deepEqual(await all(plain), ['sent'])
})

test('ACP-9.p5: an engineer’s answer by mail that comes back counts as no contact', async () => {
  const respond = await desk.api.call('desk', 'POST', `/api/accounts/ACME/cases/${desk.open}/contacts`, { medium: 'email', text: 'hello' })
  assert.equal((respond.body as { clock: { state: string } }).clock.state, 'met')
  says.set('ann@acme.example', refusal(550, '5.1.1 no such user'))
  assert.deepEqual(await all(plain), ['dead'])
  says.clear()
  const read = (await desk.api.call('desk', 'GET', `/api/accounts/ACME/cases/${desk.open}`)).body as {
    clock: { state: string }
    timeline: { kind: string; actor: string }[]
  }
  assert.equal(read.clock.state, 'running')
  assert.equal(read.timeline.at(-1)?.kind, 'email-bounced')
  await desk.api.call('desk', 'POST', '/api/accounts/ACME/bounces/clear', { email: 'ann@acme.example' })
})

test('what a server’s refusal means: dead address, refused letter, or try again', () => {
  const table: readonly (readonly [string, Parameters<typeof troubleOf>[0], string])[] = [
    ['unknown user', { responseCode: 550, command: 'RCPT TO', message: '550 5.1.1 unknown' }, 'dead'],
    ['unknown user, no detail', { responseCode: 550, command: 'RCPT TO', message: '550 unknown' }, 'dead'],
    ['policy', { responseCode: 550, command: 'RCPT TO', message: '550 5.7.1 blocked' }, 'refused'],
    ['mailbox full', { responseCode: 552, command: 'RCPT TO', message: '552 5.2.2 full' }, 'refused'],
    ['greylisted', { responseCode: 451, command: 'RCPT TO', message: '451 4.7.1 later' }, 'later'],
    ['content refused', { responseCode: 554, command: 'DATA', message: '554 spam' }, 'refused'],
    ['wrong password', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'later'],
    ['our address refused', { responseCode: 550, command: 'MAIL FROM' }, 'later'],
    ['no connection', { code: 'ECONNECTION', command: 'CONN', message: 'connect ECONNREFUSED' }, 'later'],
    ['timeout', { code: 'ETIMEDOUT', command: 'CONN' }, 'later'],
    ['no recipient left', { code: 'EENVELOPE', message: 'No recipients defined' }, 'refused'],
  ]
  for (const [title, error, trouble] of table) assert.equal(troubleOf(error), trouble, title)
})

test('TLS: by STARTTLS and from the first byte with a certificate that is trusted, and not with one that is not', async () => {
  const own = certificate()
  const starttls = await listen({ key: own.key, cert: own.cert })
  const secure = await listen({ key: own.key, cert: own.cert, secure: true })
  for (const url of [`smtp://127.0.0.1:${starttls}`, `smtps://127.0.0.1:${secure}`]) {
    got.length = 0
    const trusting = mailerTo(url, { ca: own.cert, requireTls: true })
    const doubting = mailerTo(url, { requireTls: true })
    mailers.push(trusting, doubting)
    await say({ to: [{ email: 'manager@vendor.example' }] })
    assert.deepEqual(await all(doubting), ['put off'], url)
    assert.equal(got.length, 0)
    assert.deepEqual(await all(trusting, desk.api.clock.now + 60_000), ['sent'], url)
    assert.equal(onlyOne().secure, true)
  }
})

test('TLS is required where it is set: a server that offers none gets no letter', async () => {
  got.length = 0
  const strict = mailerTo(`smtp://127.0.0.1:${await listen({ disabledCommands: ['AUTH', 'STARTTLS'] })}`, { requireTls: true })
  mailers.push(strict)
  await say({ to: [{ email: 'manager@vendor.example' }] })
  assert.deepEqual(await all(strict), ['put off'])
  assert.equal(got.length, 0)
  assert.deepEqual(await all(plain, desk.api.clock.now + 120_000), ['sent'])
})

test('a relay that hangs, at once or byte by byte, holds a letter up for its time and nothing else', async () => {
  for (const greeting of ['', '220 hello\r\n']) {
    const silent = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
      if (greeting) socket.write(greeting)
      // a byte now and then, so that no idle timer helps
      const drip = setInterval(() => socket.write('2'), 100)
      socket.on('close', () => clearInterval(drip))
    })
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    servers.push(silent)
    const hanging = mailerTo(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, { timeoutMs: 700 })
    mailers.push(hanging)
    await say({ to: [{ email: 'manager@vendor.example' }] })
    const from = performance.now()
    const stuck = all(hanging)
    await new Promise((done) => setTimeout(done, 300))
    // meanwhile the database is free: no transaction waits with it
    const waiting = await desk.api.database.asOwner<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
    )
    assert.equal(waiting[0]?.n, 0)
    assert.deepEqual(await stuck, ['put off'])
    assert.ok(performance.now() - from < 5000)
    got.length = 0
    assert.deepEqual(await all(plain, desk.api.clock.now + 60_000), ['sent'])
  }
})

test('tries follow at growing distances and end after four days; the letter stays visible with what was said', async () => {
  says.set('data', refusal(451, '4.3.0 not now'))
  await say({ to: [{ email: 'manager@vendor.example' }] })
  let now = desk.api.clock.now
  const outcomes: string[] = []
  for (let at = 0; at < 20; at++) {
    outcomes.push(...(await all(plain, now)))
    now += 7 * 3_600_000
  }
  says.clear()
  assert.deepEqual(outcomes, [...Array.from({ length: 14 }, () => 'put off'), 'failed'])
  const [last] = await lettersIn('&state=failed')
  assert.match(last?.letters[0]?.error ?? '', /4\.3\.0 not now/)
})

test('a night without a mail server gives up no letter, and an alert follows within five minutes of its end', () => {
  for (const urgent of [false, true]) {
    let [at, tries] = [0, 0]
    while (at < 12 * 3_600_000) at += pauseMs(tries++, urgent)
    assert.ok(at < triedForMs)
    assert.ok(at - 12 * 3_600_000 <= (urgent ? 5 : 60) * 60_000)
    assert.ok(tries < 160, `${tries} tries in a night`)
  }
  assert.deepEqual([pauseMs(0, false), pauseMs(1, false), pauseMs(4000, false)], [5000, 10_000, 3_600_000])
})

test('a person who left gets nothing more', async () => {
  got.length = 0
  await say({ event: 'message', from: 'Dana', to: [person('sig')] }, 'case-notice')
  await inScope(desk.api.parts.db, providerScope, (tx) =>
    tx.updateTable('person').set({ status: 'left' }).where('email', '=', 'sig@acme.example').execute(),
  )
  assert.deepEqual(await all(plain), ['shown'])
  assert.equal(got.length, 0)
})
