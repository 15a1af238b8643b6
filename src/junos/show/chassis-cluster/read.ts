import { type Field, many, number, state, table, text, yes } from '../fields.ts'
import { reader, unfolded, withChildren } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const monitorFailures: Field<readonly string[]> = {
  names: ['monitor-failures'],
  read: (some, notes) =>
    text('monitor-failures')
      .read(some, notes)
      ?.split(/[ ,]+/)
      .filter((code) => code !== 'None' && code !== 'n/a'),
}

const node = table(
  { name: text('device-name') },
  {
    /** 0 is a node that may not take over. */
    priority: number('device-priority'),
    status: state({
      primary: 'primary',
      secondary: 'secondary',
      'secondary-hold': 'hold',
      hold: 'hold',
      lost: 'lost',
      disabled: 'disabled',
      ineligible: 'ineligible',
    })('redundancy-group-status'),
    preempt: yes('preempt'),
    manualFailover: yes('failover-mode'),
    /** Codes of what is watched and fails: `IF` an interface, `SP` the services card, `CS` cold synchronisation. */
    monitorFailures,
  },
  'rest',
)

const redundancyGroup = table(
  { id: number('redundancy-group-id') },
  { failovers: number('redundancy-group-failover-count'), nodes: many(node, 'device-stats/node') },
  ['cluster-id'],
)

/** `show chassis cluster status`. */
export const chassisCluster = reader({
  kind: 'chassis-cluster',
  commands: ['show chassis cluster status'],
  rpcs: ['get-chassis-cluster-status'],
  roots: ['chassis-cluster-status'],
  heads: [/^Cluster ID: \d+$/, /^Node\s+Priority\s+Status\s+Preempt\s+Manual/],
  rules: [
    skips(/^(?:Monitor Failure codes:|Node\s+(?:name\s+)?Priority|[A-Z]{2}\s{1,2}[A-Z][A-Za-z-]+ )/),
    says(/^Cluster ID: (?<clusterId>\d+)$/),
    opens('redundancy-group', /^Redundancy group: (?<redundancyGroupId>\d+) ?, Failover count: (?<redundancyGroupFailoverCount>\d+)$/),
    opens(
      'device-stats',
      /^(?<deviceName>node\d)\s+(?<devicePriority>\d+)\s+(?<redundancyGroupStatus>[a-z-]+)\s+(?<preempt>yes|no|n\/a)\s+(?<failoverMode>yes|no|n\/a)(?:\s+(?<monitorFailures>\S.*))?$/,
      'redundancy-group',
    ),
  ],
  before: (root) =>
    withChildren(
      root,
      root.children.map((each) =>
        withChildren(
          each,
          each.children.map((child) => (child.name === 'device-stats' ? unfolded(child, 'device-name', 'node') : child)),
        ),
      ),
    ),
  table: table({ groups: many(redundancyGroup, 'redundancy-group') }, { clusterId: number('cluster-id') }),
})
