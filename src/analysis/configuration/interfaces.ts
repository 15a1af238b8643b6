import type { Statement } from '../../junos/config/statement.ts'
import { type Address, addressOf, networkKey } from './addresses.ts'
import { externalNeighbors } from './bgp.ts'
import { type Device, type Instance, instances, once, scopes } from './device.ts'
import type { Place } from './place.ts'

/** Words below `interfaces` that are none. */
const noInterface = new Set(['interface-range', 'interface-set', 'stacked-interface-set', 'traceoptions', 'pic-set'])

const port = /^(?:ge|xe|et|fe|mge|so|t1|t3|e1|e3|at)-[0-9]+\/[0-9]+\/[0-9]+/
/** Ports that people plug cables into. */
export const isPort = (name: string): boolean => port.test(name)
/** Ports of the management network, which are not in the forwarding plane. */
export const isManagement = (name: string): boolean => /^(?:fxp|em|me|vme|re[0-9]:mgmt-)[0-9]*$/.test(name)
export const isLoopback = (name: string): boolean => /^lo[0-9]/.test(name)

/** Every interface of every scope. */
export const interfaces = once((device): readonly Place[] =>
  scopes(device).flatMap((scope) => scope.under('interfaces').filter(({ word }) => !noInterface.has(word))),
)

export type Unit = {
  readonly place: Place
  readonly interface: Place
  /** `ge-0/0/0.0`, as other places name it. */
  readonly name: string
  readonly scope: Place
  /** Its name, and how it and its interface are described, in small letters. */
  readonly told: string
}

export const units = once((device): readonly Unit[] =>
  interfaces(device).flatMap((each) => {
    const above = each.value('description') ?? ''
    return each.under('unit').map((place) => {
      const name = `${each.word}.${place.word}`
      const told = `${name} ${place.value('description') ?? ''} ${above}`.toLowerCase()
      return { place, interface: each, name, scope: each.above!.above!, told }
    })
  }),
)

/** The instance of a unit: the routing instance that names it, else the main one of its scope. */
export const instanceOf = (device: Device, unit: Unit): Instance => {
  const known = placed(device).get(unit.scope)
  return known?.named.get(unit.name) ?? known!.main
}

const placed = once((device) => {
  const byScope = new Map<Place, { main: Instance; named: Map<string, Instance> }>()
  for (const instance of instances(device)) {
    const known = byScope.get(instance.scope)
    if (!known) byScope.set(instance.scope, { main: instance, named: new Map() })
    else
      for (const word of ['interface', 'vlans', 'bridge-domains'] as const)
        for (const each of instance.place.under(word)) known.named.set(word === 'interface' ? fullName(each.word) : each.word, instance)
  }
  return byScope
})

/** Junos takes `ge-0/0/0` for its unit 0. */
export const fullName = (name: string): string => (name.includes('.') ? name : `${name}.0`)

export type UnitAddress = { readonly place: Place; readonly unit: Unit; readonly family: 'inet' | 'inet6'; readonly address: Address }

/** The addresses of all units, in both families. */
export const unitAddresses = once((device): readonly UnitAddress[] =>
  units(device).flatMap((unit) =>
    (['inet', 'inet6'] as const).flatMap((family) =>
      unit.place.under('family', family, 'address').flatMap((place) => {
        const address = addressOf(place.word)
        return address ? [{ place, unit, family, address }] : []
      }),
    ),
  ),
)

/**
 * Units that lead to somebody else: those of the instances of customers, those that an external neighbor of BGP is reached on,
 * and those that are described so.
 */
export const edges = once((device): ReadonlySet<Unit> => {
  const found = new Set<Unit>()
  for (const unit of units(device)) if (isVrf(instanceOf(device, unit)) && !isInside(unit.interface.word)) found.add(unit)
  const external = externalNeighbors(device)
  if (external.length === 0) return found
  const byNetwork = new Map<string, Unit[]>()
  const lengths = new Set<number>()
  for (const { unit, address } of unitAddresses(device)) {
    const key = `${instanceOf(device, unit).key} ${networkKey(address)}`
    lengths.add(address.length)
    byNetwork.set(key, [...(byNetwork.get(key) ?? []), unit])
  }
  for (const { name, instance } of external) {
    const address = addressOf(name)
    if (!address) continue
    for (const length of lengths)
      if (length <= address.length)
        for (const unit of byNetwork.get(`${instance.key} ${networkKey({ ...address, length })}`) ?? []) found.add(unit)
  }
  return found
})

const isVrf = ({ type }: Instance): boolean => type === 'vrf'
const isInside = (name: string): boolean => isLoopback(name) || isManagement(name) || /^(?:irb|vlan|lt-|vt-|st0|gr-|ip-)/.test(name)

/** Edges, and what is described so. */
export const edgesAnd = (device: Device, words: readonly string[]): readonly Unit[] =>
  units(device).filter((unit) => edges(device).has(unit) || isDescribed(unit, words))

/** What the words of a profile tell: in a description, or in the name of the unit. */
export const isDescribed = ({ name, told }: Unit, words: readonly string[]): boolean =>
  words.some((word) => told.includes(word.toLowerCase())) && !isLoopback(name)

/** A port that is in use: it has something configured besides being described, switched off, or given an empty unit. */
export const isUsed = (place: Place): boolean =>
  !place.has('disable') && place.node.below.some((each) => (each.word === 'unit' ? each.below.some(says) : !silent.has(each.word)))

const silent = new Set(['description', 'apply-macro', 'enable', 'disable'])
const says = (unit: Statement): boolean => unit.below.some(({ word }) => !silent.has(word))

/** A unit with tags or an encapsulation of its own is part of a service for somebody else's frames. */
const isService = (place: Place): boolean => ['vlan-id', 'vlan-id-list', 'vlan-tags', 'encapsulation'].some((word) => place.has(word))

/** Ports of switches that hosts are plugged into: what is not said to be a trunk is none. */
export const accessUnits = once((device): readonly Unit[] =>
  units(device).filter(({ place, interface: above }) => {
    const { word } = above
    // what is switched off passes nothing
    if (place.has('disable') || above.has('disable')) return false
    const switching = place.at('family', 'ethernet-switching')
    if (!switching || isService(place) || isService(above) || !(isPort(word) || /^ae[0-9]/.test(word))) return false
    return (switching.value('interface-mode') ?? switching.value('port-mode') ?? 'access') === 'access'
  }),
)
