import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Api, startApi } from '../support/api.ts'
import { fc } from '../support/laws.ts'

/** Service automation at work against a real database: keys, races, a model of events and cases, large feeds, and the command line. */

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')

const place = { theatre: 'AMERICAS', country: 'US', zone: 'America/Chicago', address: '500 Main St' }
const devices = ['JN-B1', 'JN-B2', 'JN-B3']
const world = {
  accounts: { BETA: { ...place, name: 'Beta Bank' }, ETA: { ...place, name: 'Eta Bank' } },
  people: {
    carl: { account: 'BETA', roles: ['LC', 'NC'], contact: ['primary'] },
    dana: { account: 'BETA', roles: ['NC'], contact: ['backup'] },
    uma: { account: 'BETA', roles: ['UU'] },
    eve: { account: 'ETA', roles: ['LC', 'NC'], contact: ['primary'] },
    eli: { account: 'ETA', roles: ['NC'], contact: ['backup'] },
  },
  devices: { ...Object.fromEntries(devices.map((serial) => [serial, { account: 'BETA' }])), 'JN-E1': { account: 'ETA' } },
  base_contracts: [
    { account: 'BETA', devices, from: '2026-01-01', to: '2027-12-31' },
    { account: 'ETA', devices: ['JN-E1'], from: '2026-01-01', to: '2027-12-31' },
  ],
  contracts: [
    { account: 'BETA', offering: 'SSM', devices, from: '2026-03-01', to: '2027-02-28' },
    { account: 'ETA', offering: 'SSM', devices: ['JN-E1'], from: '2026-03-01', to: '2027-02-28' },
  ],
}

let api: Api
let address: string
const contracts = new Map<string, string>()
let probe: string
let other: string
let foreign: string

before(async () => {
  api = await startApi(world)
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  for (const account of ['BETA', 'ETA']) {
    const { items } = (await api.call('service-manager', 'GET', `/api/accounts/${account}/contracts`)).body as {
      items: { number: string; service: string }[]
    }
    contracts.set(account, items.find(({ service }) => service === 'SSM')?.number ?? '')
  }
  await goLive('BETA', 'carl')
  await goLive('ETA', 'eve')
  probe = await keyOf('carl', 'probe', 'BETA')
  other = await keyOf('carl', 'other', 'BETA')
  foreign = await keyOf('eve', 'probe', 'ETA')
})
after(() => api?.close())

const of = (account: string) => `/api/accounts/${account}/contracts/${contracts.get(account)}/automation`
const must = async (who: string, method: string, url: string, body: unknown, status: number) => {
  const answer = await api.call(who, method, url, body)
  assert.equal(answer.status, status, answer.text)
  return answer.body as Record<string, unknown>
}
async function goLive(account: string, contact: string) {
  const plan = { plannedOn: '2026-03-05', text: 'One collector', engineer: 'engineer@vendor.example' }
  await must('service-manager', 'PUT', `${of(account)}/plan`, plan, 200)
  await must(contact, 'POST', `${of(account)}/licence`, { licence: 'EULA' }, 201)
  await must('engineer', 'POST', `${of(account)}/switch`, {}, 200)
  const fields = [{ field: 'account', expected: account, found: account }]
  await must('engineer', 'POST', `${of(account)}/tests`, { trigger: 'A fan is pulled', fields }, 201)
  await must('engineer', 'POST', `${of(account)}/live`, {}, 200)
}
async function keyOf(who: string, name: string, account: string): Promise<string> {
  const made = await must(who, 'POST', `${of(account)}/collectors`, { name, contact: `${who}@${account.toLowerCase()}.example` }, 201)
  return made.key as string
}
const sendEvent = (
  key: string,
  body: Readonly<Record<string, unknown>>,
  account = 'BETA',
  headers: Readonly<Record<string, string>> = {},
) =>
  api.call(null, 'POST', `${of(account)}/events`, { at: new Date(api.clock.now).toISOString(), ...body }, { 'x-api-key': key, ...headers })
const sendText = (key: string, path: string, text: string) =>
  api.call(
    null,
    'POST',
    path,
    `--x\r\ncontent-disposition: form-data; name="file"; filename="f.txt"\r\ncontent-type: text/plain\r\n\r\n${text}\r\n--x--\r\n`,
    { 'x-api-key': key, 'content-type': 'multipart/form-data; boundary=x' },
  )
const sendFeed = (key: string, readAt: string, text: string) =>
  sendText(key, `${of('BETA')}/feeds?source=test&readAt=${encodeURIComponent(readAt)}`, text)
