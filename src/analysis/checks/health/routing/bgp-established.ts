import { healthCheck, well } from '../../../health/check.ts'
import { bgpPeersOf, isSwitchedOff } from '../../../health/sessions.ts'
import { jsnapy } from '../../../health/sources.ts'
import { sessionSeen } from '../../../health/states.ts'
import { inWords } from '../../../health/times.ts'

export const bgpEstablished = healthCheck({
  id: 'bgp-established',
  theme: 'routing',
  severity: 'high',
  title: 'Every BGP session is established',
  asks: ['bgp-summary'],
  none: 'no BGP neighbour is configured',
  why: 'A session that is not established brings no routes and announces none.',
  source: [jsnapy('BGP neighbours')],
  judge: ({ reading }) =>
    bgpPeersOf(reading).map(({ row, at }) => {
      if (isSwitchedOff(row)) return well(at, 'switched off on this side')
      const since = row.sinceSeconds === undefined ? '' : `, since ${inWords(row.sinceSeconds)}`
      const about = `${since}${row.description === undefined ? '' : `, described "${row.description}"`}`
      return sessionSeen(
        at,
        row.state,
        ['established'],
        about,
        `show bgp neighbor ${row.address}`,
        `show log messages | match ${row.address}`,
      )
    }),
})
