import { many, number, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const protocol = table(
  { protocol: text('protocol-name') },
  { routes: number('protocol-route-count'), active: number('active-route-count') },
  'rest',
)

const routeTable = table(
  { table: text('table-name') },
  {
    destinations: number('destination-count'),
    routes: number('total-route-count'),
    active: number('active-route-count'),
    holddown: number('holddown-route-count'),
    hidden: number('hidden-route-count'),
    protocols: many(protocol, 'protocols'),
  },
  'rest',
)

/** `show route summary`. */
export const routeSummary = reader({
  kind: 'route-summary',
  commands: ['show route summary'],
  rpcs: ['get-route-summary-information'],
  roots: ['route-summary-information'],
  heads: [/^Autonomous system number: \d/, /^Router ID: \d+\.\d+\.\d+\.\d+$/],
  rules: [
    says(/^Autonomous system number: (?<asNumber>\S+)$/),
    says(/^Router ID: (?<routerId>\S+)$/),
    opens(
      'route-table',
      /^(?<tableName>\S+): (?<destinationCount>\d+) destinations, (?<totalRouteCount>\d+) routes \((?<activeRouteCount>\d+) active, (?<holddownRouteCount>\d+) holddown, (?<hiddenRouteCount>\d+) hidden\)$/,
    ),
    opens(
      'protocols',
      /^(?<protocolName>[A-Za-z][\w -]*):\s+(?<protocolRouteCount>\d+) routes,\s+(?<activeRouteCount>\d+) active$/,
      'route-table',
    ),
    skips(/^(?:Limit\/Threshold:|Restart (?:Pending|Complete)|Highwater Mark|RIB |FIB |VRF |Maximum |Time )/),
  ],
  table: table({ tables: many(routeTable, 'route-table') }, { as: text('as-number'), routerId: text('router-id') }, 'rest'),
})