const sendFile = (key: string, text: string, device = 'JN-B1') =>
  sendText(key, `${of('BETA')}/files?device=${device}&name=log.txt&script=all&version=1&collectedAt=2026-03-10T09:00:00Z`, text)
type Sent = { readonly fate: string; readonly case: string | null; readonly same: boolean }

test('SSM-3.2.p4: two identical events at one instant by parallel posts are one case with two events', async () => {
  const both = await Promise.all([probe, other].map((key) => sendEvent(key, { device: 'JN-B1', kind: 'fan-alarm' })))
  const sent = both.map(({ body }) => body as Sent)
  assert.deepEqual(sent.map(({ fate }) => fate).sort(), ['added', 'opened'])
  assert.equal(new Set(sent.map((each) => each.case)).size, 1)
  const { items } = await must('carl', 'GET', `/api/accounts/BETA/cases/${sent[0]?.case}/detected`, undefined, 200)
  assert.equal((items as unknown[]).length, 2)
})

test('SSM-3.2.p4: twenty posts at once over two collectors, and events sent again, open one case for each device and kind', async () => {
  const posts = Array.from({ length: 20 }, (_, at) =>
    sendEvent(at % 2 ? probe : other, { device: at % 4 < 2 ? 'JN-B1' : 'JN-B2', kind: 'link-flap', id: `flap-${Math.floor(at / 4)}` }),
  )
  const sent = (await Promise.all(posts)).map(({ body, text }) => {
    assert.match(text, /"fate"/)
    return body as Sent & { readonly serial: string }
  })
  for (const serial of ['JN-B1', 'JN-B2']) {
    const own = sent.filter((each) => each.serial === serial)
    assert.equal(new Set(own.map((each) => each.case)).size, 1)
  }
  // each collector numbers its events itself, and each number of one counts once
  assert.equal(sent.filter(({ same }) => !same).length, 10)
  assert.equal(sent.filter(({ same, fate }) => !same && fate === 'opened').length, 2)
})

test('SSM-3.2.p4: an event that is worse than all before it is told once, with the priority that a case would have now', async () => {
  const send = async (severity: string) => {
    const answer = await sendEvent(probe, { device: 'JN-B2', kind: 'power-supply', severity, text: 'PEM 1 has no input' })
    assert.equal(answer.status, 201, answer.text)
    return (answer.body as { case: string }).case
  }
  const told = (of: string) =>
    api.database.asOwner<{ text: string; to: readonly unknown[] }>(
      "select payload->>'text' as text, payload->'to' as to from outbox where subject = $1 and payload->>'text' like '%Raise its priority%' order by text",
      [of],
    )
  const number = await send('minor')
  assert.equal(await send('minor'), number)
  assert.deepEqual(await told(number), [])
  await send('major')
  await send('critical')
  await send('critical')
  await send('major')
  const letters = await told(number)
  assert.deepEqual(
    letters.map(({ text }) => /is (\w+) now.* is (P\d); opened now it would be (P\d)/.exec(text)?.slice(1)),
    [
      ['critical', 'P4', 'P2'],
      ['major', 'P4', 'P3'],
    ],
  )
  assert.ok(letters.every(({ to }) => to.length > 0))
})

test('SSM-3.2.p4: whatever comes in whatever order, a device and kind have at most one open case, and no event is lost', async () => {
  const step = fc.record({
    what: fc.constantFrom('event', 'event', 'event', 'again', 'close', 'late'),
    device: fc.constantFrom(...devices),
    kind: fc.constantFrom('alpha', 'beta'),
  })
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      round++
      // the model: of each device and kind the case that is open, when the last one was closed, and how many events each case has
      const open = new Map<string, string>()
      const closed = new Map<string, { readonly number: string; readonly at: number }>()
      const counts = new Map<string, number>()
      const lastId = new Map<string, string>()
      for (const [at, { what, device, kind: name }] of steps.entries()) {
        api.clock.now += 60_000
        const kind = `${name}-${round}`
        const key = `${device} ${kind}`
        if (what === 'close') {
          const number = open.get(key)
          if (number === undefined) continue
          const url = `/api/accounts/BETA/cases/${number}/moves`
          await must('desk', 'POST', url, { move: 'resolve', reason: 'it is mended' }, 200)
          await must('carl', 'POST', url, { move: 'agree' }, 200)
          open.delete(key)
          closed.set(key, { number, at: api.clock.now })
          continue
        }
        const before = closed.get(key)
        const late = what === 'late' && before !== undefined && !open.has(key)
        const again = what === 'again' ? lastId.get(key) : undefined
        const id = again ?? `${round}-${at}`
        const happened = late ? before.at - 1000 : api.clock.now
        const answer = await sendEvent(probe, { device, kind, id, at: new Date(happened).toISOString() })
        const sent = answer.body as Sent
        if (again !== undefined) {
          assert.equal(sent.same, true, answer.text)
          continue
        }
        lastId.set(key, id)
        const expected = open.get(key) ?? (late ? before.number : undefined)
        assert.equal(sent.fate, expected === undefined ? 'opened' : 'added', answer.text)
        if (expected !== undefined) assert.equal(sent.case, expected)
        const number = sent.case ?? ''
        if (!late) open.set(key, number)
        counts.set(number, (counts.get(number) ?? 0) + 1)
      }
      for (const [number, count] of counts) {
        const { items } = await must('carl', 'GET', `/api/accounts/BETA/cases/${number}/detected`, undefined, 200)
        assert.equal((items as unknown[]).length, count, number)
      }
      assert.equal(new Set([...open.values()]).size, open.size)
    }),
    { numRuns: 8 },
  )
})

