import type { Parts } from '../assemble.ts'
import { buyCredits, giveBack, redeemCredits } from '../credits/service.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import type { Built } from './build.ts'

/** Credits of the demonstration: two lots, one that ends soon, redeemed over some months; one redemption was called off. */

const redeemed: readonly (readonly [daysAgo: number, credits: number, subject: string, clause: string])[] = [
  [240, 4, 'Service management onboarding, 1 month', 'MSP-4.SMO'],
  [150, 5, 'Product health check of six routers', 'MSP-4.PHC'],
  [61, 2, 'Product bug notification impact review', 'MSP-4.PBNIR'],
  [9, 1, 'Technical guidance, 1 day', 'MSP-4.TG'],
]
const bought: readonly (readonly [daysAgo: number, credits: number, order: string])[] = [
  [325, 20, 'PO-55810'],
  [100, 10, 'PO-56122'],
]

export async function playCredits(parts: Parts, { accounts }: Built, now: Instant): Promise<void> {
  const account = accounts.get('CORAL')
  if (!account) return
  const ago = (days: number) => ({ now: now - days * daysMs, actor: 'system' })
  await inScope(parts.db, providerScope, async (tx) => {
    const steps = [
      ...bought.map(([days, credits, order]) => {
        const purchasedOn = toIso(now - days * daysMs).slice(0, 10)
        return { days, go: () => buyCredits(tx, account, ago(days), { family: 'ASC', credits, purchasedOn, order, validity: undefined }) }
      }),
      ...redeemed.map(([days, credits, subject, clause]) => ({
        days,
        go: () => redeemCredits(tx, account, ago(days), { family: 'ASC', credits, subject, clauses: [clause, 'MSP-4.p0'] }),
      })),
    ]
    for (const { go } of steps.toSorted((one, other) => other.days - one.days)) await go()
    const planned = await redeemCredits(tx, account, ago(6), {
      family: 'ASC',
      credits: 3,
      subject: 'Technical guidance, 3 days',
      clauses: ['MSP-4.TG', 'MSP-4.p0'],
    })
    if (planned.kind === 'redeemed')
      await giveBack(tx, account, ago(4), {
        family: 'ASC',
        movementId: planned.movement.id,
        reason: 'The days were called off before the first one',
      })
  })
}
