import { healthCheck, open } from '../../../health/check.ts'
import { againstModule, lanesOf, modulesOf } from '../../../health/light.ts'
import { librenms } from '../../../health/sources.ts'

export const opticsTransmit = healthCheck({
  id: 'optics-transmit',
  theme: 'optics',
  severity: 'medium',
  title: 'The light that goes out is within the limits of each module',
  asks: ['optics'],
  none: 'no module has diagnostics',
  why: 'A laser that becomes weak at its end of life can be replaced in a window, before the far end no longer sees it.',
  source: [librenms('optics by the limits of the module itself')],
  judge: ({ reading }) => {
    const seen = lanesOf(reading).flatMap(
      ({ row: { port, txDBm, txLimits }, at }) =>
        againstModule(
          at,
          'sends',
          txDBm,
          txLimits,
          `show interfaces diagnostics optics ${port}`,
          'Have the module replaced in a window.',
        ) ?? [],
    )
    const [first] = modulesOf(reading).filter(({ row }) => !row.none)
    return seen.length > 0 || !first ? seen : [open(first.at, 'no light, or no limit of it, is given')]
  },
})
