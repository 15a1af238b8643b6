import { flag } from './columns.ts'
import { oneLiners } from './one-liners.ts'
import type { Statement } from './statement.ts'

/**
 * What set text does not say and brace text needs: which words stand in one statement. Junos knows it from a schema that is
 * part of each release; these are the main hierarchies of the vendor's documentation. What is not here is guessed by its
 * form, and a text that needed a guess is said not to be Junos-exact.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Hold blocks and flags; the word behind one begins a statement of its own. */
const containers = words(`
  aaa access accounting accounting-options action address-assignment address-book-global aggregated-devices aggregated-ether-options
  alarm alg anchor-point ao-attribute applications application-tracking apply-flags archival attributes
  authentication auto-bandwidth autoupdate
  backup-spf-options bandwidth bfd-liveness-detection bgp bridge-domains bridge-options bgp-orf-cisco-mode
  certificates chassis class-of-service classifiers cluster cnp commit connectivity-fault-management continuity-check configuration
  connections console-options
  dampening ddos-protection defaults delay-measurement dhcp-attributes dhcp-local-server dhcp-relay drop-profiles
  duplicate-mac-detection dynamic-profiles dynamic-tunnels
  ebgp ecmp-dlb enhanced-hash-key esi ether-options ethernet ethernet-switching-options event-options evpn extensions extension-service
  failover fabric-options fast-reroute firewall flow flow-monitoring forwarding-classes forwarding-options forwarding-process forwarding-table
  gigether-options global gratuitous-arp-reply graceful-restart groups grpc
  hash-key high-availability host-inbound-traffic
  icmp idp-policy ids ids-option if-exceeding igmp igmp-snooping ike interconnect interfaces interpolate internet-options ip ip-prefix-routes ipsec isis
  l2-learning l2circuit l2vpn labeled-unicast lacp ldp license lldp lldp-med local-switching logical-systems login
  macsec maximum-prefixes micro-sid mld mpls msdp multi-chassis multicast multicast-router-interface multihop multipath
  nat netconf network-access nonstop-routing ntp
  oam ospf ospf3 optics-options output overload overrides
  passive-monitor-mode peer-gateway per-packet-load pim pki poe policies policy-options ports post-convergence-lfa
  processes prefix-limit accepted-prefix-limit prefix-segment protection-group protocols pseudowire-status-tlv proxy-arp
  radius-server tacplus-server radius-options tacplus-options redundancy resolution responder rest rewrite-rules rib-groups rip ripng root-authentication
  router-advertisement routing-instances routing-options rpm rstp mstp rsvp
  scheduler-maps schedulers screen security services services-offload sflow shared-buffer signaling single-connection snmp source-packet-routing spf-options ssl
  static storage storm-control sampling syslog system system-services source-nat then-options
  telemetry template-refresh-rate tenants topology traceoptions traffic-engineering tunnel twamp transport-class
  udp tcp ether-type unicast untrust-screen
  v3 usm vacm virtual-chassis vlans vpls vrrp-options vxlan vni-options vstp
  web-management xnm-ssl zones
  payload rpf-check
`)

/** Name an entry of a list, or have one value: the word behind one stands in the same statement. */
const valued = words(`
  address address-range alias application application-set area arp as-path as-path-group as-set authenticator
  backup-neighbor block buffer-size
  class code-point code-points community community-name condition connectivity-association
  collector dedicated-buffer-profile destination destination-port device-count
  dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence export-profile
  family file filter-interface fpc pic flow-server forwarding-class from-zone to-zone
  gateway group host idle-timeout instance interface interface-range interface-set
  key key-chain label-switched-path level locator logical-system loss-priority
  maintenance-association maintenance-domain mep member members member-range metric mtu
  neighbor node policy policer policy-statement port prefix-list prefix-list-filter priority profile proposal peer-id
  rib rib-group route route-filter route-filter-list rule rule-set routing-engine redundancy-group
  remote-engine-id local-engine security-level security-model security-zone functional-zone server server-group site source-address-filter
  storm-control-profiles subinterface tag target term three-color-policer trap-group template tunnel-group trap-options
  test probe unit user view virtual-address vlan-id vlan-tags-value vni vpn vrrp-group vrrp-inet6-group pool address-set
  host-name domain-name description version time-zone
`)

