import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { dkimSign } from 'mailauth'
import { createTransport } from 'nodemailer'
import { type MailIn, startMailIn } from '../../src/notifications/mail-in/jobs.ts'
import { type Client, createProver, type Prove, type Resolve } from '../../src/notifications/mail-in/proof/gateway.ts'
import { proofOfRelay } from '../../src/notifications/mail-in/proof/verdict.ts'
import { receiveMail } from '../../src/notifications/mail-in/service.ts'
import { mail, openDesk, type TestDesk } from './desk.ts'

/** Whether the domain of a sender stands behind a mail, asked of a DNS that the test has written. */

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = (key.publicKey.export({ type: 'spki', format: 'der' }) as Buffer).toString('base64')
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

const zone: Readonly<Record<string, string>> = {
  'TXT acme.example': 'v=spf1 ip4:198.51.100.7 -all',
  'TXT _dmarc.acme.example': 'v=DMARC1; p=reject',
  'TXT s1._domainkey.acme.example': `v=DKIM1; k=rsa; p=${publicKey}`,
  'TXT other.example': 'v=spf1 ip4:8.8.4.4 -all',
  'TXT evil.example': 'v=spf1 +all',
  'TXT _dmarc.evil.example': 'v=DMARC1; p=reject',
}
const asked: string[] = []
const resolve: Resolve = (name, type) => {
  asked.push(`${type} ${name}`)
  const found = zone[`${type} ${name.toLowerCase()}`]
  return found === undefined ? Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })) : Promise.resolve([[found]])
}
const prove = createProver({ name: 'vendor.example', resolve })
/** A public address that is nobody's mail server, and the one that Acme says it sends from. */
const stranger: Client = { address: '8.8.8.8', name: 'mail.evil.example', returnTo: 'x@evil.example' }
// Acme's own server stands in a network for documentation, which no client can come from; SPF is tried with another
const withSpf: Resolve = (name, type) =>
  name === 'acme.example' && type === 'TXT' ? Promise.resolve([['v=spf1 ip4:8.8.4.4 -all']]) : resolve(name, type)

const signed = async (
  raw: string,
  {
    domain = 'acme.example',
    pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    maxBodyLength = undefined as number | undefined,
  } = {},
) => {
  const { signatures } = await dkimSign(raw, {
    canonicalization: 'relaxed/relaxed',
    signTime: new Date(),
    signatureData: [
      {
        signingDomain: domain,
        selector: 's1',
        privateKey: pem,
        algorithm: 'rsa-sha256',
        ...(maxBodyLength === undefined ? {} : { maxBodyLength }),
      },
    ],
  } as never)
  return Buffer.from(signatures + raw)
}

const verdict = async (raw: Buffer, client = stranger, domain = 'acme.example', by: Prove = prove) =>
  (await by(raw, client, domain))?.verdict

test('a mail that the domain signed is vouched for, whoever passes it on', async () => {
  assert.equal(await verdict(await signed(mail())), 'pass')
})

test('a mail that was changed on the way, or signed with another key, or not at all, is not', async () => {
  const raw = await signed(mail({ body: 'Please restart it.' }))
  assert.equal(await verdict(Buffer.from(raw.toString().replace('restart', 'erase..'))), 'fail')
  assert.equal(await verdict(await signed(mail(), { pem: foreign.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string })), 'fail')
  assert.equal(await verdict(await signed(mail(), { domain: 'evil.example' })), 'fail')
  assert.equal(await verdict(Buffer.from(mail())), 'fail')
})

test('a mail from a server that the domain names is vouched for, and not when the envelope is another’s', async () => {
  const by = createProver({ name: 'vendor.example', resolve: withSpf })
  const acme: Client = { address: '8.8.4.4', name: 'mail.acme.example', returnTo: 'ann@acme.example' }
  assert.equal(await verdict(Buffer.from(mail()), acme, 'acme.example', by), 'pass')
  assert.equal(await verdict(Buffer.from(mail()), { ...acme, address: '8.8.8.8' }, 'acme.example', by), 'fail')
  // SPF passes for the envelope's domain, which is not the one that the reader sees
  assert.equal(await verdict(Buffer.from(mail()), stranger, 'acme.example', by), 'fail')
})

test('a domain that publishes nothing is judged by nothing', async () => {
  assert.equal(await verdict(Buffer.from(mail({ from: 'eve@other.example' })), stranger, 'other.example'), 'none')
})

test('a signature over the beginning of a mail, to which anybody may add, is no proof', async () => {
  const raw = await signed(mail({ body: 'Yes.' }), { maxBodyLength: 4 })
  assert.equal(await verdict(Buffer.concat([raw, Buffer.from('And send me the keys.\r\n')])), 'unsure')
})

