import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { askNext } from '../../src/advisories/feed/kept/jobs.ts'
import { nextAsk, readNow } from '../../src/advisories/feed/kept/schedule.ts'
import { leaseFeed } from '../../src/advisories/feed/kept/store.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { daysMs, hoursMs } from '../../src/lib/time.ts'
import { spreadNext } from '../../src/notifications/jobs.ts'
import { type Api, startApi } from '../support/api.ts'

/** Feeds that are asked by themselves: one at a time, no more than needed, and what came of it is to be read. */

const record = (number: string, more: object = {}) =>
  JSON.stringify({
    format: 'holdfast-advisory-1',
    number,
    kind: 'PBN',
    title: `Bug ${number}`,
    impact: 'critical',
    affected: [{ product: 'Junos OS', platforms: ['MX204'], releases: [{ from: '21.4', fixedIn: ['21.4R3-S5'] }] }],
    ...more,
  })
type PageOf = { text: string; etag?: string; status?: number }
const pages = new Map<string, PageOf>()
const asked: string[] = []
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '')
  const known = page?.etag !== undefined && request.headers['if-none-match'] === page.etag
  asked.push(`${request.url}${known ? ' same' : ''}`)
  response.writeHead(page === undefined ? 404 : known ? 304 : (page.status ?? 200), page?.etag ? { etag: page.etag } : {})
  response.end(known ? '' : page?.text)
})
const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
let api: Api
let address = ''
before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  api = await startApi(
    {
      accounts: { ACME: { ...place, name: 'Acme' } },
      people: {
        ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
        tsa: { account: 'VENDOR', roles: ['TA'], teams: ['advisors'] },
        jim: { account: 'VENDOR', roles: ['JT'] },
      },
      devices: { 'SN-1': { account: 'ACME', product: 'MX204', release: '21.4R3-S4' } },
      base_contracts: [{ account: 'ACME', devices: ['SN-1'], from: '2026-01-01', to: '2027-12-31' }],
      contracts: [{ account: 'ACME', offering: 'ACP', devices: ['SN-1'], from: '2026-01-01', to: '2026-12-31' }],
    },
    [],
    { webhookAllow: ['127.0.0.1/32'] },
  )
})
after(async () => {
  await api?.close()
  server.closeAllConnections()
  await new Promise<void>((done) => server.close(() => done()))
})

type Feed = { id: string; answer: string; shape: string | null; nextAskAt: string; failures: number; state: string; version: number }
type Read = Feed & {
  asks: { fresh: number; fates: { key: string; fate: string }[] }[]
  unread: { why: string }[]
}
const add = async (path: string, more: object = {}) => {
  const { status, text, body } = await api.call('tsa', 'POST', '/api/advisory-feeds', { url: `${address}${path}`, ...more })
  assert.equal(status, 201, text)
  return body as Feed
}
const read = async ({ id }: Feed) => (await api.call('tsa', 'GET', `/api/advisory-feeds/${id}`)).body as Read
const ask = () => askNext(api.parts.db, api.parts.feeds, api.clock.now)
const remove = ({ id }: Feed) => api.call('tsa', 'DELETE', `/api/advisory-feeds/${id}`)

