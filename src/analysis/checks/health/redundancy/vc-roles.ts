import { healthCheck, judged, open } from '../../../health/check.ts'
import { membersOfChassis } from '../../../health/members.ts'
import { vendor } from '../../../health/sources.ts'

export const vcRoles = healthCheck({
  id: 'vc-roles',
  theme: 'redundancy',
  severity: 'high',
  title: 'The virtual chassis has one master, and a backup for it',
  asks: ['virtual-chassis'],
  none: 'the virtual chassis has one member, or none',
  why: 'Two masters are a chassis that fell apart, with one address twice in the network; without a backup it stands still when the master fails.',
  source: [vendor('virtual chassis: roles, split detection')],
  judge: ({ reading }) =>
    [...Map.groupBy(membersOfChassis(reading), ({ at }) => at.engine ?? '').values()].flatMap((members) => {
      if (members.length < 2) return []
      const at = { ...members[0]!.at, element: 'the virtual chassis' }
      const present = members.filter(({ row }) => row.status?.state === 'present')
      const count = (role: string): number => present.filter(({ row }) => row.role?.state === role).length
      const [masters, backups] = [count('master'), count('backup')]
      if (masters < 2 && present.some(({ row }) => row.role === undefined || row.role.state === 'look'))
        return [open(at, 'the role of a member is not given')]
      return [
        judged(
          masters === 1 && backups > 0,
          at,
          `${masters} master, ${backups} backup, ${present.length} present`,
          'show virtual-chassis vc-port',
          'show virtual-chassis status',
        ),
      ]
    }),
})
