import { eachExternal, familiesOf } from '../../../configuration/bgp.ts'
import { configCheck, type Fault, lacking } from '../../../configuration/check.ts'
import type { Place } from '../../../configuration/place.ts'
import { rfc, stig, vendor } from '../../../configuration/sources.ts'

export const bgpPrefixLimit = configCheck({
  id: 'bgp-prefix-limit',
  theme: 'routing',
  severity: 'high',
  title: 'External BGP neighbors may send a bounded number of prefixes',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'A neighbor that leaks a full table by mistake fills ours, and takes its traffic along.',
  source: [rfc(7454, 'BGP Operations and Security'), stig.routing(), vendor('prefix-limit')],
  judge: (device) =>
    eachExternal(device, (neighbor) => {
      const { place, name } = neighbor
      const families = familiesOf(neighbor)
      if (families.length === 0) {
        const remedy = ['maximum <count>', 'teardown 80'].map((rest) => `set ${place.path} family inet unicast prefix-limit ${rest}`)
        return [lacking(place, ['family', 'inet', 'unicast', 'prefix-limit'], `${name} may send any number of prefixes`, ...remedy)]
      }
      return families.flatMap((family) =>
        family
          .under()
          .filter(({ word }) => counted.has(word))
          .flatMap(aboutTable),
      )
    }),
})

const counted = new Set(['unicast', 'labeled-unicast', 'any', 'multicast'])
const ends = ['teardown', 'drop-excess', 'hide-excess']

function aboutTable(table: Place): Fault[] {
  const limits = ['prefix-limit', 'accepted-prefix-limit'].flatMap((word) => table.at(word) ?? [])
  const limit = limits.find((each) => ends.some((word) => each.mentions(word))) ?? limits[0]
  const path = (limit ?? table).path
  if (!limit)
    return [
      lacking(
        table,
        ['prefix-limit'],
        'neighbors may send any number of prefixes',
        `set ${path} prefix-limit maximum <count>`,
        `set ${path} prefix-limit teardown 80`,
      ),
    ]
  return ends.some((word) => limit.mentions(word))
    ? []
    : [lacking(limit, ['teardown'], 'too many prefixes are only written to the log', `set ${path} teardown 80`)]
}
