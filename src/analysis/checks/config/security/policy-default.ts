import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { hasZones, scopes } from '../../../configuration/device.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'
import { policies } from '../../../configuration/zones.ts'

export const policyDefault = configCheck({
  id: 'policy-default',
  theme: 'security',
  severity: 'medium',
  title: 'What no policy names is denied, and policies log what they do',
  looksAt: ['security policies', 'security zones', 'logical-systems', 'tenants'],
  why: 'A default that permits makes every forgotten pair of zones open. Without logs nobody knows what went through.',
  source: [stig.srx(), cis],
  judge: (device) => {
    if (!hasZones(device)) return notApplicable('there are no security zones')
    const open = scopes(device).flatMap((scope) => scope.at('security', 'policies', 'default-policy', 'permit-all') ?? [])
    const silent = policies(device).flatMap(({ place }) => {
      const wanted = place.has('then', 'permit') ? 'session-close' : 'session-init'
      return place.has('then', 'log', wanted)
        ? []
        : [lacking(place, ['then', 'log', wanted], `policy ${place.word} does not log ${wanted}`, `set ${place.path} then log ${wanted}`)]
    })
    return [
      ...open.map((each) => fault(each, 'what no policy names is permitted', removal(each), `set ${each.above!.path} deny-all`)),
      ...silent,
    ]
  },
})
