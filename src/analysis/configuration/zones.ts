import { type Answer, type Fault, notApplicable } from './check.ts'
import { type Device, hasZones, once, scopes } from './device.ts'
import { fullName, type Unit, units } from './interfaces.ts'
import type { Place } from './place.ts'

/** Words that people name the zone of the world outside by. */
export const outsideWords = ['untrust', 'outside', 'internet', 'external', 'wan'] as const

const zones = once((device): readonly Place[] => scopes(device).flatMap((scope) => scope.under('security', 'zones', 'security-zone')))

export const isOutside = (name: string, words: readonly string[]): boolean =>
  words.some((word) => name.toLowerCase().includes(word.toLowerCase()))

const outsideZones = (device: Device, words: readonly string[]): readonly Place[] =>
  zones(device).filter(({ word }) => isOutside(word, words))

/** What is to be said of every zone that is outside, as far as its name tells. */
export function eachOutsideZone(device: Device, words: readonly string[], faults: (zone: Place) => readonly Fault[]): Answer {
  if (!hasZones(device)) return notApplicable('there are no security zones')
  const outside = outsideZones(device, words)
  return outside.length === 0 ? notApplicable('no zone is called as one that is outside') : outside.flatMap(faults)
}

export const outsideUnits = (device: Device, words: readonly string[]): readonly Unit[] => {
  const names = new Set(outsideZones(device, words).flatMap((zone) => zone.values('interfaces').map(fullName)))
  return units(device).filter(({ name }) => names.has(name))
}

export type SecurityPolicy = {
  readonly place: Place
  /** Where it applies; an empty list is everywhere. */
  readonly from: readonly string[]
}

/** The policies between zones and the global ones. */
export const policies = once((device): readonly SecurityPolicy[] =>
  scopes(device).flatMap((scope) => [
    ...scope
      .under('security', 'policies', 'from-zone')
      .flatMap((from) =>
        from.under('to-zone').flatMap((to) => to.under('policy').map((place): SecurityPolicy => ({ place, from: [from.word] }))),
      ),
    ...scope
      .under('security', 'policies', 'global', 'policy')
      .map((place): SecurityPolicy => ({ place, from: place.values('match', 'from-zone') })),
  ]),
)
