import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { bgpPeersOf, isEstablished } from '../../../health/sessions.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const bgpActive = healthCheck({
  id: 'bgp-active',
  theme: 'routing',
  severity: 'low',
  title: 'Every BGP neighbour that sends prefixes has some that are used',
  asks: ['bgp-summary'],
  none: 'no BGP session is established',
  why: 'Prefixes of which none is active are refused by a policy, have no next hop, or are all better known elsewhere: a backup that was never tried.',
  source: [ownAdvice],
  parameters: { received: limit('fewest received prefixes that are looked at', 1, 1, 1_000_000) },
  judge: ({ reading }, { received: least }) =>
    bgpPeersOf(reading)
      .filter(({ row }) => isEstablished(row))
      .flatMap(({ row: { address, ribs = [] }, at }) =>
        ribs.map(({ table, receivedPrefixes: received, activePrefixes: active }) => {
          const spot = { ...at, element: `${at.element} ${table}` }
          if (received === undefined || active === undefined) return open(spot, 'its prefixes are not given')
          return judged(
            received < least || active > 0,
            spot,
            `${active} active of ${received} received`,
            `show route receive-protocol bgp ${address} hidden`,
            `show route receive-protocol bgp ${address} table ${table}`,
          )
        }),
      ),
})
