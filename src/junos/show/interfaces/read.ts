import { type Field, group, many, number, seconds, table, text, texts } from '../fields.ts'
import { reader, withChildren } from '../reader.ts'
import { upDown } from '../words.ts'
import { interfaceRules } from './text.ts'

/** Alarms and defects stand as empty elements of their own names; `alarm-not-present` says that there is none. */
const named = (outer: string): Field<readonly string[]> => ({
  names: [outer],
  read: (node) => {
    const given = node.children.filter(({ name }) => name === outer)
    if (given.length === 0) return undefined
    const found = given.flatMap((each) => each.children)
    const words = found.flatMap((each) => (each.text === '' ? each.children.map(({ name }) => name) : each.text.split(/[,\s]+/)))
    return words.filter((word) => word !== 'alarm-not-present' && word !== 'None')
  },
})

const input = (name: string) => number(`input-error-list/${name}`)
const output = (name: string) => number(`output-error-list/${name}`)

const traffic = {
  inputBytes: number('traffic-statistics/input-bytes'),
  outputBytes: number('traffic-statistics/output-bytes'),
  inputPackets: number('traffic-statistics/input-packets'),
  outputPackets: number('traffic-statistics/output-packets'),
  inputBitsPerSecond: number('traffic-statistics/input-bps'),
  outputBitsPerSecond: number('traffic-statistics/output-bps'),
}

const physical = table(
  { name: text('name') },
  {
    admin: upDown('admin-status'),
    link: upDown('oper-status'),
    description: text('description'),
    snmpIndex: number('snmp-index'),
    type: text('if-type', 'link-level-type'),
    mtu: number('mtu'),
    speed: text('speed'),
    duplex: text('link-mode', 'duplex', 'if-media-type'),
    address: text('current-physical-address'),
    /** As the device writes it; `Never` since it started. */
    flapped: text('interface-flapped'),
    sinceFlapSeconds: seconds('interface-flapped'),
    traffic: group(traffic),
    /** Counters since they were cleared: what they mean shows in their growth. */
    inputErrors: group({
      errors: input('input-errors'),
      drops: input('input-drops'),
      framing: input('framing-errors'),
      runts: input('input-runts'),
      giants: input('input-giants'),
      discards: input('input-discards'),
      layer3Incompletes: input('input-l3-incompletes'),
      layer2Channel: input('input-l2-channel-errors'),
      layer2Timeouts: input('input-l2-mismatch-timeouts'),
      fifo: input('input-fifo-errors'),
      resource: input('input-resource-errors'),
      crc: number('ethernet-mac-statistics/input-crc-errors'),
    }),
    outputErrors: group({
      carrierTransitions: output('carrier-transitions'),
      errors: output('output-errors'),
      collisions: output('output-collisions'),
      drops: output('output-drops'),
      aged: output('aged-packets'),
      mtu: output('mtu-errors'),
      linkCrc: output('hs-link-crc-errors'),
      fifo: output('output-fifo-errors'),
      resource: output('output-resource-errors'),
      crc: number('ethernet-mac-statistics/output-crc-errors'),
    }),
    alarms: named('active-alarms'),
    defects: named('active-defects'),
  },
  'rest',
)

const logical = table(
  { name: text('name') },
  {
    admin: upDown('admin-status'),
    link: upDown('oper-status'),
    description: text('description'),
    /** With their prefix length where the form gives it. */
    addresses: texts('address-family/interface-address/ifa-local', 'ifa-local'),
    traffic: group(traffic),
  },
  'rest',
)

const others =
  /\b(?:queue|policers?|filters|controller|destination-class|source-class|far-end-interval|interval|mac-database|mc-ae|redundancy|routing\b(?!-)|targets|transport|voq|load-balancing|zone|flow-statistics)/

/** `show interfaces` in all its lengths, `terse` and `descriptions` too. */
export const interfaces = reader({
  kind: 'interfaces',
  commands: ['show interfaces'],
  rpcs: ['get-interface-information'],
  except: others,
  roots: ['interface-information'],
  owns: (root) => !root.children.some(({ children }) => children.some(({ name }) => name === 'optics-diagnostics')),
  heads: [/^Physical interface: \S+, /, /^Logical interface \S+ \(Index/, /^Interface\s+Admin Link /],
  rules: interfaceRules,
  only: /^(?:Physical|Logical) interface:? |^[a-z]{2,}\S*\s+(?:up|down)\b/,
  // A filter that was asked for logical interfaces leaves nameless shells around them.
  before: (root) =>
    withChildren(
      root,
      root.children.flatMap((each) =>
        each.name === 'physical-interface' && each.children.every(({ name }) => name === 'logical-interface') ? each.children : [each],
      ),
    ),
  table: table(
    {
      physical: many(physical, 'physical-interface'),
      logical: many(logical, 'physical-interface/logical-interface', 'logical-interface'),
    },
    {},
  ),
})
