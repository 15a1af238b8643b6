import { healthCheck, judged } from '../../../health/check.ts'
import { rowsOf } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const bgpDamped = healthCheck({
  id: 'bgp-damped',
  theme: 'routing',
  severity: 'low',
  title: 'No BGP route is damped',
  asks: ['bgp-summary'],
  none: 'no table says how many routes are damped',
  why: 'A damped route is kept back for having flapped, long after it is stable again.',
  source: [ownAdvice],
  judge: ({ reading }) =>
    rowsOf(
      reading,
      'bgp-summary',
      ({ ribs }) => ribs,
      ({ table }) => `table ${table}`,
    ).flatMap(({ row: { suppressedPrefixes: damped }, at }) =>
      damped === undefined
        ? []
        : [judged(damped === 0, at, `${damped} routes are damped`, 'show route damping suppressed', 'clear bgp damping')],
    ),
})