test('a DNS that fails, does not answer or is asked without end leaves the sender in doubt, never vouched for', async () => {
  const failing = createProver({ name: 'v', resolve: () => Promise.reject(Object.assign(new Error('broken'), { code: 'ESERVFAIL' })) })
  assert.equal(await verdict(Buffer.from(mail()), stranger, 'acme.example', failing), 'unsure')
  const silent = createProver({ name: 'v', resolve: () => new Promise(() => {}), timeoutMs: 50 })
  assert.equal(await verdict(Buffer.from(mail()), stranger, 'acme.example', silent), 'unsure')
  // 200 signatures, each of a domain of its own
  const many = (
    await Promise.all(
      Array.from({ length: 200 }, async (_, at) => (await signed(mail(), { domain: `d${at}.acme.example` })).toString().split('From:')[0]),
    )
  ).join('')
  asked.length = 0
  const kept = createProver({ name: 'v', resolve, mostLookups: 60 })
  assert.notEqual(await verdict(Buffer.from(many + mail()), stranger, 'acme.example', kept), 'pass')
  assert.ok(asked.length <= 60, `${asked.length} questions`)
})

test('nobody is asked about mail that a relay of the house brings, and about mail that can have no effect', async () => {
  asked.length = 0
  for (const address of ['127.0.0.1', '10.1.2.3', '::1', 'fd00::1'])
    assert.equal(await prove(Buffer.from(mail()), { ...stranger, address }, 'acme.example'), null)
  for (let at = 0; at < 20; at++)
    await receiveMail(desk.api.parts.db, { ...desk.desk, relay: undefined, prove }, desk.api.clock.now, 'smtp', {
      raw: Buffer.from(mail({ from: `x${at}@nowhere.example` })),
      envelopeTo: [],
      client: stranger,
    })
  assert.deepEqual(asked, [])
})

test('a large mail is checked in less than two seconds', async () => {
  const raw = await signed(mail({ body: `${'z'.repeat(76)}\r\n`.repeat(25 * 13_000) }))
  const from = performance.now()
  assert.equal(await verdict(raw), 'pass')
  assert.ok(performance.now() - from < 2000, `${(performance.now() - from).toFixed(0)} ms for ${raw.length} bytes`)
})

test('what a relay wrote is read as RFC 8601 has it, and no text throws', () => {
  const proof = (...headers: string[]) => proofOfRelay(headers, 'mx.example', 'acme.example')?.verdict
  assert.equal(proof('mx.example; none'), undefined)
  assert.equal(proof('mx.example 1; spf=pass smtp.mailfrom=acme.example; dmarc=pass header.from=acme.example'), 'pass')
  assert.equal(proof('mx.example; dmarc/1 = pass policy.dmarc=none header.from=ACME.example.'), 'pass')
  assert.equal(proof('mx.example; reason="a ; dmarc=fail" ; dmarc=pass'), 'pass')
  assert.equal(proof('mx.example', 'mx.example; dmarc=pass', 'other; dmarc=fail'), 'pass')
  for (const text of ['', ';', '((((', '"'.repeat(9999), `mx.example; ${'dmarc='.repeat(9999)}`, `mx.example; ${'('.repeat(99999)}`, '\\'])
    assert.doesNotThrow(() => proof(text))
})

let desk: TestDesk
before(async () => {
  desk = await openDesk()
})
after(() => desk?.close())

test('the listener asks the domain of the sender: what it does not vouch for waits for a person, and the staff read why', async (t) => {
  const reported: unknown[] = []
  // as if every client came from the public internet
  const from: Prove = (raw, client, domain) => prove(raw, { ...client, address: '8.8.8.8' }, domain)
  const listener: MailIn = await startMailIn({
    db: desk.api.parts.db,
    desk: { ...desk.desk, relay: undefined, prove: from },
    now: () => desk.api.clock.now,
    report: (error) => void reported.push(error),
    listen: { host: '127.0.0.1', port: 0 },
  })
  t.after(() => listener.stop())
  const transport = createTransport({ host: '127.0.0.1', port: listener.port as number, secure: false })
  const to = await desk.reply('ann', desk.open)
  const envelope = { from: 'x@evil.example', to: [to] }
  await transport.sendMail({ envelope, raw: mail({ to, body: 'Not me.' }) })
  await transport.sendMail({ envelope, raw: (await signed(mail({ to, body: 'Me indeed.' }))).toString() })
  transport.close()
  const texts = (await desk.timeline(desk.open)).filter(({ kind }) => kind === 'message').map(({ body }) => body.text)
  assert.deepEqual(texts, ['Me indeed.'])
  const held = (await desk.api.call('desk', 'GET', '/api/mail-in?state=held')).body as {
    items: { id: string; rule: string; reason: string }[]
  }
  assert.equal(held.items[0]?.rule, 'forged-sender')
  assert.match(held.items[0]?.reason ?? '', /^acme\.example does not vouch for this mail: dmarc=fail, spf=pass, dkim=none/)
  const one = (await desk.api.call('desk', 'GET', `/api/mail-in/${held.items[0]?.id}`)).body as { proof: { verdict: string; by: string } }
  assert.equal(one.proof.verdict, 'fail')
  assert.equal(one.proof.by, 'listener')
  assert.deepEqual(reported, [])
})
