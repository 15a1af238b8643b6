import { many, state, table, text, yes } from '../fields.ts'
import { reader, withChildren } from '../reader.ts'
import { opens, skips } from '../text.ts'

const side = table(
  { port: text('name'), role: state({ actor: 'actor', partner: 'partner' })('lacp-role') },
  {
    expired: yes('lacp-expired'),
    defaulted: yes('lacp-defaulted'),
    distributing: yes('lacp-distributing'),
    collecting: yes('lacp-collecting'),
    synchronised: yes('lacp-synchronization'),
    aggregating: yes('lacp-aggregation'),
    timeout: text('lacp-timeout'),
    activity: text('lacp-activity'),
  },
  'rest',
)

const protocol = table(
  { port: text('name') },
  {
    receive: state({
      current: 'current',
      expired: 'expired',
      defaulted: 'defaulted',
      initialize: 'down',
      'port disabled': 'down',
      'lacp disabled': 'down',
    })('lacp-receive-state'),
    transmit: text('lacp-transmit-state'),
    mux: state({ 'collecting distributing': 'carrying', attached: 'waiting', waiting: 'waiting', detached: 'detached' })('lacp-mux-state'),
  },
  'rest',
)

const bundle = table(
  { name: text('lag-lacp-header/aggregate-name') },
  { sides: many(side, 'lag-lacp-state'), ports: many(protocol, 'lag-lacp-protocol') },
)

const answer = 'lacp-interface-information'

/** `show lacp interfaces`. */
export const lacp = reader({
  kind: 'lacp',
  commands: ['show lacp interfaces'],
  rpcs: ['get-lacp-interface-information'],
  except: /\bextensive\b/,
  roots: ['lacp-interface-information-list', answer],
  heads: [/^LACP state:\s+Role\s+Exp\s+Def/],
  rules: [
    opens(answer, /^Aggregated interface: \S+$/),
    opens('lag-lacp-header', /^Aggregated interface: (?<aggregateName>\S+)$/, answer),
    skips(/^LACP (?:state|protocol):/),
    opens(
      'lag-lacp-state',
      /^(?<name>\S+)(?:\s+FUP)?\s+(?<lacpRole>Actor|Partner)\s+(?<lacpExpired>Yes|No)\s+(?<lacpDefaulted>Yes|No)\s+(?<lacpDistributing>Yes|No)\s+(?<lacpCollecting>Yes|No)\s+(?<lacpSynchronization>Yes|No)\s+(?<lacpAggregation>Yes|No)\s+(?<lacpTimeout>\S+)\s+(?<lacpActivity>\S+)$/,
      answer,
    ),
    opens(
      'lag-lacp-protocol',
      /^(?<name>\S+)\s+(?<lacpReceiveState>Current|Expired|Defaulted|Initialize|Port disabled|LACP disabled)\s+(?<lacpTransmitState>Fast periodic|Slow periodic|No periodic)\s+(?<lacpMuxState>[A-Z].*)$/,
      answer,
    ),
  ],
  // One bundle answers without the list around it.
  before: (root) => (root.name === answer ? withChildren(root, [root]) : root),
  table: table({ bundles: many(bundle, answer) }, {}),
})
