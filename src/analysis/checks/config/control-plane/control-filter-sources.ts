import { configCheck, lacking } from '../../../configuration/check.ts'
import { actionOf, eachControlTerm, namesSources, portsOf, protocolsOf } from '../../../configuration/filters.ts'
import type { Place } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const controlFilterSources = configCheck({
  id: 'control-filter-sources',
  theme: 'control-plane',
  severity: 'high',
  title: 'The control plane takes management and routing from named sources only',
  looksAt: ['firewall', 'interfaces lo0'],
  why: 'A term that lets in SSH or BGP from everywhere filters nothing of what matters.',
  source: [stig.router('JUNI-ND-000140'), rfc(6192, 'Protecting the Router Control Plane'), cis],
  parameters: {
    ports: {
      kind: 'words',
      what: 'ports that only named sources may reach',
      default: [
        'ssh',
        '22',
        'telnet',
        '23',
        'snmp',
        '161',
        'ntp',
        '123',
        'bgp',
        '179',
        '830',
        'netconf-ssh',
        'http',
        '80',
        'https',
        '443',
        'tacacs',
        '49',
        'ldp',
        '646',
      ],
    },
  },
  judge: (device, { ports }) =>
    eachControlTerm(device, (term) => {
      const named = portsOf(term).filter((each) => ports.some((port) => port === each || isWithin(port, each)))
      const open = named.length === 0 && asksForProtocolsAlone(term) ? ['every port'] : named
      if (open.length === 0 || actionOf(term) !== 'accept' || namesSources(term)) return []
      const what = `term ${term.word} takes ${open.join(', ')} from everywhere`
      return [lacking(term, ['from', 'source-prefix-list'], what, `set ${term.path} from source-prefix-list <prefix-list>`)]
    }),
})

/** Whether a port lies in a range of ports such as `20-25`. */
function isWithin(port: string, range: string): boolean {
  const [, first, last] = /^([0-9]{1,5})-([0-9]{1,5})$/.exec(range) ?? []
  return first !== undefined && /^[0-9]+$/.test(port) && Number(first) <= Number(port) && Number(port) <= Number(last)
}

/** A term for all of TCP or UDP that asks for nothing more; what asks for the flags of a running session does. */
const asksForProtocolsAlone = (term: Place): boolean =>
  protocolsOf(term).some((each) => /^(?:tcp|udp|6|17)$/.test(each)) &&
  term.under('from').every(({ word }) => /^(?:protocol|next-header|payload-protocol|(?:source-|destination-)?address)$/.test(word))