test('a key does what a collector does for its own contract, and nothing else of all that the API can do', async () => {
  const document = api.app.swagger() as unknown as {
    paths: Readonly<Record<string, Readonly<Record<string, { operationId: string; 'x-permission': string }>>>>
  }
  let refused = 0
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, declared] of Object.entries(methods)) {
      if (declared['x-permission'] === 'public' || declared['x-permission'] === 'automation.send') continue
      const url = path
        .replace('{account}', 'BETA')
        .replace('{contract}', contracts.get('BETA') ?? '')
        .replace(/\{\w+\}/g, '00000000-0000-7000-8000-00000000dead')
      const answer = await api.call(null, method.toUpperCase(), url, method === 'get' ? undefined : {}, { 'x-api-key': probe })
      assert.equal(answer.status, 403, `${declared.operationId}: ${answer.status} ${answer.text.slice(0, 200)}`)
      refused++
    }
  assert.ok(refused > 300, `${refused} operations`)
})

test('a key of one account sends nothing for another one, and cannot tell it from one that is not there', async () => {
  const [own, theirs] = [
    await sendEvent(foreign, { device: 'JN-E1', kind: 'fan' }, 'ETA'),
    await sendEvent(foreign, { device: 'JN-B1', kind: 'fan' }),
  ]
  assert.equal(own.status, 201, own.text)
  assert.equal(theirs.status, 404, theirs.text)
  assert.match(theirs.text, /account/)
  const elsewhere = await api.call(
    null,
    'POST',
    `${of('ETA').replace(contracts.get('ETA') ?? '', 'ETA-C999')}/events`,
    { device: 'JN-E1', kind: 'fan', at: '2026-03-10T10:00:00Z' },
    { 'x-api-key': foreign },
  )
  assert.equal(elsewhere.status, 404, elsewhere.text)
  // a device of another account is one that nobody knows
  const event = (await sendEvent(foreign, { device: 'JN-B1', kind: 'fan' }, 'ETA')).body as { fate: string; why: string }
  assert.deepEqual([event.fate, event.why], ['refused', 'JN-B1 is not in the installed base'])
})

test('a key is kept as a hash, is told once, is nobody’s who may not make it, and ends at once when it is revoked', async () => {
  for (const who of ['uma', 'desk', 'eve']) {
    const answer = await api.call(who, 'POST', `${of('BETA')}/collectors`, { name: 'x', contact: 'carl@beta.example' })
    assert.ok([403, 404].includes(answer.status), `${who}: ${answer.text}`)
  }
  const made = await must('dana', 'POST', `${of('BETA')}/collectors`, { name: 'third', contact: 'dana@beta.example' }, 201)
  const key = made.key as string
  const secret = key.split('.')[3] ?? 'none'
  const rows = await api.database.asOwner<{ row: string }>('select t::text as row from collector t')
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(secret)))
  const listed = await api.call('carl', 'GET', `${of('BETA')}/collectors`)
  assert.ok(!listed.text.includes(secret))
  assert.equal((await sendEvent(key, { device: 'JN-B1', kind: 'third' })).status, 201)
  await must('carl', 'POST', `${of('BETA')}/collectors/${made.collector}/revocation`, {}, 200)
  assert.equal((await sendEvent(key, { device: 'JN-B1', kind: 'third' })).status, 401)
  assert.equal((await api.call('carl', 'POST', `${of('BETA')}/collectors/${made.collector}/revocation`, {})).status, 409)
})

