import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { powerBudgets } from '../../../health/supplies.ts'

export const powerRemaining = healthCheck({
  id: 'power-remaining',
  theme: 'hardware',
  severity: 'high',
  title: 'The supplies give more power than is allocated',
  asks: ['power'],
  none: 'the device gives no power budget',
  why: 'What is put in without power left does not start, and after a restart not everything comes back.',
  source: [ownAdvice],
  parameters: { watts: limit('least power that remains, in watts', 0, 0, 20_000) },
  judge: ({ reading }, { watts }) =>
    powerBudgets(reading).map(({ row: { remainingWatts, capacityWatts }, at }) =>
      remainingWatts === undefined
        ? open(at, 'what remains is not given')
        : judged(
            remainingWatts >= watts,
            at,
            `${remainingWatts} W of ${capacityWatts ?? '?'} W remain`,
            'show chassis power detail',
            'Add a supply, or switch an FPC off.',
          ),
    ),
})
