import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { instances } from '../../../configuration/device.ts'
import { accessUnits, fullName } from '../../../configuration/interfaces.ts'
import { cis, stig, vendor } from '../../../configuration/sources.ts'

export const dhcpAndArp = configCheck({
  id: 'dhcp-and-arp',
  theme: 'switching',
  severity: 'medium',
  title: 'VLANs of access ports watch DHCP and ARP',
  looksAt: ['interfaces', 'vlans', 'ethernet-switching-options', 'routing-instances'],
  why: 'Whoever answers DHCP or ARP in the place of others becomes the gateway of everybody in the VLAN.',
  source: [stig.ex(), cis, vendor('DHCP snooping and dynamic ARP inspection')],
  judge: (device) => {
    const access = accessUnits(device)
    const names = new Set(access.flatMap(({ place }) => place.values('family', 'ethernet-switching', 'vlan', 'members')))
    const units = new Set(access.map(({ name }) => name))
    const vlans = instances(device)
      .flatMap(({ place }) => place.under('vlans'))
      .filter(
        (each) =>
          names.has(each.word) ||
          names.has(each.value('vlan-id') ?? '') ||
          each.values('interface').some((name) => units.has(fullName(name))),
      )
    if (vlans.length === 0) return notApplicable('no access port is in a VLAN that is defined here')
    const old = device.top.at('ethernet-switching-options', 'secure-access-port')
    return vlans.flatMap((vlan) => {
      const security = vlan.at('forwarding-options', 'dhcp-security')
      const port = old?.at('vlan', vlan.word) ?? old?.at('vlan', 'all')
      if (port)
        return port.has('arp-inspection')
          ? []
          : [lacking(port, ['arp-inspection'], `VLAN ${vlan.word} believes every ARP`, `set ${port.path} arp-inspection`)]
      if (security?.has('arp-inspection')) return []
      return [
        lacking(
          vlan,
          ['forwarding-options', 'dhcp-security', 'arp-inspection'],
          `VLAN ${vlan.word} believes every ${security ? 'ARP' : 'DHCP server and every ARP'}`,
          `set ${vlan.path} forwarding-options dhcp-security arp-inspection`,
        ),
      ]
    })
  },
})
