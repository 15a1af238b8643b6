import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from './support/api.ts'

/** Lists over accounts: kept to one account by its code, page by page, and silent about accounts that are not one's own. */

const company = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: `${name} Street` })
let api: Api

before(async () => {
  api = await startApi({
    accounts: { ALPHA: company('Alpha'), BETA: company('Beta') },
    people: {
      ann: { account: 'ALPHA', roles: ['NC', 'LC'], contact: ['named'] },
      bob: { account: 'BETA', roles: ['NC', 'LC'], contact: ['named'] },
    },
    devices: {
      JN1001: { account: 'ALPHA', product: 'MX204' },
      JN1002: { account: 'ALPHA', product: 'MX204' },
      'JN%1': { account: 'ALPHA', product: 'MX204' },
      JN1003: { account: 'BETA', product: 'MX204' },
      XX1001: { account: 'BETA', product: 'MX204' },
    },
    base_contracts: [
      { account: 'ALPHA', devices: ['JN1001'], from: '2026-01-01', to: '2027-12-31' },
      { account: 'BETA', devices: ['JN1003'], from: '2026-01-01', to: '2027-12-31' },
    ],
    contracts: [
      { account: 'ALPHA', offering: 'ACP', devices: ['JN1001'], from: '2026-01-01', to: '2026-12-31' },
      { account: 'BETA', offering: 'ACP', devices: ['JN1003'], from: '2026-01-01', to: '2026-12-31' },
    ],
  })
  for (const [who, account, device] of [
    ['ann', 'ALPHA', 'JN1001'],
    ['bob', 'BETA', 'JN1003'],
    ['ann', 'ALPHA', 'JN1002'],
  ] as const)
    await api.call(who, 'POST', `/api/accounts/${account}/cases`, { device, priority: 'P3', summary: 'a fault' })
  for (const [account, serials] of [
    ['ALPHA', ['JN1001']],
    ['BETA', ['JN1003']],
    ['ALPHA', ['JN1002']],
  ] as const) {
    const order = {
      offering: 'ACP',
      channel: 'direct',
      endUserName: account,
      endUserAddress: '1 Street',
      startsOn: '2027-01-01',
      endsOn: '2027-12-31',
      serials,
    }
    // refused or not: an order that was placed is listed
    const { status } = await api.call('contracts', 'POST', `/api/accounts/${account}/orders`, order)
    assert.ok([201, 202, 403].includes(status), String(status))
  }
})
after(() => api?.close())

type Listed = {
  readonly items: readonly { readonly account: string; readonly number: string; readonly id: string }[]
  readonly next: string | null
}
const list = async (who: string, path: string): Promise<Listed> => {
  const answer = await api.call(who, 'GET', path)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as Listed
}
const accountsOf = ({ items }: Listed) => [...new Set(items.map(({ account }) => account))].sort()

for (const path of ['/api/orders', '/api/decisions']) {
  test(`${path} is kept to one account by its code, however it is written`, async () => {
    assert.deepEqual(accountsOf(await list('contracts', path)), ['ALPHA', 'BETA'])
    assert.deepEqual(accountsOf(await list('contracts', `${path}?account=BETA`)), ['BETA'])
    assert.deepEqual(accountsOf(await list('contracts', `${path}?account=alpha`)), ['ALPHA'])
  })

  test(`${path}: the code of another account, or of none, gives an empty list`, async () => {
    assert.deepEqual(accountsOf(await list('ann', path)), ['ALPHA'])
    assert.deepEqual(await list('ann', `${path}?account=BETA`), { items: [], next: null })
    assert.deepEqual(await list('ann', `${path}?account=NOSUCH`), { items: [], next: null })
  })

  test(`${path} page by page is the same as at once`, async () => {
    const key = ({ number, id }: Listed['items'][number]) => number ?? id
    const whole = (await list('contracts', path)).items.map(key)
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Listed = await list('contracts', `${path}?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      found.push(...page.items.map(key))
      cursor = page.next
    }
    assert.ok(whole.length > 1)
    assert.deepEqual(found, whole)
  })
}

test('a device is found by the first characters of its serial over every account that one may see, and no other', async () => {
  const serials = async (who: string, start: string) =>
    ((await list(who, `/api/devices?serial=${encodeURIComponent(start)}`)) as unknown as { items: { serial: string }[] }).items.map(
      ({ serial }) => serial,
    )
  assert.deepEqual(await serials('desk', 'jn100'), ['JN1001', 'JN1002', 'JN1003'])
  assert.deepEqual(await serials('desk', 'JN1003'), ['JN1003'])
  assert.deepEqual(await serials('ann', 'JN100'), ['JN1001', 'JN1002'])
  assert.deepEqual(await serials('ann', 'JN1003'), [])
  assert.deepEqual(await serials('desk', '1001'), [], 'only from the start')
  assert.deepEqual(await serials('desk', 'JN%'), ['JN%1'], 'a percent sign is only itself')
})

test('who is signed in knows whether they count as a senior engineer', async () => {
  const senior = async (who: string) => ((await api.call(who, 'GET', '/api/me')).body as { person: { senior: boolean } }).person.senior
  assert.equal(await senior('senior'), true)
  assert.equal(await senior('desk'), false)
  assert.equal(await senior('ann'), false)
})
