import { type Answer, type Fault, notApplicable } from './check.ts'
import { type Device, once, scopes } from './device.ts'
import { isLoopback, type Unit, units } from './interfaces.ts'
import type { Place } from './place.ts'

export type Family = 'inet' | 'inet6'

/** The filter of a name; for IPv4 it may stand outside of the families. */
export const filterNamed = (scope: Place, family: Family, name: string): Place | undefined =>
  scope.at('firewall', 'family', family, 'filter', name) ?? (family === 'inet' ? scope.at('firewall', 'filter', name) : undefined)

/** The filters that a unit applies to what comes in, in their order. */
export const inputNames = (unit: Unit, family: Family): readonly string[] => {
  const filter = unit.place.at('family', family, 'filter')
  return [...(filter?.values('input').slice(0, 1) ?? []), ...(filter?.values('input-list') ?? [])]
}

/** Units of the loopback: what the control plane hears comes through their filters, in each routing instance. */
export const loopbacks = once((device): readonly Unit[] => units(device).filter(({ interface: { word } }) => isLoopback(word)))

type ControlFilter = { readonly filter: Place; readonly family: Family }

/** The filters that protect the control plane, and those that their terms call, each once. */
const controlFilters = once((device): readonly ControlFilter[] => {
  const found = new Map<string, ControlFilter>()
  const named = loopbacks(device).flatMap((unit) =>
    (['inet', 'inet6'] as const).flatMap((family) => inputNames(unit, family).map((name) => ({ scope: unit.scope, family, name }))),
  )
  // longer as it is walked: what a filter calls comes behind it
  for (const { scope, family, name } of named) {
    const filter = filterNamed(scope, family, name) ?? filterNamed(device.top, family, name)
    const path = filter?.words.join(' ') ?? ''
    if (!filter || found.has(path)) continue
    found.set(path, { filter, family })
    for (const term of filter.under('term')) for (const called of term.values('filter')) named.push({ scope, family, name: called })
  }
  return [...found.values()]
})

/** What is to be said of every term of these filters. */
export function eachControlTerm(device: Device, faults: (term: Place) => readonly Fault[]): Answer {
  const protecting = controlFilters(device)
  if (protecting.length === 0) return notApplicable('no filter stands before the control plane')
  return protecting.flatMap(({ filter }) => filter.under('term').flatMap(faults))
}

const ends = new Set(['accept', 'discard', 'reject'])

/** What a term does in the end; without a word about it, it accepts. */
export function actionOf(term: Place): 'accept' | 'discard' | 'reject' | 'goes on' {
  const then = term.at('then')
  const named = then?.node.below.find(({ word }) => ends.has(word))?.word
  if (named) return named as 'accept' | 'discard' | 'reject'
  if (term.has('filter') || then?.has('next') || then?.has('routing-instance')) return 'goes on'
  return 'accept'
}

const addresses = ['address', 'source-address', 'destination-address']
const everything = new Set(['0.0.0.0/0', '::/0', '0/0', '::0/0'])

/** Whether a term takes every packet: it names no condition, or none but all addresses. */
export const takesAll = (term: Place): boolean =>
  (term.at('from')?.node.below ?? []).every(
    ({ word, below }) =>
      addresses.includes(word) && below.length > 0 && below.every((each) => everything.has(each.word) && each.below.length === 0),
  )

/** Whether a term asks where a packet comes from. */
export function namesSources(term: Place): boolean {
  const from = term.at('from')
  if (!from) return false
  if (
    ['source-prefix-list', 'prefix-list', 'source-address-filter', 'interface', 'interface-group', 'interface-set'].some((word) =>
      from.has(word),
    )
  )
    return true
  return ['source-address', 'address'].some((word) => from.values(word).some((each) => !everything.has(each)))
}

/** The ports that a term names, by number or name. */
export const portsOf = (term: Place): readonly string[] => ['port', 'destination-port'].flatMap((word) => term.values('from', word))

export const protocolsOf = (term: Place): readonly string[] =>
  ['protocol', 'next-header', 'payload-protocol'].flatMap((word) => term.values('from', word))

/** All filters of all scopes, in the families that have some. */
export const filters = once((device: Device): readonly Place[] =>
  scopes(device).flatMap((scope) => [
    ...scope.under('firewall', 'filter'),
    ...scope.under('firewall', 'family').flatMap((family) => family.under('filter')),
  ]),
)
