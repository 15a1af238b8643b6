import { configCheck, fault } from '../../../configuration/check.ts'
import { isManagement, units } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig, vendor } from '../../../configuration/sources.ts'

export const autoinstallation = configCheck({
  id: 'autoinstallation',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'Nothing is left of the first installation',
  looksAt: ['system autoinstallation', 'system phone-home', 'chassis auto-image-upgrade', 'interfaces'],
  why: 'A device that still asks the network for its configuration takes one from whoever answers first.',
  source: [stig.router(), cis, vendor('zero touch provisioning')],
  judge: (device) => {
    const leftovers = [
      ['system', 'autoinstallation'],
      ['system', 'phone-home'],
      ['chassis', 'auto-image-upgrade'],
    ]
    const asking = units(device)
      .filter((unit) => isManagement(unit.interface.word))
      .flatMap(({ place }) => clients.flatMap((words) => place.at('family', ...words) ?? []))
    return [
      ...leftovers.flatMap((path) => {
        const place = device.top.at(...path)
        return place ? [fault(place, `${path.at(-1)} is still on`, removal(place))] : []
      }),
      ...asking.map((each) => fault(each, 'the management interface takes its address from whoever answers', removal(each))),
    ]
  },
})

const clients = [
  ['inet', 'dhcp'],
  ['inet', 'dhcp-client'],
  ['inet6', 'dhcpv6-client'],
]
