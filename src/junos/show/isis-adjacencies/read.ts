import { many, number, seconds, state, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const adjacency = table(
  { interface: text('interface-name') },
  {
    system: text('system-name'),
    level: text('level'),
    state: state({
      up: 'up',
      down: 'down',
      initializing: 'forming',
      init: 'forming',
      new: 'forming',
      'one-way': 'forming',
      rejected: 'down',
    })('adjacency-state'),
    /** Until it is given up if it says nothing. */
    holdSeconds: seconds('holdtime'),
    address: text('snpa', 'ip-address'),
    priority: number('interface-priority'),
    transitions: number('transition-count'),
    sinceSeconds: seconds('last-transition-time'),
  },
  'rest',
)

/** `show isis adjacency`. */
export const isisAdjacencies = reader({
  kind: 'isis-adjacencies',
  commands: ['show isis adjacency'],
  rpcs: ['get-isis-adjacency-information'],
  except: /^(?:holddown|database)/,
  roots: ['isis-adjacency-information'],
  heads: [/^Interface\s+System\s+L State\s+Hold \(secs\) SNPA/],
  rules: [
    skips(/^(?:Interface\s+System\s+L State|IS-IS adjacency database)/),
    opens(
      'isis-adjacency',
      /^(?<interfaceName>[a-z]\S*)\s+(?<systemName>\S+)\s+(?<level>[123])\s+(?<adjacencyState>[A-Za-z-]+)\s+(?<holdtime>\d+)(?:\s+(?<snpa>[\da-f:.]+))?$/,
    ),
    opens('isis-adjacency', /^(?<systemName>[\w.-]{1,255})$/),
    says(/^Interface: (?<interfaceName>[^,]+), Level: (?<level>\d), State: (?<adjacencyState>[^,]+), Expires in (?<holdtime>\d+) secs$/),
    says(
      /^Priority: (?<interfacePriority>\d+), Up\/Down transitions: (?<transitionCount>\d+), Last transition: (?<lastTransitionTime>\S.{0,30}?) ago$/,
    ),
    says(/^IP addresses: (?<ipAddress>\S+)/),
    skips(/^(?:Circuit type:|Topologies:|Restart capable:|LAN id:|Adjacency advertisement:|Level \d IPv\d|Transition log:|When\s+State)/),
  ],
  table: table({ adjacencies: many(adjacency, 'isis-adjacency') }, {}),
})
