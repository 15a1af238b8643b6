import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Lot, planDebit, spendable } from '../../src/credits/ledger.ts'
import { fc } from '../support/laws.ts'

/** Which lots pay: whole price or nothing, those that end first before the others. */

const lot = (number: number, lastDay: string, left: number): Lot => ({ id: `L${number}`, number, purchasedOn: '2026-01-01', lastDay, left })
const usual = { today: '2026-06-01', order: 'oldest-expiry-first', maySpan: true } as const

test('a debit empties the lot that ends first before it touches the next (policy B47)', () => {
  const lots = [lot(1, '2027-03-10', 20), lot(2, '2026-12-31', 3), lot(3, '2026-12-31', 2)]
  assert.deepEqual(planDebit(lots, 7, usual), {
    kind: 'paid',
    parts: [
      { lotId: 'L2', credits: 3 },
      { lotId: 'L3', credits: 2 },
      { lotId: 'L1', credits: 2 },
    ],
  })
})

test('MSP-4.p0: a price that cannot be paid whole takes nothing, and says what is needed and held', () => {
  assert.deepEqual(planDebit([lot(1, '2027-03-10', 4)], 5, usual), { kind: 'short', needs: 5, has: 4 })
  assert.deepEqual(planDebit([], 1, usual), { kind: 'short', needs: 1, has: 0 })
})

test('MSP-2.p5: the last day counts, the day after it does not', () => {
  const lots = [lot(1, '2027-03-10', 7)]
  assert.equal(planDebit(lots, 7, { ...usual, today: '2027-03-10' }).kind, 'paid')
  assert.deepEqual(planDebit(lots, 1, { ...usual, today: '2027-03-11' }), { kind: 'short', needs: 1, has: 0 })
})

test('where one lot has to pay alone, the first that can does', () => {
  const lots = [lot(1, '2026-07-01', 2), lot(2, '2026-08-01', 5)]
  assert.deepEqual(planDebit(lots, 4, { ...usual, maySpan: false }), { kind: 'paid', parts: [{ lotId: 'L2', credits: 4 }] })
  assert.deepEqual(planDebit(lots, 6, { ...usual, maySpan: false }), { kind: 'short', needs: 6, has: 5 })
})

const lots = fc
  .array(
    fc.record({
      lastDay: fc.constantFrom('2026-05-31', '2026-06-01', '2026-07-01', '2027-01-01'),
      left: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map(({ lastDay, left }, at) => lot(at + 1, lastDay, left)))

test('a debit pays exactly its price or nothing, from lots that may be spent, never more than one holds', () => {
  fc.assert(
    fc.property(
      lots,
      fc.integer({ min: 1, max: 120 }),
      fc.constantFrom('oldest-expiry-first', 'newest-expiry-first'),
      (all, price, order) => {
        const debit = planDebit(all, price, { ...usual, order })
        const held = spendable(all, usual.today).reduce((sum, { left }) => sum + left, 0)
        if (debit.kind === 'short') return debit.has === held && held < price
        const byId = new Map(all.map((each) => [each.id, each]))
        assert.equal(
          debit.parts.reduce((sum, { credits }) => sum + credits, 0),
          price,
        )
        assert.ok(debit.parts.every(({ lotId, credits }) => credits > 0 && credits <= (byId.get(lotId)?.left ?? 0)))
        assert.ok(debit.parts.every(({ lotId }) => (byId.get(lotId)?.lastDay ?? '') >= usual.today))
        assert.equal(new Set(debit.parts.map(({ lotId }) => lotId)).size, debit.parts.length)
        // all but the last are emptied
        assert.ok(debit.parts.slice(0, -1).every(({ lotId, credits }) => credits === byId.get(lotId)?.left))
        return true
      },
    ),
  )
})
