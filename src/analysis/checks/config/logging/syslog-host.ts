import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const syslogHost = configCheck({
  id: 'syslog-host',
  theme: 'logging',
  severity: 'high',
  title: 'Messages are sent to a log server',
  looksAt: ['system syslog host'],
  why: 'What stands on the device alone is gone with it, or with whoever broke in and tidied up.',
  source: [stig.router('JUNI-ND-001300'), cis],
  parameters: {
    hosts: { kind: 'number', what: 'fewest servers that get everything from info up; the STIG asks for 2', default: 1, least: 1, most: 8 },
  },
  judge: ({ top }, { hosts }) => {
    const remote = top
      .under('system', 'syslog', 'host')
      .filter(({ word }) => !/^(?:other-routing-engine|scc-master|sfc0-master)$/.test(word))
    const complete = remote.filter((host) => ['any', 'info', 'debug'].includes(host.value('any') ?? ''))
    if (complete.length >= hosts) return []
    const less = remote
      .filter((host) => !complete.includes(host))
      .map((host) => fault(host, `log server ${host.word} does not get everything from info up`, `set ${host.path} any info`))
    if (remote.length >= hosts) return less
    const more = Array.from({ length: hosts - remote.length }, (_, at) => `set system syslog host <address-${at + 1}> any info`)
    return [...less, lacking(top, ['system', 'syslog', 'host'], `${remote.length} of ${hosts} log servers are configured`, ...more)]
  },
})
