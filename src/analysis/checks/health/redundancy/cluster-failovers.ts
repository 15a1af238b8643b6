import { healthCheck, judged, open } from '../../../health/check.ts'
import { grownBy } from '../../../health/growth.ts'
import { besideEarlier, type Reading, rowsOf } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'

const groupsOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'chassis-cluster',
    ({ groups }) => groups,
    ({ id }) => `group ${id}`,
  )

export const clusterFailovers = healthCheck({
  id: 'cluster-failovers',
  theme: 'redundancy',
  severity: 'medium',
  title: 'No group of the cluster has changed its node between two readings',
  asks: ['chassis-cluster'],
  twice: true,
  none: 'no redundancy group stands in both readings',
  why: 'A failover that nobody asked for is a failure that the cluster has hidden; the next one may not be hidden.',
  source: [ownAdvice],
  judge: ({ reading, before }) =>
    besideEarlier(groupsOf(reading), groupsOf(before)).flatMap(({ row, was, at }) => {
      if (was === undefined) return []
      const moves = grownBy(row.failovers, was.failovers)
      if (moves === undefined) return [open(at, 'its failovers are not given, or were counted anew')]
      return [judged(moves === 0, at, `${moves} failovers between the readings`, 'show chassis cluster information', 'show log jsrpd')]
    }),
})
