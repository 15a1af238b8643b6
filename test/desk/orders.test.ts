import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { queueOrderNames } from '../../src/cases/desk/lenses.ts'
import { asksOf } from '../../src/cases/desk/views.ts'
import { type Api, startApi } from '../support/api.ts'
import { twoAccounts } from './two-accounts.ts'

/** The desk's list in every order, page by page, and how many cases a kept view shows. */

type Row = { number: string; priority: string; createdAt: string; updatedAt: string }
let api: Api
before(async () => {
  api = await startApi(twoAccounts())
  for (const [index, priority] of ['P3', 'P1', 'P4', 'P2', 'P3', 'P4', 'P1'].entries()) {
    api.clock.now += 61_000
    const who = index % 2 === 0 ? 'ann' : 'bea'
    const code = who === 'ann' ? 'ACME' : 'BETA'
    const opened = await api.call(who, 'POST', `/api/accounts/${code}/cases`, { device: `${code[0]}1`, priority, summary: `Link ${index}` })
    assert.equal(opened.status, 201, opened.text)
  }
  api.clock.now += 61_000
  await api.call('joe', 'POST', '/api/accounts/ACME/cases/ACME-1001/notes', { text: 'looked at it' })
})
after(() => api?.close())

async function pages(order: string, limit: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const answer = await api.call('joe', 'GET', `/api/queue?order=${order}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
    assert.equal(answer.status, 200, answer.text)
    const { items, next } = answer.body as { items: Row[]; next: string | null }
    rows.push(...items)
    cursor = next
  } while (cursor !== null)
  return rows
}

test('every order shows every open case once, however it is paged', async () => {
  for (const order of queueOrderNames) {
    const whole = (await pages(order, 200)).map(({ number }) => number)
    assert.equal(new Set(whole).size, 7, order)
    for (const limit of [1, 2, 3])
      assert.deepEqual(
        (await pages(order, limit)).map(({ number }) => number),
        whole,
        `${order} by ${limit}`,
      )
  }
})

test('each order goes by what it says', async () => {
  const by = async (order: string, value: (row: Row) => string) => (await pages(order, 200)).map(value)
  assert.deepEqual(await by('priority', ({ priority }) => priority), ['P1', 'P1', 'P2', 'P3', 'P3', 'P4', 'P4'])
  const opened = await by('oldest', ({ createdAt }) => createdAt)
  assert.deepEqual(opened, [...opened].sort())
  assert.deepEqual(await by('newest', ({ createdAt }) => createdAt), [...opened].reverse())
  assert.equal((await by('updated', ({ number }) => number))[0], 'ACME-1001')
})

test('a cursor of another order begins anew and breaks nothing', async () => {
  const first = (await api.call('joe', 'GET', '/api/queue?order=priority&limit=2')).body as { next: string }
  const other = await api.call('joe', 'GET', `/api/queue?order=oldest&limit=2&cursor=${first.next}`)
  assert.equal(other.status, 200)
  assert.equal((other.body as { items: Row[] }).items[0]?.number, 'ACME-1001')
})

test('a kept view says how many cases it shows, to those who may see it', async () => {
  const keep = async (name: string, picks: object) =>
    ((await api.call('joe', 'POST', '/api/queue/views', { name, picks })).body as { id: string }).id
  const urgent = await keep('Urgent', { priority: 'P1' })
  const none = await keep('None', { lens: 'mine', priority: 'P2' })
  const words = await keep('Words', { q: 'link 3' })
  const closed = await keep('Closed words', { q: 'link', open: 'false' })
  const counts = async (who: string) =>
    new Map(
      ((await api.call(who, 'GET', '/api/queue/views/counts')).body as { items: { id: string; count: number | null }[] }).items.map(
        ({ id, count }) => [id, count],
      ),
    )
  const mine = await counts('joe')
  assert.deepEqual(
    [urgent, none, words, closed].map((id) => mine.get(id)),
    [2, 0, 1, null],
  )
  assert.equal((await counts('max')).size, 0)
  assert.equal((await api.call('ann', 'GET', '/api/queue/views/counts')).status, 403)
})

test('a view from an older day that asks for what there is no more still shows something', () => {
  assert.deepEqual(asksOf({ lens: 'gone', priority: '', q: '  ' }), {
    lens: 'all',
    queue: undefined,
    priority: undefined,
    open: true,
    words: undefined,
  })
})
