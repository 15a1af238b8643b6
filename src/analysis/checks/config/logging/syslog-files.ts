import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const syslogFiles = configCheck({
  id: 'syslog-files',
  theme: 'logging',
  severity: 'medium',
  title: 'Logins, commands and changes are written to a file',
  looksAt: ['system syslog file'],
  why: 'While the network is down, or was cut off by a mistake, only the device itself can tell what was done.',
  source: [stig.router('JUNI-ND-001280'), cis],
  judge: ({ top }) => {
    const files = top.under('system', 'syslog', 'file')
    const missing = facilities.filter(
      ([facility]) => !files.some((file) => [facility, 'any'].some((word) => levels.has(file.value(word) ?? ''))),
    )
    if (missing.length === 0) return []
    const lines = missing.map(([facility, level]) => `set system syslog file messages ${facility} ${level}`)
    const what = `no file gets: ${missing.map(([facility]) => facility).join(', ')}`
    return [lacking(top, ['system', 'syslog', 'file', 'messages', missing[0]![0]], what, ...lines)]
  },
})

const levels = new Set(['any', 'info', 'debug'])
const facilities = [
  ['authorization', 'info'],
  ['interactive-commands', 'any'],
  ['change-log', 'any'],
] as const
