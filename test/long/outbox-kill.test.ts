import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { send } from '../../src/db/records.ts'
import { accountScope, inScope, providerScope } from '../../src/db/scope.ts'
import { openDesk } from '../mail/desk.ts'

/**
 * Workers that are killed by the system, 500 times, at any instant of their work, while events are committed and rolled back. A real mail
 * server counts what arrives.
 */
const kills = Number(process.env.OUTBOX_KILLS ?? 500)
const atOnce = 2

test(`${kills} kills of workers: everything committed arrives at least once and under one id, nothing rolled back does`, async (t) => {
  const desk = await openDesk()
  t.after(() => desk.close())
  const arrived = new Map<string, string[]>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const head = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n')[0] ?? ''
        const subject = /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? ''
        const id = /^Message-ID: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
        arrived.set(subject, [...(arrived.get(subject) ?? []), id])
        // some workers die while they wait for this answer
        setTimeout(done, 30)
      })
    },
  })
  // a killed client is no fault of the server
  smtp.on('error', () => {})
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  t.after(() => new Promise<void>((done) => smtp.close(() => done())))

  const account = desk.api.built.accounts.get('ACME')
  const personId = desk.api.built.people.get('manager')?.personId
  assert.ok(account && personId)
  const since = Date.now()
  const living = new Set<ChildProcess>()
  const start = () =>
    new Promise<ChildProcess>((ready, failed) => {
      const child = fork(join(import.meta.dirname, 'outbox-worker.ts'), {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        env: {
          ...process.env,
          WORKER_DATABASE: JSON.stringify(desk.api.database.application),
          WORKER_SMTP: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
          WORKER_SINCE: String(since),
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      living.add(child)
      child.once('message', () => ready(child))
      child.once('error', failed)
      child.once('exit', () => living.delete(child))
    })
  t.after(() => {
    for (const child of living) child.kill('SIGKILL')
  })

  const committed: string[] = []
  const rolledBack: string[] = []
  let said = 0
  const say = async () => {
    const text = `event ${String(said++).padStart(4, '0')}`
    const now = since + (Date.now() - since) * 600
    await inScope(desk.api.parts.db, accountScope(account.id), async (tx) => {
      await send(tx, {
        accountId: account.id,
        now,
        kind: 'management-alert',
        subject: text,
        payload: { subject: text, text, to: [{ personId }] },
      })
      if (said % 5 === 0) throw new Error('rolled back')
    }).then(
      () => committed.push(text),
      () => rolledBack.push(text),
    )
  }

  let killed = 0
  const killing = async () => {
    while (killed < kills) {
      const child = await start()
      await say()
      await say()
      await new Promise((go) => setTimeout(go, Math.random() * 250))
      child.kill('SIGKILL')
      killed++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, killing))

  // one worker that lives sends what is left
  await start()
  const waiting = () =>
    inScope(desk.api.parts.db, providerScope, (tx) =>
      tx
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .where('subject', 'like', 'event %')
        .where('state', '!=', 'sent')
        .executeTakeFirstOrThrow(),
    )
  const until = Date.now() + 60_000
  while (Number((await waiting()).count) > 0 && Date.now() < until) await new Promise((go) => setTimeout(go, 200))

  assert.equal(committed.length + rolledBack.length, 2 * killed)
  assert.deepEqual(
    committed.filter((text) => !arrived.has(text)),
    [],
    'committed and never arrived',
  )
  assert.deepEqual(
    rolledBack.filter((text) => arrived.has(text)),
    [],
    'rolled back and arrived all the same',
  )
  for (const [subject, ids] of arrived) assert.equal(new Set(ids).size, 1, `${subject} arrived under ${new Set(ids).size} ids`)
  const twice = [...arrived.values()].filter((ids) => ids.length > 1).length
  t.diagnostic(`${killed} kills, ${committed.length} committed, ${twice} arrived more than once`)
  assert.equal(Number((await waiting()).count), 0)
  if (kills >= 200) assert.ok(twice > 0, 'no worker died between sending and marking: this run proved less than it says')
})
