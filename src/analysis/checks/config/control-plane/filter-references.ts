import { configCheck, notApplicable, unmatched } from '../../../configuration/check.ts'
import { placeOf, references } from '../../../configuration/device.ts'
import { filters } from '../../../configuration/filters.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice } from '../../../configuration/sources.ts'

export const filterReferences = configCheck({
  id: 'filter-references',
  theme: 'control-plane',
  severity: 'medium',
  title: 'Filters name only what is defined',
  looksAt: ['firewall', 'interfaces', 'policy-options'],
  why: 'A filter that leans on a list or policer that is not there does not commit, or does something else than its author meant.',
  source: [ownAdvice],
  judge: (device) => {
    const inUse = filters(device)
    const missing = references(device).undefined.filter(
      ({ kind, path }) => kind === 'filter' || kind === 'policer' || (kind === 'prefix list' && /^firewall /.test(path)),
    )
    if (inUse.length + missing.length === 0) return notApplicable('there is no filter')
    return missing.flatMap(({ kind, name, path, scope }) => {
      const place = placeOf(device, scope === null ? path : `${scope} ${path}`)
      return place ? [unmatched(place, `${kind} ${name} is not defined`, removal(place))] : []
    })
  },
})
