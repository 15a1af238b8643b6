import type { ChassisModule } from '../../junos/show/chassis-hardware/hardware.ts'
import type { ShowKind } from '../../junos/show/reply.ts'
import type { State } from '../../junos/show/values.ts'
import { membersOf } from '../health/bundles.ts'
import { cardsOf } from '../health/cards.ts'
import { enginesOf } from '../health/engines.ts'
import { clusterNodesOf, membersOfChassis } from '../health/members.ts'
import { portsOf } from '../health/ports.ts'
import { answersOf, type Reading, rowsOf, type Seen, type Spot } from '../health/reading.ts'
import { environmentItems } from '../health/sensors.ts'
import { adjacenciesOf, bfdSessionsOf, bgpPeersOf, ldpSessionsOf, ospfNeighborsOf, percentOff, routeTablesOf } from '../health/sessions.ts'
import { inWords } from '../health/times.ts'

/** What is looked at when two readings of one device are compared: a list of facts for each command. */

export type Verdict = 'worse' | 'better' | 'changed'

/** One thing that an answer says, in a form that can be set beside the same thing of another reading. */
export type Fact = {
  readonly at: Spot
  readonly said: string
  /** Whether that is as it should be; null where it is neither. A word that nobody knows is `look`. */
  readonly health: 'good' | 'look' | 'bad' | null
  readonly count?: number
}

export type Tolerance = {
  /** By which a count of prefixes or routes may differ. */
  readonly percent: number
  /** So many prefixes or routes may always differ. */
  readonly count: number
}

export type Facet = {
  readonly kind: ShowKind
  readonly what: string
  readonly facts: (reading: Reading) => readonly Fact[]
  /** What it means that something is no longer there, or is there for the first time. */
  readonly gone: Verdict
  readonly fresh: Verdict
  /** A change of words counts even where both are good: who is master. */
  readonly words?: true
  readonly counted?: (was: number, now: number, tolerance: Tolerance) => Verdict | undefined
}

/** One of these is as it should be; what is not known is to be looked at. */
const stateFact = (at: Spot, said: State<string> | undefined, ...good: readonly string[]): Fact => ({
  at,
  said: said?.word ?? 'not given',
  health: said === undefined || said.state === 'look' ? 'look' : good.includes(said.state) ? 'good' : 'bad',
})

const plain = (at: Spot, said: string): Fact => ({ at, said, health: null })

const sessions =
  <Row extends { readonly state?: State<string> }>(rows: (reading: Reading) => readonly Seen<Row>[], ...good: readonly string[]) =>
  (reading: Reading): readonly Fact[] =>
    rows(reading).map(({ row, at }) => stateFact(at, row.state, ...good))

const withinTolerance = (was: number, now: number, { percent, count }: Tolerance): Verdict | undefined =>
  Math.abs(now - was) <= count || percentOff(was, now) <= percent ? undefined : now < was ? 'worse' : 'changed'

const lost = { gone: 'worse', fresh: 'better' } as const

