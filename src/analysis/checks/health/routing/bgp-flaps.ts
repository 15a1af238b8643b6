import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { grownBy } from '../../../health/growth.ts'
import { besideEarlier } from '../../../health/reading.ts'
import { bgpPeersOf } from '../../../health/sessions.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const bgpFlaps = healthCheck({
  id: 'bgp-flaps',
  theme: 'routing',
  severity: 'medium',
  title: 'No BGP session has fallen between two readings',
  asks: ['bgp-summary'],
  twice: true,
  none: 'no BGP neighbour stands in both readings',
  why: 'A session that falls and comes back moves all its routes twice, and looks well whenever somebody looks.',
  source: [ownAdvice],
  parameters: { flaps: limit('falls that are still accepted', 0, 0, 1_000) },
  judge: ({ reading, before }, { flaps }) =>
    besideEarlier(bgpPeersOf(reading), bgpPeersOf(before)).flatMap(({ row, was, at }) => {
      if (was === undefined) return []
      const fell = grownBy(row.flaps, was.flaps)
      if (fell === undefined) return [open(at, 'its falls are not given, or were counted anew')]
      return [
        judged(
          fell <= flaps,
          at,
          `fell ${fell} times between the readings`,
          `show bgp neighbor ${row.address}`,
          `show log messages | match ${row.address}`,
        ),
      ]
    }),
})
