import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, deadlineAfter } from '../../src/calendar/terms.ts'
import { buyCredits, expireLot, giveBack, lotsOn, redeemCredits } from '../../src/credits/service.ts'
import { listMovements } from '../../src/credits/store.ts'
import { inScope, providerScope, type Tx } from '../../src/db/scope.ts'
import { daysMs } from '../../src/lib/time.ts'
import { type Api, startApi } from '../support/api.ts'
import { fc } from '../support/laws.ts'

/**
 * The ledger beside a model of it that was written on its own: lots as numbers in an array, each step done to both, and compared after every one
 * of them. Whatever order people buy, redeem, give back and let expire in, both say the same.
 */

const runs = 12
const codes = Array.from({ length: runs + 30 }, (_, at) => `M${at + 1}`)
const world = {
  accounts: Object.fromEntries(codes.map((code) => [code, { name: code, theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney' }])),
  people: {},
  devices: {},
}

let api: Api
before(async () => {
  api = await startApi(world)
})
after(() => api?.close())

type Lot = { number: number; lastDay: string; left: number }
type Redeemed = { movementId: string; parts: Map<number, number>; returned: boolean }

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('buy' as const),
      credits: fc.integer({ min: 1, max: 12 }),
      months: fc.integer({ min: 1, max: 14 }),
      ago: fc.integer({ min: 0, max: 20 }),
    }),
    fc.record({ do: fc.constant('redeem' as const), credits: fc.integer({ min: 1, max: 15 }) }),
    fc.record({ do: fc.constant('give-back' as const), which: fc.nat(20) }),
    fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 80 }) }),
  ),
  { minLength: 5, maxLength: 40 },
)

test('bought, redeemed, given back and expired in any order, the ledger says what the model says', { timeout: 240_000 }, async () => {
  let next = 0
  const inProvider = <T>(work: (tx: Tx) => Promise<T>) => inScope(api.parts.db, providerScope, work)
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const code = codes[next % codes.length] ?? ''
      next += 1
      const [row] = await api.database.asOwner<{ id: string; code: string; zone: string }>(
        'select id, code, zone from account where code = $1',
        [code],
      )
      const account = row as { id: string; code: string; zone: string }
      let day = '2026-01-05'
      const by = () => ({ now: Date.parse(`${day}T01:00:00Z`), actor: 'model' })
      const lots: Lot[] = []
      const redeemed: Redeemed[] = []
      const ready = () =>
        lots
          .filter(({ left, lastDay }) => left > 0 && lastDay >= day)
          .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : a.number - b.number))
      for (const step of plan) {
        if (step.do === 'buy') {
          const purchasedOn = addDays(day, -step.ago)
          const movement = await inProvider((tx) =>
            buyCredits(tx, account, by(), {
              family: 'ASC',
              credits: step.credits,
              purchasedOn,
              order: 'PO',
              validity: { months: step.months, source: 'model' },
            }),
          )
          assert.equal(movement.kind, 'purchase')
          lots.push({ number: lots.length + 1, lastDay: deadlineAfter(purchasedOn, step.months), left: step.credits })
        } else if (step.do === 'redeem') {
          const has = ready().reduce((sum, { left }) => sum + left, 0)
          const paid = await inProvider((tx) =>
            redeemCredits(tx, account, by(), { family: 'ASC', credits: step.credits, subject: 'x', clauses: [] }),
          )
          assert.equal(paid.kind, has >= step.credits ? 'redeemed' : 'short')
          if (paid.kind === 'short') {
            assert.equal(paid.has, has)
            continue
          }
          const parts = new Map<number, number>()
          let open = step.credits
          for (const each of ready()) {
            const taken = Math.min(open, each.left)
            if (taken === 0) break
            each.left -= taken
            open -= taken
            parts.set(each.number, taken)
          }
          assert.deepEqual(new Map(paid.movement.parts.map(({ lot, credits }) => [lot, -credits])), parts)
          redeemed.push({ movementId: paid.movement.id, parts, returned: false })
        } else if (step.do === 'give-back') {
          const one = redeemed[step.which % Math.max(1, redeemed.length)]
          if (!one) continue
          const back = inProvider((tx) => giveBack(tx, account, by(), { family: 'ASC', movementId: one.movementId, reason: 'x' }))
          if (one.returned) {
            await assert.rejects(back, /given back already/)
            continue
          }
          await back
          one.returned = true
          // what comes back to a lot that has ended, ends at once
          for (const [number, credits] of one.parts) {
            const lot = lots[number - 1]
            if (lot && lot.lastDay >= day) lot.left += credits
          }
        } else {
          day = addDays(day, step.days)
          for (const lot of lots) {
            if (lot.lastDay >= day || lot.left === 0) continue
            lot.left = 0
            const held = await inProvider((tx) => lotsOn(tx, account, by().now, addDays(lot.lastDay, -0)))
            const kept = held.find(({ number }) => number === lot.number)
            if (kept) await inProvider((tx) => expireLot(tx, account, by(), kept))
          }
        }
        const now = by().now + daysMs / 2
        const held = await inProvider((tx) => lotsOn(tx, account, now))
        assert.deepEqual(
          held.toSorted((a, b) => a.number - b.number).map(({ number, left, lastDay }) => ({ number, lastDay, left })),
          lots.map(({ number, left, lastDay }) => ({ number, lastDay, left: lastDay < day ? 0 : left })),
        )
        // every lot accounts for all of what was bought, and the last movement says what is left
        for (const { bought, redeemed: spent, expired, corrected, left } of held) assert.equal(bought - spent - expired + corrected, left)
        const [last] = await inProvider((tx) => listMovements(tx, account.id, 'ASC', { limit: 1 }))
        if (last && lots.every(({ lastDay }) => lastDay >= day))
          assert.equal(
            last.balance,
            lots.reduce((sum, { left }) => sum + left, 0),
          )
      }
    }),
    { numRuns: runs, endOnFailure: true },
  )
})
