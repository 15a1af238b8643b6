import { healthCheck, judged, open } from '../../../health/check.ts'
import { isUp, portsOf } from '../../../health/ports.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portDuplex = healthCheck({
  id: 'port-duplex',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No interface that is up runs at half duplex',
  asks: ['interfaces'],
  none: 'no interface is up that could run at half duplex',
  why: 'Half duplex is what remains when the two ends did not agree: late collisions, and loss under load only.',
  source: [ownAdvice],
  judge: ({ reading }) => {
    // from 10 gigabits on there is no half duplex, and no word of it
    const up = portsOf(reading).filter(({ row }) => isUp(row) && /^(?:ge|mge|fe|me|fxp|em|vme)[-\d]?/.test(row.name))
    const known = up.flatMap(({ row: { name, duplex }, at }) =>
      duplex === undefined || !/duplex/i.test(duplex)
        ? []
        : [judged(!/half/i.test(duplex), at, duplex, `show interfaces ${name} media`, 'Let both ends negotiate, or set both alike.')],
    )
    const [first] = up
    return known.length > 0 || !first ? known : [open(first.at, 'no duplex is given; show interfaces gives it')]
  },
})