test('SSM-3.2.p2: thirty thousand lines come in one feed, each bad one is named, and the same feed by parallel posts is one', async () => {
  const lines = Array.from({ length: 30_000 }, (_, at) => (at % 1000 === 7 ? ',MX204' : `SN-${at},MX204`))
  const text = ['serial,model', ...lines].join('\n')
  const began = performance.now()
  const both = await Promise.all([sendFeed(probe, '2026-03-10T09:00:00Z', text), sendFeed(probe, '2026-03-10T09:00:00Z', text)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201], both[0]?.text.slice(0, 300))
  assert.ok(performance.now() - began < 20_000)
  const sent = both[0]?.body as { listed: number; unreadLines: number; unread: { line: number }[] }
  assert.deepEqual([sent.listed, sent.unreadLines, sent.unread[0]?.line], [29_970, 30, 9])
  const compared = await must('carl', 'GET', `${of('BETA')}/comparison`, undefined, 200)
  assert.equal(compared.listed, 29_970)
  // what the other collector says is beside it; a newer reading of the first one is instead of it
  assert.equal((await sendFeed(other, '2026-03-10T09:30:00Z', 'serial\nJN-B3\n')).status, 201)
  assert.equal((await sendFeed(probe, '2026-03-10T09:40:00Z', 'serial\nJN-B1\nJN-B2\n')).status, 201)
  const now = await must('carl', 'GET', `${of('BETA')}/comparison`, undefined, 200)
  assert.deepEqual([now.listed, now.same, (now.sources as unknown[]).length], [3, 3, 2])
})

test('SSM-3.2.p3: a collected file is kept without its secrets, whatever it is, and the same one by parallel posts is one', async () => {
  const text = 'a log that nobody reads\nset snmp community hunter2-of-beta authorization read-only\npassword=hunter2-of-beta'
  const both = await Promise.all([sendFile(probe, text), sendFile(probe, text)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201], both[0]?.text)
  const { file } = (both[0] as { body: unknown }).body as { file: string }
  const read = await api.call('dana', 'GET', `${of('BETA')}/files/${file}`)
  assert.equal(read.status, 200)
  assert.match(read.text, /a log that nobody reads/)
  for (const table of ['automation_file', 'device_configuration', 'device_capture', 'audit', 'outbox'])
    for (const { row } of await api.database.asOwner<{ row: string }>(`select t::text as row from ${table} t`).catch(() => []))
      assert.ok(!row.includes('hunter2-of-beta'), table)
  assert.equal((await api.call('uma', 'GET', `${of('BETA')}/files/${file}`)).status, 403)
})

test('the command line sends as a collector, sends again without doubling, and says by its end how much was taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-collector-'))
  const env = { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: probe }
  const holdfast = async (...args: string[]) => {
    try {
      return { code: 0, ...(await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'automation', ...args], { env })) }
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string }
    }
  }
  try {
    writeFileSync(join(folder, 'feed.csv'), 'serial,model\nJN-B1,MX204\n,MX204\n')
    const time = new Date(api.clock.now).toISOString()
    const fed = await holdfast('feed', join(folder, 'feed.csv'), '--source', 'script v3', '--read-at', time)
    assert.deepEqual([fed.code, /1 devices/.test(fed.stdout), /line 3/.test(fed.stderr)], [2, true, true], fed.stderr)
    writeFileSync(join(folder, 'log.txt'), 'nothing that is known')
    const collected = await holdfast(
      'collect',
      'JN-B2',
      join(folder, 'log.txt'),
      '--script',
      's',
      '--script-version',
      '1',
      '--collected-at',
      time,
    )
    assert.deepEqual([collected.code, /not recognised/.test(collected.stdout)], [0, true], collected.stderr)
    writeFileSync(
      join(folder, 'events.jsonl'),
      [{ device: 'JN-B2', kind: 'psu', at: time }, { device: 'JN-B2', kind: 'psu', at: time }, { kind: 'psu' }]
        .map((each) => JSON.stringify(each))
        .join('\n'),
    )
    const events = await holdfast('event', '--from', join(folder, 'events.jsonl'), '--json')
    const first = JSON.parse(events.stdout) as Sent[]
    assert.deepEqual([events.code, first.map(({ fate }) => fate)], [2, ['opened', 'added']], events.stderr)
    const again = JSON.parse((await holdfast('event', '--from', join(folder, 'events.jsonl'), '--json')).stdout) as Sent[]
    assert.equal(new Set([...first, ...again].map((each) => each.case)).size, 1)
    const { items } = await must('carl', 'GET', `/api/accounts/BETA/cases/${first[0]?.case}/detected`, undefined, 200)
    assert.equal((items as unknown[]).length, 2)
    const wrong = await holdfast('event', 'JN-B2', 'psu', '--at', '2099-01-01T00:00:00Z')
    assert.deepEqual([wrong.code, /lies in the future/.test(wrong.stderr)], [1, true])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
