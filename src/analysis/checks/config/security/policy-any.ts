import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { hasZones } from '../../../configuration/device.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'
import { isOutside, outsideWords, policies } from '../../../configuration/zones.ts'

export const policyAny = configCheck({
  id: 'policy-any',
  theme: 'security',
  severity: 'high',
  title: 'No policy permits everything from outside',
  looksAt: ['security policies', 'security zones', 'logical-systems', 'tenants'],
  why: 'Any source, any destination and any application is no firewall.',
  source: [stig.srx(), cis],
  parameters: { zones: { kind: 'words', what: 'words in the names of zones that are outside', default: outsideWords } },
  judge: (device, { zones: words }) => {
    if (!hasZones(device)) return notApplicable('there are no security zones')
    return policies(device)
      .filter(({ from }) => from.length === 0 || from.some((zone) => zone === 'any' || isOutside(zone, words)))
      .flatMap(({ place }) => {
        const permit = place.at('then', 'permit')
        const open =
          permit && !isNarrowed(place) && ['source-address', 'destination-address', 'application'].every((word) => takesAny(place, word))
        return open
          ? [fault(place, `policy ${place.word} permits everything from outside`, removal(permit), `set ${place.path} then deny`)]
          : []
      })
  },
})

/** What else a policy may ask for; and one that permits into a tunnel takes what came through that tunnel only. */
const isNarrowed = (policy: Place): boolean =>
  narrower.some((word) => policy.has('match', word) && !takesAny(policy, word)) || policy.has('then', 'permit', 'tunnel')
const narrower = ['dynamic-application', 'url-category', 'source-identity', 'source-end-user-profile']

const takesAny = (policy: Place, word: string): boolean => {
  const values = policy.values('match', word)
  return values.length === 0 || values.some((each) => /^any(?:-ipv[46])?$/.test(each))
}
