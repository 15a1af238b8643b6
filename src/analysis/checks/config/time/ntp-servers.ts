import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const ntpServers = configCheck({
  id: 'ntp-servers',
  theme: 'time',
  severity: 'medium',
  title: 'The clock follows two servers or more',
  looksAt: ['system ntp server'],
  why: 'Clocks that differ make logs useless, certificates invalid and one-time passwords wrong. A single server that is wrong or gone is not noticed.',
  source: [stig.router(), rfc(8633, 'Network Time Protocol Best Current Practices'), cis],
  parameters: { servers: { kind: 'number', what: 'fewest servers', default: 2, least: 1, most: 8 } },
  judge: ({ top }, { servers }) => {
    const known = top.values('system', 'ntp', 'server').length
    if (known >= servers) return []
    const more = Array.from({ length: servers - known }, (_, at) => `set system ntp server <address-${at + 1}>`)
    return [lacking(top, ['system', 'ntp', 'server', 'another server'], `${known} of ${servers} time servers are configured`, ...more)]
  },
})
