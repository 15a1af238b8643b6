import { configCheck, type Fault, fault, lacking, notApplicable, type Unclear, unclear } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const snmpClients = configCheck({
  id: 'snmp-clients',
  theme: 'snmp',
  severity: 'high',
  title: 'Each SNMP community is for named clients only',
  readsSecrets: true,
  looksAt: ['snmp community', 'snmp client-list', 'policy-options prefix-list'],
  why: 'Without a list every address may ask, and guess on until it knows the community.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const communities = top.under('snmp', 'community')
    if (communities.length === 0) return notApplicable('there is no community')
    return communities.flatMap((community): (Fault | Unclear)[] => {
      const names = community.values('client-list-name')
      const lists = names.flatMap((name) => top.at('snmp', 'client-list', name) ?? top.at('policy-options', 'prefix-list', name) ?? [])
      if (lists.length < names.length) return [unclear(community, 'a community with a list of clients that is not in the text')]
      const clients = [...community.under('clients'), ...lists.flatMap((list) => list.under())]
      if (clients.length === 0)
        return [lacking(community, ['clients'], 'a community that answers every address', `set ${community.path} clients <prefix>`)]
      return clients
        .filter((each) => everybody.has(each.word) && !each.has('restrict'))
        .map((each) => fault(each, 'a community whose clients are all addresses', removal(each), `set ${community.path} clients <prefix>`))
    })
  },
})

const everybody = new Set(['0.0.0.0/0', '::/0', 'default', '0/0'])
