import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { protocol } from '../../../configuration/device.ts'
import { inputNames } from '../../../configuration/filters.ts'
import { unitAddresses } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice, rfc, stig } from '../../../configuration/sources.ts'

export const multicastAndVrrp = configCheck({
  id: 'multicast-and-vrrp',
  theme: 'routing',
  severity: 'medium',
  title: 'PIM and IGMP are on named interfaces, and VRRP is protected',
  looksAt: ['protocols pim', 'protocols igmp', 'protocols mld', 'interfaces', 'routing-instances', 'logical-systems'],
  why: 'On all interfaces a protocol is also on the next one that somebody adds. Whoever may speak VRRP on a link becomes its gateway.',
  source: [stig.routing(), rfc(7761, 'Protocol Independent Multicast - Sparse Mode'), ownAdvice],
  judge: (device) => {
    const all = ['pim', 'igmp', 'mld'].flatMap((name) => protocol(device, name).flatMap((each) => each.at('interface', 'all') ?? []))
    const groups = unitAddresses(device).flatMap(({ place, unit, family }) =>
      [...place.under('vrrp-group'), ...place.under('vrrp-inet6-group')]
        .filter((each) => !each.has('authentication-type') && inputNames(unit, family).length === 0)
        .map((each) => ({ each, unit, family })),
    )
    return [
      ...all
        .filter((each) => !each.has('disable'))
        .map((each) => fault(each, `${each.above!.above!.word} is on all interfaces`, removal(each))),
      ...groups.map(({ each, unit, family }) =>
        lacking(
          each,
          ['authentication-type'],
          `VRRP on ${unit.name} listens to everybody, and no filter stands before it`,
          `set ${unit.place.path} family ${family} filter input <filter>`,
        ),
      ),
    ]
  },
})
