import { configCheck, type Fault, fault, notApplicable } from '../../../configuration/check.ts'
import { type Device, scopes } from '../../../configuration/device.ts'
import { edgesAnd, fullName, instanceOf, isDescribed, type Unit } from '../../../configuration/interfaces.ts'
import { type Place, removal } from '../../../configuration/place.ts'
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
    return scopes(device).flatMap((scope) =>
      protocols.flatMap((protocol) => {
        const named = scope.under('protocols', protocol, 'interface')
        const speaking = named.filter((each) => names.has(fullName(each.word)) && !each.has('disable'))
        const all = named.find(({ word }) => word === 'all')
        const apart = new Set(named.map(({ word }) => fullName(word)))
        const reached =
          all === undefined || all.has('disable') || scope.has('protocols', protocol, 'disable')
            ? []
            : outside.filter((unit) => unit.scope.node === scope.node && !apart.has(unit.name) && isReached(device, unit, protocol))
        return [
          ...speaking.map((each) => fault(each, `${protocol} is on ${each.word}, which leads to a customer`, removal(each))),
          ...(all !== undefined && reached.length > 0 ? [onAll(all, protocol, reached)] : []),
        ]
      }),
    )
  },
})

const protocols = ['mpls', 'ldp', 'rsvp'] as const

/** Whether `interface all` is about a unit: labels need the family there, and a protocol speaks on the interfaces of its own instance. */
const isReached = (device: Device, unit: Unit, protocol: (typeof protocols)[number]): boolean =>
  !unit.place.has('disable') &&
  !unit.interface.has('disable') &&
  (protocol === 'mpls' ? unit.place.has('family', 'mpls') : instanceOf(device, unit).type === null)

const mostNamed = 20

function onAll(all: Place, protocol: string, reached: readonly Unit[]): Fault {
  const [first] = reached
  const more = reached.length === 1 ? '' : ` and ${reached.length - 1} more`
  const lines = reached.slice(0, mostNamed).map(({ name }) => `set ${all.above!.path} ${name} disable`)
  return fault(
    all,
    `${protocol} is on all interfaces, with ${first!.name}${more}, which ${more === '' ? 'leads' : 'lead'} to a customer`,
    ...lines,
  )
}
