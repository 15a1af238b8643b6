import { configCheck, type Fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const syslogFormat = configCheck({
  id: 'syslog-format',
  theme: 'logging',
  severity: 'low',
  title: 'Messages say year and millisecond, come from a fixed address, and carry their severity',
  looksAt: ['system syslog'],
  why: 'Without them the messages of two devices cannot be put in one order, and a log server cannot tell who speaks or how serious it is.',
  source: [stig.router(), rfc(5424, 'The Syslog Protocol'), cis],
  judge: ({ top }) => {
    const syslog = top.at('system', 'syslog')
    if (!syslog) return notApplicable('nothing is logged')
    const faults: Fault[] = ['year', 'millisecond']
      .filter((word) => !syslog.at('time-format')?.mentions(word))
      .map((word) => lacking(syslog, ['time-format', word], `messages do not say the ${word}`, `set ${syslog.path} time-format ${word}`))
    for (const host of syslog.under('host')) {
      if (!syslog.has('source-address') && !host.has('source-address'))
        faults.push(
          lacking(
            host,
            ['source-address'],
            `messages to ${host.word} come from changing addresses`,
            `set ${syslog.path} source-address <own-address>`,
          ),
        )
      if (!host.has('structured-data') && !host.has('explicit-priority'))
        faults.push(
          lacking(
            host,
            ['structured-data'],
            `messages to ${host.word} do not say how serious they are`,
            `set ${host.path} structured-data`,
          ),
        )
    }
    return faults
  },
})
