import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { mail, openDesk, type TestDesk } from './desk.ts'

/** What a mail that comes in does to a case, to the people and to the record, in the database. */

let desk: TestDesk
before(async () => {
  desk = await openDesk()
})
after(() => desk?.close())

const answers = () =>
  inScope(desk.api.parts.db, providerScope, (tx) =>
    tx.selectFrom('outbox').select(['subject', 'payload']).where('kind', '=', 'mail-answer').execute(),
  )
const messages = async (number: string) => (await desk.timeline(number)).filter((event) => event.kind === 'message')

test('ACP-9.p9: an answer to the own signed address becomes a public message of that person, apart from what it quotes', async () => {
  const to = await desk.reply('ann', desk.open)
  const raw = mail({
    to,
    headers: ['Content-Type: multipart/mixed; boundary=b', 'MIME-Version: 1.0'],
    body: [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'The fan is dead.',
      '',
      'On Tue, 10 Mar 2026 at 08:00, Holdfast <holdfast@vendor.example> wrote:',
      '> =-=-= Write your answer above this line =-=-=',
      '> Which fan?',
      '--b',
      'Content-Type: text/plain; name="../../etc/fan.log"',
      'Content-Disposition: attachment; filename="../../etc/fan.log"',
      '',
      'log line',
      '--b--',
    ].join('\n'),
  })
  const { id, fate, rule } = await desk.receive(raw)
  assert.deepEqual([fate, rule], ['update', 'proven'])
  const [message] = await messages(desk.open)
  assert.equal(message?.actor, 'Ann')
  assert.equal(message?.body.text, 'The fan is dead.')
  assert.match(String(message?.body.quoted), /Which fan\?/)
  assert.equal(message?.body.mail, id)
  const [file] = await desk.files(desk.open)
  assert.equal(file?.name, 'fan.log')
  const original = await desk.api.call('desk', 'GET', `/api/mail-in/${id}/original`)
  assert.equal(original.text, raw)
  assert.equal(original.headers['content-type'], 'application/octet-stream')
  const read = await desk.api.call('desk', 'GET', `/api/mail-in/${id}`)
  assert.equal((read.body as { sha256: string }).sha256, createHash('sha256').update(raw).digest('hex'))
})

test('the same mail a second time, also with other headers on top, changes nothing', async () => {
  const to = await desk.reply('ann', desk.open)
  const raw = mail({ to, body: 'Only once.' })
  assert.equal((await desk.receive(raw)).fate, 'update')
  assert.equal((await desk.receive(raw)).fate, 'twin')
  assert.equal((await desk.receive(`Received: from somewhere\r\n by here; Tue, 10 Mar 2026 09:00:01 +0000\r\n${raw}`)).fate, 'twin')
  const both = await Promise.all([mail({ to, body: 'Side by side.' })].flatMap((each) => [desk.receive(each), desk.receive(each)]))
  assert.deepEqual(both.map(({ fate }) => fate).sort(), ['twin', 'update'])
  assert.equal((await messages(desk.open)).filter(({ body }) => body.text === 'Only once.').length, 1)
})

test('ACP-9.p9: another of the account who may add to the case may use the address; a user who sees only their own may not', async () => {
  const to = await desk.reply('ann', desk.open)
  assert.equal((await desk.receive(mail({ from: 'bob@acme.example', to, body: 'Bob here.' }))).rule, 'proven')
  assert.equal((await messages(desk.open)).at(-1)?.actor, 'Bob')
  assert.equal((await desk.receive(mail({ from: 'uma@acme.example', to }))).rule, 'may-not')
  assert.equal((await desk.receive(mail({ from: 'sig@acme.example', to }))).rule, 'may-not')
})

