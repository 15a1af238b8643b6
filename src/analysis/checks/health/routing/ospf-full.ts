import { rfc } from '../../../configuration/sources.ts'
import { healthCheck } from '../../../health/check.ts'
import { ospfNeighborsOf } from '../../../health/sessions.ts'
import { sessionSeen } from '../../../health/states.ts'

export const ospfFull = healthCheck({
  id: 'ospf-full',
  theme: 'routing',
  severity: 'high',
  title: 'Every OSPF neighbour is full, or two-way between routers that are not designated',
  asks: ['ospf-neighbors'],
  none: 'no OSPF neighbour is listed',
  why: 'A neighbour that stays in between does not share its routes: a different MTU or area, or a link that loses packets.',
  source: [rfc(2328, 'OSPF Version 2, 10.1: neighbor states')],
  judge: ({ reading }) =>
    ospfNeighborsOf(reading).map(({ row, at }) => {
      const protocol = at.element.startsWith('OSPF3') ? 'ospf3' : 'ospf'
      const remedy = [
        `show ${protocol} neighbor detail`,
        ...(row.interface === undefined ? [] : [`show ${protocol} interface ${row.interface} detail`]),
      ]
      // two routers of one LAN that are neither designated nor backup stay at two-way for good
      return sessionSeen(at, row.state, ['full', 'two-way'], '', ...remedy)
    }),
})
