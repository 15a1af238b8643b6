import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { createServer } from '../../src/server.ts'
import { buildWorld } from '../../src/world/build.ts'
import { worldSpec } from '../../src/world/spec.ts'
import { type Api, startApi } from '../support/api.ts'

/** What is masked, where it must not be seen, and who may see it after all: with real passwords and sessions. */

const password = 'a long enough password'
const secret = 'Sup3rGeheim-77'
const hash = `$9$${'abcDEF123.xyz-789'}`
let api: Api
let app: Awaited<ReturnType<typeof createServer>>
const cookies = new Map<string, string>()

before(async () => {
  api = await startApi({})
  app = await createServer({ logLevel: 'silent', uploadBytes: 100_000 }, api.parts, () => api.clock.now, true)
  const person = (account: string, role: string) => ({ account, roles: [role] })
  const world = worldSpec.parse({
    accounts: { ACME: { name: 'Acme' }, OTHER: { name: 'Other' } },
    people: { ann: { ...person('ACME', 'NC'), contact: ['named'] }, uma: person('ACME', 'UU'), oli: person('OTHER', 'LC') },
    devices: { D1: { account: 'ACME' }, D2: { account: 'OTHER' } },
    base_contracts: [{ account: 'ACME', devices: ['D1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [{ account: 'ACME', offering: 'ACP', devices: ['D1'], from: '2026-01-01', to: '2026-12-31' }],
  })
  await api.database.asOwner("update account set code = 'OLDVENDOR', kind = 'partner' where code = 'VENDOR'")
  const who = new Set(['ann', 'uma', 'oli', 'desk', 'care', 'auditor', 'admin'])
  await inScope(api.parts.db, providerScope, (tx) =>
    buildWorld(tx, world, api.clock.now, { gateway: api.parts.parties.signIn, password, who }),
  )
  for (const [email, name] of [
    ['ann@acme.example', 'ann'],
    ['uma@acme.example', 'uma'],
    ['oli@other.example', 'oli'],
    ['desk@vendor.example', 'desk'],
    ['care@vendor.example', 'care'],
    ['admin@vendor.example', 'admin'],
  ] as const)
    cookies.set(name, await signIn(email))
})
after(async () => {
  await app?.close()
  await api?.close()
})

async function signIn(email: string): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { email, password } })
  assert.equal(answer.statusCode, 200, `${email}: ${answer.body}`)
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ')
}

