import { healthCheck, judged } from '../../../health/check.ts'
import { membersOfChassis } from '../../../health/members.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const vcRing = healthCheck({
  id: 'vc-ring',
  theme: 'redundancy',
  severity: 'medium',
  title: 'Every member of the virtual chassis has two links to the others',
  asks: ['virtual-chassis'],
  none: 'the virtual chassis has fewer than two members present',
  why: 'In a chain instead of a ring, one cable or member that fails cuts the chassis in two.',
  source: [ownAdvice],
  judge: ({ reading }) => {
    const present = membersOfChassis(reading).filter(({ row }) => row.status?.state === 'present')
    if (present.length < 2) return []
    return present.map(({ row: { neighbors = [] }, at }) =>
      judged(
        neighbors.length >= 2,
        at,
        `${neighbors.length} links: ${neighbors.map(({ interface: port, member }) => `${port ?? '?'} to ${member}`).join(', ') || 'none'}`,
        'show virtual-chassis vc-port',
      ),
    )
  },
})
