import { peerRib } from '../bgp-summary/read.ts'
import { many, number, seconds, state, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says } from '../text.ts'
import { bgpState } from '../words.ts'

const error = table({ name: text('name') }, { sent: number('send-count'), received: number('receive-count') }, 'rest')

const option = (name: string): string => `bgp-option-information/${name}`

const peer = table(
  /** With its port where a session is up: `192.0.2.1+179`. */
  { address: text('peer-address') },
  {
    as: text('peer-as'),
    localAddress: text('local-address'),
    localAs: text('local-as'),
    description: text('description'),
    group: text('peer-group'),
    instance: text('peer-cfg-rti'),
    type: state({ external: 'external', internal: 'internal' })('peer-type'),
    state: bgpState('peer-state'),
    lastState: text('last-state'),
    lastEvent: text('last-event'),
    lastError: text('last-error'),
    flaps: number('flap-count'),
    lastFlapEvent: text('last-flap-event'),
    peerId: text('peer-id'),
    localId: text('local-id'),
    holdSeconds: seconds('active-holdtime', option('holdtime')),
    keepaliveSeconds: seconds('keepalive-interval'),
    exportPolicy: text(option('export-policy')),
    importPolicy: text(option('import-policy')),
    families: text(option('address-families')),
    bfd: state({ up: 'up', down: 'down' })('bgp-bfd/bfd-operational-state'),
    errors: many(error, 'bgp-error'),
    ribs: many(peerRib, 'bgp-rib'),
    inputMessages: number('input-messages'),
    outputMessages: number('output-messages'),
  },
  'rest',
)

const options = { into: 'bgp-option-information', at: 'bgp-peer' }
const at = { at: 'bgp-peer' }

/** `show bgp neighbor`. */
export const bgpNeighbors = reader({
  kind: 'bgp-neighbors',
  commands: ['show bgp neighbor'],
  rpcs: ['get-bgp-neighbor-information'],
  roots: ['bgp-information'],
  owns: (root) => !root.children.some(({ name }) => name === 'bgp-group' || name === 'group-count'),
  heads: [/^Peer: \S+ AS \d/],
  only: /^Peer:/,
  rules: [
    opens('bgp-peer', /^Peer: (?<peerAddress>\S+)\s+AS (?<peerAs>\S+)\s+Local: (?<localAddress>\S+)(?:\s+AS (?<localAs>\S+))?$/),
    says(/^Description: (?<description>\S.*)$/, at),
    says(/^Group: (?<peerGroup>\S+)\s+Routing-Instance: (?<peerCfgRti>\S+)/, at),
    says(/^Type: (?<peerType>\S+)\s+State: (?<peerState>\S+)/, at),
    says(/^Last State: (?<lastState>\S+)\s+Last Event: (?<lastEvent>\S+)/, at),
    says(/^Last Error: (?<lastError>\S.*)$/, at),
    says(/^Export: \[ (?<exportPolicy>.*?) \]/, options),
    says(/\bImport: \[ (?<importPolicy>.*?) \]/, options),
    says(/^Address families configured: (?<addressFamilies>\S.*)$/, options),
    says(/\bHoldtime: (?<holdtime>\d+)(?: Preference|$)/, options),
    says(/^Number of flaps: (?<flapCount>\d+)/, at),
    says(/^Last flap event: (?<lastFlapEvent>\S.*)$/, at),
    opens('bgp-error', /^Error: '(?<name>[^']+)' Sent: (?<sendCount>\d+) Recv: (?<receiveCount>\d+)$/, 'bgp-peer'),
    says(/^Peer ID: (?<peerId>\S+)\s+Local ID: (?<localId>\S+)(?:\s+Active Holdtime: (?<activeHoldtime>\d+))?/, at),
    says(/^Keepalive Interval: (?<keepaliveInterval>\d+)/, at),
    says(/^BFD: \S+, (?<bfdOperationalState>\S+)$/, { ...at, into: 'bgp-bfd' }),
    opens('bgp-rib', /^Table (?<name>\S+)(?: Bit: \S+)?$/, 'bgp-peer'),
    says(/^Send state: (?<sendState>\S.*)$/, { at: 'bgp-rib' }),
    says(/^Active prefixes:\s+(?<activePrefixCount>\d+)$/, { at: 'bgp-rib' }),
    says(/^Received prefixes:\s+(?<receivedPrefixCount>\d+)$/, { at: 'bgp-rib' }),
    says(/^Accepted prefixes:\s+(?<acceptedPrefixCount>\d+)$/, { at: 'bgp-rib' }),
    says(/^Suppressed due to damping:\s+(?<suppressedPrefixCount>\d+)$/, { at: 'bgp-rib' }),
    says(/^Advertised prefixes:\s+(?<advertisedPrefixCount>\d+)$/, { at: 'bgp-rib' }),
    says(/^Input messages:\s+Total (?<inputMessages>\d+)/, at),
    says(/^Output messages:\s+Total (?<outputMessages>\d+)/, at),
  ],
  table: table({ peers: many(peer, 'bgp-peer') }, {}, 'rest'),
})