test('ACP-9.p9: a genuine address in another’s hands proves nothing, whatever account they are of', async () => {
  const to = await desk.reply('ann', desk.open)
  const count = (await messages(desk.open)).length
  for (const from of ['eve@other.example', 'stranger@nowhere.example', 'desk@vendor.example'])
    assert.deepEqual(await desk.receive(mail({ from, to })).then(({ fate, rule }) => [fate, rule]), ['quarantine', 'unproven'], from)
  assert.equal((await messages(desk.open)).length, count)
})

test('an address that ran out, was altered, or is of a key version that is gone is worth nothing', async () => {
  const late = await desk.reply('bob', desk.open, desk.api.clock.now - 181 * 86_400_000)
  assert.equal((await desk.receive(mail({ from: 'bob@acme.example', to: late }))).rule, 'expired-address')
  const good = await desk.reply('ann', desk.open)
  for (const at of [6, 12, 30, 40, 57]) {
    const altered = `${good.slice(0, at)}${good[at] === 'a' ? 'b' : 'a'}${good.slice(at + 1)}`
    assert.equal((await desk.receive(mail({ to: altered }))).rule, 'forged-address', altered)
  }
  assert.equal((await desk.receive(mail({ to: good.toUpperCase(), body: 'LOUD' }))).rule, 'proven')
})

test('ACP-9.p8: a contact who writes without an address is told once a day how to open a case; no case is opened', async () => {
  const before = (await answers()).length
  const cases = async () => ((await desk.api.call('desk', 'GET', '/api/queue')).body as { items: unknown[] }).items.length
  const open = await cases()
  assert.deepEqual(await desk.receive(mail({ from: 'eve@other.example', subject: 'router down' })).then((r) => [r.fate, r.rule]), [
    'answered',
    'no-case-by-mail',
  ])
  assert.equal((await desk.receive(mail({ from: 'eve@other.example', subject: 'router still down' }))).rule, 'told-already')
  assert.equal((await answers()).length, before + 1)
  assert.match(JSON.stringify((await answers()).at(-1)), /not opened by mail \(ACP-9\.p8\)/)
  desk.api.clock.now += 25 * 3_600_000
  assert.equal((await desk.receive(mail({ from: 'eve@other.example', subject: 'router down again' }))).rule, 'no-case-by-mail')
  assert.equal(await cases(), open)
})

test('a number in the subject proves nothing, and a stranger gets nothing at all', async () => {
  const before = (await answers()).length
  assert.equal((await desk.receive(mail({ subject: `Re: [${desk.open}] router` }))).rule, 'quoted-number')
  assert.deepEqual(
    await desk.receive(mail({ from: 'x@nowhere.example', subject: `Re: [${desk.open}] router` })).then((r) => [r.fate, r.rule]),
    ['dropped', 'unknown-sender'],
  )
  assert.equal((await answers()).length, before)
})

test('a mail reopens nothing; its proven sender is told how to', async () => {
  const to = await desk.reply('ann', desk.closed)
  assert.deepEqual(await desk.receive(mail({ to })).then((r) => [r.fate, r.rule]), ['quarantine', 'closed'])
  assert.match(JSON.stringify((await answers()).at(-1)), /is closed/)
  const read = await desk.api.call('ann', 'GET', `/api/accounts/ACME/cases/${desk.closed}`)
  assert.equal((read.body as { state: string }).state, 'closed')
})