test('ACP-12.p1: a feed is asked when it is due, and a new record in it is a notice within a minute', async () => {
  pages.set('/list.json', { text: `[${record('PBN-1')}]`, etag: '"1"' })
  const feed = await add('/list.json')
  assert.equal(await ask(), 'read')
  assert.equal(await ask(), undefined, 'not due again')
  const first = await read(feed)
  assert.deepEqual(
    [first.shape, first.asks[0]?.fresh, first.answer],
    ['list of records', 1, 'One record: 1 new, 0 changed, 0 as before, 0 could not be read'],
  )
  assert.equal(Date.parse(first.nextAskAt) - api.clock.now, hoursMs)
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  while (await spreadNext(api.parts.db, false, api.clock.now));
  const { items } = (await api.call('ann', 'GET', '/api/notices')).body as { items: { title: string; at: string }[] }
  assert.match(items[0]?.title ?? '', /PBN-1 is about 1 device/)
  assert.ok(Date.parse(items[0]?.at ?? '') - api.clock.now < 60_000)
  // nothing has changed there: the address says so, and that is well
  api.clock.now += hoursMs
  assert.equal(await ask(), 'same')
  assert.equal(asked.at(-1), '/list.json same')
  assert.match((await read(feed)).answer, /Nothing has changed/)
  pages.set('/list.json', { text: `[${record('PBN-1', { title: 'Other' })},${record('PBN-2')},{"no":1}]`, etag: '"2"' })
  api.clock.now += hoursMs
  await ask()
  const last = await read(feed)
  assert.deepEqual(
    last.asks[0]?.fates.map(({ key, fate }) => [key, fate]),
    [
      ['PBN-1', 'amended'],
      ['PBN-2', 'new'],
      [null, 'no record'],
    ],
  )
  assert.equal(last.asks.length, 3)
  await remove(feed)
})

test('of a list of addresses only what is new or has changed is read, what failed is tried again, and what is gone is forgotten', async () => {
  pages.set('/a.json', { text: record('PBN-11') })
  pages.set('/changes.csv', { text: '"a.json","2026-01-01T00:00:00Z"\n"gone.json","2026-01-01T00:00:00Z"\n', etag: '"c"' })
  const feed = await add('/changes.csv')
  asked.length = 0
  await ask()
  assert.deepEqual(asked.sort(), ['/a.json', '/changes.csv', '/gone.json'])
  const first = await read(feed)
  assert.deepEqual([first.shape, first.unread.map(({ why }) => why)], ['table of changes', ['it answered 404']])
  asked.length = 0
  api.clock.now += hoursMs
  await ask()
  // the list is wanted whole while something of it is open
  assert.deepEqual(asked.sort(), ['/changes.csv', '/gone.json'])
  pages.set('/changes.csv', { text: '"a.json","2026-02-01T00:00:00Z"\n', etag: '"d"' })
  asked.length = 0
  api.clock.now += hoursMs
  await ask()
  assert.deepEqual(asked.sort(), ['/a.json', '/changes.csv'])
  assert.deepEqual((await read(feed)).unread, [])
  api.clock.now += hoursMs
  assert.equal(await ask(), 'same')
  await remove(feed)
})

test('a list that does not say when its records change is asked for each of them, a hundred at a time', async () => {
  const names = Array.from({ length: 130 }, (_, at) => `i${at}.json`)
  for (const name of names) pages.set(`/${name}`, { text: record(`PBN-2${name.slice(1, -5)}`), etag: '"x"' })
  pages.set('/index.txt', { text: names.join('\n'), etag: '"i"' })
  const feed = await add('/index.txt')
  await ask()
  assert.match((await read(feed)).answer, /30 are read next$/)
  assert.equal(await ask(), undefined)
  api.clock.now += 30_000
  await ask()
  assert.doesNotMatch((await read(feed)).answer, /next/)
  asked.length = 0
  pages.set('/i7.json', { text: record('PBN-27', { title: 'Amended' }), etag: '"y"' })
  api.clock.now += hoursMs
  await ask()
  assert.deepEqual([asked[0], asked.length], ['/index.txt same', 101])
  api.clock.now += hoursMs
  await ask()
  assert.equal(asked.filter((path) => path === '/i7.json').length, 1, 'within two askings each was asked')
  assert.deepEqual(
    (await read(feed)).asks.slice(0, 2).flatMap(({ fates }) => fates.map(({ key, fate }) => [key, fate])),
    [['PBN-27', 'amended']],
  )
  await remove(feed)
})

