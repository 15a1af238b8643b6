import { healthCheck } from '../../../health/check.ts'
import { clusterNodesOf } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'
import { sessionSeen } from '../../../health/states.ts'

export const clusterNodes = healthCheck({
  id: 'cluster-nodes',
  theme: 'redundancy',
  severity: 'high',
  title: 'Every node of the cluster is primary or secondary',
  asks: ['chassis-cluster'],
  none: 'the device is no cluster',
  why: 'A node that is lost, disabled, ineligible or on hold does not take over.',
  source: [vendor('show chassis cluster status')],
  judge: ({ reading }) =>
    clusterNodesOf(reading).map(({ row, at }) =>
      sessionSeen(
        at,
        row.status,
        ['primary', 'secondary'],
        '',
        'show chassis cluster information detail',
        'show chassis cluster statistics',
      ),
    ),
})
