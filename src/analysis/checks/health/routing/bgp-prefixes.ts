import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { besideEarlier } from '../../../health/reading.ts'
import { bgpPeersOf, isEstablished, percentOff } from '../../../health/sessions.ts'
import { jsnapy } from '../../../health/sources.ts'

export const bgpPrefixes = healthCheck({
  id: 'bgp-prefixes',
  theme: 'routing',
  severity: 'medium',
  title: 'Every BGP neighbour sends about as many prefixes as earlier',
  asks: ['bgp-summary'],
  twice: true,
  none: 'no BGP session is established in both readings',
  why: 'Far fewer prefixes are destinations that are lost, far more are a leak; the session is established all the same.',
  source: [jsnapy('BGP prefixes within one percent')],
  parameters: {
    percent: limit('change that is still accepted, in percent', 10, 0, 100),
    prefixes: limit('change that is always accepted, in prefixes', 5, 0, 1_000_000),
  },
  judge: ({ reading, before }, { percent, prefixes }) =>
    besideEarlier(bgpPeersOf(reading), bgpPeersOf(before)).flatMap(({ row, was, at }) => {
      if (was === undefined || !isEstablished(row) || !isEstablished(was)) return []
      return (row.ribs ?? []).flatMap(({ table, receivedPrefixes: now }) => {
        const earlier = was.ribs?.find((each) => each.table === table)?.receivedPrefixes
        const spot = { ...at, element: `${at.element} ${table}` }
        if (now === undefined || earlier === undefined) return [open(spot, 'its prefixes are not given in both readings')]
        const isWell = Math.abs(now - earlier) <= prefixes || percentOff(earlier, now) <= percent
        return [
          judged(isWell, spot, `${now} prefixes, earlier ${earlier}`, `show route receive-protocol bgp ${row.address} table ${table}`),
        ]
      })
    }),
})
