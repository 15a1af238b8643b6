import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { scopes } from '../../../configuration/device.ts'
import { edgesAnd, fullName, instanceOf, isDescribed } from '../../../configuration/interfaces.ts'
import { removal } from '../../../configuration/place.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const mplsEdges = configCheck({
  id: 'mpls-edges',
  theme: 'interfaces',
  severity: 'medium',
  title: 'Labels are not taken from customers',
  looksAt: ['protocols mpls', 'protocols ldp', 'protocols rsvp', 'interfaces', 'routing-instances', 'logical-systems'],
  why: 'A label from outside is forwarded without a look at what it carries: into the network of any customer.',
  source: [stig.routing(), rfc(5920, 'Security Framework for MPLS and GMPLS Networks')],
  parameters: { described: { kind: 'words', what: 'words in descriptions that tell an edge', default: ['customer'] } },
  judge: (device, { described }) => {
    const outside = edgesAnd(device, described).filter((unit) => instanceOf(device, unit).type === 'vrf' || isDescribed(unit, described))
    if (outside.length === 0) return notApplicable('nothing tells an interface that leads to a customer')
    const names = new Set(outside.map(({ name }) => name))
    const speaking = scopes(device).flatMap((scope) =>
      ['mpls', 'ldp', 'rsvp'].flatMap((name) =>
        scope.under('protocols', name, 'interface').filter((each) => names.has(fullName(each.word)) && !each.has('disable')),
      ),
    )
    return speaking.map((each) => fault(each, `${each.above!.above!.word} is on ${each.word}, which leads to a customer`, removal(each)))
  },
})