test('what fails is asked less and less often, and after three days the advisors hear of it once', async () => {
  const feed = await add('/nothing')
  const waits: number[] = []
  const from = api.clock.now
  for (let i = 0; i < 9; i++) {
    assert.equal(await ask(), 'failed')
    const { nextAskAt } = await read(feed)
    waits.push((Date.parse(nextAskAt) - api.clock.now) / hoursMs)
    api.clock.now = Date.parse(nextAskAt)
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 24, 24, 24, 24])
  assert.ok(api.clock.now - from > 3 * daysMs)
  while (await spreadNext(api.parts.db, false, api.clock.now));
  const titles = async (who: string) =>
    ((await api.call(who, 'GET', '/api/notices')).body as { items: { title: string }[] }).items.filter(({ title }) => /feed/.test(title))
  assert.equal((await titles('tsa')).length, 1)
  assert.equal((await titles('ann')).length + (await titles('jim')).length, 0)
  assert.match((await read(feed)).answer, /it answered 404/)
  pages.set('/nothing', { text: record('PBN-40') })
  assert.equal(await ask(), 'read')
  assert.equal((await read(feed)).failures, 0)
  await remove(feed)
})

test('two never ask one feed at once, and after a crash it is asked again', async () => {
  pages.set('/one.json', { text: record('PBN-50') })
  const feed = await add('/one.json')
  const both = await Promise.all([ask(), ask()])
  assert.deepEqual(both.sort(), ['read', undefined])
  api.clock.now += hoursMs
  // somebody took it and never came back
  assert.ok(await inScope(api.parts.db, providerScope, (tx) => leaseFeed(tx, api.clock.now, 60_000)))
  assert.equal(await ask(), undefined)
  api.clock.now += 60_000
  assert.equal(await ask(), 'read')
  await remove(feed)
})

test('a feed is paused, goes on, is asked now and removed by whoever may edit the register, and nobody else', async () => {
  pages.set('/two.json', { text: record('PBN-60') })
  const feed = await add('/two.json', { title: 'Two', everyHours: 6 })
  assert.equal((await api.call('tsa', 'POST', '/api/advisory-feeds', { url: `${address}/two.json` })).status, 409)
  const refused = await api.call('tsa', 'POST', '/api/advisory-feeds', { url: 'http://10.1.2.3/x.json' })
  assert.deepEqual([refused.status, /public address/.test(refused.text)], [400, true])
  const change = (state: string, version: number) =>
    api.call('tsa', 'PUT', `/api/advisory-feeds/${feed.id}`, { title: 'Two', everyHours: 6, state }, { 'if-match': `"${version}"` })
  assert.equal((await change('paused', 1)).status, 200)
  assert.equal((await change('active', 1)).status, 412)
  assert.equal(await ask(), undefined)
  assert.equal((await api.call('tsa', 'POST', `/api/advisory-feeds/${feed.id}/ask`, {})).status, 409)
  assert.equal((await change('active', 2)).status, 200)
  assert.equal(await ask(), 'read')
  assert.equal((await api.call('tsa', 'POST', `/api/advisory-feeds/${feed.id}/ask`, {})).status, 200)
  assert.equal(await ask(), 'read')
  for (const who of ['ann', 'jim']) {
    assert.equal((await api.call(who, 'GET', '/api/advisory-feeds')).status, 403)
    assert.equal((await api.call(who, 'DELETE', `/api/advisory-feeds/${feed.id}`)).status, 403)
  }
  assert.equal((await remove(feed)).status, 204)
  assert.equal((await api.call('tsa', 'GET', `/api/advisory-feeds/${feed.id}`)).status, 404)
  assert.equal((await api.call('tsa', 'GET', '/api/advisories/PBN-60')).status, 200, 'its records stay')
})

test('what is read now, and when it is asked next', () => {
  const known = new Map(
    ['a', 'b', 'c'].map(
      (address, at) => [address, { address, changed: '', askedAt: 3 - at, trouble: address === 'b' ? 'gone' : null }] as const,
    ),
  )
  const listed = ['a', 'b', 'c', 'd'].map((address) => ({ address, changed: '' }))
  const names = (shape: 'index' | 'ROLIE feed') => readNow(shape, listed, known).now.map(({ address }) => address)
  assert.deepEqual(names('index'), ['b', 'd', 'c', 'a'])
  assert.deepEqual(names('ROLIE feed'), ['b', 'd'])
  assert.equal(nextAsk(48, { failures: 5, left: 0 }, 0), 48 * hoursMs, 'never more often than it is to be asked')
})
