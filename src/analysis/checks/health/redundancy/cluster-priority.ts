import { healthCheck, judged, open } from '../../../health/check.ts'
import { clusterNodesOf } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'

export const clusterPriority = healthCheck({
  id: 'cluster-priority',
  theme: 'redundancy',
  severity: 'high',
  title: 'Every node of the cluster may take over: its priority is not 0',
  asks: ['chassis-cluster'],
  none: 'the device is no cluster',
  why: 'The cluster itself sets the priority to 0 where something that it watches is down: that node does not take over.',
  source: [vendor('chassis cluster: priority 0')],
  judge: ({ reading }) =>
    clusterNodesOf(reading).map(({ row: { priority, status }, at }) =>
      priority === undefined
        ? open(at, 'its priority is not given')
        : judged(
            priority > 0,
            at,
            `priority ${priority}${status === undefined ? '' : `, ${status.word}`}`,
            'show chassis cluster interfaces',
            'show chassis cluster information detail',
          ),
    ),
})
