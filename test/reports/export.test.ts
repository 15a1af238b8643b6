import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { fromBufferPromise } from 'yauzl'
import { type Api, startApi } from '../support/api.ts'

/** The proof of a contract as it is handed over: unpacked, checked, and caught when somebody changed a letter of it. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '5 Queen St' }
let api: Api
let folder = ''
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-proof-'))
  api = await startApi({
    accounts: { EU2: { ...place, name: 'Pacific Rail' }, EU3: { ...place, name: 'Third' } },
    people: {
      lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
      mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
      max: { account: 'EU2', roles: ['NC'], contact: ['named'] },
      sid: { account: 'EU2', roles: ['SG'], contact: ['signatory'] },
      eve: { account: 'EU3', roles: ['LC'] },
      uma: { account: 'EU2', roles: ['UU'] },
    },
    devices: { 'SN-1': { account: 'EU2', source: 'territory-reseller' } },
    base_contracts: [{ account: 'EU2', devices: ['SN-1'], from: '2026-01-01', to: '2026-12-31' }],
    contracts: [{ account: 'EU2', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' }],
    calendars: { 'vendor-APAC': { holidays: {}, loadedYears: [2026, 2027] } },
  })
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = async (who: string, path: string, body: object) => {
  const answer = await api.call(who, 'POST', `/api/accounts/EU2${path}`, body)
  assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`)
  return answer.body as Record<string, never>
}
/** Writes an archive into a folder, as any tool does it. */
async function unpack(zip: Buffer, to: string) {
  const archive = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true })
  for await (const entry of archive.eachEntry()) {
    const path = join(to, entry.fileName)
    mkdirSync(dirname(path), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path))
  }
}
const cli = (...args: string[]) => {
  try {
    return {
      code: 0,
      out: execFileSync(process.execPath, [join(import.meta.dirname, '../../src/cli/main.ts'), 'proof', ...args], { encoding: 'utf8' }),
    }
  } catch (error) {
    const failed = error as { status: number; stdout: string; stderr: string }
    return { code: failed.status, out: failed.stdout + failed.stderr }
  }
}

test('what was delivered is in the pack with its hash, what was not is a gap, and the audit trail holds the hash of the list', async () => {
  await call('sales', '/credits', { family: 'ASC', credits: 5, purchasedOn: '2026-03-10', order: 'PO-1' })
  const { request } = await call('lea', '/requests', { service: 'TG', quantity: 1 })
  await call('engineer', `/requests/${request}/scope`, { outcome: 'in' })
  const { orders, id } = (await call('engineer', `/requests/${request}/task-orders`, {
    quantity: 1,
    firstDay: '2026-03-11',
  })) as unknown as {
    id: string
    orders: [{ sha256: string }]
  }
  await call('lea', `/requests/${request}/task-orders/1/approval`, { sha256: orders[0].sha256 })
  await call('lea', `/requests/${request}/redemption`, {})
  const contract =
    ((await api.call('lea', 'GET', '/api/accounts/EU2/contracts')).body as { items: { number: string; kind: string }[] }).items.find(
      ({ kind }) => kind === 'service',
    )?.number ?? ''
  await call('lea', `/contracts/${contract}/duties/legal-rules/evidence`, { engagement: id, nothing: true })
  api.clock.now = Date.parse('2026-03-11T01:00:00Z')
  await call('engineer', `/requests/${request}/commencement`, {})
  await call('engineer', `/requests/${request}/deliverables/TG/papers`, {
    text: 'Eleven questions, eleven answers; enable password was hunter2-not-here',
  })
  const read = await api.call('lea', 'GET', `/api/accounts/EU2/contracts/${contract}/proof`)
  assert.equal(read.status, 200, read.text)
  const { lines } = read.body as { lines: { kind: string; code: string; fate: string; delivered: { evidence: { path: string }[] }[] }[] }
  const guidance = lines.find(({ code }) => code === 'TG')
  assert.equal(guidance?.fate, 'delivered')
  assert.match(guidance?.delivered[0]?.evidence[0]?.path ?? '', /^evidence\/papers\//)
  assert.equal(lines.find(({ code }) => code === 'PHC')?.fate, 'not asked for')
  assert.equal(lines.find(({ kind, code }) => kind === 'request' && code === String(request))?.fate, 'partly')

  const taken = await api.app.inject({
    method: 'GET',
    url: `/api/accounts/EU2/contracts/${contract}/proof/export`,
    headers: { 'x-person': 'lea' },
  })
  assert.equal(taken.statusCode, 200)
  const out = join(folder, 'unpacked')
  await unpack(taken.rawPayload, out)
  const whole = cli('verify', out)
  assert.equal(whole.code, 0, whole.out)
  const [trail] = await api.database.asOwner<{ detail: { sums: string } }>("select detail from audit where action = 'proof.export'", [])
  assert.match(whole.out, new RegExp(trail?.detail.sums ?? 'none'))
  writeFileSync(join(out, 'index.md'), readFileSync(join(out, 'index.md'), 'utf8').replace('delivered', 'delivered!'))
  writeFileSync(join(out, 'more.txt'), 'added')
  const changed = cli('verify', out)
  assert.equal(changed.code, 1)
  assert.match(changed.out, /changed: index\.md/)
  assert.match(changed.out, /not listed: more\.txt/)
})

test('the proof of an account is for its own people and the provider, and a folder without a list is told', async () => {
  const contracts = (await api.call('lea', 'GET', '/api/accounts/EU2/contracts')).body as { items: { number: string; kind: string }[] }
  const number = contracts.items.find(({ kind }) => kind === 'service')?.number
  const as = async (who: string) => (await api.call(who, 'GET', `/api/accounts/EU2/contracts/${number}/proof`)).status
  assert.deepEqual([await as('auditor'), await as('sid'), await as('uma'), await as('eve')], [200, 200, 403, 404])
  assert.equal((await api.call('lea', 'GET', `/api/accounts/EU2/contracts/${number}/proof?from=2026-05-01&to=2026-04-01`)).status, 400)
  const none = cli('verify', folder)
  assert.equal(none.code, 1)
  assert.match(none.out, /Found no SHA256SUMS/)
})
