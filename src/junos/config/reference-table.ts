/**
 * What has a name in a configuration, and where the name is used. Paths are from the top of the device, of a logical system
 * or of a tenant; `*` is any one word, and the last `*` of a definition is the name. From the vendor's configuration
 * statements; a place that is not here is not looked at.
 */

export type ReferenceKind =
  | 'policy'
  | 'prefix list'
  | 'route filter list'
  | 'community'
  | 'as path'
  | 'condition'
  | 'filter'
  | 'policer'
  | 'interface'
  | 'zone'
  | 'address'
  | 'application'
  | 'group'
  | 'routing instance'
  | 'rib group'
  | 'scheduler'
  | 'scheduler map'
  | 'forwarding class'
  | 'drop profile'
  | 'classifier'
  | 'rewrite rule'
  | 'login class'
  | 'key chain'
  | 'ike proposal'
  | 'ike policy'
  | 'ike gateway'
  | 'ipsec proposal'
  | 'ipsec policy'
  | 'vlan'
  | 'screen'
  | 'nat pool'
  | 'access profile'

export const definitions: readonly (readonly [ReferenceKind, string])[] = [
  ['policy', 'policy-options policy-statement *'],
  ['prefix list', 'policy-options prefix-list *'],
  // a community of SNMP names either of both
  ['prefix list', 'snmp client-list *'],
  ['route filter list', 'policy-options route-filter-list *'],
  ['community', 'policy-options community *'],
  ['as path', 'policy-options as-path *'],
  ['as path', 'policy-options as-path-group *'],
  ['condition', 'policy-options condition *'],
  ['filter', 'firewall filter *'],
  ['filter', 'firewall family * filter *'],
  ['policer', 'firewall policer *'],
  ['policer', 'firewall three-color-policer *'],
  ['policer', 'firewall hierarchical-policer *'],
  ['zone', 'security zones security-zone *'],
  ['zone', 'security zones functional-zone *'],
  ['address', 'security address-book * address *'],
  ['address', 'security address-book * address-set *'],
  ['address', 'security zones security-zone * address-book address *'],
  ['address', 'security zones security-zone * address-book address-set *'],
  ['application', 'applications application *'],
  ['application', 'applications application-set *'],
  ['group', 'groups *'],
  ['routing instance', 'routing-instances *'],
  ['rib group', 'routing-options rib-groups *'],
  ['scheduler', 'class-of-service schedulers *'],
  ['scheduler map', 'class-of-service scheduler-maps *'],
  ['forwarding class', 'class-of-service forwarding-classes class *'],
  ['forwarding class', 'class-of-service forwarding-classes queue * *'],
  ['drop profile', 'class-of-service drop-profiles *'],
  ['classifier', 'class-of-service classifiers * *'],
  ['rewrite rule', 'class-of-service rewrite-rules * *'],
  ['login class', 'system login class *'],
  ['key chain', 'security authentication-key-chains key-chain *'],
  ['ike proposal', 'security ike proposal *'],
  ['ike policy', 'security ike policy *'],
  ['ike gateway', 'security ike gateway *'],
  ['ipsec proposal', 'security ipsec proposal *'],
  ['ipsec policy', 'security ipsec policy *'],
  ['vlan', 'vlans *'],
  ['vlan', 'routing-instances * vlans *'],
  ['vlan', 'routing-instances * bridge-domains *'],
  ['vlan', 'bridge-domains *'],
  ['screen', 'security screen ids-option *'],
  ['nat pool', 'security nat source pool *'],
  ['nat pool', 'security nat destination pool *'],
  ['access profile', 'access profile *'],
]

type Use = {
  readonly kind: ReferenceKind
  /** The word above the name. */
  readonly by: ReadonlySet<string>
  /** Tested on the words above that one, joined by `>`. */
  readonly within: RegExp
}

const use = (kind: ReferenceKind, by: string, within: RegExp): Use => ({ kind, by: new Set(by.split(' ')), within })

