import { healthCheck } from '../../../health/check.ts'
import { adjacenciesOf } from '../../../health/sessions.ts'
import { vendor } from '../../../health/sources.ts'
import { sessionSeen } from '../../../health/states.ts'

export const isisUp = healthCheck({
  id: 'isis-up',
  theme: 'routing',
  severity: 'high',
  title: 'Every IS-IS adjacency is up',
  asks: ['isis-adjacencies'],
  none: 'no IS-IS neighbour is listed',
  why: 'Without the adjacency nothing is routed across the link: a different level, area, key or MTU.',
  source: [vendor('show isis adjacency')],
  judge: ({ reading }) =>
    adjacenciesOf(reading).map(({ row, at }) =>
      sessionSeen(at, row.state, ['up'], '', 'show isis adjacency detail', `show isis interface ${row.interface} detail`),
    ),
})
