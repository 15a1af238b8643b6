import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { send } from '../src/db/records.ts'
import { accountScope, inScope } from '../src/db/scope.ts'
import { fireDue } from '../src/jobs/runner.ts'
import { createMailer, type Mailer } from '../src/notifications/gateway.ts'
import { handleNext } from '../src/notifications/jobs.ts'
import { type Api, startApi } from './support/api.ts'

/** The first escalation from the clock to a real mail server on loopback. */

const world = {
  accounts: { ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' } },
  sites: { leeds: { account: 'ACME', address: '1 Road' } },
  people: { ann: { account: 'ACME', roles: ['NC'], contact: ['named'] } },
  devices: { TOOL: { account: 'ACME', kind: 'software', site: 'leeds', release: '2.1.0', acceptedRelease: '2.1.0' } },
  contracts: [{ account: 'ACME', offering: 'CSS', devices: ['TOOL'], from: '2026-01-01', to: '2026-12-31' }],
}

let api: Api
let mailer: Mailer
const received: { readonly to: readonly string[]; readonly text: string }[] = []
const refused: string[] = []
let refuseNext = 0
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, session, done) => {
    const pieces: Buffer[] = []
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    stream.on('end', () => {
      if (refuseNext > 0) {
        refuseNext--
        refused.push(Buffer.concat(pieces).toString('utf8'))
        return done(new Error('try again later'))
      }
      received.push({ to: session.envelope.rcptTo.map((each) => each.address), text: Buffer.concat(pieces).toString('utf8') })
      done()
    })
  },
})

before(async () => {
  api = await startApi(world)
  // what follows from the devices of the world is done before anything is counted
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const listening = once(smtp.listen(0, '127.0.0.1'), 'listening')
  await listening
  mailer = createMailer(`smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, 'Holdfast <holdfast@vendor.example>')
})
after(async () => {
  mailer?.close()
  await new Promise<void>((done) => smtp.close(() => done()))
  await api?.close()
})

const handleAll = async (from: number) => {
  const outcomes: string[] = []
  for (let outcome = await handleNext(api.parts.db, mailer, from); outcome; outcome = await handleNext(api.parts.db, mailer, from))
    outcomes.push(outcome)
  return outcomes
}

test('a response that is due and not there alerts management by mail, once, at every priority (CSS-4.p4)', async () => {
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', {
    device: 'TOOL',
    priority: 'P4',
    summary: 'Form does not save',
    confirmations: ['data-backed-up'],
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const { number, clock } = opened.body as { number: string; clock: { dueAt: string } }
  await handleAll(api.clock.now)
  received.length = 0
  api.clock.now = Date.parse(clock.dueAt)
  // several workers at once: each timer takes effect once
  const fired = await Promise.all([1, 2, 3].map(() => fireDue(api.parts.db, api.parts.timers, api.clock.now)))
  assert.equal(fired.flat().length, 1)
  assert.deepEqual(await fireDue(api.parts.db, api.parts.timers, api.clock.now + 60_000), [])
  const outcomes = await Promise.all([handleAll(api.clock.now), handleAll(api.clock.now)])
  assert.deepEqual(outcomes.flat(), ['sent'])
  assert.equal(received.length, 1)
  assert.deepEqual(received[0]?.to, ['manager@vendor.example'])
  assert.match(received[0]?.text ?? '', new RegExp(`Subject: \\[${number}\\] P4 without first response`))
  assert.match(received[0]?.text ?? '', /Auto-Submitted: auto-generated/)
  const shown = await api.call('admin', 'GET', '/api/outbox?kind=management-alert')
  assert.equal((shown.body as { items: { state: string }[] }).items[0]?.state, 'sent')
})

test('a mail server that refuses is tried again later with the same id, and nothing is lost', async () => {
  received.length = 0
  refuseNext = 1
  const account = api.built.accounts.get('ACME')
  assert.ok(account)
  await inScope(api.parts.db, accountScope(account.id), (tx) =>
    send(tx, {
      accountId: account.id,
      now: api.clock.now,
      kind: 'management-alert',
      subject: 'ACME-1',
      payload: { subject: 'later', text: 'text', to: [{ email: 'manager@vendor.example' }] },
    }),
  )
  assert.deepEqual(await handleAll(api.clock.now), ['put off'])
  assert.deepEqual(await handleAll(api.clock.now + 1000), [])
  assert.deepEqual(await handleAll(api.clock.now + 60_000), ['sent'])
  const messageId = /^Message-ID: (<.+>)/m.exec(received[0]?.text ?? '')?.[1]
  assert.match(messageId ?? '', /^<[0-9a-f-]{36}@vendor\.example>$/)
  assert.equal(/^Message-ID: (<.+>)/m.exec(refused.at(-1) ?? '')?.[1], messageId)
})

test('a subject cannot smuggle a header in', async () => {
  received.length = 0
  const account = api.built.accounts.get('ACME')
  assert.ok(account)
  await inScope(api.parts.db, accountScope(account.id), (tx) =>
    send(tx, {
      accountId: account.id,
      now: api.clock.now,
      kind: 'management-alert',
      subject: 'ACME-2',
      payload: { subject: 'fine\r\nBcc: thief@example.net', text: 'text', to: [{ email: 'manager@vendor.example' }] },
    }),
  )
  await handleAll(api.clock.now + 120_000)
  assert.doesNotMatch(received[0]?.text ?? '', /^Bcc:/m)
  assert.deepEqual(received[0]?.to, ['manager@vendor.example'])
})

test('a clock that jumps forward and back again fires each timer once', async () => {
  const start = api.clock.now
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', {
    device: 'TOOL',
    priority: 'P1',
    summary: 'Outage',
    confirmations: ['data-backed-up'],
  })
  const { number } = opened.body as { number: string }
  const fireAt = async (now: number) =>
    (await fireDue(api.parts.db, api.parts.timers, now)).filter(({ kind }) => kind === 'response-due').length
  assert.equal(await fireAt(start - 3_600_000), 0)
  assert.equal(await fireAt(start + 86_400_000), 1)
  assert.equal(await fireAt(start - 86_400_000), 0)
  assert.equal(await fireAt(start + 2 * 86_400_000), 0)
  const { items } = (await api.call('desk', 'GET', '/api/escalations')).body as { items: { case: string; kind: string; step: number }[] }
  const steps = items.filter((each) => each.case === number).map(({ kind, step }) => `${kind} ${step}`)
  assert.ok(steps.length >= 1)
  assert.equal(new Set(steps).size, steps.length, steps.join(', '))
})