export const uses: readonly Use[] = [
  use('policy', 'import export', /(?:^|>)(?:protocols|routing-options|forwarding-table|policy-options)(?:>|$)/),
  use(
    'policy',
    'vrf-import vrf-export import-policy export-policy instance-import instance-export network-summary-export inter-area-prefix-export inter-area-prefix-import egress-policy group-policy ssm-map-policy scope-policy prefix-policy',
    /./,
  ),
  use('policy', 'policy', /(?:^|>)routing-options>(?:rib>[^>]*>)?(?:aggregate|generate)(?:>|$)/),
  use('policy', 'policy', /policy-statement>[^>]*(?:>term>[^>]*)?>(?:from|to)$/),
  use('prefix list', 'client-list-name', /(?:^|>)snmp>community>[^>]*$/),
  use('prefix list', 'prefix-list prefix-list-filter source-prefix-list destination-prefix-list', /(?:>from|>to|>match)$/),
  use('route filter list', 'route-filter-list', />(?:from|to)$/),
  use('community', 'community', /policy-statement>.*>(?:from|to)$/),
  use('community', 'community', /protocols>l2circuit>/),
  use('community', 'add set delete + -', /policy-statement>.*>then>community$/),
  use('as path', 'as-path as-path-group', /policy-statement>.*>(?:from|to)$/),
  use('condition', 'condition', /policy-statement>.*>(?:from|to)$/),
  use('filter', 'input output input-list output-list', /(?:^|>)(?:interfaces|forwarding-options|vlans|bridge-domains).*>filter$/),
  use('filter', 'filter', /(?:firewall>.*>(?:then|term>[^>]*)|label-switched-path>[^>]*>policing)$/),
  use('filter', 'fail-filter', />rpf-check$/),
  use('policer', 'policer hierarchical-policer', /firewall>.*>then$/),
  use('policer', 'policer', /firewall>(?:.*>)?prefix-action>[^>]*$/),
  use('policer', 'input-policer output-policer input-three-color output-three-color input-hierarchical-policer', />layer2-policer$/),
  use('policer', 'single-rate two-rate', />three-color-policer$/),
  use('policer', 'input output arp', /interfaces>.*>policer$/),
  use(
    'interface',
    'interface',
    /(?:^|>)(?:protocols>(?:ospf3?|isis|rip|ripng|pim|igmp|mld|ldp|rsvp|mpls|bfd)(?:>.*)?|routing-instances>[^>]*)$/,
  ),
  use('interface', 'interfaces', /security>zones>security-zone>[^>]*$/),
  use('interface', 'l3-interface routing-interface', /(?:^|>)(?:vlans|bridge-domains)>/),
  use('zone', 'from-zone to-zone', /security>policies(?:>|$)/),
  use('zone', 'zone', /security>nat>.*>(?:from|to)$/),
  use('address', 'source-address destination-address', /security>policies>.*>match$/),
  use('address', 'source-address-name destination-address-name', /security>nat>.*>match$/),
  use('address', 'prefix-name', /security>nat>.*>static-nat$/),
  use('application', 'application', /security>(?:policies|nat)>.*>match$/),
  use('application', 'application application-set', /applications>application-set>[^>]*$/),
  use('address', 'address address-set', /address-book(?:>[^>]*)?>address-set>[^>]*$/),
  use('routing instance', 'routing-instance', /./),
  use('rib group', 'rib-group', /./),
  use('scheduler map', 'scheduler-map', /class-of-service>/),
  use('scheduler', 'scheduler', /class-of-service>scheduler-maps>/),
  use('forwarding class', 'forwarding-class', /(?:class-of-service>(?:scheduler-maps|classifiers|rewrite-rules)>|firewall>.*>then$)/),
  use('drop profile', 'drop-profile', /class-of-service>/),
  use('classifier', 'dscp dscp-ipv6 exp ieee-802.1 inet-precedence', /class-of-service>(?:interfaces|routing-instances)>.*>classifiers$/),
  use('classifier', 'import', /class-of-service>classifiers>/),
  use('rewrite rule', 'dscp dscp-ipv6 exp ieee-802.1 inet-precedence', /class-of-service>interfaces>.*>rewrite-rules$/),
  use('rewrite rule', 'import', /class-of-service>rewrite-rules>/),
  use('login class', 'class', /system>login>user>[^>]*$/),
  use('key chain', 'authentication-key-chain hello-authentication-key-chain pre-shared-key-chain', /./),
  use('key chain', 'key-chain', />bfd-liveness-detection>authentication$/),
  use('key chain', 'keychain', /protocols>ospf3?>.*>authentication$/),
  use('ike proposal', 'proposals', /security>ike>policy>[^>]*$/),
  use('ike policy', 'ike-policy', /security>ike>gateway>/),
  use('ike gateway', 'gateway', /security>ipsec>vpn>[^>]*>ike$/),
  use('ipsec proposal', 'proposals', /security>ipsec>policy>[^>]*$/),
  use('ipsec policy', 'ipsec-policy', /security>ipsec>vpn>[^>]*>ike$/),
  use('vlan', 'members', /interfaces>.*>family>ethernet-switching>vlan$/),
  use('screen', 'screen', /security>zones>security-zone>[^>]*$/),
  use('nat pool', 'pool', /security>nat>.*>then>(?:source|destination)-nat$/),
  use('access profile', 'access-profile', /./),
]

/** Names that are there without being written. */
export const builtIn: Partial<Readonly<Record<ReferenceKind, RegExp>>> = {
  community: /:|^(?:no-export|no-advertise|no-export-subconfed|llgr-stale|no-llgr|graceful-shutdown)$/,
  filter: /^__/,
  zone: /^(?:junos-host|any|junos-global)$/,
  // `DB1` is a name, though each of its letters could stand in an address
  address: /^(?:any|any-ipv4|any-ipv6)$|^(?=[^/]*[.:])[0-9a-fA-F.:]+(?:\/[0-9]+)?$/,
  application: /^(?:any|junos-.*)$/,
  'routing instance': /^(?:default|master|mgmt_junos|inet\.0)$/,
  'forwarding class': /^(?:best-effort|expedited-forwarding|assured-forwarding|network-control|mcast|no-loss|fcoe)$/,
  scheduler: /^$/,
  'scheduler map': /^(?:default|default-chassis|default-remaining)$/,
  classifier: /^(?:default|.*-default|.*-compatibility)$/,
  'rewrite rule': /^(?:default|.*-default)$/,
  'login class': /^(?:super-user|superuser|operator|read-only|unauthorized)$/,
  vlan: /^(?:all|default|[0-9]+(?:-[0-9]+)?)$/,
  interface: /^(?:all|any|default|.*\*.*|<.*>)$/,
  policy: /^(?:default-policy|__.*)$|^target:/,
}

/** Kinds that stand for something by themselves, whether or not they are named elsewhere. */
export const usedByBeing: ReadonlySet<ReferenceKind> = new Set([
  'interface',
  'zone',
  'routing instance',
  'vlan',
  'forwarding class',
  'access profile',
  'login class',
])
