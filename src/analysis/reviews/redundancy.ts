import type { ShowReply } from '../../junos/show/reply.ts'
import type { LocalDate } from '../../lib/time.ts'
import { type Device, hasTwoEngines } from '../configuration/device.ts'

/** What of a device goes on while a part of it restarts, as far as its answers, its parts and its configuration tell. */
export type Redundancy = {
  readonly kind: 'one routing engine' | 'two routing engines' | 'cluster' | 'virtual chassis' | 'not known'
  /** By what it is known; empty where it is not. */
  readonly by: string
  /** Members of a virtual chassis; null for others. */
  readonly members: number | null
  /** Whether a second routing engine is kept ready to take over; null where no configuration tells. */
  readonly takesOver: { readonly graceful: boolean; readonly nonstop: boolean } | null
}

export type RedundancyFacts = {
  /** The newest reading of the device, with its day where the account is. */
  readonly reading: { readonly readOn: LocalDate; readonly replies: readonly ShowReply[] } | null
  /** Slots of its parts in the installed base. */
  readonly slots: readonly string[]
  readonly configuration: Device | null
}

type Answer<Kind extends ShowReply['kind']> = Extract<ShowReply, { kind: Kind; outcome: 'read' }>

const enginePlace = /^Routing Engine\b/i

/** What a device says of itself now comes before its parts, and these before what it was told to be. */
export function redundancyOf({ reading, slots, configuration }: RedundancyFacts): Redundancy {
  const takesOver = configuration
    ? {
        graceful: configuration.top.has('chassis', 'redundancy', 'graceful-switchover'),
        nonstop: configuration.top.has('routing-options', 'nonstop-routing'),
      }
    : null
  const known = (kind: Redundancy['kind'], by: string, members: number | null = null): Redundancy => ({ kind, by, members, takesOver })
  const read = <Kind extends ShowReply['kind']>(kind: Kind): readonly Answer<Kind>[] =>
    (reading?.replies ?? []).filter((reply): reply is Answer<Kind> => reply.kind === kind && reply.outcome === 'read')
  const bySaid = `its answers of ${reading?.readOn ?? ''}`
  const nodes = new Set(
    read('chassis-cluster').flatMap(({ value }) => value.groups.flatMap((group) => (group.nodes ?? []).flatMap(({ name }) => name ?? []))),
  )
  if (nodes.size > 1) return known('cluster', bySaid)
  const members = read('virtual-chassis').flatMap(({ value }) => value.members.filter(({ status }) => status?.state === 'present'))
  if (members.length > 1) return known('virtual chassis', bySaid, members.length)
  const listed = read('chassis-hardware').flatMap(({ value }) => value.devices)
  if (listed.some(({ member }) => member?.startsWith('node'))) return known('cluster', bySaid)
  if (listed.length > 1) return known('virtual chassis', bySaid, listed.length)
  const engines = read('routing-engines').flatMap(({ value }) => value.engines)
  const leading = engines.filter(({ mastership }) => mastership?.state === 'master' || mastership?.state === 'backup')
  if (leading.length > 1) return known('two routing engines', bySaid)
  const inside = listed.flatMap(({ modules }) => modules.filter(({ name }) => enginePlace.test(name)))
  if (inside.length > 1) return known('two routing engines', bySaid)
  if (engines.length === 1 || inside.length === 1) return known('one routing engine', bySaid)
  if (slots.filter((slot) => enginePlace.test(slot)).length > 1) return known('two routing engines', 'its parts in the installed base')
  if (configuration?.top.has('chassis', 'cluster')) return known('cluster', 'its configuration')
  if (configuration?.top.has('virtual-chassis')) return known('virtual chassis', 'its configuration')
  if (configuration && hasTwoEngines(configuration)) return known('two routing engines', 'its configuration')
  return known('not known', '')
}
