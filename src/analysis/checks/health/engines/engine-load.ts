import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const engineLoad = healthCheck({
  id: 'engine-load',
  theme: 'engines',
  severity: 'low',
  title: 'Few processes wait for the processors of a routing engine',
  asks: ['routing-engines'],
  none: 'no routing engine is listed',
  why: 'A load that stays above the number of processor cores means that work waits, and protocols with it.',
  source: [ownAdvice],
  parameters: { load: limit('highest average of processes that run or wait, over 15 minutes', 4, 0.5, 128) },
  judge: ({ reading }, { load }) =>
    enginesOf(reading).map(({ row: { load15Minutes: average }, at }) =>
      average === undefined
        ? open(at, 'no load average is given')
        : judged(average <= load, at, `${average} processes over 15 minutes`, 'show system processes extensive'),
    ),
})
