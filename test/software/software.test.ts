import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Api, startApi } from '../support/api.ts'

/** Custom software against a real database: races, who may do what, whose a download is, and the command line. */

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London' }
const item = (account: string) => ({ account, kind: 'software', product: 'ProvTool', release: '2.1.0', acceptedRelease: '2.1.0' })
const world = {
  accounts: {
    ACME: { ...place, name: 'Acme Telco', address: '12 High St' },
    OTHER: { ...place, name: 'Other Rail', address: '1 Low St' },
  },
  people: {
    ann: { account: 'ACME', roles: ['LC', 'NC'], contact: ['technical'] },
    bob: { account: 'ACME', roles: ['NC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    eve: { account: 'OTHER', roles: ['LC', 'NC'] },
  },
  devices: { CSW1: item('ACME'), CSW2: item('ACME'), CSW9: item('OTHER') },
  contracts: [
    { account: 'ACME', offering: 'CSS', devices: ['CSW1', 'CSW2'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'OTHER', offering: 'CSS', devices: ['CSW9'], from: '2026-01-01', to: '2026-12-31' },
  ],
}

let api: Api
let address: string
before(async () => {
  api = await startApi(world)
  api.clock.now = Date.parse('2026-06-01T09:00:00Z')
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => api?.close())

type Body = Record<string, unknown>
type Software = { accepted: string; history: { release: string; why: string }[]; installations?: unknown[]; releases: Body[] }
const post = (who: string, path: string, body: Body = {}, account = 'ACME') =>
  api.call(who, 'POST', `/api/accounts/${account}${path}`, body)
const read = async (serial: string) => (await api.call('ann', 'GET', `/api/accounts/ACME/software/${serial}`)).body as Software

async function keep(text: string, account = 'ACME'): Promise<string> {
  const form = ['--x', 'content-disposition: form-data; name="file"; filename="p.tgz"', '', text, '--x--', ''].join('\r\n')
  const kept = await api.call('engineer', 'POST', `/api/accounts/${account}/documents`, form, {
    'content-type': 'multipart/form-data; boundary=x',
  })
  assert.equal(kept.status, 201, kept.text)
  return (kept.body as { id: string }).id
}

/** Writes, fills and publishes a patch; its file's id. */
async function publish(serial: string, version: string, account = 'ACME'): Promise<string> {
  const of = `/software/${serial}/releases`
  const document = await keep(`bytes of ${version}`, account)
  await post('engineer', of, { version, kind: 'patch', problems: [{ defect: 'PR-1', text: 'it stops' }] }, account)
  await post('engineer', `${of}/${version}/files`, { document }, account)
  const done = await post('engineer', `${of}/${version}/publication`, {}, account)
  assert.equal(done.status, 200, done.text)
  return document
}

test('of two who publish one release at once, one does, and its contacts are told once', async () => {
  const document = await keep('bytes')
  const of = '/software/CSW2/releases'
  await post('engineer', of, { version: '2.1.0-race', kind: 'patch', problems: [{ defect: 'PR-1', text: 'it stops' }] })
  await post('engineer', `${of}/2.1.0-race/files`, { document })
  const answers = await Promise.all([1, 2, 3, 4].map(() => post('engineer', `${of}/2.1.0-race/publication`)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409])
  const sent = await api.database.asOwner(
    "select 1 from outbox where kind = 'software-notice' and payload ->> 'subject' like '%2.1.0-race is available'",
  )
  assert.equal(sent.length, 1)
})

test('a directed patch that two people record at once moves the accepted release once', async () => {
  await publish('CSW1', '2.1.0-p1')
  const of = '/software/CSW1/releases/2.1.0-p1'
  const directed = await Promise.all([1, 2].map(() => post('desk', `${of}/direction`, { unit: 'JTAC', dueOn: '2026-06-20' })))
  assert.deepEqual(directed.map(({ status }) => status).sort(), [200, 409])
  const done = await Promise.all(['ann', 'bob', 'ann'].map((who) => post(who, `${of}/installations`, { installedOn: '2026-06-01' })))
  assert.deepEqual(
    done.map(({ status }) => status),
    [201, 201, 201],
  )
  assert.deepEqual(done.map(({ body }) => (body as { agreed: string }).agreed).sort(), ['kept', 'kept', 'moved'])
  const { accepted, history } = await read('CSW1')
  assert.equal(accepted, '2.1.0-p1')
  assert.deepEqual(
    history.map(({ release }) => release),
    ['2.1.0-p1', '2.1.0'],
  )
})

test('of two answers to a proposal one counts, and of two proposals one stands', async () => {
  const proposed = await Promise.all(
    ['engineer', 'ann', 'engineer'].map((who) => post(who, '/software/CSW2/agreed-release', { release: '2.2.0', why: 'tested' })),
  )
  assert.deepEqual(proposed.map(({ status }) => status).sort(), [201, 409, 409])
  const { proposals } = (await read('CSW2')) as unknown as { proposals: { side: string }[] }
  const other = proposals[0]?.side === 'provider' ? 'ann' : 'engineer'
  const answers = await Promise.all([1, 2, 3].map(() => post(other, '/software/CSW2/agreed-release/answer', { answer: 'agree' })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  assert.deepEqual(
    (await read('CSW2')).history.map(({ release }) => release),
    ['2.2.0', '2.1.0'],
  )
})

test('somebody who may only look takes nothing and agrees to nothing, and a stranger finds nothing', async () => {
  const document = await publish('CSW9', '2.1.0-p9', 'OTHER')
  assert.equal((await api.call('uma', 'GET', '/api/accounts/ACME/software/CSW1')).status, 200)
  assert.equal((await post('uma', '/software/CSW1/releases/2.1.0-p1/downloads', { document })).status, 403)
  assert.equal((await post('uma', '/software/CSW1/agreed-release', { release: '9', why: 'new' })).status, 403)
  assert.equal((await post('ann', '/software/CSW1/releases', { version: '9', kind: 'patch' })).status, 403)
  assert.equal((await api.call('ann', 'GET', '/api/accounts/OTHER/software/CSW9')).status, 404)
  // a file of another customer is in no release of one's own
  assert.equal((await post('ann', '/software/CSW1/releases/2.1.0-p1/downloads', { document })).status, 400)
})

test('bad input is told what was found and expected, and nothing is half written', async () => {
  const of = '/software/CSW1/releases'
  const cases: readonly (readonly [string, string, Body, number, RegExp])[] = [
    ['engineer', of, { version: '', kind: 'patch' }, 400, /version/],
    ['engineer', of, { version: '9', kind: 'hotfix' }, 400, /kind/],
    ['engineer', of, { version: '9', kind: 'patch', language: 'english' }, 400, /two small letters/],
    ['engineer', `${of}/2.1.0-p1/files`, { document: '00000000-0000-7000-8000-00000000dead' }, 409, /Only a draft/],
    ['engineer', `${of}/nothing/publication`, {}, 404, /No such release/],
    ['desk', `${of}/2.1.0-p1/direction`, { unit: 'JTAC', dueOn: '2026-05-31' }, 400, /has passed/],
    ['desk', `${of}/2.1.0-p1/direction`, { unit: 'JTAC', dueOn: '2026-02-30' }, 400, /dueOn/],
    ['ann', `${of}/2.1.0-p1/installations`, { installedOn: '2026-06-02' }, 400, /lies ahead/],
    ['ann', '/software/CSW1/enquiries', { act: 'free-lunch', text: 'please' }, 400, /act/],
    ['ann', '/software/CSW1/agreed-release', { release: '2.1.0-p1', why: 'again' }, 409, /That is the agreed release/],
  ]
  const before = await read('CSW1')
  for (const [who, path, body, status, words] of cases) {
    const answer = await post(who, path, body)
    assert.equal(answer.status, status, `${path} ${answer.text}`)
    assert.match(answer.text, words)
  }
  assert.deepEqual(await read('CSW1'), before)
})

test('on the command line a release is shown, downloaded with its hash checked, and said to be installed', async () => {
  await publish('CSW1', '2.1.0-p2')
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  const cli = async (who: string, ...words: string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
      env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
    })
    return stdout
  }
  try {
    assert.match(await cli('ann', 'software', 'list'), /CSW1 +ProvTool +2\.1\.0-p1/)
    assert.match(await cli('ann', 'software', 'show', 'CSW1'), /2\.1\.0-p2 +patch, published, for 2\.1\.0-p1/)
    assert.match(await cli('ann', 'software', 'get', 'CSW1', '2.1.0-p2', '--to', folder), /SHA-256 [0-9a-f]{64}, as published/)
    assert.equal(readFileSync(join(folder, 'p.tgz'), 'utf8'), 'bytes of 2.1.0-p2')
    assert.match(
      await cli('ann', 'software', 'installed', 'CSW1', '2.1.0-p2', 'in', 'Leeds', '--on', '2026-06-01'),
      /The other side is asked/,
    )
    await assert.rejects(cli('ann', 'software', 'get', 'CSW2', '2.1.0-race', '--to', folder), (error: { stderr: string }) => {
      assert.match(error.stderr, /made for is 2\.1\.0, expected 2\.2\.0/)
      assert.match(error.stderr, /CSS-6\.p2/)
      return true
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
