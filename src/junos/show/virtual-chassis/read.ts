import { many, number, state, table, text, yes } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const neighbor = table({ interface: text('neighbor-interface') }, { member: number('neighbor-id') }, 'rest')

const member = table(
  { id: number('member-id') },
  {
    status: state({ prsnt: 'present', notprsnt: 'absent', inactive: 'inactive', unprvsnd: 'unprovisioned', present: 'present' })(
      'member-status',
    ),
    serial: text('member-serial-number'),
    model: text('member-model'),
    priority: number('member-priority'),
    /** Two masters are a chassis that has fallen apart. The star marks the one that answers. */
    role: state({
      'master*': 'master',
      master: 'master',
      'backup*': 'backup',
      backup: 'backup',
      'linecard*': 'linecard',
      linecard: 'linecard',
    })('member-role'),
    mixed: yes('member-mixed-mode'),
    routeMode: text('member-route-mode'),
    neighbors: many(neighbor, 'neighbor-list/neighbor', 'neighbor'),
  },
  'rest',
)

const id = (name: string): readonly string[] => [
  name,
  `virtual-chassis-id-information/${name}`,
  `preprovisioned-virtual-chassis-information/${name}`,
]

const head = '^(?<memberId>\\d{1,2}) \\(FPC\\s+(?<fpcSlot>[\\d-]+)\\)\\s+'
const link = '(?:\\s+\\d{1,2}\\s+\\S+)?'

/** `show virtual-chassis`. */
export const virtualChassis = reader({
  kind: 'virtual-chassis',
  commands: ['show virtual-chassis', 'show virtual-chassis status'],
  rpcs: ['get-virtual-chassis-information'],
  except: /^(?!all-members|local|member\b)[a-z]/,
  roots: ['virtual-chassis-information'],
  heads: [/^Virtual Chassis ID: \S+$/, /^Preprovisioned Virtual Chassis$/],
  rules: [
    says(/^Virtual Chassis ID: (?<virtualChassisId>\S+)$/),
    says(/^Virtual Chassis Mode: (?<virtualChassisMode>\S.*)$/),
    skips(/^(?:(?:Preprovisioned )?Virtual Chassis$|Mstr\s+|Member\s+Status|Member ID\s+Status|Member ID for next|prio\b)/),
    opens(
      'member',
      new RegExp(
        `${head}(?<memberStatus>Prsnt|NotPrsnt|Inactive|Unprvsnd|[A-Z]\\S*)\\s+(?<memberSerialNumber>\\S+)\\s+(?<memberModel>\\S+)(?:\\s+(?<memberPriority>\\d+))?(?:\\s+(?<memberRole>Master\\*?|Backup\\*?|Linecard\\*?))?(?:\\s+(?<memberMixedMode>[YN](?:A)?))?(?:\\s+(?<memberRouteMode>VC|F|NA))?${link}$`,
      ),
    ),
    // The first stands in the row of its member.
    opens('neighbor', /(?:^|\s)(?<neighborId>\d{1,2})\s+(?<neighborInterface>vcp\S+|[a-z]{2}-\S+)$/, 'member'),
  ],
  table: table(
    { members: many(member, 'member-list/member', 'member') },
    { id: text(...id('virtual-chassis-id')), mode: text(...id('virtual-chassis-mode')) },
    ['next-member-information', 'next-member-id', 'next-fpc-slot', 'next-member-fpc', 'next-member'],
  ),
})
