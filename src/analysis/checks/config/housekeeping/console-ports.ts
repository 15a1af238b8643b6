import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const consolePorts = configCheck({
  id: 'console-ports',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'The console logs out when the cable is pulled, and no port lets root in',
  looksAt: ['system ports'],
  why: 'Who plugs in next has the session of who pulled out. The auxiliary port takes a modem, which nobody remembers.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const path = ['system', 'ports']
    const auxiliary = top.at(...path, 'auxiliary')
    const isOff = top.has(...path, 'console', 'disable')
    const missing = isOff ? [] : ['log-out-on-disconnect', 'insecure'].filter((word) => !top.has(...path, 'console', word))
    const faults = missing.map((word) =>
      lacking(top, [...path, 'console', word], `${word} is not set on the console`, `set ${path.join(' ')} console ${word}`),
    )
    // without the statement the auxiliary port is off
    if (auxiliary && !auxiliary.has('disable')) faults.push(fault(auxiliary, 'the auxiliary port is on', `set ${auxiliary.path} disable`))
    return faults
  },
})
