import { healthCheck, judged, open } from '../../../health/check.ts'
import { lanesOf, modulesOf } from '../../../health/light.ts'
import { isOn, portsOf } from '../../../health/ports.ts'
import { librenms, vendor } from '../../../health/sources.ts'

export const opticsFlags = healthCheck({
  id: 'optics-flags',
  theme: 'optics',
  severity: 'medium',
  title: 'No module of an interface that is switched on raises an alarm or a warning of its own',
  asks: ['optics'],
  helps: ['interfaces'],
  none: 'no module has diagnostics',
  why: 'Bias current, temperature and voltage out of their limits tell that a laser is about to fail.',
  source: [vendor('show interfaces diagnostics optics'), librenms('optics by the limits of the module itself')],
  judge: ({ reading }) => {
    const off = new Set(portsOf(reading).flatMap(({ row }) => (row.admin && !isOn(row) ? row.name : [])))
    const seen = lanesOf(reading).flatMap(({ row: { port, flags }, at }) =>
      flags === undefined || off.has(port)
        ? []
        : [
            judged(
              flags.length === 0,
              at,
              flags.length === 0 ? 'none' : flags.join(', ').replaceAll('-', ' '),
              `show interfaces diagnostics optics ${port}`,
              'Clean the fibre, or have the module replaced.',
            ),
          ],
    )
    const [first] = modulesOf(reading).filter(({ row }) => !row.none && !off.has(row.name))
    return seen.length > 0 || !first ? seen : [open(first.at, 'no alarms of its own are given')]
  },
})
