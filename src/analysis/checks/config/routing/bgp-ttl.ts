import { eachExternal, setting } from '../../../configuration/bgp.ts'
import { configCheck, lacking } from '../../../configuration/check.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const bgpTtl = configCheck({
  id: 'bgp-ttl',
  theme: 'routing',
  severity: 'medium',
  title: 'External BGP neighbors on the same link prove that they are on it',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'A packet with the highest time to live cannot have come through a router: nobody further away can pretend to be the neighbor.',
  source: [rfc(5082, 'The Generalized TTL Security Mechanism'), rfc(7454, 'BGP Operations and Security'), stig.routing()],
  judge: (device) =>
    eachExternal(device, (neighbor) => {
      const { place, name } = neighbor
      const multihop = setting(neighbor, 'multihop')
      // further away it cannot prove it; with multihop and a ttl of 255 a filter is what asks for the proof
      return multihop || setting(neighbor, 'ttl')?.has('255')
        ? []
        : [lacking(place, ['ttl', '255'], `${name} may be further away than it should be`, `set ${place.path} ttl 255`)]
    }),
})
