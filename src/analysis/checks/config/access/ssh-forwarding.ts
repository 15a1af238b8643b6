import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const sshForwarding = configCheck({
  id: 'ssh-forwarding',
  theme: 'access',
  severity: 'medium',
  title: 'SSH forwards no other connections',
  looksAt: ['system services ssh no-tcp-forwarding'],
  why: 'Forwarding makes the device a stepping stone: from its place in the network, and past the filters that look at where a packet comes from.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh) return notApplicable('SSH is not configured')
    const allowed = ['tcp-forwarding', 'allow-tcp-forwarding'].flatMap((word) => ssh.at(word) ?? [])
    const remedy = `set ${ssh.path} no-tcp-forwarding`
    if (allowed.length > 0) return allowed.map((each) => fault(each, 'SSH forwards connections', removal(each), remedy))
    return ssh.has('no-tcp-forwarding') ? [] : [lacking(ssh, ['no-tcp-forwarding'], 'forwarding is not switched off', remedy)]
  },
})
