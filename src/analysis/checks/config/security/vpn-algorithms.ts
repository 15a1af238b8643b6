import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { scopes } from '../../../configuration/device.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const vpnAlgorithms = configCheck({
  id: 'vpn-algorithms',
  theme: 'security',
  severity: 'high',
  title: 'Tunnels use strong algorithms, and new keys of their own',
  looksAt: ['security ike', 'security ipsec', 'services ipsec-vpn', 'logical-systems', 'tenants'],
  why: 'What is recorded today is read when the algorithm breaks. With keys that do not follow from one another one broken key opens one stretch, not all.',
  source: [stig.srx(), rfc(8247, 'Algorithm Requirements for IKEv2'), rfc(8221, 'Algorithm Requirements for ESP and AH')],
  judge: (device) => {
    const vpns = scopes(device).flatMap((scope) => [scope.at('security'), scope.at('services', 'ipsec-vpn')].flatMap((each) => each ?? []))
    const phases = vpns.flatMap((vpn) => [...(vpn.at('ike') ? [vpn.at('ike')!] : []), ...(vpn.at('ipsec') ? [vpn.at('ipsec')!] : [])])
    if (phases.length === 0) return notApplicable('there is no tunnel')
    return phases.flatMap((phase) => [
      ...phase.under('proposal').flatMap((proposal) =>
        rules.flatMap(({ word, weak, strong }) => {
          const place = proposal.at(word)
          return place && weak.test(place.value() ?? '')
            ? [fault(place, `proposal ${proposal.word} uses ${place.value()}`, `set ${place.path} ${strong}`)]
            : []
        }),
      ),
      ...phase.under('policy').flatMap((policy) => aboutPolicy(policy, phase.word)),
    ])
  },
})

const rules = [
  { word: 'encryption-algorithm', weak: /^(?:des|3des)/, strong: 'aes-256-cbc' },
  { word: 'authentication-algorithm', weak: /md5|sha1/, strong: 'sha-256' },
  { word: 'dh-group', weak: /^group[125]$/, strong: 'group19' },
]

function aboutPolicy(policy: Place, phase: string): readonly Fault[] {
  const set = policy.at('proposal-set')
  const old = set && /^(?:basic|compatible|standard)$/.test(set.value() ?? '')
  const secrecy = policy.at('perfect-forward-secrecy', 'keys')
  const faults = old
    ? [fault(set, `policy ${policy.word} uses an old set of proposals`, removal(set), `set ${policy.path} proposals <proposal>`)]
    : []
  const remedy = `set ${policy.path} perfect-forward-secrecy keys group19`
  if (phase === 'ipsec' && !secrecy)
    faults.push(lacking(policy, ['perfect-forward-secrecy', 'keys'], `the keys of policy ${policy.word} follow from one another`, remedy))
  if (secrecy && /^group[125]$/.test(secrecy.value() ?? ''))
    faults.push(fault(secrecy, `policy ${policy.word} uses ${secrecy.value()}`, remedy))
  return faults
}
