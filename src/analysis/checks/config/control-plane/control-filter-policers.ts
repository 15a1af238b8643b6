import { configCheck, lacking } from '../../../configuration/check.ts'
import { actionOf, eachControlTerm, portsOf, protocolsOf } from '../../../configuration/filters.ts'
import type { Place } from '../../../configuration/place.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const controlFilterPolicers = configCheck({
  id: 'control-filter-policers',
  theme: 'control-plane',
  severity: 'medium',
  title: 'The control plane takes ping and traceroute at a limited rate',
  looksAt: ['firewall', 'interfaces lo0'],
  why: 'They have to be answered for everybody, and answering costs the routing engine time that routing needs.',
  source: [stig.router('JUNI-ND-001210'), rfc(6192, 'Protecting the Router Control Plane')],
  judge: (device) =>
    eachControlTerm(device, (term) => {
      const isFree = actionOf(term) === 'accept' && isProbe(term) && !limits.some((word) => term.has('then', word))
      return isFree
        ? [lacking(term, ['then', 'policer'], `term ${term.word} takes any number of packets`, `set ${term.path} then policer <policer>`)]
        : []
    }),
})

const limits = ['policer', 'three-color-policer', 'hierarchical-policer', 'prefix-action']

const isProbe = (term: Place): boolean =>
  protocolsOf(term).some((each) => /^(?:icmp6?|icmpv6|1|58)$/.test(each)) ||
  portsOf(term).some((each) => /^33[45][0-9]{2}-33[456][0-9]{2}$/.test(each))
