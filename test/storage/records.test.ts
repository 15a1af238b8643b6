import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '../../src/db/ids.ts'
import { audit, cancelTimers, nextNumber, send, setTimer, verifyAudit } from '../../src/db/records.ts'
import { accountScope, inScope } from '../../src/db/scope.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type Account, plantAccount } from '../support/tenants.ts'

const now = Date.parse('2026-03-09T12:00:00Z')

async function withAccount(t: { after: (work: () => Promise<void>) => void }): Promise<{ db: FreshDatabase; acme: Account }> {
  const db = await freshDatabase(t)
  return { db, acme: await plantAccount(db, 'ACME', now) }
}

const entry = (accountId: string, at: number) => ({
  accountId,
  now: now + at,
  actor: 'Ann <ann@acme.example>',
  action: 'case.open',
  subject: `case ${at}`,
  detail: { at, note: 'with | signs, “quotes” and ünïcode' },
})

const verify = (db: FreshDatabase, account: Account) => inScope(db.app, accountScope(account.id), (tx) => verifyAudit(tx, account.id))

/** Two accounts with five entries each. */
async function audited(t: { after: (work: () => Promise<void>) => void }) {
  const { db, acme } = await withAccount(t)
  const globex = await plantAccount(db, 'GLOBEX', now)
  for (const { id } of [acme, globex])
    for (let at = 1; at <= 5; at++) await inScope(db.app, accountScope(id), (tx) => audit(tx, entry(id, at)))
  return { db, acme, globex }
}

test('the audit chain of an account is whole after its entries were written', async (t) => {
  const { db, acme, globex } = await audited(t)
  assert.deepEqual(await verify(db, acme), { entries: 5, brokenAt: null })
  assert.deepEqual(await verify(db, globex), { entries: 5, brokenAt: null })
})

test('an account that nothing was done to has a whole chain of none', async (t) => {
  const { db, acme } = await withAccount(t)
  assert.deepEqual(await verify(db, acme), { entries: 0, brokenAt: null })
})

const tampering: readonly (readonly [title: string, fault: string, brokenAt: number])[] = [
  ['a changed detail', `update audit set detail = '{"at": 9}' where seq = 3`, 3],
  ['a changed actor', "update audit set actor = 'Bob <bob@acme.example>' where seq = 1", 1],
  ['an instant moved by a millisecond', "update audit set at = at + interval '1 millisecond' where seq = 4", 4],
  ['a flipped bit of a hash', 'update audit set hash = set_bit(hash, 5, 1 - get_bit(hash, 5)) where seq = 2', 2],
  ['a removed entry', 'delete from audit where seq = 3', 4],
  ['a removed first entry', 'delete from audit where seq = 1', 2],
  ['a removed last entry', 'delete from audit where seq = 5', 5],
  ['all entries removed', 'delete from audit', 1],
  ['two entries that changed places', 'update audit set seq = case seq when 2 then 1003 else 1002 end where seq in (2, 3)', 4],
  [
    'an entry of another account put in',
    'update audit set account_id = (select id from account where code = $2) where account_id = $1 and seq = 3',
    4,
  ],
]
for (const [title, fault, brokenAt] of tampering) {
  test(`the verifier finds when planted: ${title}`, async (t) => {
    const { db, acme, globex } = await audited(t)
    if (fault.includes('$1')) {
      await db.asOwner('delete from audit where account_id = $1 and seq = 3', [globex.id])
      await db.asOwner(fault, [acme.id, 'GLOBEX'])
    } else
      await db.asOwner(
        fault
          .replace(' where ', ` where account_id = '${acme.id}' and `)
          .replace(/^(delete from audit)$/, `$1 where account_id = '${acme.id}'`),
      )
    assert.deepEqual((await verify(db, acme)).brokenAt, brokenAt)
    assert.equal((await verify(db, globex)).brokenAt, fault.includes('$1') ? 3 : null)
  })
}

test('many who write at once make one chain without a gap', async (t) => {
  const { db, acme } = await withAccount(t)
  await Promise.all(Array.from({ length: 40 }, (_, at) => inScope(db.app, accountScope(acme.id), (tx) => audit(tx, entry(acme.id, at)))))
  assert.deepEqual(await verify(db, acme), { entries: 40, brokenAt: null })
})

test('an act that is undone leaves no entry and no gap', async (t) => {
  const { db, acme } = await withAccount(t)
  await inScope(db.app, accountScope(acme.id), (tx) => audit(tx, entry(acme.id, 1)))
  await assert.rejects(
    inScope(db.app, accountScope(acme.id), async (tx) => {
      await audit(tx, entry(acme.id, 2))
      throw new Error('no')
    }),
  )
  await inScope(db.app, accountScope(acme.id), (tx) => audit(tx, entry(acme.id, 3)))
  assert.deepEqual(await verify(db, acme), { entries: 2, brokenAt: null })
})

