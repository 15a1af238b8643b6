import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../src/db/scope.ts'
import { createServer } from '../src/server.ts'
import { buildWorld } from '../src/world/build.ts'
import { worldSpec } from '../src/world/spec.ts'
import { type Api, startApi } from './support/api.ts'

/** Sign-in as people meet it: passwords, second step, keys, leavers, guessing. Through the real library and tables. */

const password = 'a long enough password'
let api: Api
let app: Awaited<ReturnType<typeof createServer>>

before(async () => {
  api = await startApi({})
  app = await createServer({ logLevel: 'silent', uploadBytes: 1000 }, api.parts, () => api.clock.now, true)
  // people who can sign in are made beside the world that is there, in an account of their own
  const world = worldSpec.parse({
    accounts: { ACME: { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
    people: {
      lee: { account: 'ACME', roles: ['LC'] },
      ann: { account: 'ACME', roles: ['NC'] },
      tom: { account: 'ACME', roles: ['NC'] },
      bob: { account: 'ACME', roles: ['UU'] },
    },
  })
  await api.database.asOwner("update account set code = 'OLDVENDOR', kind = 'partner' where code = 'VENDOR'")
  await inScope(api.parts.db, providerScope, (tx) =>
    buildWorld(tx, world, api.clock.now, { gateway: api.parts.parties.signIn, password, who: new Set(['lee', 'ann', 'tom', 'bob']) }),
  )
})
after(async () => {
  await app?.close()
  await api?.close()
})

type Answer = { status: number; body: Record<string, unknown>; cookie: string }
async function call(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.inject({ method: method as 'GET', url, headers, ...(body === undefined ? {} : { payload: body as object }) })
  const set = [answer.headers['set-cookie'] ?? []].flat().filter((each) => !/Max-Age=0/.test(each))
  return {
    status: answer.statusCode,
    body: answer.body ? JSON.parse(answer.body) : null,
    cookie: set.map((each) => each.split(';')[0]).join('; '),
  }
}
const signIn = (who: string, given = password, headers: Record<string, string> = {}) =>
  call('POST', '/api/session', { email: `${who}@acme.example`, password: given }, headers)

test('the right password signs in, a wrong one and an unknown address get the same answer', async () => {
  const good = await signIn('ann')
  assert.equal(good.status, 200)
  const me = await call('GET', '/api/me', undefined, { cookie: good.cookie })
  assert.equal((me.body.person as { email: string }).email, 'ann@acme.example')
  const [wrong, nobody] = [await signIn('ann', 'not the password'), await signIn('nobody-here')]
  assert.deepEqual([wrong.status, wrong.body.title], [nobody.status, nobody.body.title])
  assert.equal(wrong.status, 403)
})

test('guessing is bounded: after ten failures even the right password waits, whoever else still signs in', async () => {
  for (let i = 0; i < 10; i++) await signIn('bob', `guess ${i}`)
  assert.equal((await signIn('bob')).status, 429)
  assert.equal((await signIn('ann')).status, 200)
  api.clock.now += 16 * 60_000
  assert.equal((await signIn('bob')).status, 200)
})

test('whether somebody is signed in is answered to everybody, and is no error for nobody', async () => {
  const nobody = await call('GET', '/api/setup')
  assert.equal(nobody.status, 200)
  assert.equal(nobody.body.signedIn, false)
  assert.equal((await call('GET', '/api/setup', undefined, { cookie: 'holdfast.session_token=made.up' })).body.signedIn, false)
  const { cookie } = await signIn('ann')
  assert.equal((await call('GET', '/api/setup', undefined, { cookie })).body.signedIn, true)
  await call('DELETE', '/api/session', undefined, { cookie })
  assert.equal((await call('GET', '/api/setup', undefined, { cookie })).body.signedIn, false)
})

test('signing out ends the session at once', async () => {
  const { cookie } = await signIn('ann')
  assert.equal((await call('DELETE', '/api/session', undefined, { cookie })).status, 200)
  assert.equal((await call('GET', '/api/me', undefined, { cookie })).status, 401)
})

/** RFC 6238 with SHA-1, six digits, thirty seconds: what an authenticator shows. */
function totp(secret: string, at: number): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest[19] as number) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('with an authenticator the password alone opens nothing; its code or a backup code does', async () => {
  const first = await signIn('tom')
  const started = await call('POST', '/api/me/totp', { password }, { cookie: first.cookie })
  assert.equal(started.status, 200, JSON.stringify(started.body))
  const secret = new URL(started.body.uri as string).searchParams.get('secret') ?? ''
  const confirmed = await call('POST', '/api/me/totp/confirm', { code: totp(secret, Date.now()) }, { cookie: first.cookie })
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
  const half = await signIn('tom')
  assert.equal(half.body.next, 'code')
  assert.equal((await call('GET', '/api/me', undefined, { cookie: half.cookie })).status, 401)
  assert.equal((await call('POST', '/api/session/code', { code: '000000' }, { cookie: half.cookie })).status, 403)
  const whole = await call('POST', '/api/session/code', { code: totp(secret, Date.now()) }, { cookie: half.cookie })
  assert.equal(whole.status, 200, JSON.stringify(whole.body))
  assert.equal((await call('GET', '/api/me', undefined, { cookie: whole.cookie })).status, 200)
  const again = await signIn('tom')
  const backup = (started.body.backupCodes as string[])[0] ?? ''
  assert.equal((await call('POST', '/api/session/code', { code: backup }, { cookie: again.cookie })).status, 200)
  const third = await signIn('tom')
  assert.equal(
    (await call('POST', '/api/session/code', { code: backup }, { cookie: third.cookie })).status,
    403,
    'a backup code counts once',
  )
})

test('an API key does what its scopes say and nothing beyond, and never more than its owner may', async () => {
  const { cookie } = await signIn('ann')
  const beyond = await call('POST', '/api/me/keys', { name: 'x', scopes: ['audit.read'] }, { cookie })
  assert.equal(beyond.status, 403)
  const made = await call('POST', '/api/me/keys', { name: 'monitor', scopes: ['case.read'] }, { cookie })
  assert.equal(made.status, 201)
  const key = { 'x-api-key': made.body.key as string }
  assert.equal((await call('GET', '/api/cases', undefined, key)).status, 200)
  const refused = await call('GET', '/api/accounts/ACME/devices', undefined, key)
  assert.equal(refused.status, 403)
  assert.match(JSON.stringify(refused.body), /no scope/)
  // texts of every case would leave by notices, whatever the scopes of the key are
  for (const [method, path, body] of [
    ['GET', '/api/notices', undefined],
    ['GET', '/api/notices/webhook', undefined],
    ['POST', '/api/notices/webhook', { url: 'https://hooks.example.com/a' }],
    ['POST', '/api/notices/feed', {}],
    ['POST', '/api/notices/read', {}],
  ] as const)
    assert.equal((await call(method, path, body, key)).status, 403, `${method} ${path}`)
  assert.equal((await call('GET', '/api/me', undefined, key)).status, 200)
  assert.equal((await call('GET', '/api/notices', undefined, { cookie })).status, 200)
  assert.equal((await call('DELETE', `/api/me/keys/${made.body.id as string}`, undefined, { cookie })).status, 200)
  assert.equal((await call('GET', '/api/cases', undefined, key)).status, 401)
})

test("a leaver's session and keys are dead at once (CSS-8.f)", async () => {
  const lead = await signIn('lee')
  const leaver = await signIn('ann')
  const made = await call('POST', '/api/me/keys', { name: 'mine', scopes: ['case.read'] }, { cookie: leaver.cookie })
  const people = (await call('GET', '/api/accounts/ACME/people', undefined, { cookie: lead.cookie })).body.items as {
    id: string
    email: string
  }[]
  const id = people.find((each) => each.email === 'ann@acme.example')?.id
  assert.equal((await call('POST', `/api/accounts/ACME/people/${id}/leave`, {}, { cookie: lead.cookie })).status, 200)
  assert.equal((await call('GET', '/api/me', undefined, { cookie: leaver.cookie })).status, 401)
  assert.equal((await call('GET', '/api/cases', undefined, { 'x-api-key': made.body.key as string })).status, 401)
  assert.notEqual((await signIn('ann').then(({ cookie }) => call('GET', '/api/me', undefined, { cookie }))).status, 200)
})

test("another site's page cannot act with the browser's cookie", async () => {
  const { cookie } = await signIn('lee')
  const answer = await call(
    'POST',
    '/api/accounts/ACME/sites',
    { name: 'n', country: 'GB', zone: 'Europe/London' },
    { cookie, origin: 'https://elsewhere.example', host: 'holdfast.example' },
  )
  assert.equal(answer.status, 403)
  assert.match(JSON.stringify(answer.body), /another site/)
})

test('the setup page works once and never again', async () => {
  const answer = await call('POST', '/api/setup', {
    company: 'X',
    country: 'NL',
    zone: 'Europe/Amsterdam',
    theatre: 'EMEA',
    name: 'X',
    email: 'x@x.example',
    password,
  })
  assert.equal(answer.status, 409)
})
