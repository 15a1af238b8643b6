import { type EffectiveConfiguration, effectiveConfiguration } from '../../junos/config/effective.ts'
import type { Viewpoint } from '../../junos/config/groups.ts'
import { findReferences, type References } from '../../junos/config/references.ts'
import type { Statement } from '../../junos/config/statement.ts'
import { Place } from './place.ts'

/** What a device acts on, seen through one of its routing engines or nodes: what all checks of a configuration share. */
export type Device = {
  readonly kind: 'device'
  readonly effective: EffectiveConfiguration
  readonly top: Place
}

export function deviceOf(tree: Statement, viewpoint?: Viewpoint): Device {
  const effective = effectiveConfiguration(tree, viewpoint)
  return { kind: 'device', effective, top: new Place(effective.tree, null, tree) }
}

/** A question to a device that is answered once, however many checks ask it. */
export function once<T>(answer: (device: Device) => T): (device: Device) => T {
  const known = new WeakMap<Device, { readonly value: T }>()
  return (device) => {
    let there = known.get(device)
    if (there === undefined) {
      there = { value: answer(device) }
      known.set(device, there)
    }
    return there.value
  }
}

/** The device itself and everything in it that repeats its hierarchies: logical systems and tenants. */
export const scopes = once((device): readonly Place[] => [
  device.top,
  ...device.top.under('logical-systems'),
  ...device.top.under('tenants'),
])

/** A table of routes of its own: the main one of a scope, or a routing instance. */
export type Instance = {
  /** What holds its `protocols` and `routing-options`. */
  readonly place: Place
  readonly scope: Place
  /** `vrf`, `virtual-router` and the like; null for the main one. */
  readonly type: string | null
  /** The words that lead to it; empty for the main one of the device. */
  readonly key: string
}

export const instances = once((device): readonly Instance[] =>
  scopes(device).flatMap((scope) => [
    { place: scope, scope, type: null, key: scope.words.join(' ') },
    ...scope.under('routing-instances').map((place) => ({
      place,
      scope,
      type: place.value('instance-type') ?? 'no-forwarding',
      key: place.words.join(' '),
    })),
  ]),
)

/** One protocol in every instance where it is configured and not disabled. */
export const protocol = (device: Device, name: string): readonly Place[] =>
  instances(device)
    .map(({ place }) => place.at('protocols', name))
    .filter((each) => each !== undefined && !each.has('disable')) as readonly Place[]

export const references = once((device): References => findReferences(device.top.written, device.effective.tree))

/** By the hierarchies that only such a device has. */
export const hasZones = (device: Device): boolean => scopes(device).some((scope) => scope.has('security', 'zones'))

export const hasTwoEngines = (device: Device): boolean => {
  const groups = device.top.written.find('groups')
  return (
    (groups?.find('re0') !== undefined && groups.find('re1') !== undefined) ||
    device.top.has('chassis', 'redundancy', 'graceful-switchover') ||
    device.top.has('chassis', 'redundancy', 'routing-engine')
  )
}

/** A path of words as one text, which may hold names with blanks; in effect, or else as written. */
export function placeOf(device: Device, path: string): Place | undefined {
  const words = path.split(' ')
  return along(device.top, words) ?? along(new Place(device.top.written, null), words)
}

function along(from: Place, words: readonly string[]): Place | undefined {
  let place: Place | undefined = from
  for (let at = 0; place && at < words.length; ) {
    let size = 1
    while (at + size < words.length && !place.has(words.slice(at, at + size).join(' '))) size += 1
    place = place.at(words.slice(at, at + size).join(' '))
    at += size
  }
  return place
}
