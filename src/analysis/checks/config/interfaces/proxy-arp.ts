import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { edgesAnd } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'
import { outsideUnits, outsideWords } from '../../../configuration/zones.ts'

export const proxyArp = configCheck({
  id: 'proxy-arp',
  theme: 'interfaces',
  severity: 'medium',
  title: 'The device answers for no other addresses towards the world outside',
  looksAt: ['interfaces', 'security zones', 'routing-instances', 'protocols bgp', 'logical-systems'],
  why: 'Who answers for addresses that are not his hides wrong masks, and takes the traffic of others in where the link is shared.',
  source: [stig.routing(), rfc(1027, 'Using ARP to Implement Transparent Subnet Gateways'), cis],
  parameters: {
    zones: { kind: 'words', what: 'words in the names of zones that are outside', default: outsideWords },
    described: { kind: 'words', what: 'words in descriptions that tell an edge', default: ['customer', 'peering', 'transit', 'internet'] },
  },
  judge: (device, { zones, described }) => {
    const outside = new Set([...edgesAnd(device, described), ...outsideUnits(device, zones)])
    if (outside.size === 0) return notApplicable('nothing tells an interface that leads to somebody else')
    return [...outside].flatMap(({ place, name }) => {
      const proxy = place.at('proxy-arp')
      return proxy ? [fault(proxy, `${name} answers for the addresses of others`, removal(proxy))] : []
    })
  },
})
