import { neighbors, setting } from '../../../configuration/bgp.ts'
import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import type { Place } from '../../../configuration/place.ts'
import { cis, rfc } from '../../../configuration/sources.ts'

export const bgpLogUpdown = configCheck({
  id: 'bgp-log-updown',
  theme: 'routing',
  severity: 'low',
  title: 'Changes of BGP sessions are logged',
  looksAt: ['protocols bgp', 'routing-instances', 'logical-systems'],
  why: 'A session that flaps at night is otherwise found by its customers.',
  source: [cis, rfc(7454, 'BGP Operations and Security')],
  judge: (device) => {
    if (neighbors(device).length === 0) return notApplicable('there is no BGP neighbor')
    const silent = new Map<string, Place>()
    for (const neighbor of neighbors(device)) {
      const bgp = neighbor.levels.at(-1)!
      if (!setting(neighbor, 'log-updown')) silent.set(bgp.words.join(' '), bgp)
    }
    return [...silent.values()].map((bgp) =>
      lacking(bgp, ['log-updown'], 'changes of sessions are not logged', `set ${bgp.path} log-updown`),
    )
  },
})
