import type { XmlNode } from '../../xml.ts'
import { counted, many, number, seconds, table, text } from '../fields.ts'
import { leafNode, reader, withChildren } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { bgpState } from '../words.ts'

const counts = {
  activePrefixes: number('active-prefix-count'),
  receivedPrefixes: number('received-prefix-count'),
  acceptedPrefixes: number('accepted-prefix-count'),
  suppressedPrefixes: number('suppressed-prefix-count'),
}

/** The prefixes of a routing table that came from one peer. */
export const peerRib = table(
  { table: text('name') },
  { ...counts, advertisedPrefixes: number('advertised-prefix-count'), send: text('send-state') },
  'rest',
)

const peer = table(
  { address: text('peer-address') },
  {
    as: text('peer-as'),
    state: bgpState('peer-state'),
    description: text('description'),
    /** Since the state was last reached or left. */
    sinceSeconds: seconds('elapsed-time'),
    flaps: number('flap-count'),
    inputMessages: number('input-messages'),
    outputMessages: number('output-messages'),
    queued: number('route-queue-count'),
    ribs: many(peerRib, 'bgp-rib'),
  },
  'rest',
)

const rib = table(
  { table: text('name') },
  { ...counts, paths: number('total-prefix-count'), pendingPrefixes: number('pending-prefix-count') },
  'rest',
)

const address = '(?<peerAddress>[0-9a-fA-F]{0,4}[.:][0-9a-fA-F.:]+(?:%\\S+|\\+\\d+)?)'
const rest =
  '(?<peerAs>\\d+(?:\\.\\d+)?)\\s+(?<inputMessages>\\d+)\\s+(?<outputMessages>\\d+)\\s+(?<routeQueueCount>\\d+)\\s+(?<flapCount>\\d+)\\s+(?<elapsedTime>(?:\\d+[wd]\\S* )?[\\d:]+|Never)\\s+(?<peerState>[A-Z0-9].*)'
const ofRib = '(?<activePrefixCount>\\d+)/(?<receivedPrefixCount>\\d+)/(?<acceptedPrefixCount>\\d+)/\\d+'
const totals =
  '(?<totalPrefixCount>\\d+)\\s+(?<activePrefixCount>\\d+)\\s+(?<suppressedPrefixCount>\\d+)\\s+(?<historyPrefixCount>\\d+)\\s+(?<dampedPrefixCount>\\d+)\\s+(?<pendingPrefixCount>\\d+)'

const asRib = (node: XmlNode): XmlNode => {
  if (node.name !== 'peer-rib') return node
  const named = node.children.some(({ name }) => name === 'name')
  return { ...node, name: 'bgp-rib', children: named ? node.children : [leafNode('name', 'inet.0', node.line), ...node.children] }
}

/** `show bgp summary`. */
export const bgpSummary = reader({
  kind: 'bgp-summary',
  commands: ['show bgp summary'],
  rpcs: ['get-bgp-summary-information'],
  roots: ['bgp-information'],
  owns: (root) =>
    root.children.some(({ name }) => name === 'group-count') ||
    root.children.some((each) => each.children.some(({ name }) => name === 'elapsed-time')),
  heads: [/^Groups: \d+ Peers: \d+ Down peers: \d+$/, /^Peer\s+AS\s+InPkt\s+OutPkt/],
  rules: [
    skips(/^(?:Threading mode:|Default eBGP mode:|Table\s+Tot Paths|Peer\s+AS\s+InPkt|BGP Monitoring|Unconfigured peers:)/),
    says(/^Groups: (?<groupCount>\d+) Peers: (?<peerCount>\d+) Down peers: (?<downPeerCount>\d+)$/),
    opens('bgp-peer', new RegExp(`^${address}(?:\\s+${rest})?$`)),
    says(new RegExp(`^${rest}$`), { at: 'bgp-peer' }),
    opens('peer-rib', new RegExp(`^(?<name>\\S+\\.\\d+): ${ofRib}$`), 'bgp-peer'),
    // Without a table of its own the row says two: inet.0 and inet.2.
    opens('peer-rib', new RegExp(`\\s${ofRib}\\s+\\d+/\\d+/\\d+/\\d+$`), 'bgp-peer'),
    opens('bgp-rib', new RegExp(`^(?<name>\\S+\\.\\d+)(?:\\s+${totals})?$`)),
    says(new RegExp(`^${totals}$`), { at: 'bgp-rib' }),
  ],
  // The tables of a peer have a name of their own in text, so that the numbers of all tables are not taken for a peer's.
  before: (root) =>
    withChildren(
      root,
      root.children.map((each) => (each.name === 'bgp-peer' ? withChildren(each, each.children.map(asRib)) : each)),
    ),
  table: table(
    { peers: many(peer, 'bgp-peer'), ribs: many(rib, 'bgp-rib') },
    { groupCount: number('group-count'), peerCount: counted('peer-count', 'bgp-peer'), downPeerCount: number('down-peer-count') },
    'rest',
  ),
})
