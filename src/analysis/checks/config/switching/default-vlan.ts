import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { instances } from '../../../configuration/device.ts'
import { accessUnits, fullName } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const defaultVlan = configCheck({
  id: 'default-vlan',
  theme: 'switching',
  severity: 'medium',
  title: 'Hosts are not in the default VLAN',
  looksAt: ['interfaces', 'vlans'],
  why: 'The default VLAN is where every new port and the control protocols of switches are.',
  source: [stig.ex(), cis],
  judge: (device) => {
    const access = accessUnits(device)
    if (access.length === 0) return notApplicable('there is no access port')
    const named = new Set(
      instances(device).flatMap(({ place }) => place.under('vlans').flatMap((vlan) => vlan.values('interface').map(fullName))),
    )
    return access.flatMap(({ place, name }) => {
      if (named.has(name)) return []
      const switching = place.at('family', 'ethernet-switching')!
      const remedy = `set ${switching.path} vlan members <vlan>`
      const members = switching.under('vlan', 'members')
      if (members.length === 0) return [lacking(switching, ['vlan', 'members'], `${name} is in the default VLAN`, remedy)]
      return members
        .filter(({ word }) => word === 'default' || word === '1')
        .map((each) => fault(each, `${name} is in the default VLAN`, removal(each), remedy))
    })
  },
})
