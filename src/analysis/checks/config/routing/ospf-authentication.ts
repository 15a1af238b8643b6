import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { protocol } from '../../../configuration/device.ts'
import { isLoopback } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
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
    return areas.flatMap((area) =>
      area
        .under('interface')
        .filter((each) => !each.has('passive') && !each.has('disable') && !isLoopback(each.word))
        .flatMap((each): Fault[] => {
          const simple = each.at('authentication', 'simple-password')
          const three = area.words.includes('ospf3')
          const remedy = three ? `set ${each.path} ipsec-sa <security-association>` : `set ${each.path} authentication md5 1 key "<secret>"`
          if (simple) return [fault(simple, `OSPF on ${each.word} sends its password readable`, removal(simple), remedy)]
          const proves = ['authentication', 'ipsec-sa', 'authentication-key'].some((word) => each.has(word))
          return proves ? [] : [lacking(each, [three ? 'ipsec-sa' : 'authentication'], `OSPF on ${each.word} listens to everybody`, remedy)]
        }),
    )
  },
})
