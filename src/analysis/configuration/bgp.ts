import { type Answer, type Fault, notApplicable, unclear } from './check.ts'
import { type Device, type Instance, instances, once } from './device.ts'
import type { Place } from './place.ts'

export type Neighbor = {
  /** The neighbor, or its group where this takes whoever comes from a range of addresses. */
  readonly place: Place
  readonly name: string
  /** Where its settings are looked for, the nearest first: neighbor, group, protocol. */
  readonly levels: readonly Place[]
  readonly instance: Instance
  readonly kind: 'external' | 'internal' | 'unknown'
}

export const neighbors = once((device): readonly Neighbor[] =>
  instances(device).flatMap((instance) => {
    const bgp = instance.place.at('protocols', 'bgp')
    if (!bgp || bgp.has('disable')) return []
    return bgp.under('group').flatMap((group) => {
      const own = group.under('neighbor').map((place) => neighborOf(device, instance, place, [place, group, bgp]))
      const anyone = group.has('allow') || group.has('dynamic-neighbor')
      return anyone ? [...own, neighborOf(device, instance, group, [group, bgp])] : own
    })
  }),
)

export const externalNeighbors = once((device) => neighbors(device).filter(({ kind }) => kind === 'external'))

/** A statement that holds for a neighbor: the nearest one, as BGP inherits them. */
export function setting({ levels }: Pick<Neighbor, 'levels'>, ...words: readonly string[]): Place | undefined {
  for (const level of levels) {
    const found = level.at(...words)
    if (found) return found
  }
  return undefined
}

function neighborOf(device: Device, instance: Instance, place: Place, levels: readonly Place[]): Neighbor {
  return { place, name: place.word, levels, instance, kind: kindOf(device, instance, { levels }) }
}

/** By its type; where that is not said, by its AS beside our own. */
function kindOf(device: Device, instance: Instance, neighbor: Pick<Neighbor, 'levels'>): Neighbor['kind'] {
  const peer = asNumber(setting(neighbor, 'peer-as')?.node.below[0]?.word)
  const type = setting(neighbor, 'type')?.node.below[0]?.word
  if (type === 'internal') return 'internal'
  if (peer !== undefined && confederation(device, instance).includes(peer)) return 'internal'
  if (type === 'external') return 'external'
  const own = asNumber(setting(neighbor, 'local-as')?.node.below[0]?.word) ?? ownAs(device, instance)
  if (peer === undefined) return 'unknown'
  return own !== undefined && peer === own ? 'internal' : 'external'
}

const routingOptions = (device: Device, { place, scope }: Instance): readonly Place[] =>
  [place, scope, device.top].flatMap((each) => each.at('routing-options') ?? [])

const ownAs = (device: Device, instance: Instance): string | undefined =>
  asNumber(routingOptions(device, instance).flatMap((each) => each.value('autonomous-system') ?? [])[0])

const confederation = (device: Device, instance: Instance): readonly string[] =>
  routingOptions(device, instance).flatMap((each) =>
    each
      .under('confederation')
      .flatMap((some) => (some.word === 'members' ? some.values() : some.values('members')).flatMap((as) => asNumber(as) ?? [])),
  )

/** `1.10` is 65546 in the notation with a dot. */
export function asNumber(text: string | undefined): string | undefined {
  const [, high, low] = /^([0-9]{1,10})(?:\.([0-9]{1,5}))?$/.exec(text ?? '') ?? []
  if (high === undefined) return undefined
  return String(low === undefined ? Number(high) : Number(high) * 65_536 + Number(low))
}

/** What is to be said of every external neighbor; of one that may be external or not, that it is not known. */
export function eachExternal(device: Device, faults: (neighbor: Neighbor) => readonly Fault[]): Answer {
  const known = externalNeighbors(device)
  const unknown = neighbors(device).filter(({ kind }) => kind === 'unknown')
  if (known.length + unknown.length === 0) return notApplicable('there is no external BGP neighbor')
  return [
    ...known.flatMap(faults),
    ...unknown.map(({ place, name }) => unclear(place, `whether ${name} is external is not said: it has neither a type nor an AS`)),
  ]
}

/** The address families of a neighbor: the nearest level that has some says all of them; without any it is plain IPv4. */
export const familiesOf = (neighbor: Neighbor): readonly Place[] => setting(neighbor, 'family')?.under() ?? []
