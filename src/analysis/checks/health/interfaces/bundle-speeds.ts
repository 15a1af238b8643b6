import { bundlesOf } from '../../../health/bundles.ts'
import { healthCheck, judged, open } from '../../../health/check.ts'
import { portsOf } from '../../../health/ports.ts'
import { vendor } from '../../../health/sources.ts'

export const bundleSpeeds = healthCheck({
  id: 'bundle-speeds',
  theme: 'interfaces',
  severity: 'medium',
  title: 'All members of a bundle have one speed',
  asks: ['lacp', 'interfaces'],
  none: 'no bundle has several members',
  why: 'Traffic is spread evenly over the members: the slow one is full while the others are idle.',
  source: [vendor('aggregated Ethernet interfaces, link speed')],
  judge: ({ reading }) => {
    const speeds = new Map(portsOf(reading).map(({ row }) => [row.name, row.speed]))
    return bundlesOf(reading).flatMap(({ row: { members }, at }) => {
      if (members.length < 2) return []
      const missing = members.filter((port) => speeds.get(port) === undefined)
      if (missing.length > 0) return [open(at, `no speed is given of ${missing.join(', ')}`)]
      const said = members.map((port) => `${port} ${speeds.get(port)}`).join(', ')
      return [
        judged(
          new Set(members.map((port) => speeds.get(port))).size === 1,
          at,
          said,
          `set interfaces ${at.element} aggregated-ether-options link-speed <speed>`,
        ),
      ]
    })
  },
})
