import { hostKey, isLinkLocal } from '../../../configuration/addresses.ts'
import { configCheck, fault } from '../../../configuration/check.ts'
import { instanceOf, type UnitAddress, unitAddresses } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice } from '../../../configuration/sources.ts'

export const duplicateAddresses = configCheck({
  id: 'duplicate-addresses',
  theme: 'consistency',
  severity: 'medium',
  title: 'No address stands twice in one instance',
  looksAt: ['interfaces', 'routing-instances', 'logical-systems', 'tenants'],
  why: 'Two interfaces with one address are a mistake in a copy; what is sent to it ends at either.',
  source: [ownAdvice],
  judge: (device) => {
    const first = new Map<string, UnitAddress>()
    return unitAddresses(device).flatMap((each) => {
      if (isLinkLocal(each.address) || each.place.has('virtual-gateway-address')) return []
      const key = `${instanceOf(device, each.unit).key} ${hostKey(each.address)}`
      const before = first.get(key)
      if (!before) {
        first.set(key, each)
        return []
      }
      return [
        fault(
          each.place,
          `${each.place.word} on ${each.unit.name} is also on ${before.unit.name}, line ${before.place.line}`,
          removal(each.place),
        ),
      ]
    })
  },
})
