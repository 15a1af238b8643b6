import { healthCheck, open, well, wrong } from '../../../health/check.ts'
import { lanesOf } from '../../../health/light.ts'
import { isOn, portsOf } from '../../../health/ports.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const opticsDark = healthCheck({
  id: 'optics-dark',
  theme: 'optics',
  severity: 'medium',
  title: 'Light comes in at every module of an interface that is switched on and described',
  asks: ['optics', 'interfaces'],
  none: 'no module of an interface that is switched on and described has diagnostics',
  why: 'No light at all is a broken fibre, an unplugged module, or a far end that is switched off.',
  source: [ownAdvice],
  judge: ({ reading }) => {
    const ports = new Map(portsOf(reading).map(({ row }) => [row.name, row]))
    return lanesOf(reading).flatMap(({ row: { port, rxDBm }, at }) => {
      const its = ports.get(port)
      if (rxDBm === undefined || (its && !isOn(its))) return []
      if (rxDBm !== 'no-light') return [well(at, `receives ${rxDBm} dBm`)]
      if (its === undefined) return [open(at, 'no light, and whether its interface is switched on is not known')]
      const meant = its.description !== undefined || its.link?.state === 'up'
      return meant
        ? [
            wrong(
              at,
              `no light; link ${its.link?.word ?? 'not given'}`,
              `show interfaces ${port} extensive`,
              'Look at the fibre and at the far end.',
            ),
          ]
        : []
    })
  },
})
