import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { protocol } from '../../../configuration/device.ts'
import { isLoopback } from '../../../configuration/interfaces.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const ospfAuthentication = configCheck({
  id: 'ospf-authentication',
  theme: 'routing',
  severity: 'medium',
  title: 'OSPF speaks only to neighbors that prove who they are',
  looksAt: ['protocols ospf', 'protocols ospf3', 'routing-instances', 'logical-systems'],
  why: 'Whoever may speak OSPF on a link may draw all traffic to himself. Where nobody is to speak it, the interface is passive.',
  source: [stig.routing(), rfc(5709, 'OSPFv2 HMAC-SHA Cryptographic Authentication'), cis],
  judge: (device) => {
    const areas = ['ospf', 'ospf3'].flatMap((name) =>
      [...protocol(device, name)].flatMap((each) => [
        ...each.under('area'),
        ...each.under('realm').flatMap((realm) => realm.under('area')),
      ]),
    )
    if (areas.length === 0) return notApplicable('OSPF is not configured')
    return areas.flatMap((area) => [
      ...area.under('interface').flatMap(aboutInterface),
      ...area.under('virtual-link').flatMap(aboutVirtualLinks),
    ])
  },
})

const isThree = (place: Place): boolean => place.words.includes('ospf3')
const remedyOf = (place: Place): string =>
  isThree(place) ? `set ${place.path} ipsec-sa <security-association>` : `set ${place.path} authentication md5 1 key "<secret>"`

function aboutInterface(each: Place): Fault[] {
  if (each.has('passive') || each.has('disable') || isLoopback(each.word)) return []
  const simple = each.at('authentication', 'simple-password')
  if (simple) return [fault(simple, `OSPF on ${each.word} sends its password readable`, removal(simple), remedyOf(each))]
  const proves = ['authentication', 'ipsec-sa', 'authentication-key'].some((word) => each.has(word))
  return proves
    ? []
    : [lacking(each, [isThree(each) ? 'ipsec-sa' : 'authentication'], `OSPF on ${each.word} listens to everybody`, remedyOf(each))]
}

/** A virtual link is named by a router and the area that leads to it; its key stands behind both. */
const aboutVirtualLinks = (ids: Place): Fault[] =>
  ids
    .under()
    .filter((router) => !['authentication', 'ipsec-sa', 'disable'].some((word) => router.mentions(word)))
    .map((router) => {
      const link = router.under('transit-area')[0] ?? router
      const missing = isThree(link) ? 'ipsec-sa' : 'authentication'
      return lacking(link, [missing], `the virtual link to ${router.word} is not authenticated`, remedyOf(link))
    })