export const facets: readonly Facet[] = [
  {
    kind: 'interfaces',
    what: 'interfaces',
    gone: 'worse',
    fresh: 'changed',
    facts: (reading) =>
      portsOf(reading).flatMap(({ row: { admin, link }, at }) =>
        link === undefined ? [] : [{ ...stateFact(at, link, 'up'), said: admin?.state === 'down' ? 'switched off' : link.word }],
      ),
  },
  {
    kind: 'interfaces',
    what: 'errors of interfaces',
    gone: 'changed',
    fresh: 'changed',
    counted: (was, now) => (now > was ? 'worse' : now < was ? 'changed' : undefined),
    facts: (reading) =>
      portsOf(reading).flatMap(({ row: { inputErrors, outputErrors }, at }) =>
        [...Object.entries(inputErrors ?? {}).map(errorOf('input')), ...Object.entries(outputErrors ?? {}).map(errorOf('output'))].map(
          ([name, count]) => ({
            ...plain({ ...at, element: `${at.element} ${name}` }, String(count)),
            count,
          }),
        ),
      ),
  },
  { kind: 'bgp-summary', what: 'BGP sessions', ...lost, facts: sessions(bgpPeersOf, 'established') },
  {
    kind: 'bgp-summary',
    what: 'BGP prefixes',
    gone: 'worse',
    fresh: 'changed',
    counted: withinTolerance,
    facts: (reading) =>
      bgpPeersOf(reading).flatMap(({ row: { ribs = [] }, at }) =>
        ribs.flatMap(({ table, receivedPrefixes: count }) =>
          count === undefined ? [] : [{ ...plain({ ...at, element: `${at.element} ${table}` }, `${count} prefixes`), count }],
        ),
      ),
  },
  { kind: 'ospf-neighbors', what: 'OSPF neighbours', ...lost, facts: sessions(ospfNeighborsOf, 'full', 'two-way') },
  { kind: 'isis-adjacencies', what: 'IS-IS adjacencies', ...lost, facts: sessions(adjacenciesOf, 'up') },
  { kind: 'bfd-sessions', what: 'BFD sessions', ...lost, facts: sessions(bfdSessionsOf, 'up') },
  { kind: 'ldp-sessions', what: 'LDP sessions', ...lost, facts: sessions(ldpSessionsOf, 'up') },
  {
    kind: 'lacp',
    what: 'members of bundles',
    ...lost,
    facts: (reading) =>
      membersOf(reading).map(({ row: { collecting, distributing }, at }) => {
        const carries = collecting === true && distributing === true
        return { at, said: carries ? 'collects and distributes' : 'does not carry traffic', health: carries ? 'good' : 'bad' }
      }),
  },
  {
    kind: 'lldp-neighbors',
    what: 'LLDP neighbours',
    ...lost,
    facts: (reading) =>
      rowsOf(
        reading,
        'lldp-neighbors',
        ({ neighbors }) => neighbors,
        (row) => `${row.interface} ${row.system ?? row.chassisId ?? ''}`.trim(),
      ).map(({ at }) => plain(at, 'is heard')),
  },
  {
    kind: 'route-summary',
    what: 'active routes',
    gone: 'worse',
    fresh: 'changed',
    counted: withinTolerance,
    facts: (reading) =>
      routeTablesOf(reading).flatMap(({ row: { active: count }, at }) =>
        count === undefined ? [] : [{ ...plain(at, `${count} active routes`), count }],
      ),
  },
  {
    kind: 'alarms',
    what: 'alarms',
    gone: 'better',
    fresh: 'worse',
    facts: (reading) =>
      rowsOf(
        reading,
        'alarms',
        ({ alarms }) => alarms,
        ({ description }) => description,
      ).map(({ row, at }) => plain(at, row.class?.word ?? 'an alarm')),
  },
  {
    kind: 'core-dumps',
    what: 'core dumps',
    gone: 'changed',
    fresh: 'worse',
    facts: (reading) =>
      rowsOf(
        reading,
        'core-dumps',
        ({ files }) => files,
        ({ name }) => name,
      ).map(({ at }) => plain(at, 'a core dump')),
  },
  {
    kind: 'chassis-hardware',
    what: 'serial numbers',
    gone: 'worse',
    fresh: 'changed',
    facts: (reading) =>
      answersOf(reading, 'chassis-hardware').flatMap(({ row: { devices }, at }) =>
        devices.flatMap(({ serial, member, modules }) => [
          ...(serial === undefined
            ? []
            : [plain({ ...at, element: `serial ${serial}` }, member === undefined ? 'chassis' : `chassis of ${member}`)]),
          ...serialsOf(modules, member === undefined ? '' : `${member} `).map(([own, path]) =>
            plain({ ...at, element: `serial ${own}` }, path),
          ),
        ]),
      ),
  },
  {
    kind: 'version',
    what: 'releases',
    gone: 'worse',
    fresh: 'changed',
    facts: (reading) =>
      answersOf(reading, 'version').map(({ row, at }) => plain({ ...at, element: 'release' }, row.release ?? 'not given')),
  },
  {
    kind: 'fpcs',
    what: 'FPCs and PICs',
    ...lost,
    facts: (reading) =>
      cardsOf(reading).flatMap(({ row: { slot, state, pics = [] }, at }) => [
        ...(state === undefined ? [] : [stateFact(at, state, 'ok')]),
        ...pics.flatMap((pic) =>
          pic.state === undefined ? [] : [stateFact({ ...at, element: `FPC ${slot} PIC ${pic.slot}` }, pic.state, 'ok')],
        ),
      ]),
  },
  {
    kind: 'environment',
    what: 'fans, supplies and sensors',
    ...lost,
    facts: (reading) => environmentItems(reading).map(({ row, at }) => stateFact(at, row.status, 'ok')),
  },
  {
    kind: 'routing-engines',
    what: 'mastership',
    gone: 'worse',
    fresh: 'changed',
    words: true,
    facts: (reading) =>
      enginesOf(reading).flatMap(({ row, at }) => (row.mastership ? [stateFact(at, row.mastership, 'master', 'backup')] : [])),
  },
  {
    kind: 'routing-engines',
    what: 'restarts of engines',
    gone: 'changed',
    fresh: 'changed',
    // an engine that runs for less than it did has started in between
    counted: (was, now) => (now < was ? 'changed' : undefined),
    facts: (reading) =>
      enginesOf(reading).flatMap(({ row: { uptimeSeconds: count }, at }) =>
        count === undefined ? [] : [{ ...plain({ ...at, element: `start of ${at.element}` }, `up for ${inWords(count)}`), count }],
      ),
  },
  {
    kind: 'virtual-chassis',
    what: 'members of the virtual chassis',
    ...lost,
    facts: (reading) => membersOfChassis(reading).map(({ row, at }) => stateFact(at, row.status, 'present')),
  },
  {
    kind: 'chassis-cluster',
    what: 'nodes of the cluster',
    ...lost,
    words: true,
    facts: (reading) => clusterNodesOf(reading).map(({ row, at }) => stateFact(at, row.status, 'primary', 'secondary')),
  },
]

const errorOf =
  (side: string) =>
  ([name, count]: readonly [string, number | undefined]): readonly [string, number] => [`${side} ${name}`, count ?? 0]

const serialsOf = (modules: readonly ChassisModule[], above: string): readonly (readonly [string, string])[] =>
  modules.flatMap(({ name, serial, children }) => [
    ...(serial === undefined ? [] : [[serial, `${above}${name}`] as const]),
    ...serialsOf(children, `${above}${name} `),
  ])
