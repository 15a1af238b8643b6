import { healthCheck, judged, limit } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords, secondsInDay, secondsInHour } from '../../../health/times.ts'

export const engineUptimes = healthCheck({
  id: 'engine-uptimes',
  theme: 'redundancy',
  severity: 'low',
  title: 'No routing engine has restarted without the others',
  asks: ['routing-engines'],
  none: 'fewer than two routing engines give the time since their start',
  why: 'An engine that started long after its twin has fallen once by itself, and nobody may have seen it.',
  source: [ownAdvice],
  parameters: {
    hours: limit('largest difference between their starts, in hours', 24, 1, 8_760),
    days: limit('a start that is longer gone is not looked at, in days', 30, 1, 3_650),
  },
  judge: ({ reading }, { hours, days }) => {
    const known = enginesOf(reading).filter(({ row }) => row.uptimeSeconds !== undefined)
    if (known.length < 2) return []
    const longest = Math.max(...known.map(({ row }) => row.uptimeSeconds!))
    return known.map(({ row: { uptimeSeconds }, at }) => {
      const isWell = longest - uptimeSeconds! <= hours * secondsInHour || uptimeSeconds! > days * secondsInDay
      return judged(
        isWell,
        at,
        `up for ${inWords(uptimeSeconds!)}, the longest for ${inWords(longest)}`,
        'show chassis routing-engine',
        'show log messages',
      )
    })
  },
})
