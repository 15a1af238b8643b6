import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const redirects = configCheck({
  id: 'redirects',
  theme: 'interfaces',
  severity: 'medium',
  title: 'The device does not tell hosts to take another way',
  looksAt: ['system no-redirects', 'system no-redirects-ipv6'],
  why: 'Redirects tell a stranger how the network is laid out, and cost the device time for each packet.',
  source: [stig.routing(), cis, rfc(6274, 'Security Assessment of the Internet Protocol Version 4')],
  judge: ({ top }) =>
    ['no-redirects', 'no-redirects-ipv6']
      .filter((word) => !top.has('system', word))
      .map((word) => lacking(top, ['system', word], `${word} is not said`, `set system ${word}`)),
})
