import { membersOf } from '../../../health/bundles.ts'
import { healthCheck, judged, open } from '../../../health/check.ts'
import { vendor } from '../../../health/sources.ts'

export const lacpMembers = healthCheck({
  id: 'lacp-members',
  theme: 'interfaces',
  severity: 'high',
  title: 'Every member of a bundle carries traffic both ways',
  asks: ['lacp'],
  none: 'no bundle has members',
  why: 'A member that does not collect and distribute is capacity and redundancy that is only on paper.',
  source: [vendor('show lacp interfaces')],
  judge: ({ reading }) =>
    membersOf(reading).map(({ row: { port, collecting, distributing, expired, defaulted }, at }) => {
      if (collecting === undefined || distributing === undefined) return open(at, 'whether it collects and distributes is not given')
      const faults = [
        collecting ? '' : 'does not collect',
        distributing ? '' : 'does not distribute',
        expired ? 'its partner is silent' : '',
        defaulted ? 'has heard no partner' : '',
      ].filter(Boolean)
      return judged(
        faults.length === 0,
        at,
        faults.length === 0 ? 'collects and distributes' : faults.join(', '),
        `show lacp statistics interfaces ${at.element.split(' ')[0]}`,
        `show interfaces ${port} extensive`,
      )
    }),
})