/** Several values print in brackets; the order of all of them is kept. */
const lists = words(`
  apply-groups apply-groups-except authentication-order export import members protocol source-port destination-port port icmp-type
  icmp-code tag-protocol-id drop-probability fill-level vrf-import vrf-export ciphers macs key-exchange hostkey-algorithm
  tcp-flags-list import-rib vlan-id-list exclude-protocol permissions proposals source-address destination-address application
  match-any interconnected-vni-list encryption-algorithms interface-list community as-path as-path-group dscp policy domain-search
  extended-vni-list extended-vlan-list code-points prefix-export-list
`)

type Place = {
  /** The word above the one in question, and those above it. */
  readonly name: string
  readonly above: readonly string[]
}

/** Where a word means another thing than elsewhere: the first line that fits decides. */
const places: readonly { readonly name: ReadonlySet<string>; readonly within: RegExp; readonly joined: boolean; readonly why: string }[] = [
  { name: words('interfaces'), within: /(^|>)(event-script|rpm)$/, joined: true, why: 'names one' },
  { name: words('filter'), within: />unit>[^>]*>family>[^>]*$/, joined: false, why: 'holds input and output of an interface' },
  { name: words('filter'), within: /(^|>)firewall(>family>[^>]*)?$/, joined: true, why: 'names a filter' },
  { name: words('policer'), within: />unit>[^>]*>family>[^>]*$/, joined: false, why: 'holds input and output of an interface' },
  { name: words('vlan'), within: />family>ethernet-switching$/, joined: false, why: 'holds members' },
  { name: words('address-book'), within: />security-zone>[^>]*$/, joined: false, why: 'of a zone, without a name' },
  { name: words('address-book'), within: /security$/, joined: true, why: 'names a book' },
  { name: words('policy'), within: /(ike|ipsec)$/, joined: true, why: 'names a policy' },
  { name: words('authentication'), within: />user>[^>]*$/, joined: false, why: 'holds the kinds of a secret' },
  { name: words('static'), within: /(nat|>source|>destination)$/, joined: false, why: 'holds rule sets' },
  { name: words('source destination'), within: /nat$/, joined: false, why: 'holds rule sets' },
  { name: words('match then permit deny'), within: />(policy|rule)>[^>]*(>then)?$/, joined: false, why: 'part of a policy' },
  { name: words('members'), within: /./, joined: true, why: 'values' },
  { name: words('add delete set'), within: />then>community$/, joined: true, why: 'names a community' },
  { name: words('cluster'), within: />(bgp|group>[^>]*)$/, joined: true, why: 'a value' },
  { name: words('load-balance'), within: />then$/, joined: true, why: 'a value' },
]

const conditions = words('from to')
/** Entries that Junos writes on one line with what they hold, where that is one thing; and which things. */
const wholeLines: Readonly<Record<string, RegExp>> = {
  'route-filter': /./,
  'source-address-filter': /./,
  community: /^members$/,
  'as-path': /./,
  'loss-priority': /^(?:code-points?|protocol)$/,
  class: /^queue-num$/,
  'drop-profile-map': /./,
  'buffer-size': /./,
  'transmit-rate': /./,
  'shaping-rate': /./,
  address: /^[0-9a-fA-F:.]+\/[0-9]+$/,
  'forwarding-class': /^scheduler$/,
  route: /^(?:next-hop|discard|reject|receive)$/,
  level: /^disable$/,
  'hold-time': /./,
}
/** Conditions that are lists of entries keep their block, also when there is one. */
const notFolded = words('load-balance local-preference prefix-list prefix-list-filter route-filter route-filter-list source-address-filter')

/** Junos writes a single condition or action on the line of its word, but for the conditions of filters. */
const folds = ({ name, above }: Place): boolean =>
  name === 'then' ? !above.includes('policies') && !above.includes('nat') : conditions.has(name) && above.includes('policy-statement')

export type Shape = 'joined' | 'apart' | 'guess'

/** Whether what follows a word stands in its statement. */
export function shapeOf(place: Place): Shape {
  const { name, above } = place
  const path = above.join('>')
  const special = places.find((each) => each.name.has(name) && each.within.test(path))
  if (special) return special.joined ? 'joined' : 'apart'
  const parent = above.at(-1)
  // the word behind a name of a list entry: the entry, not a keyword
  if (parent !== undefined && valued.has(parent) && !lists.has(parent) && shapeOf({ name: parent, above: above.slice(0, -1) }) === 'joined')
    return 'apart'
  if (valued.has(name) || lists.has(name) || Object.hasOwn(oneLiners, name)) return 'joined'
  if (containers.has(name)) return 'apart'
  // names stand directly below these
  if (parent !== undefined && namesBelow.has(parent)) return 'apart'
  return 'guess'
}

