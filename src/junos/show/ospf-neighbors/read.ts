import { many, number, seconds, state, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const neighbor = table(
  { id: text('neighbor-id') },
  {
    address: text('neighbor-address'),
    interface: text('interface-name'),
    /** Two routers of a LAN that are neither of them designated stay at `two-way`. */
    state: state({
      full: 'full',
      '2way': 'two-way',
      init: 'forming',
      attempt: 'forming',
      exstart: 'forming',
      exchange: 'forming',
      loading: 'forming',
      down: 'down',
    })('ospf-neighbor-state'),
    priority: number('neighbor-priority'),
    /** Until it is given up if it says nothing. */
    deadSeconds: seconds('activity-timer'),
    area: text('ospf-area'),
    upSeconds: seconds('neighbor-up-time'),
    adjacentSeconds: seconds('neighbor-adjacency-time'),
  },
  'rest',
)

const columns = '(?<interfaceName>\\S+)\\s+(?<ospfNeighborState>[A-Za-z0-9]+)\\s+'

/** `show ospf neighbor` and `show ospf3 neighbor`. */
export const ospfNeighbors = reader({
  kind: 'ospf-neighbors',
  commands: ['show ospf neighbor', 'show ospf3 neighbor'],
  rpcs: ['get-ospf-neighbor-information', 'get-ospf3-neighbor-information'],
  roots: ['ospf-neighbor-information', 'ospf3-neighbor-information'],
  heads: [/^Address\s+Interface\s+State\s+ID\s+Pri\s+Dead$/, /^ID\s+Interface\s+State\s+Pri\s+Dead$/],
  rules: [
    skips(
      /^(?:Address\s+Interface\s+State\s+ID|ID\s+Interface\s+State|Instance: |Realm: |SPRING Adjacency|Label\s+Flags|\d+\s+\w+\s+\w*Protected$|Topology |DR-ID )/i,
    ),
    opens(
      'ospf-neighbor',
      new RegExp(
        `^(?<neighborAddress>[\\d.]+)\\s+${columns}(?<neighborId>[\\d.]+)\\s+(?<neighborPriority>\\d+)\\s+(?<activityTimer>\\d+)$`,
      ),
    ),
    opens('ospf-neighbor', new RegExp(`^(?<neighborId>[\\d.]+)\\s+${columns}(?<neighborPriority>\\d+)\\s+(?<activityTimer>\\d+)$`)),
    says(/^Neighbor-address (?<neighborAddress>\S+)$/),
    says(/^Area (?<ospfArea>[\d.]+), opt /),
    says(/^Up (?<neighborUpTime>\S.{0,30}?), adjacent (?<neighborAdjacencyTime>\S.{0,30})$/),
  ],
  table: table({ neighbors: many(neighbor, 'ospf-neighbor', 'ospf3-neighbor') }, {}, [
    'ospf-instance-name',
    'ospf3-instance-name',
    'ospf-realm-name',
    'ospf3-realm-name',
  ]),
})
