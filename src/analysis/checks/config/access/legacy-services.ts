import { configCheck, fault } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const legacyServices = configCheck({
  id: 'legacy-services',
  theme: 'access',
  severity: 'high',
  title: 'FTP, finger and the r-commands are off',
  looksAt: ['system services'],
  why: 'These services know no encryption, trust addresses or tell strangers who is logged in. What they did is done by SSH.',
  source: [stig.router('JUNI-ND-000470'), cis],
  judge: ({ top }) =>
    legacy.flatMap((service) => {
      const place = top.at('system', 'services', service)
      return place ? [fault(place, `${service} is on`, removal(place))] : []
    }),
})

const legacy = ['ftp', 'finger', 'rlogin', 'rsh', 'tftp-server']
