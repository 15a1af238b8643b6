import { configCheck, fault } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const telnet = configCheck({
  id: 'telnet',
  theme: 'access',
  severity: 'high',
  title: 'Telnet is off',
  looksAt: ['system services telnet'],
  why: 'Telnet sends names, passwords and every command readable over the network; whoever is on the way has them.',
  source: [stig.router('JUNI-ND-000470'), cis],
  judge: ({ top }) => {
    const telnet = top.at('system', 'services', 'telnet')
    return telnet ? [fault(telnet, 'Telnet is on', removal(telnet))] : []
  },
})
