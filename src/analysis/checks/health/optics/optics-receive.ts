import { healthCheck, open } from '../../../health/check.ts'
import { againstModule, lanesOf, modulesOf } from '../../../health/light.ts'
import { librenms } from '../../../health/sources.ts'

export const opticsReceive = healthCheck({
  id: 'optics-receive',
  theme: 'optics',
  severity: 'medium',
  title: 'The light that comes in is within the limits of each module',
  asks: ['optics'],
  none: 'no module has diagnostics',
  why: 'Light that becomes weak is a dirty or bent fibre or a laser that dies on the far end; errors follow, then the link.',
  source: [librenms('optics by the limits of the module itself')],
  judge: ({ reading }) => {
    const seen = lanesOf(reading).flatMap(
      ({ row: { port, rxDBm, rxLimits }, at }) =>
        againstModule(
          at,
          'receives',
          rxDBm,
          rxLimits,
          `show interfaces diagnostics optics ${port}`,
          'Clean the fibre; measure it; see to the laser of the far end.',
        ) ?? [],
    )
    const [first] = modulesOf(reading).filter(({ row }) => !row.none)
    return seen.length > 0 || !first ? seen : [open(first.at, 'no light, or no limit of it, is given')]
  },
})
