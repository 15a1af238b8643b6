import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { isManagement } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, ownAdvice, stig } from '../../../configuration/sources.ts'

export const webManagement = configCheck({
  id: 'web-management',
  theme: 'access',
  severity: 'high',
  title: 'The web interface speaks HTTPS only, and on management interfaces only',
  looksAt: ['system services web-management'],
  why: 'Over HTTP a password is readable on the way. The web interface has had severe faults that need no login, so that only the management network should reach it.',
  source: [stig.srx(), cis, ownAdvice],
  judge: ({ top }) => {
    const web = top.at('system', 'services', 'web-management')
    if (!web) return notApplicable('the web interface is not configured')
    const [http, https] = [web.at('http'), web.at('https')]
    const faults = http ? [fault(http, 'the web interface answers over HTTP', removal(http))] : []
    if (!https) return faults
    const open = https.under('interface').filter(({ word }) => !isManagement(word.split('.')[0]!))
    if (!https.has('interface'))
      faults.push(lacking(https, ['interface'], 'HTTPS answers on every interface', `set ${https.path} interface <management-interface>`))
    for (const each of open) faults.push(fault(each, `HTTPS answers on ${each.word}, which is no management interface`, removal(each)))
    return faults
  },
})
