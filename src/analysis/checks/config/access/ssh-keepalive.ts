import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const sshKeepalive = configCheck({
  id: 'ssh-keepalive',
  theme: 'access',
  severity: 'low',
  title: 'SSH notices when the other side is gone',
  looksAt: ['system services ssh client-alive-interval', 'system services ssh client-alive-count-max'],
  why: 'A session whose other side vanished stays open, counts against the limit and may be taken over.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh) return notApplicable('SSH is not configured')
    return (
      [
        ['client-alive-interval', 120],
        ['client-alive-count-max', 3],
      ] as const
    ).flatMap(([word, value]) =>
      (ssh.number(word) ?? 0) > 0 ? [] : [lacking(ssh, [word], `${word} is not said`, `set ${ssh.path} ${word} ${value}`)],
    )
  },
})
