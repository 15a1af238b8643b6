import assert from 'node:assert/strict'
import { test } from 'node:test'
import { send } from '../../src/db/records.ts'
import { accountScope, inScope, providerScope } from '../../src/db/scope.ts'
import type { Mail, Mailer } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { openDesk } from '../mail/desk.ts'

/**
 * A worker that dies after the server took a letter and before it is marked, 500 times. A dead worker is one whose promise
 * never goes on: nothing of it runs any more, as after a kill, and what it held in the database is all that is left of it.
 */
test('500 deaths between sending and marking: everything committed arrives with one id, nothing rolled back does', async (t) => {
  const desk = await openDesk()
  t.after(() => desk.close())
  const { db } = desk.api.parts
  const account = desk.api.built.accounts.get('ACME')
  const personId = desk.api.built.people.get('manager')?.personId
  assert.ok(account && personId)
  const identity = { domain: 'vendor.example', origin: undefined, reply: undefined }
  const delivered: Mail[] = []
  const never = new Promise<void>(() => {})
  let died: (() => void) | undefined
  const dying: Mailer = {
    identity,
    send: async (mail) => {
      delivered.push(mail)
      died?.()
      await never
    },
    close: () => {},
  }
  const living: Mailer = { identity, send: async (mail) => void delivered.push(mail), close: () => {} }
  while ((await handleNext(db, living, desk.api.clock.now)) !== undefined);
  delivered.length = 0

  let now = desk.api.clock.now
  const committed: string[] = []
  const rolledBack: string[] = []
  for (let round = 0; round < 500; round++) {
    now += 100
    const text = `event ${String(round).padStart(4, '0')}`
    const say = inScope(db, accountScope(account.id), async (tx) => {
      // a P1 among them, so that nothing is gathered
      await send(tx, {
        accountId: account.id,
        now,
        kind: 'management-alert',
        subject: text,
        payload: { subject: text, text, to: [{ personId }] },
      })
      if (round % 5 === 0) throw new Error('rolled back')
    })
    await say.then(
      () => committed.push(text),
      () => rolledBack.push(text),
    )
    if (round % 5 === 0) continue
    const death = new Promise<void>((done) => {
      died = done
    })
    void handleNext(db, dying, now)
    await death
    // before the lease is over nobody else sends it
    assert.equal(await handleNext(db, living, now + 60_000), undefined)
  }
  assert.equal(delivered.length, 400)
  now += 3_600_000
  while ((await handleNext(db, living, now)) !== undefined);

  const ids = new Map<string, Set<string>>()
  for (const { subject, messageId } of delivered) ids.set(subject, (ids.get(subject) ?? new Set()).add(messageId))
  assert.deepEqual([...ids.keys()].sort(), committed)
  for (const [subject, held] of ids) assert.equal(held.size, 1, `${subject} went out under ${held.size} ids`)
  assert.equal(delivered.length, 800, 'each went out once before its worker died and once after')
  assert.equal(new Set([...ids.values()].flatMap((held) => [...held])).size, 400)
  for (const text of rolledBack) assert.ok(!ids.has(text), text)
  const states = await inScope(db, providerScope, (tx) => tx.selectFrom('letter').select('state').where('state', '!=', 'sent').execute())
  assert.deepEqual(states, [])
})
