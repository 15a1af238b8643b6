import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { bgpPeersOf, isEstablished } from '../../../health/sessions.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords } from '../../../health/times.ts'

export const bgpFresh = healthCheck({
  id: 'bgp-fresh',
  theme: 'routing',
  severity: 'low',
  title: 'No BGP session was established only lately',
  asks: ['bgp-summary'],
  none: 'no BGP session is established',
  why: 'A session that is younger than its neighbours has fallen; the second look tells whether it does so again.',
  source: [ownAdvice],
  parameters: { minutes: limit('a session that is younger is a finding, in minutes', 60, 1, 10_080) },
  judge: ({ reading }, { minutes }) =>
    bgpPeersOf(reading)
      .filter(({ row }) => isEstablished(row))
      .map(({ row: { address, sinceSeconds: since, flaps }, at }) =>
        since === undefined
          ? open(at, 'since when is not given')
          : judged(
              since >= minutes * 60,
              at,
              `established since ${inWords(since)}${flaps === undefined ? '' : `, fell ${flaps} times in all`}`,
              `show bgp neighbor ${address}`,
            ),
      ),
})
