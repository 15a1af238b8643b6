import { holds, isHost, isLinkLocal, networkKey } from '../../../configuration/addresses.ts'
import { configCheck, fault } from '../../../configuration/check.ts'
import { instanceOf, isManagement, unitAddresses } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { ownAdvice } from '../../../configuration/sources.ts'

export const overlappingNetworks = configCheck({
  id: 'overlapping-networks',
  theme: 'consistency',
  severity: 'medium',
  title: 'Networks of interfaces in one instance do not overlap with another mask',
  looksAt: ['interfaces', 'routing-instances', 'logical-systems', 'tenants'],
  why: 'Where one interface has a piece of the network of another, hosts on either side do not reach each other: one of the masks is wrong.',
  source: [ownAdvice],
  judge: (device) => {
    const networks = unitAddresses(device)
      .filter(({ address, unit }) => !isHost(address) && !isLinkLocal(address) && !isManagement(unit.interface.word))
      .map((each) => ({
        each,
        instance: `${each.family} ${instanceOf(device, each.unit).key}`,
        key: networkKey(each.address),
      }))
      .sort((a, b) => order(a.instance, b.instance) || order(a.key, b.key))
    // sorted, a network stands before everything in it: what is open when the next one comes may hold it
    const open: typeof networks = []
    return networks.flatMap((next) => {
      while (open.length > 0 && !(open.at(-1)!.instance === next.instance && holds(open.at(-1)!.each.address, next.each.address)))
        open.pop()
      const around = open.find(({ each }) => each.unit !== next.each.unit && each.address.length !== next.each.address.length)
      open.push(next)
      if (!around) return []
      const { place, unit } = next.each
      const what = `${place.word} on ${unit.name} is in ${around.each.place.word} of ${around.each.unit.name}, line ${around.each.place.line}`
      return [fault(place, what, removal(place), `set ${place.above!.path} <address>/${around.each.address.length}`)]
    })
  },
})

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
