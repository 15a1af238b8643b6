import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { hasTwoEngines } from '../../../configuration/device.ts'
import { removal } from '../../../configuration/place.ts'
import { rfc, vendor } from '../../../configuration/sources.ts'

export const routingRestart = configCheck({
  id: 'routing-restart',
  theme: 'routing',
  severity: 'medium',
  title: 'With two routing engines either nonstop routing or graceful restart is on, not both',
  looksAt: ['routing-options', 'chassis redundancy'],
  why: 'Without one of them the neighbors see every change of the engine as an outage. Together they contradict each other, and the device refuses them.',
  source: [vendor('nonstop active routing'), rfc(4724, 'Graceful Restart Mechanism for BGP')],
  judge: (device) => {
    const { top } = device
    const [nonstop, graceful] = [top.at('routing-options', 'nonstop-routing'), top.at('routing-options', 'graceful-restart')]
    const isGraceful = graceful !== undefined && !graceful.has('disable')
    if (nonstop && isGraceful) return [fault(graceful, 'nonstop routing and graceful restart are both on', removal(graceful))]
    if (!hasTwoEngines(device)) return notApplicable('nothing says that there are two routing engines')
    return nonstop || isGraceful
      ? []
      : [
          lacking(
            top,
            ['routing-options', 'nonstop-routing'],
            'a change of the routing engine ends every session',
            'set routing-options nonstop-routing',
          ),
        ]
  },
})
