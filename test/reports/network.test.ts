import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fromBufferPromise } from 'yauzl'
import { type Api, startApi } from '../support/api.ts'

/** A report about a network as it was sent is evidence: whoever has the pack can hash each version and find the same. */

const place = { theatre: 'EMEA', country: 'NL', zone: 'Europe/Amsterdam', address: 'Damrak 1' }
let api: Api
before(async () => {
  api = await startApi({
    accounts: { EU1: { ...place, name: 'Amsterdam Trams' } },
    people: {
      ann: { account: 'EU1', roles: ['NC'], contact: ['named'] },
      bob: { account: 'EU1', roles: ['NC'], contact: ['named'] },
    },
    devices: { 'SN-1': { account: 'EU1', product: 'MX204' } },
    base_contracts: [{ account: 'EU1', devices: ['SN-1'], from: '2026-01-01', to: '2026-12-31' }],
    contracts: [{ account: 'EU1', offering: 'ACP', devices: ['SN-1'], from: '2026-03-01', to: '2027-02-28' }],
    calendars: { 'vendor-EMEA': { holidays: {}, loadedYears: [2026, 2027] } },
  })
})
after(() => api?.close())

const files = async (zip: Buffer) => {
  const found = new Map<string, Buffer>()
  const archive = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true })
  for await (const entry of archive.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part as Buffer)
    found.set(entry.fileName, Buffer.concat(parts))
  }
  return found
}

test('each version of a report that was sent is in the pack, byte by byte what its hash is of (ACP-6.p1)', async () => {
  const contracts = (await api.call('ann', 'GET', '/api/accounts/EU1/contracts')).body as { items: { number: string; kind: string }[] }
  const contract = contracts.items.find(({ kind }) => kind === 'service')?.number
  const path = `/api/accounts/EU1/contracts/${contract}`
  const met = await api.call('advisor', 'POST', `${path}/duties/current-profile/evidence`, { text: 'Looked through with Ann' })
  assert.equal(met.status, 201, met.text)
  api.clock.now = Date.parse('2026-06-02T08:00:00Z')
  for (const why of ['', 'a case was counted twice']) {
    const sent = await api.call('advisor', 'POST', `${path}/network-reports/quarter/2026-03-01`, { why })
    assert.equal(sent.status, 201, sent.text)
  }
  const { sent } = (await api.call('ann', 'GET', `${path}/network-reports/quarter/2026-03-01`)).body as { sent: { sha256: string }[] }
  const taken = await api.app.inject({ method: 'GET', url: `${path}/proof/export`, headers: { 'x-person': 'ann' } })
  assert.equal(taken.statusCode, 200, taken.body)
  const pack = await files(taken.rawPayload)
  const paths = [...pack.keys()].filter((each) => each.startsWith('evidence/reports/'))
  assert.deepEqual(paths.toSorted(), ['evidence/reports/quarter-2026-03-01-version-2.json', 'evidence/reports/quarter-2026-03-01.json'])
  const hashes = paths.map((each) =>
    createHash('sha256')
      .update(pack.get(each) as Buffer)
      .digest('hex'),
  )
  assert.deepEqual(new Set(hashes), new Set(sent.map(({ sha256 }) => sha256)))
  const { lines } = JSON.parse(String(pack.get('proof.json'))) as {
    lines: { delivered: { evidence: { path: string | null; sha256: string | null }[] }[] }[]
  }
  const named = lines
    .flatMap(({ delivered }) => delivered.flatMap(({ evidence }) => evidence))
    .filter(({ path: of }) => paths.includes(of ?? ''))
  assert.deepEqual(new Set(named.map(({ sha256 }) => sha256)), new Set(hashes))
})
