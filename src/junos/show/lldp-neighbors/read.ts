import { many, seconds, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { parted } from './columns.ts'

const neighbor = table(
  /** By release its name stands in the one element or in the other, which then is a number. */
  { interface: text('lldp-local-interface', 'lldp-local-port-id') },
  {
    bundle: text('lldp-local-parent-interface-name'),
    chassisId: text('lldp-remote-chassis-id'),
    portId: text('lldp-remote-port-id'),
    portDescription: text('lldp-remote-port-description'),
    system: text('lldp-remote-system-name'),
    systemDescription: text('lldp-system-description/lldp-remote-system-description', 'lldp-remote-system-description'),
    managementAddress: text('lldp-remote-management-address'),
    holdSeconds: seconds('lldp-ttl'),
  },
  'rest',
)

const pad = '\\s{2,}'

/** `show lldp neighbors`, also of one interface. */
export const lldpNeighbors = reader({
  kind: 'lldp-neighbors',
  commands: ['show lldp neighbors'],
  rpcs: ['get-lldp-neighbors-information', 'get-lldp-interface-neighbors'],
  roots: ['lldp-neighbors-information'],
  heads: [/^Local Interface\s+Parent Interface\s+Chassis Id/, /^LLDP Neighbor Information:$/],
  parted,
  rules: [
    skips(/^(?:Local Interface\s+Parent Interface|Neighbor Information:|Local Information:|Index: )/),
    opens('lldp-neighbor-information', /^LLDP Neighbor Information:$/),
    opens(
      'lldp-neighbor-information',
      new RegExp(
        `^(?<lldpLocalInterface>vme|[a-z][a-z-]{0,12}\\d\\S*)\\s+(?<lldpLocalParentInterfaceName>-|[a-z][a-z-]{0,12}\\d\\S*)\\s+(?<lldpRemoteChassisId>[\\da-fA-F]{2}(?::[\\da-fA-F]{2}){5}|\\S+)(?:\\s+(?<lldpRemotePortDescription>\\S.*?))?(?:${pad}(?<lldpRemoteSystemName>\\S+(?: \\S+)*))?$`,
      ),
    ),
    says(/^Local Interface\s*: (?<lldpLocalInterface>\S+)$/),
    says(/^Parent Interface\s*: (?<lldpLocalParentInterfaceName>\S+)$/),
    says(/^Chassis ID\s*: (?<lldpRemoteChassisId>\S+)$/),
    says(/^Port ID\s*: (?<lldpRemotePortId>\S.*)$/),
    says(/^Port description\s*: (?<lldpRemotePortDescription>\S.*)$/i),
    says(/^System name\s*: (?<lldpRemoteSystemName>\S.*)$/i),
    says(/^System Description\s*: (?<lldpRemoteSystemDescription>\S.*)$/i),
    says(/^Address\s*: (?<lldpRemoteManagementAddress>\S+)$/),
    says(/^(?:Index: \d+ )?Time to live: (?<lldpTtl>\d+)/),
    skips(/^[A-Z][\w ./()-]{0,60}:|^(?:Copyright|Compiled|Build|Juniper)/),
  ],
  table: table({ neighbors: many(neighbor, 'lldp-neighbor-information') }, {}),
})
