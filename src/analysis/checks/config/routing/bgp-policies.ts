import { eachExternal, setting } from '../../../configuration/bgp.ts'
import { configCheck, lacking } from '../../../configuration/check.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const bgpPolicies = configCheck({
  id: 'bgp-policies',
  theme: 'routing',
  severity: 'high',
  title: 'External BGP neighbors have a policy in each direction',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'Without an import policy everything is believed; without an export policy everything that BGP knows is told on, and a network becomes a way through for others.',
  source: [
    rfc(8212, 'Default External BGP Route Propagation Behavior without Policies'),
    rfc(7454, 'BGP Operations and Security'),
    stig.routing(),
  ],
  judge: (device) =>
    eachExternal(device, (neighbor) =>
      ['import', 'export']
        .filter((word) => !setting(neighbor, word))
        .map((word) =>
          lacking(neighbor.place, [word], `${neighbor.name} has no ${word} policy`, `set ${neighbor.place.path} ${word} <policy>`),
        ),
    ),
})
