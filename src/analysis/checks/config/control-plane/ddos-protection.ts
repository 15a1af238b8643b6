import { configCheck, fault } from '../../../configuration/check.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { rfc, vendor } from '../../../configuration/sources.ts'

export const ddosProtection = configCheck({
  id: 'ddos-protection',
  theme: 'control-plane',
  severity: 'medium',
  title: 'The protection against floods of packets for the device is on',
  looksAt: ['system ddos-protection'],
  why: 'It keeps a flood of one kind of packet from starving the protocols that hold the network together.',
  source: [rfc(6192, 'Protecting the Router Control Plane'), vendor('control plane DDoS protection')],
  judge: ({ top }) => {
    const protection = top.at('system', 'ddos-protection')
    return protection ? switchedOff(protection).map((each) => fault(each, `protection is off: ${each.word}`, removal(each))) : []
  },
})

const switches = new Set(['disable-routing-engine', 'disable-fpc'])
const switchedOff = (place: Place): readonly Place[] =>
  place.under().flatMap((each) => (switches.has(each.word) ? [each] : switchedOff(each)))
