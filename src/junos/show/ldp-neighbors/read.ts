import { many, seconds, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const neighbor = table(
  { address: text('ldp-neighbor-address') },
  {
    interface: text('interface-name'),
    labelSpace: text('ldp-label-space-id'),
    /** Until it is given up if it says nothing. */
    holdSeconds: seconds('ldp-remaining-time'),
    upSeconds: seconds('ldp-up-time', 'ldp-neighbor-up-time'),
  },
  'rest',
)

/** `show ldp neighbor`. Whether the session behind it is up, `show ldp session` says. */
export const ldpNeighbors = reader({
  kind: 'ldp-neighbors',
  commands: ['show ldp neighbor'],
  rpcs: ['get-ldp-neighbor-information'],
  roots: ['ldp-neighbor-information'],
  heads: [/^Address\s+Interface\s+Label space ID\s+Hold time$/],
  rules: [
    skips(/^Address\s+Interface\s+Label space/),
    opens(
      'ldp-neighbor',
      /^(?<ldpNeighborAddress>[\da-fA-F.:]+)\s+(?<interfaceName>[a-z]\S*)\s+(?<ldpLabelSpaceId>[\d.]+:\d+)\s+(?<ldpRemainingTime>\d+)$/,
    ),
    says(/\bUp for (?<ldpUpTime>[\dwd: ]+)/, { at: 'ldp-neighbor' }),
    skips(/^(?:Transport address|Configuration sequence|Reference count|Hold time|Proposed|Hello flags|Neighbor types)/),
  ],
  table: table({ neighbors: many(neighbor, 'ldp-neighbor') }, {}),
})
