import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iss } from '../../src/catalog/offerings/iss.ts'
import { policyBook } from '../../src/catalog/policy-book.ts'
import { priceOf } from '../../src/requests/price.ts'

const service = iss.purchase.prices[0]?.code ?? ''
const day = '2026-05-01'
const hour = 3_600_000
const windows = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const startsAt = Date.UTC(2026, 5, 1 + at, 9)
    return { startsAt, endsAt: startsAt + 3 * hour, zone: 'UTC', mode: 'immediate' as const, agreement: '' }
  })

for (const [cents, count, credits] of [
  [400_000, 1, 4000],
  [9950, 1, 100],
  [9950, 10, 995],
  [9951, 10, 996],
] as const)
  test(`${count} at ${cents / 100} each ${count === 1 ? 'is' : 'are'} ${credits} flexible credits: a part of one, over all of them, is a whole one (ISS-2.pay-ii)`, () => {
    const book = policyBook(day, [
      {
        key: 'price.list',
        value: { [service]: { version: '1', sku: 'S', cents, currency: 'USD' } },
        effectiveFrom: '2026-01-01',
        author: 'Pia',
        reason: 'the list of the year',
      },
    ])
    const asked = { service, quantity: count, devices: 0, windows: windows(count), case: null, method: 'FSC', onDate: day }
    assert.deepEqual(priceOf(iss, asked, book), { by: 'credits', family: 'FSC', credits })
  })
