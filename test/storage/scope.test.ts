import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { createDatabase, createPool } from '../../src/db/pool.ts'
import { accountScope, acrossAccounts, inScope, narrow, providerScope, type Tx } from '../../src/db/scope.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { plantEverywhere } from '../support/tenants.ts'

const besideOthers = /The scope of a transaction changes while|A statement is sent while its transaction works in another scope/

describe('a transaction that looks across accounts', () => {
  let db: FreshDatabase
  let acme: string
  let globex: string

  before(async () => {
    db = await freshDatabase()
    acme = crypto.randomUUID()
    globex = crypto.randomUUID()
    await plantEverywhere(db, [acme, globex, crypto.randomUUID()])
  })
  after(() => db.close())

  /** How many accounts a handle sees. */
  const seen = async (tx: Tx) => (await sql<{ n: number }>`select count(distinct account_id) as n from device`.execute(tx)).rows[0]!.n
  const seenAcross = (tx: Tx) => acrossAccounts(tx, seen)
  const asAcme = <T>(work: (tx: Tx) => Promise<T>) => inScope(db.app, accountScope(acme), work)

  test('comes back to the scope that held before, be it of one account, of two, or wider already', async () => {
    const around = async (tx: Tx) => [await seen(tx), await seenAcross(tx), await seen(tx)]
    assert.deepEqual(await asAcme(around), [1, 3, 1])
    assert.deepEqual(await inScope(db.app, { kind: 'accounts', accountIds: [acme, globex] }, around), [2, 3, 2])
    assert.deepEqual(await inScope(db.app, providerScope, around), [3, 3, 3])
    assert.deepEqual(
      await inScope(db.app, providerScope, async (tx) => {
        await narrow(tx, accountScope(acme))
        return around(tx)
      }),
      [1, 3, 1],
    )
  })

  test('comes back from the middle of another one, and after the work has thrown', async () => {
    const nested = await asAcme((tx) => acrossAccounts(tx, async (wide) => [await seenAcross(wide), await seen(wide)]))
    assert.deepEqual(nested, [3, 3])
    const thrown = await asAcme(async (tx) => {
      await assert.rejects(
        acrossAccounts(tx, async (wide) => {
          await seen(wide)
          throw new Error('changed my mind')
        }),
        /changed my mind/,
      )
      return seen(tx)
    })
    assert.equal(thrown, 1)
  })

  test('tells the error of a statement that failed, and not that the way back was barred', async () => {
    await assert.rejects(
      asAcme((tx) => acrossAccounts(tx, (wide) => sql`select 1 / 0`.execute(wide))),
      { code: '22012' },
    )
  })

  test('runs reads at once before, inside and afterwards', async () => {
    const found = await asAcme(async (tx) => [
      await Promise.all([seen(tx), seen(tx)]),
      await acrossAccounts(tx, (wide) => Promise.all([seen(wide), seen(wide)])),
      await Promise.all([seen(tx), seen(tx)]),
    ])
    assert.deepEqual(found, [
      [1, 1],
      [3, 3],
      [1, 1],
    ])
  })

  const batches: readonly (readonly [title: string, batch: (tx: Tx) => readonly Promise<unknown>[]])[] = [
    ['a read and then what looks across', (tx) => [seen(tx), seenAcross(tx)]],
    ['what looks across and then a read', (tx) => [seenAcross(tx), seen(tx)]],
    ['two that look across', (tx) => [seenAcross(tx), seenAcross(tx)]],
    ['a read and then what narrows', (tx) => [seen(tx), narrow(tx, accountScope(acme))]],
    ['what narrows and then a read', (tx) => [narrow(tx, accountScope(acme)), seen(tx)]],
    [
      'what reads first and looks across later, beside a long row of reads',
      (tx) => [
        seen(tx).then(() => seenAcross(tx)),
        (async () => {
          for (let reads = 0; reads < 5; reads++) await seen(tx)
        })(),
      ],
    ],
  ]
  for (const [title, batch] of batches) {
    test(`is refused at once with others: ${title}`, async () => {
      await assert.rejects(
        inScope(db.app, accountScope(acme), (tx) => Promise.all(batch(tx))),
        besideOthers,
      )
    })
  }

  test('shows nobody a row of another account who reads beside it', async () => {
    const found: number[] = []
    const all = await asAcme((tx) =>
      Promise.allSettled([
        acrossAccounts(tx, async (wide) => {
          for (let reads = 0; reads < 5; reads++) await seen(wide)
        }),
        ...Array.from({ length: 5 }, async (_, turns) => {
          for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
          found.push(await seen(tx))
        }),
      ]),
    )
    assert.ok(all.some(({ status }) => status === 'rejected'))
    assert.deepEqual(
      found.filter((accounts) => accounts !== 1),
      [],
    )
  })

  test('takes its wide handle back', async () => {
    await asAcme(async (tx) => {
      const kept: Tx[] = []
      await acrossAccounts(tx, async (wide) => void kept.push(wide))
      await assert.rejects(seen(kept[0]!), besideOthers)
      assert.equal(await seenAcross(tx), 3)
      await assert.rejects(seen(kept[0]!), besideOthers)
    })
  })
})

test('what still runs of a transaction that was rolled back sends nothing into the next one on its connection', async (t) => {
  const db = await freshDatabase(t)
  const [acme, globex] = [crypto.randomUUID(), crypto.randomUUID()]
  await plantEverywhere(db, [acme, globex])
  const one = createDatabase(createPool(db.application, 1))
  t.after(() => one.destroy())
  const whose = async (tx: Tx) => (await sql<{ account_id: string }>`select distinct account_id from device`.execute(tx)).rows
  let later: Promise<unknown> = Promise.resolve()
  let goOn = () => {}
  await assert.rejects(
    inScope(one, accountScope(acme), (tx) => {
      later = new Promise<void>((resolve) => {
        goOn = resolve
      }).then(() => whose(tx))
      return Promise.all([later, Promise.reject(new Error('changed my mind'))])
    }),
    /changed my mind/,
  )
  const next = await inScope(one, accountScope(globex), async (tx) => {
    goOn()
    await assert.rejects(later, besideOthers)
    return whose(tx)
  })
  assert.deepEqual(next, [{ account_id: globex }])
})