const namesBelow = words(
  'interfaces groups routing-instances vlans logical-systems tenants bridge-domains schedulers scheduler-maps radius-server tacplus-server forwarding-classes rib-groups drop-profiles dynamic-profiles',
)

/**
 * Marks in a tree from set text which words stand in one statement, as brace text has them.
 * @param above the words that lead to the tree; lengthened on the way down, and as it was afterwards
 * @param inline whether the tree continues the line of an entry that is written whole
 * @returns how many had to be guessed: with none the brace text is what the tables take Junos to print
 */
export function joinFromSchema(root: Statement, above: string[] = [], inline = false): number {
  let guessed = 0
  const whole = Object.hasOwn(wholeLines, root.word) ? wholeLines[root.word] : undefined
  for (const node of root.below) {
    const { below } = node
    if (below.length === 0) continue
    const place = { name: node.word, above }
    // from-zone A to-zone B: one line of two names, whatever else begins with the first
    const twoNames = root.word === 'from-zone'
    const continues = below.length === 1 && (inline || (whole?.test(below[0]!.word) ?? false))
    const shape = continues || twoNames ? 'joined' : folds(place) ? (mayFold(below) ? 'joined' : 'apart') : shapeOf(place)
    if (shape === 'guess') guessed += 1
    const joined = shape === 'joined' || (shape === 'guess' && below.length === 1 && below[0]!.below.length === 0)
    const list = joined && below.length > 1 && lists.has(node.word)
    for (const each of below) {
      each.flags = joined ? each.flags | flag.joined : each.flags & ~flag.joined
      if (list && each.below.length === 0) each.flags |= flag.listed
    }
    if (!joined) node.flags |= flag.block
    above.push(node.word)
    guessed += joinFromSchema(node, above, continues)
    above.pop()
  }
  return guessed
}

/** One condition or action, of one word or of a name and its values. */
const mayFold = (below: readonly Statement[]): boolean => {
  const [only] = below
  if (only === undefined || below.length > 1 || notFolded.has(only.word)) return false
  return only.below.every((each) => each.below.length === 0)
}

/** Hold one value, though the word names entries or lists in other places. */
const oneValue = words(`
  class-name community-name description device-count domain-name host-name idle-timeout metric mtu priority time-zone version vlan-id
`)

/**
 * Whether a statement has one value, so that what is written goes before what a group would give. Entries of lists, and lists
 * of values, are put together.
 * @param path the words above the value, the statement's own last
 */
export function holdsOneValue(path: readonly string[], value: Statement, statement: Statement): boolean {
  const name = path.at(-1) ?? ''
  if (oneValue.has(name)) return true
  if (lists.has(name) || valued.has(name) || value.has(flag.listed)) return false
  return statement.below.every((each) => each.has(flag.joined) && each.below.length === 0 && !each.has(flag.listed))
}

/** Whether a word names an entry of a list, which stays when what it held is deleted. */
export function namesEntry(path: readonly string[]): boolean {
  const parent = path.at(-2)
  if (parent === undefined) return false
  return namesBelow.has(parent) || (valued.has(parent) && !oneValue.has(parent) && !lists.has(parent))
}

/** What no word of the language looks like: a number, an address, an interface, capitals. */
const chosenForm = /[A-Z_/@:\s]|^[0-9.]+$|^[a-z]+[0-9]*\.[0-9]+$|^(?:ae|em|fab|fxp|irb|lo|me|reth|st|vme)[0-9]+$/
/** Behind these stands a name that somebody chose, whatever it is. */
const chosenBehind = words(`
  apply-groups apply-groups-except community-name description domain-name export from-zone group groups host-name import label-switched-path
  neighbor policy-statement prefix-list routing-instances security-zone term to-zone user
`)

/** Whether the last word of a path is one of the language or one that somebody chose. */
export function mayBeStatement(path: readonly string[]): 'statement' | 'name' | 'unsure' {
  const word = path.at(-1) ?? ''
  const parent = path.at(-2) ?? ''
  if (chosenForm.test(word) || chosenBehind.has(parent)) return 'name'
  const isKnown = valued.has(word) || lists.has(word) || containers.has(word)
  return isKnown && !valued.has(parent) && !lists.has(parent) && !namesBelow.has(parent) ? 'statement' : 'unsure'
}
