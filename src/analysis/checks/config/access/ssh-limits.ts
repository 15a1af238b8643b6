import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const sshLimits = configCheck({
  id: 'ssh-limits',
  theme: 'access',
  severity: 'medium',
  title: 'SSH takes few sessions, and few new ones in a minute',
  looksAt: ['system services ssh connection-limit', 'system services ssh rate-limit'],
  why: 'By default 75 sessions and 150 attempts in a minute are taken: enough to guess passwords at leisure, and to keep others out.',
  source: [stig.router('JUNI-ND-000010'), cis],
  parameters: {
    connections: { kind: 'number', what: 'sessions at one time', default: 10, least: 1, most: 250 },
    perMinute: { kind: 'number', what: 'new sessions in a minute', default: 4, least: 1, most: 250 },
  },
  judge: ({ top }, { connections, perMinute }) => {
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh) return notApplicable('SSH is not configured')
    return (
      [
        ['connection-limit', connections],
        ['rate-limit', perMinute],
      ] as const
    ).flatMap(([word, most]) => {
      const remedy = `set ${ssh.path} ${word} ${most}`
      const place = ssh.at(word)
      if (!place) return [lacking(ssh, [word], `${word} is not said`, remedy)]
      return (ssh.number(word) ?? Number.POSITIVE_INFINITY) <= most ? [] : [fault(place, `${word} is above ${most}`, remedy)]
    })
  },
})