test('what is to be sent is written with its cause: undone with it, and else kept under one id', async (t) => {
  const { db, acme } = await withAccount(t)
  const notice = { accountId: acme.id, now, kind: 'case-notice', subject: 'ACME-1001', payload: { to: 'ann@acme.example' } } as const
  await assert.rejects(
    inScope(db.app, accountScope(acme.id), async (tx) => {
      await send(tx, notice)
      throw new Error('the case was not opened after all')
    }),
  )
  assert.deepEqual(await db.asOwner('select id from outbox'), [])
  const id = await inScope(db.app, accountScope(acme.id), (tx) => send(tx, notice))
  assert.deepEqual(await db.asOwner('select id, state, attempts from outbox'), [{ id, state: 'pending', attempts: 0 }])
})

const timers = (db: FreshDatabase) =>
  db.asOwner<{ due: number; fired: boolean; cancelled: boolean }>(
    'select (extract(epoch from due_at) * 1000)::float8 as due, fired_at is not null as fired, cancelled_at is not null as cancelled from timer order by 1',
  )

test('a timer set twice, also at the same time, is one timer', async (t) => {
  const { db, acme } = await withAccount(t)
  const timer = { accountId: acme.id, now, kind: 'response-due', subjectId: newId(now), dueAt: now + 1000 }
  const set = (more = {}) => inScope(db.app, accountScope(acme.id), (tx) => setTimer(tx, { ...timer, ...more }))
  await set()
  await set()
  await Promise.all(Array.from({ length: 20 }, () => set()))
  assert.deepEqual(await timers(db), [{ due: now + 1000, fired: false, cancelled: false }])
  await set({ dueAt: now + 2000 })
  assert.equal((await timers(db)).length, 2, 'another instant is another timer')
})

test('a cancelled timer lives again when it is set again; one that has fired does not', async (t) => {
  const { db, acme } = await withAccount(t)
  const timer = { accountId: acme.id, now, kind: 'response-due', subjectId: newId(now) }
  const set = (dueAt: number) => inScope(db.app, accountScope(acme.id), (tx) => setTimer(tx, { ...timer, dueAt }))
  const cancel = () => inScope(db.app, accountScope(acme.id), (tx) => cancelTimers(tx, timer))
  await set(now + 1000)
  await set(now + 2000)
  await db.asOwner('update timer set fired_at = due_at where due_at = $1', [new Date(now + 1000)])
  await cancel()
  assert.deepEqual(await timers(db), [
    { due: now + 1000, fired: true, cancelled: false },
    { due: now + 2000, fired: false, cancelled: true },
  ])
  await set(now + 1000)
  await set(now + 2000)
  assert.deepEqual(await timers(db), [
    { due: now + 1000, fired: true, cancelled: false },
    { due: now + 2000, fired: false, cancelled: false },
  ])
})

test('the database itself refuses a second timer for the same instant', async (t) => {
  const { db, acme } = await withAccount(t)
  const insert = (id: string) =>
    db.asOwner("insert into timer (account_id, id, kind, subject_id, due_at) values ($1, $2, 'x', $3, $4)", [
      acme.id,
      id,
      acme.id,
      new Date(now),
    ])
  await insert(newId(now))
  await assert.rejects(insert(newId(now)), { code: '23505' })
})

test('running numbers of an account have no gap and no double, however many ask at once', async (t) => {
  const { db, acme } = await withAccount(t)
  const numbers = await Promise.all(
    Array.from({ length: 40 }, () => inScope(db.app, accountScope(acme.id), (tx) => nextNumber(tx, acme, 'case'))),
  )
  assert.deepEqual(
    numbers.toSorted(),
    Array.from({ length: 40 }, (_, at) => `ACME-${1001 + at}`),
  )
  assert.equal(await inScope(db.app, accountScope(acme.id), (tx) => nextNumber(tx, acme, 'contract')), 'ACME-C101')
})

test('ids sort by their time, in this program and in the database alike, and never repeat', async (t) => {
  const instants = [0, 1, now - 1, now, now + 1, now + 86_400_000, Date.parse('2100-01-01T00:00:00Z')]
  const ids = instants.map(newId)
  assert.deepEqual(ids.toSorted(), ids)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(Array.from({ length: 20_000 }, () => newId(now))).size, 20_000)
  const db = await freshDatabase(t)
  const sorted = await sql<{ id: string }>`select id from unnest(${ids.toReversed()}::uuid[]) as id order by id`.execute(db.app)
  assert.deepEqual(
    sorted.rows.map(({ id }) => id),
    ids,
  )
})
