import { alarms } from './alarms/read.ts'
import { bfdSessions } from './bfd-sessions/read.ts'
import { bgpNeighbors } from './bgp-neighbors/read.ts'
import { bgpSummary } from './bgp-summary/read.ts'
import { chassisCluster } from './chassis-cluster/read.ts'
import type { ChassisHardware } from './chassis-hardware/hardware.ts'
import { commits } from './commits/read.ts'
import { coreDumps } from './core-dumps/read.ts'
import { environment } from './environment/read.ts'
import { type Field, table } from './fields.ts'
import { fpcs } from './fpcs/read.ts'
import { interfaces } from './interfaces/read.ts'
import { isisAdjacencies } from './isis-adjacencies/read.ts'
import { lacp } from './lacp/read.ts'
import { ldpNeighbors } from './ldp-neighbors/read.ts'
import { ldpSessions } from './ldp-sessions/read.ts'
import { licences } from './licences/read.ts'
import { lldpNeighbors } from './lldp-neighbors/read.ts'
import { optics } from './optics/read.ts'
import { ospfNeighbors } from './ospf-neighbors/read.ts'
import { power } from './power/read.ts'
import { type Reader, reader } from './reader.ts'
import { routeSummary } from './route-summary/read.ts'
import { routingEngines } from './routing-engines/read.ts'
import { storage } from './storage/read.ts'
import { temperatureThresholds } from './temperature-thresholds/read.ts'
import { uptime } from './uptime/read.ts'
import { version } from './version/read.ts'
import { virtualChassis } from './virtual-chassis/read.ts'

/** How an inventory is recognised; it is read by a reader of its own, which tells devices apart by their serials. */
const chassisHardware: Reader<'chassis-hardware', Pick<ChassisHardware, 'devices'>> = reader({
  kind: 'chassis-hardware',
  commands: ['show chassis hardware'],
  rpcs: ['get-chassis-inventory'],
  roots: ['chassis-inventory'],
  heads: [/^Item\s+Version\s+Part number\s+Serial number\s+Description/, /^Hardware inventory:$/],
  rules: [],
  table: table({ devices: { names: [], read: () => [] } as Field<ChassisHardware['devices']> }, {}),
})

/** Every command that is read. Where two share a root, the first that owns it. */
export const readers = [
  version,
  chassisHardware,
  alarms,
  environment,
  temperatureThresholds,
  routingEngines,
  fpcs,
  power,
  optics,
  interfaces,
  bgpSummary,
  bgpNeighbors,
  ospfNeighbors,
  isisAdjacencies,
  bfdSessions,
  ldpNeighbors,
  ldpSessions,
  lldpNeighbors,
  lacp,
  routeSummary,
  coreDumps,
  storage,
  uptime,
  licences,
  commits,
  virtualChassis,
  chassisCluster,
] as const satisfies readonly Reader<string, unknown>[]

type Readers = (typeof readers)[number]
export type AnyReader = Reader<Readers['kind'], unknown>

/** What each command gives. */
export type ShowValues = { readonly [Each in Readers as Each['kind']]: Each extends Reader<string, infer Value> ? Value : never }
