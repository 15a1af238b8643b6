import { healthCheck, judged } from '../../../health/check.ts'
import { clusterNodesOf } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'

export const clusterMonitors = healthCheck({
  id: 'cluster-monitors',
  theme: 'redundancy',
  severity: 'high',
  title: 'Nothing that the cluster watches is down',
  asks: ['chassis-cluster'],
  none: 'no node says what it watches',
  why: 'A watched interface, address or card that is down lowers the weight of its node until it hands over.',
  source: [vendor('show chassis cluster status, monitor failure codes')],
  judge: ({ reading }) =>
    clusterNodesOf(reading).flatMap(({ row: { monitorFailures: codes }, at }) =>
      codes === undefined
        ? []
        : [
            judged(
              codes.length === 0,
              at,
              codes.length === 0 ? 'none' : codes.join(', '),
              'show chassis cluster interfaces',
              'show chassis cluster ip-monitoring status',
            ),
          ],
    ),
})
