import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { hasZones } from '../../../configuration/device.ts'
import { ownAdvice, stig } from '../../../configuration/sources.ts'

export const unusedAlgs = configCheck({
  id: 'unused-algs',
  theme: 'security',
  severity: 'medium',
  title: 'Application gateways that nobody needs are off',
  looksAt: ['security alg', 'security zones'],
  why: 'Most gateways are on by default, open ports for whoever speaks their protocol, and have been a source of faults.',
  source: [stig.srx(), ownAdvice],
  parameters: {
    unused: {
      kind: 'words',
      what: 'gateways that are switched off; take out what is needed here',
      default: ['h323', 'mgcp', 'msrpc', 'rsh', 'rtsp', 'sccp', 'sip', 'sql', 'sunrpc', 'talk'],
    },
  },
  judge: (device, { unused }) => {
    if (!hasZones(device)) return notApplicable('there are no security zones')
    const path = ['security', 'alg']
    const on = unused.filter((each) => !device.top.has(...path, each, 'disable'))
    if (on.length === 0) return []
    return [
      lacking(
        device.top,
        [...path, on[0]!, 'disable'],
        `application gateways are on: ${on.join(', ')}`,
        ...on.map((each) => `set ${path.join(' ')} ${each} disable`),
      ),
    ]
  },
})