test('staff release a held mail in their own name, once, or discard it; both stand in the audit trail', async () => {
  const held = await desk.receive(
    mail({ from: 'stranger@nowhere.example', to: await desk.reply('ann', desk.open), body: 'I know the cure.' }),
  )
  assert.equal(held.fate, 'quarantine')
  const refused = await desk.api.call('ann', 'POST', `/api/mail-in/${held.id}/release`, { case: desk.open, reason: 'let me' })
  assert.equal(refused.status, 403)
  const released = await desk.api.call('desk', 'POST', `/api/mail-in/${held.id}/release`, { case: desk.open, reason: 'known on the phone' })
  assert.equal(released.status, 200, released.text)
  assert.equal((released.body as { state: string }).state, 'released')
  const again = await desk.api.call('desk', 'POST', `/api/mail-in/${held.id}/release`, { case: desk.open, reason: 'again' })
  assert.equal(again.status, 409)
  const last = (await messages(desk.open)).at(-1)
  assert.equal(last?.actor, 'Dana Desk')
  assert.match(String(last?.body.text), /stranger@nowhere\.example.*released by Dana Desk[\s\S]*I know the cure/)
  const other = await desk.receive(mail({ subject: `[${desk.open}] hello` }))
  assert.equal((await desk.api.call('desk', 'POST', `/api/mail-in/${other.id}/discard`, { reason: 'spam' })).status, 200)
  const audit = await desk.api.call('admin', 'GET', '/api/accounts/ACME/audit')
  assert.match(audit.text, /mail\.release/)
  assert.match(audit.text, /mail\.discard/)
})

test('staff see how many mails wait and what became of the rest; a customer does not', async () => {
  type Counts = Readonly<Record<'held' | 'update' | 'released' | 'discarded', number>>
  const counts = async () => (await desk.api.call('desk', 'GET', '/api/mail-in/count')).body as Counts
  const before = await counts()
  const held = await desk.receive(mail({ subject: `[${desk.open}] once more` }))
  assert.equal((await counts()).held, before.held + 1)
  assert.equal((await desk.api.call('desk', 'POST', `/api/mail-in/${held.id}/discard`, { reason: 'spam' })).status, 200)
  const after = await counts()
  assert.deepEqual([after.held, after.discarded], [before.held, before.discarded + 1])
  assert.ok(after.update > 0 && after.released > 0)
  assert.equal((await desk.api.call('ann', 'GET', '/api/mail-in/count')).status, 403)
})

test('ACP-9.p9: who asks for the status by mail is told it, once a day, and somebody else is not', async () => {
  desk.api.clock.now += 25 * 3_600_000
  const before = (await answers()).length
  const to = await desk.reply('ann', desk.open)
  assert.equal((await desk.receive(mail({ to, body: 'Status?' }))).fate, 'update')
  assert.match(JSON.stringify((await answers()).at(-1)), new RegExp(`${desk.open} is (?:New|In progress)`))
  assert.equal((await desk.receive(mail({ to, body: 'status' }))).fate, 'update')
  assert.equal((await desk.receive(mail({ from: 'eve@other.example', to, body: 'status?' }))).rule, 'unproven')
  assert.equal((await desk.receive(mail({ to, body: 'The status LED is red.' }))).fate, 'update')
  assert.equal((await answers()).length, before + 1)
})

test('a storm of one known sender is held after thirty mails within an hour', async () => {
  desk.api.clock.now += 2 * 3_600_000
  const to = await desk.reply('bob', desk.open)
  const rules: string[] = []
  for (let at = 0; at < 33; at++) rules.push((await desk.receive(mail({ from: 'bob@acme.example', to, body: `mail ${at}` }))).rule)
  assert.deepEqual([rules.filter((rule) => rule === 'proven').length, rules.filter((rule) => rule === 'storm').length], [30, 3])
})

test('nothing of a mail stays when its transaction fails: no file, no record, no message', async () => {
  const count = (await messages(desk.open)).length
  const broken = { ...desk.desk, files: { ...desk.desk.files, keep: () => Promise.reject(new Error('the disk is full')) } }
  const { receiveMail } = await import('../../src/notifications/mail-in/service.ts')
  const raw = Buffer.from(mail({ to: await desk.reply('ann', desk.open), body: 'lost?' }))
  await assert.rejects(() => receiveMail(desk.api.parts.db, broken, desk.api.clock.now, 'smtp', { raw, envelopeTo: [] }), /disk is full/)
  assert.equal((await messages(desk.open)).length, count)
  assert.equal((await desk.receive(raw)).fate, 'update')
})
