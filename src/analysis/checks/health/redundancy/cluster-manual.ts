import { healthCheck, judged } from '../../../health/check.ts'
import { clusterNodesOf } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'

export const clusterManual = healthCheck({
  id: 'cluster-manual',
  theme: 'redundancy',
  severity: 'medium',
  title: 'No failover by hand was left in force',
  asks: ['chassis-cluster'],
  none: 'no node says whether it was moved by hand',
  why: 'After a failover by hand the group stays where it is, whatever fails, until the flag is taken back.',
  source: [vendor('request chassis cluster failover reset')],
  judge: ({ reading }) =>
    clusterNodesOf(reading).flatMap(({ row: { manualFailover: manual, group }, at }) =>
      manual === undefined
        ? []
        : [
            judged(
              !manual,
              at,
              manual ? 'moved by hand' : 'not moved by hand',
              `request chassis cluster failover reset redundancy-group ${group}`,
            ),
          ],
    ),
})
