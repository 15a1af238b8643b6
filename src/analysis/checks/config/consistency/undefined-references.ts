import { configCheck, unmatched } from '../../../configuration/check.ts'
import { placeOf, references } from '../../../configuration/device.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice } from '../../../configuration/sources.ts'

export const undefinedReferences = configCheck({
  id: 'undefined-references',
  theme: 'consistency',
  severity: 'low',
  title: 'Whatever is named is defined',
  looksAt: [
    'policy-options',
    'firewall',
    'interfaces',
    'protocols',
    'routing-instances',
    'security',
    'class-of-service',
    'logical-systems',
    'tenants',
    'system',
    'vlans',
    'applications',
    'groups',
  ],
  asksTheWhole: true,
  why: 'What is named and not there is a name that was mistyped, or a policy that was taken away too early.',
  source: [ownAdvice],
  judge: (device) =>
    references(device).undefined.flatMap(({ kind, name, path, scope }) => {
      const place = placeOf(device, scope === null ? path : `${scope} ${path}`)
      return place ? [unmatched(place, `${kind} ${name} is not defined`, removal(place))] : []
    }),
})
