import { healthCheck, judged, open } from '../../../health/check.ts'
import { membersOfChassis } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'

export const vcMembers = healthCheck({
  id: 'vc-members',
  theme: 'redundancy',
  severity: 'high',
  title: 'Every member of the virtual chassis is present',
  asks: ['virtual-chassis'],
  none: 'the device is no virtual chassis',
  why: 'A member that is not present carries nothing; an inactive one runs another release or does not fit.',
  source: [vendor('show virtual-chassis')],
  judge: ({ reading }) =>
    membersOfChassis(reading).map(({ row: { status, model, serial }, at }) => {
      if (status === undefined || status.state === 'look')
        return open(at, status === undefined ? 'its status is not given' : `says ${status.word}`)
      return judged(
        status.state === 'present',
        at,
        [status.word, model, serial].filter(Boolean).join(', '),
        'show virtual-chassis vc-port',
        'show log messages | match vccpd',
      )
    }),
})
