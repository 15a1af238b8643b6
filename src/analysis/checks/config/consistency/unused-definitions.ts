import { configCheck, unmatched } from '../../../configuration/check.ts'
import { placeOf, references } from '../../../configuration/device.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice } from '../../../configuration/sources.ts'

export const unusedDefinitions = configCheck({
  id: 'unused-definitions',
  theme: 'consistency',
  severity: 'low',
  title: 'Whatever is defined is used',
  looksAt: ['policy-options', 'firewall', 'security', 'class-of-service', 'logical-systems', 'tenants', 'applications', 'groups', 'system'],
  asksTheWhole: true,
  why: 'What nothing names is left over, or was meant to be named. Who reads the configuration next takes it for real.',
  source: [ownAdvice],
  judge: (device) =>
    references(device).unused.flatMap(({ kind, name, path, scope }) => {
      const place = placeOf(device, scope === null ? `${path} ${name}` : `${scope} ${path} ${name}`) ?? placeOf(device, path)
      return place ? [unmatched(place, `nothing names ${kind} ${name}`, removal(place))] : []
    }),
})
