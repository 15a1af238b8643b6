import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const ntpSource = configCheck({
  id: 'ntp-source',
  theme: 'time',
  severity: 'low',
  title: 'The clock is asked for from a fixed address, and shows UTC',
  looksAt: ['system ntp source-address', 'system time-zone'],
  why: 'Time servers let in addresses that they know. Local times in logs repeat an hour each autumn, and differ from site to site.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const faults: Fault[] = []
    const [ntp, zone] = [top.at('system', 'ntp'), top.at('system', 'time-zone')]
    if (!ntp && !zone) return notApplicable('neither a time server nor a time zone is configured')
    if (ntp && !ntp.has('source-address'))
      faults.push(
        lacking(ntp, ['source-address'], 'time servers are asked from changing addresses', `set ${ntp.path} source-address <own-address>`),
      )
    if (zone && !/^(?:Etc\/)?(?:UTC|GMT|UCT|Universal|Zulu|GMT[+-]?0)$/i.test(zone.value() ?? ''))
      faults.push(fault(zone, `the clock shows ${zone.value() ?? 'an unknown zone'}`, `set ${zone.path} UTC`))
    return faults
  },
})
