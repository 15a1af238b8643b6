import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { wholeAddresses } from '../../src/advisories/feed/gateway.ts'
import { readFeed } from '../../src/advisories/feed/listed.ts'
import { type Api, startApi } from '../support/api.ts'

/** Records from an address: through the one way out, bounded, and only those of the feed's own host. */

const record = (number: string) => ({ format: 'holdfast-advisory-1', number, kind: 'PBN', title: `Bug ${number}`, impact: 'minor' })
const pages = new Map<string, string>()
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  const page = pages.get(request.url ?? '')
  response.writeHead(page === undefined ? 404 : 200).end(page)
})
let api: Api
let open: Api
let address = ''
const people = { tsa: { account: 'VENDOR', roles: ['TA'] }, jim: { account: 'VENDOR', roles: ['JT'] } }

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pages.set('/one.json', JSON.stringify(record('PBN-1')))
  pages.set('/list.json', JSON.stringify([record('PBN-2'), record('PBN-3'), { not: 'one' }]))
  pages.set('/2026/a.json', JSON.stringify(record('PBN-4')))
  pages.set('/2026/b.json', JSON.stringify(record('PBN-5')))
  pages.set('/index.txt', '2026/a.json\n2026/b.json\n2026/gone.json\nhttp://127.0.0.2/other.json\nnotes.txt\n')
  pages.set('/changes.csv', '"2026/a.json","2026-01-01T00:00:00Z"\n"2026/b.json","2026-01-02T00:00:00Z"\n')
  pages.set(
    '/rolie.json',
    JSON.stringify({ feed: { entry: [{ content: { src: `${address}/2026/a.json` } }, { link: [{ rel: 'self', href: '2026/b.json' }] }] } }),
  )
  api = await startApi({ people }, [], { webhookAllow: ['127.0.0.1/32'] })
  open = await startApi({ people })
})
after(async () => {
  await api?.close()
  await open?.close()
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
})

type Answer = { fates: { name: string; fate: string; key: string | null; notes: string[] }[]; listed: number; next: number | null }
const fetched = async (path: string, more: object = {}) => {
  const { status, text, body } = await api.call('tsa', 'POST', '/api/advisories/fetch', { url: `${address}${path}`, ...more })
  assert.equal(status, 200, text)
  return body as Answer
}
const brief = ({ fates }: Answer) => fates.map(({ key, fate }) => [key, fate]).sort()

test('a record, a list of them, an index, a table of changes and a ROLIE feed', async () => {
  assert.deepEqual(brief(await fetched('/one.json', { dryRun: true })), [['PBN-1', 'new']])
  assert.deepEqual(brief(await fetched('/one.json')), [['PBN-1', 'new']])
  assert.deepEqual(brief(await fetched('/one.json')), [['PBN-1', 'unchanged']])
  assert.deepEqual(brief(await fetched('/list.json')), [
    [null, 'no record'],
    ['PBN-2', 'new'],
    ['PBN-3', 'new'],
  ])
  assert.deepEqual(brief(await fetched('/rolie.json', { dryRun: true })), [
    ['PBN-4', 'new'],
    ['PBN-5', 'new'],
  ])
  const index = await fetched('/index.txt')
  assert.deepEqual([index.listed, index.next], [3, null])
  assert.deepEqual(index.fates.find(({ fate }) => fate === 'no record')?.notes, ['it answered 404'])
  assert.equal(
    asked.some((path) => path.includes('other')),
    false,
    'another host is not followed',
  )
  assert.deepEqual(brief(await fetched('/changes.csv')), [
    ['PBN-4', 'unchanged'],
    ['PBN-5', 'unchanged'],
  ])
})

test('a private address, an address without an answer and somebody without the permission are refused in words', async () => {
  const inside = await open.call('tsa', 'POST', '/api/advisories/fetch', { url: `${address}/one.json` })
  assert.equal(inside.status, 400)
  assert.match(inside.text, /not called|https|public/)
  const gone = await api.call('tsa', 'POST', '/api/advisories/fetch', { url: `${address}/nothing` })
  assert.equal(gone.status, 400)
  assert.match(gone.text, /it answered 404/)
  assert.equal((await api.call('jim', 'POST', '/api/advisories/fetch', { url: `${address}/one.json` })).status, 403)
})

test('what is no feed lists nothing, and never throws', () => {
  for (const text of ['', 'hello', '<html></html>', '\u0000', '[]', 'null', '{"feed":{"entry":[{}]}}']) {
    const feed = readFeed(text)
    assert.ok(feed.kind === 'records' || feed.addresses.length === 0, text)
  }
  assert.deepEqual(readFeed('../up.json\n//evil.example/x.json\nnotes.txt\n'), {
    kind: 'addresses',
    shape: 'index',
    addresses: [
      { address: '../up.json', changed: '' },
      { address: '//evil.example/x.json', changed: '' },
    ],
  })
  assert.deepEqual(wholeAddresses(['../up.json', '//evil.example/x.json', 'up.json'], 'https://feeds.example.com/a/index.txt'), [
    'https://feeds.example.com/up.json',
    'https://feeds.example.com/a/up.json',
  ])
})
