import { configCheck, fault } from '../../../configuration/check.ts'
import { instances } from '../../../configuration/device.ts'
import { units } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const sourceRouting = configCheck({
  id: 'source-routing',
  theme: 'interfaces',
  severity: 'medium',
  title: 'Senders do not choose the way, and broadcasts do not come from afar',
  looksAt: ['interfaces', 'routing-options source-routing', 'chassis source-route'],
  why: 'A packet that names its own way goes around filters. A broadcast that is sent from afar makes a whole network answer at once.',
  source: [rfc(2644, 'Changing the Default for Directed Broadcasts in Routers'), stig.routing('JUNI-RT-000730'), cis],
  judge: (device) => {
    const chosen = [
      device.top.at('chassis', 'source-route'),
      ...instances(device).map(({ place }) => place.at('routing-options', 'source-routing')),
    ]
    const broadcasts = units(device).map(({ place }) => place.at('family', 'inet', 'targeted-broadcast'))
    return [
      ...chosen.flatMap((each) => (each ? [fault(each, 'senders may choose the way of their packets', removal(each))] : [])),
      ...broadcasts.flatMap((each) => (each ? [fault(each, 'broadcasts from afar are sent on', removal(each))] : [])),
    ]
  },
})
