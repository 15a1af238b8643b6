import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const snmpCommunity = configCheck({
  id: 'snmp-community',
  theme: 'snmp',
  severity: 'high',
  title: 'SNMP communities are not the well-known ones, and may only read',
  readsSecrets: true,
  looksAt: ['snmp community'],
  why: 'A community is a password that is sent readable. The well-known ones are tried by every scanner, and one that may write reconfigures the device.',
  source: [stig.router(), cis],
  parameters: { wellKnown: { kind: 'words', what: 'communities that everybody knows', default: ['public', 'private'] } },
  judge: ({ top }, { wellKnown }) => {
    const communities = top.under('snmp', 'community')
    if (communities.length === 0) return notApplicable('there is no community')
    return communities.flatMap((community) => {
      const may = community.at('authorization', 'read-write')
      return [
        ...(wellKnown.includes(community.word.toLowerCase())
          ? [fault(community, 'a community that everybody knows', removal(community))]
          : []),
        ...(may ? [fault(may, 'a community that may write', `set ${may.above!.path} read-only`)] : []),
      ]
    })
  },
})
