import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const sshVersion = configCheck({
  id: 'ssh-version',
  theme: 'access',
  severity: 'high',
  title: 'SSH is on, and speaks version 2 only',
  looksAt: ['system services ssh', 'system services netconf'],
  why: 'Version 1 of SSH can be decrypted and changed on the way. Without SSH at all there is no safe way to log in over the network.',
  source: [stig.router('JUNI-ND-000530'), cis],
  judge: ({ top }) => {
    const services = top.at('system', 'services') ?? top
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh)
      return services.has('netconf', 'ssh')
        ? []
        : [
            lacking(
              top,
              ['system', 'services', 'ssh'],
              'there is no encrypted way to log in',
              'set system services ssh protocol-version v2',
            ),
          ]
    // without the statement, every release of the last ten years speaks version 2 alone
    const first = ssh.at('protocol-version', 'v1')
    return first ? [fault(first, 'SSH speaks version 1', removal(first), `set ${ssh.path} protocol-version v2`)] : []
  },
})
