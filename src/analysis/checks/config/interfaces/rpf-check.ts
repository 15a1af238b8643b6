import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { edgesAnd, instanceOf, isDescribed, type Unit } from '../../../configuration/interfaces.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const rpfCheck = configCheck({
  id: 'rpf-check',
  theme: 'interfaces',
  severity: 'medium',
  title: 'Edges take packets only from where they would be answered to',
  looksAt: ['interfaces', 'routing-instances', 'protocols bgp', 'logical-systems'],
  why: 'Packets with the addresses of others are what floods are made of. The edge is the last place that can tell.',
  source: [rfc(2827, 'Network Ingress Filtering'), rfc(3704, 'Ingress Filtering for Multihomed Networks'), stig.routing()],
  parameters: { described: { kind: 'words', what: 'words in descriptions that tell an edge', default: ['customer'] } },
  judge: (device, { described }) => {
    const leading = edgesAnd(device, described)
    // what comes back another way than it went is for networks with several ways out, not for a customer
    const isCustomer = (unit: Unit): boolean => instanceOf(device, unit).type === 'vrf' || isDescribed(unit, described)
    if (leading.length === 0) return notApplicable('nothing tells an interface that leads to somebody else')
    return leading.flatMap((unit) =>
      ['inet', 'inet6']
        .filter((family) => unit.place.has('family', family) && !unit.place.has('family', family, 'rpf-check'))
        .map((family) =>
          lacking(
            unit.place,
            ['family', family, 'rpf-check'],
            `${unit.name} takes packets with any source`,
            `set ${unit.place.path} family ${family} rpf-check${isCustomer(unit) ? '' : ' mode loose'}`,
          ),
        ),
    )
  },
})
