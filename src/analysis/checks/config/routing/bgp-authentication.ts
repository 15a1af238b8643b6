import { eachExternal, setting } from '../../../configuration/bgp.ts'
import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const bgpAuthentication = configCheck({
  id: 'bgp-authentication',
  theme: 'routing',
  severity: 'high',
  title: 'External BGP sessions are authenticated',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'Without a key whoever guesses the ports of a session can end it, or speak in it.',
  source: [stig.routing('JUNI-RT-000470'), stig.routing('JUNI-RT-000040'), rfc(7454, 'BGP Operations and Security'), cis],
  judge: (device) =>
    eachExternal(device, (neighbor) => {
      const { place, name } = neighbor
      return keys.some((word) => setting(neighbor, word))
        ? []
        : [
            lacking(
              place,
              ['authentication-key'],
              `the session with ${name} is not authenticated`,
              `set ${place.path} authentication-key "<secret>"`,
            ),
          ]
    }),
})

const keys = ['authentication-key', 'authentication-key-chain', 'ipsec-sa']