async function call(who: string | null, method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: { ...(who === null ? {} : { cookie: cookies.get(who) ?? who }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, json: <T>() => JSON.parse(answer.body) as T }
}

const upload = (who: string, url: string, name: string, content: string | Buffer) => {
  const boundary = 'a-boundary-of-the-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return call(who, 'POST', url, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}

let number = ''
let at = ''
type Shown = {
  timeline: { seq: number; kind: string; masked?: string[]; body: Record<string, unknown> }[]
  attachments: { id: string; secrets: string; kinds: string[] }[]
}

test('a secret is masked in what is shown, found, sent, audited and remembered, and stands raw in one place alone', async () => {
  const opened = await call('ann', 'POST', '/api/accounts/ACME/cases', {
    kind: 'tech',
    device: 'D1',
    priority: 'P3',
    summary: `login with password=${secret} fails`,
    description: `the config:\nset system login user a authentication encrypted-password "${hash}"`,
    customerReference: `pwd=${secret}`,
  })
  assert.equal(opened.status, 201, opened.text)
  assert.ok(!opened.text.includes(secret) && !opened.text.includes(hash), 'the answer to the opening')
  number = opened.json<{ number: string }>().number
  at = `/api/accounts/ACME/cases/${number}`
  for (const [who, path, body] of [
    ['ann', 'messages', { text: `the password is ${secret}` }],
    ['desk', 'notes', { text: `radius-server 10.0.0.1 secret "${secret}";` }],
    ['desk', 'contacts', { medium: 'email', text: `as on the phone: password: ${secret}` }],
    ['desk', 'priority', { priority: 'P4', reason: `password=${secret}` }],
    ['ann', 'reference', { reference: `pwd=${secret}` }],
    ['ann', 'escalations', { reason: `nobody tried password=${secret}` }],
    ['desk', 'owner', { to: 'me', reason: `pwd=${secret}` }],
    ['desk', 'hand-overs', { to: 'care@vendor.example', situation: `password=${secret}`, nextStep: `try pwd=${secret}` }],
    ['desk', 'rmas', { device: 'D1', reason: `password=${secret}`, shipTo: `pwd=${secret}` }],
  ] as const) {
    const done = await call(who, 'POST', `${at}/${path}`, body, { 'idempotency-key': `k-${path}` })
    assert.ok(done.status < 300, done.text)
    assert.ok(!done.text.includes(secret), path)
  }
  const desk = await call('desk', 'GET', at)
  assert.match(desk.text, /\*\*\*password\*\*\*/)
  const tables = await api.database.asOwner<{ name: string }>(
    "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'holdfast' and c.relkind = 'r'",
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const rows = await api.database.asOwner(
      `select 1 from holdfast.${name} t where lower(t::text) like '%${secret.toLowerCase()}%' or t::text like '%${hash}%' limit 1`,
    )
    if (rows.length > 0) holding.push(name)
  }
  assert.deepEqual(holding, ['case_secret'])
  const searched = await call('desk', 'GET', `/api/cases?query=${secret}`)
  assert.ok(!searched.text.includes(number), searched.text)
})

const eventOf = async (who: string, kind: string) => {
  const found = (await call(who, 'GET', at)).json<Shown>().timeline.find((each) => each.kind === kind)
  assert.ok(found, kind)
  return found
}
const audits = async (action: string) =>
  api.database.asOwner<{ actor: string; detail: Record<string, unknown> }>(
    'select actor, detail from holdfast.audit where action = $1 order by seq',
    [action],
  )

test('staff see what is masked with their password and a reason; the audit trail says who, what and why', async () => {
  const event = await eventOf('desk', 'message')
  assert.deepEqual(event.masked, ['password'])
  const shown = await call(
    'desk',
    'POST',
    `${at}/reveal`,
    { event: event.seq, password, reason: 'to try the login' },
    { 'idempotency-key': 'reveal-1' },
  )
  assert.equal(shown.status, 200, shown.text)
  assert.deepEqual(shown.json(), { kinds: ['password'], raw: { text: `the password is ${secret}` } })
  assert.match(String(shown.headers['cache-control']), /no-store/)
  const [entry] = await audits('secret.reveal')
  assert.match(entry?.actor ?? '', /desk/i)
  assert.deepEqual(entry?.detail, { event: event.seq, kinds: ['password'], reason: 'to try the login' })
  const kept = await api.database.asOwner("select 1 from holdfast.idempotency where key = 'reveal-1'")
  assert.equal(kept.length, 0, 'nothing of a revealing is remembered')
  const first = await call('desk', 'POST', `${at}/reveal`, { event: 1, password, reason: 'the first one' })
  assert.deepEqual(Object.keys(first.json<{ raw: object }>().raw).sort(), ['customerReference', 'description', 'summary'])
})

test('nothing is revealed without the right password, without a reason, to who may not, or where nothing is masked', async () => {
  const { seq } = await eventOf('desk', 'message')
  const before = (await audits('secret.reveal')).length
  const attempt = (who: string | null, body: object, headers = {}) => call(who, 'POST', `${at}/reveal`, body, headers)
  const right = { event: seq, password, reason: 'to try the login' }
  const refused = [
    ['another password', await attempt('desk', { ...right, password: 'not the password' }), 403],
    ['no password', await attempt('desk', { event: seq, reason: 'to try the login' }), 403],
    ['a wrong code', await attempt('desk', { event: seq, code: '000000', reason: 'to try the login' }), 403],
    ['no reason', await attempt('desk', { event: seq, password, reason: ' ' }), 400],
    ['customer care', await attempt('care', right), 403],
    ['the writer', await attempt('ann', right), 403],
    ['another account', await attempt('oli', right), 404],
    ['nobody', await attempt(null, right), 401],
    ['an event without a secret', await attempt('desk', { ...right, event: 999 }), 404],
  ] as const
  for (const [what, answer, status] of refused) {
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
    assert.ok(!answer.text.includes(secret), what)
  }
  assert.equal((await audits('secret.reveal')).length, before)
})

test('an API key reveals nothing, whatever it may do', async () => {
  const { seq } = await eventOf('desk', 'message')
  const made = await call('desk', 'POST', '/api/me/keys', { name: 'a key', scopes: ['case.read', 'case.reveal'], days: 1 })
  const { key } = made.json<{ key: string }>()
  const answer = await call(null, 'POST', `${at}/reveal`, { event: seq, password, reason: 'to try the login' }, { 'x-api-key': key })
  assert.equal(answer.status, 403)
  assert.match(answer.text, /A key cannot reveal/)
})

test('guessing the password to reveal is bounded like signing in, and blocks signing in too', async () => {
  const { seq } = await eventOf('desk', 'message')
  for (let i = 0; i < 10; i++) await call('desk', 'POST', `${at}/reveal`, { event: seq, password: `guess ${i}`, reason: 'to guess' })
  const answer = await call('desk', 'POST', `${at}/reveal`, { event: seq, password, reason: 'to guess' })
  assert.equal(answer.status, 429, answer.text)
  const signing = await app.inject({ method: 'POST', url: '/api/session', payload: { email: 'desk@vendor.example', password } })
  assert.equal(signing.statusCode, 429)
  api.clock.now += 16 * 60_000
  cookies.set('desk', await signIn('desk@vendor.example'))
})

test('a text file is handed out masked and revealed whole; what is no text is not looked into', async () => {
  const config = `## comment\nset snmp community ${secret} authorization read-only\nübrig: "${hash}"; ## SECRET-DATA\n`
  const har = JSON.stringify({
    log: { entries: [{ request: { headers: [{ name: 'Cookie', value: `sid=${secret}` }], cookies: [{ name: 'sid', value: secret }] } }] },
  })
  for (const [name, content] of [
    ['router.conf', config],
    ['trace.har', har],
  ] as const) {
    const added = await upload('ann', `${at}/attachments`, name, content)
    assert.equal(added.status, 201, added.text)
    const { id, secrets } = added.json<{ id: string; secrets: string }>()
    assert.equal(secrets, 'masked')
    const masked = await call('desk', 'GET', `${at}/attachments/${id}`)
    assert.equal(masked.status, 200)
    assert.ok(!masked.text.includes(secret) && !masked.text.includes(hash), masked.text)
    assert.match(String(masked.headers['cache-control']), /private, no-store/)
    if (name === 'router.conf')
      assert.match(masked.text, /^## comment\nset snmp community \*\*\*snmp-secret\*\*\* authorization read-only\nübrig: "/)
    const raw = await call('desk', 'POST', `${at}/attachments/${id}/reveal`, { password, reason: 'to load it in the lab' })
    assert.equal(raw.text, content)
    for (const who of ['ann', 'care', 'oli', null]) {
      const answer = await call(who, 'POST', `${at}/attachments/${id}/reveal`, { password, reason: 'to load it in the lab' })
      assert.ok([401, 403, 404].includes(answer.status), `${who}: ${answer.status}`)
    }
  }
  const bytes = Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])
  const packed = (await upload('ann', `${at}/attachments`, 'log.gz', bytes)).json<{ id: string; secrets: string }>()
  assert.equal(packed.secrets, 'not-looked')
  const plain = (await upload('ann', `${at}/attachments`, 'plain.txt', 'nothing here')).json<{ id: string; secrets: string }>()
  assert.equal(plain.secrets, 'none')
  assert.equal((await call('desk', 'GET', `${at}/attachments/${plain.id}`)).text, 'nothing here')
})

test('a download belongs to the session and the role of this moment, and each one is in the audit trail', async () => {
  const outside = (await upload('ann', `${at}/attachments`, "it's (a) *name* – ü.txt", 'x')).json<{ id: string }>().id
  const inside = (await upload('desk', `${at}/attachments?visibility=internal`, 'notes.txt', 'for staff')).json<{ id: string }>().id
  const read = (who: string | null, id: string) => call(who, 'GET', `${at}/attachments/${id}`)
  const before = (await audits('attachment.read')).length
  const good = await read('ann', outside)
  assert.equal(good.status, 200)
  assert.equal(good.headers['content-disposition'], "attachment; filename*=UTF-8''it%27s%20%28a%29%20_name_%20%E2%80%93%20%C3%BC.txt")
  assert.equal((await read('desk', inside)).status, 200)
  assert.equal((await audits('attachment.read')).length, before + 2)
  assert.equal((await read('ann', inside)).status, 404, 'an internal file for a customer')
  assert.equal((await read('uma', outside)).status, 404, 'a file of a case of somebody else')
  assert.equal((await read('oli', outside)).status, 404, 'another account')
  assert.equal((await read(null, outside)).status, 401, 'no session')
  assert.equal((await read('holdfast.session_token=made.up', outside)).status, 401, 'a made-up session')
  const short = await signIn('ann@acme.example')
  assert.equal((await read(short, outside)).status, 200)
  await call(short, 'DELETE', '/api/session')
  assert.equal((await read(short, outside)).status, 401, 'a session that was signed out')
  await api.database.asOwner("update holdfast.person set roles = array['SG'] where email = 'ann@acme.example'")
  api.parts.parties.forget()
  assert.equal((await read('ann', outside)).status, 403, 'a role that was taken away')
  await api.database.asOwner("update holdfast.person set roles = array['NC'] where email = 'ann@acme.example'")
  api.parts.parties.forget()
  assert.equal((await audits('attachment.read')).length, before + 3)
})

test('a file on its way stays its sender’s over signing out and in, and ends with the role', async () => {
  const begun = await call('ann', 'POST', `${at}/uploads`, { name: 'trace.txt', sizeBytes: 8 })
  const { id } = begun.json<{ id: string }>()
  const add = (who: string, offset: number, text: string) =>
    call(who, 'PATCH', `${at}/uploads/${id}?offset=${offset}`, Buffer.from(text), { 'content-type': 'application/octet-stream' })
  const short = await signIn('ann@acme.example')
  assert.equal((await add(short, 0, 'half')).status, 200)
  await call(short, 'DELETE', '/api/session')
  assert.equal((await add(short, 4, 'more')).status, 401)
  await api.database.asOwner("update holdfast.person set roles = array['SG'] where email = 'ann@acme.example'")
  api.parts.parties.forget()
  assert.equal((await add('ann', 4, 'more')).status, 403)
  assert.equal((await call('ann', 'POST', `${at}/uploads/${id}/finish`, {})).status, 403)
  await api.database.asOwner("update holdfast.person set roles = array['NC'] where email = 'ann@acme.example'")
  api.parts.parties.forget()
  assert.equal((await add(await signIn('ann@acme.example'), 4, 'more')).status, 200)
  assert.equal((await call('ann', 'POST', `${at}/uploads/${id}/finish`, {})).status, 201)
})

test('what is shown once stands in no table, whether a key was sent along or not', async () => {
  const hidden: string[] = []
  const take = (answer: Awaited<ReturnType<typeof call>>, status: number, of: (body: Record<string, string>) => readonly string[]) => {
    assert.equal(answer.status, status, answer.text)
    hidden.push(...of(answer.json<Record<string, string>>()))
  }
  const key = (name: string) => ({ 'idempotency-key': `once-${name}` })
  take(await call('ann', 'POST', '/api/me/keys', { name: 'k', scopes: ['case.read'], days: 1 }, key('key')), 201, (body) => [
    body.key ?? '',
  ])
  take(await call('uma', 'POST', '/api/me/totp', { password }, key('totp')), 200, (body) => [
    new URL(body.uri ?? '').searchParams.get('secret') ?? '',
    ...(body.backupCodes as unknown as string[]),
  ])
  take(await call('ann', 'POST', '/api/notices/webhook', { url: 'https://hooks.example.com/a' }, key('hook')), 201, (body) => [
    body.secret ?? '',
  ])
  take(await call('ann', 'POST', '/api/notices/webhook/secret', {}, key('rotate')), 200, (body) => [body.secret ?? ''])
  take(await call('ann', 'POST', '/api/notices/feed', {}, key('feed')), 200, (body) => [body.path?.split('/').at(-1)?.slice(0, -4) ?? ''])
  const hook = { url: 'https://hooks.example.com/b', events: ['case.message'] }
  const added = await call('care', 'POST', '/api/accounts/ACME/webhooks', hook, key('account-hook'))
  take(added, 201, (body) => [body.secret ?? ''])
  const rotated = await call(
    'care',
    'POST',
    `/api/accounts/ACME/webhooks/${added.json<{ id: string }>().id}/secret`,
    {},
    key('account-rotate'),
  )
  take(rotated, 200, (body) => [body.secret ?? ''])
  assert.ok(hidden.length >= 10 && hidden.every((each) => each.length >= 8), `${hidden.map(({ length }) => length)}`)
  const tables = await api.database.asOwner<{ name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  assert.ok(tables.length > 40)
  const found: string[] = []
  for (const { name } of tables)
    for (const each of hidden)
      if ((await api.database.asOwner(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [each])).length > 0) found.push(name)
  assert.deepEqual(found, [])
  const kept = await api.database.asOwner("select key from holdfast.idempotency where key like 'once-%'")
  assert.deepEqual(kept, [])
})

test('a name with a header in it is a name', async () => {
  const evil = 'a.txt%0d%0aset-cookie: x=1'
  const { id } = (await upload('ann', `${at}/attachments`, evil, 'x')).json<{ id: string }>()
  const answer = await call('desk', 'GET', `${at}/attachments/${id}`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.doesNotMatch(String(answer.headers['content-disposition']), /[\r\n]/)
})

test('a draft is its writer’s alone and stands as it was written', async () => {
  await call('desk', 'PUT', `${at}/draft`, { kind: 'reply', text: `password=${secret}` })
  assert.match((await call('desk', 'GET', `${at}/draft`)).text, new RegExp(secret))
  assert.doesNotMatch((await call('care', 'GET', `${at}/draft`)).text, new RegExp(secret))
})
