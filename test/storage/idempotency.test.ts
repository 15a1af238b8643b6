import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { newId } from '../../src/db/ids.ts'
import { createApp } from '../../src/http/app.ts'
import type { Gate } from '../../src/http/entry.ts'
import { created, operation } from '../../src/http/operation.ts'
import type { Principal } from '../../src/lib/principal.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { plantAccount } from '../support/tenants.ts'

const now = Date.parse('2026-03-09T12:00:00Z')

/** The real way of a POST, with one small operation: it adds a site, and fails after that when asked to. */
async function api(t: { after: (work: () => Promise<void>) => void }) {
  const db = await freshDatabase(t)
  const acme = await plantAccount(db, 'ACME', now)
  const globex = await plantAccount(db, 'GLOBEX', now)
  const whoIs = (account: { id: string; code: string }): Principal => ({
    kind: 'person',
    personId: `person of ${account.code}`,
    name: 'Ann',
    email: 'ann@acme.example',
    accountId: account.id,
    accountCode: account.code,
    accountKind: 'customer',
    roles: [],
    teams: [],
    zone: 'UTC',
    theatre: null,
  })
  const gate: Gate = {
    authenticate: async ({ who }) => whoIs(who === 'GLOBEX' ? globex : acme),
    account: async () => undefined,
    reach: async ({ accountId }) => [accountId],
    refusal: async () => undefined,
    permissions: new Set(),
  }
  const addSite = operation({
    id: 'site.add',
    method: 'POST',
    path: '/sites',
    summary: 'Adds a site',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({ city: z.string(), fail: z.boolean().default(false) }),
    answers: { 201: z.object({ id: z.string(), city: z.string() }) },
    handle: async ({ tx, account }, { body }) => {
      const id = newId(now)
      await tx
        .insertInto('site')
        .values({ account_id: account.id, id, name: id, city: body.city, country: 'DE', zone: 'UTC', created_at: new Date(now) })
        .execute()
      if (body.fail) throw new Error('after the effect')
      return created({ id, city: body.city }, 1)
    },
  })
  const holdBoth = operation({
    id: 'site.hold',
    method: 'POST',
    path: '/holds',
    summary: 'Holds two things, one after the other, and adds a site',
    permission: 'signed-in',
    scope: 'own',
    body: z.object({ first: z.number().int(), second: z.number().int() }),
    answers: { 201: z.object({ id: z.string(), city: z.string() }) },
    handle: async (call, { body }) => {
      await sql`select pg_advisory_xact_lock(${body.first})`.execute(call.tx)
      await new Promise((go) => setTimeout(go, 100))
      await sql`select pg_advisory_xact_lock(${body.second})`.execute(call.tx)
      return addSite.handle(call, { params: {}, query: {}, body: { city: 'Bonn', fail: false } } as never, {} as never) as never
    },
  })
  const app = await createApp({ db: db.app, gate, operations: [addSite, holdBoth], now: () => now, logLevel: 'silent', uploadBytes: 1000 })
  t.after(() => app.close())
  const post = async (key: string | undefined, body: unknown, { who = 'ACME', url = '/sites' } = {}) => {
    const headers = { who, ...(key === undefined ? {} : { 'idempotency-key': key }) }
    const answer = await app.inject({ method: 'POST', url, headers, payload: body as object })
    return {
      status: answer.statusCode,
      body: answer.json(),
      etag: answer.headers.etag,
      replayed: answer.headers['idempotency-replayed'] === 'true',
    }
  }
  return { db, post }
}

const sites = async (db: FreshDatabase) => (await db.asOwner('select 1 from site')).length

test('the same key gives the same answer and one effect', async (t) => {
  const { db, post } = await api(t)
  const first = await post('k1', { city: 'Bonn' })
  const again = await post('k1', { city: 'Bonn' })
  assert.equal(first.status, 201)
  assert.deepEqual(again, { ...first, replayed: true })
  assert.equal(first.replayed, false)
  assert.equal(first.etag, '"1"')
  assert.equal(await sites(db), 1)
})

test('thirty-two at once with one key have one effect and one answer', async (t) => {
  const { db, post } = await api(t)
  const answers = await Promise.all(Array.from({ length: 32 }, () => post('k1', { city: 'Bonn' })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 201),
  )
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1)
  assert.equal(answers.filter(({ replayed }) => !replayed).length, 1)
  assert.equal(await sites(db), 1)
})

test('found when planted: without a key, thirty-two requests are thirty-two effects', async (t) => {
  const { db, post } = await api(t)
  await Promise.all(Array.from({ length: 32 }, () => post(undefined, { city: 'Bonn' })))
  assert.equal(await sites(db), 32)
})

test('two requests that each wait for what the other one holds: both have their effect, once', async (t) => {
  const { db, post } = await api(t)
  const holds = [
    { first: 1, second: 2 },
    { first: 2, second: 1 },
  ]
  const answers = await Promise.all(holds.map((body, index) => post(`k${index}`, body, { url: '/holds' })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201],
  )
  assert.equal(await sites(db), 2)
})

test('a key that comes back with another body or path is refused, and nothing happens', async (t) => {
  const { db, post } = await api(t)
  await post('k1', { city: 'Bonn' })
  for (const answer of [await post('k1', { city: 'Köln' }), await post('k1', { city: 'Bonn' }, { url: '/sites?again=1' })]) {
    assert.equal(answer.status, 422)
    assert.match(answer.body.title, /Idempotency-Key was used for another request/)
    assert.ok(answer.body.toDo)
  }
  assert.equal(await sites(db), 1)
})

test('a key of one account says nothing to another', async (t) => {
  const { db, post } = await api(t)
  const mine = await post('k1', { city: 'Bonn' })
  const theirs = await post('k1', { city: 'Köln' }, { who: 'GLOBEX' })
  assert.equal(theirs.status, 201)
  assert.notDeepEqual(theirs.body, mine.body)
  assert.equal(await sites(db), 2)
})

test('an act that failed has no effect and keeps no answer, so that the same key may try again', async (t) => {
  const { db, post } = await api(t)
  assert.equal((await post('k1', { city: 'Bonn', fail: true })).status, 500)
  assert.equal(await sites(db), 0)
  assert.deepEqual(await db.asOwner('select 1 from idempotency'), [])
  assert.equal((await post('k1', { city: 'Bonn' })).status, 201)
  assert.equal(await sites(db), 1)
})

test('a key is kept to 255 characters', async (t) => {
  const { post } = await api(t)
  assert.equal((await post('k'.repeat(255), { city: 'Bonn' })).status, 201)
  assert.equal((await post('k'.repeat(256), { city: 'Bonn' })).status, 400)
})
