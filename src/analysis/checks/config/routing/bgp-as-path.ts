import { asNumber, eachExternal, externalNeighbors, type Neighbor, setting } from '../../../configuration/bgp.ts'
import { configCheck, lacking } from '../../../configuration/check.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const bgpAsPath = configCheck({
  id: 'bgp-as-path',
  theme: 'routing',
  severity: 'medium',
  title: 'The path of an external neighbor begins with its own AS, and private ones are not told on',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'A neighbor that leaves itself out of a path hides where traffic goes. A private AS means somebody else on the other side.',
  source: [rfc(7454, 'BGP Operations and Security'), rfc(6996, 'Autonomous System Reservation for Private Use'), stig.routing()],
  judge: (device) => {
    const asOf = (neighbor: Neighbor): number => Number(asNumber(setting(neighbor, 'peer-as')?.value()) ?? 0)
    const withPrivate = new Set(
      externalNeighbors(device)
        .filter((each) => isPrivate(asOf(each)))
        .map(({ instance }) => instance.key),
    )
    return eachExternal(device, (neighbor) => {
      const { place, name, instance } = neighbor
      const leaks = withPrivate.has(instance.key) && !isPrivate(asOf(neighbor)) && !setting(neighbor, 'remove-private')
      return [
        ...(setting(neighbor, 'enforce-first-as')
          ? []
          : [lacking(place, ['enforce-first-as'], `${name} may leave its own AS out`, `set ${place.path} enforce-first-as`)]),
        ...(leaks ? [lacking(place, ['remove-private'], `${name} is told private AS numbers`, `set ${place.path} remove-private`)] : []),
      ]
    })
  },
})

const isPrivate = (as: number): boolean => (as >= 64_512 && as <= 65_534) || (as >= 4_200_000_000 && as <= 4_294_967_294)
