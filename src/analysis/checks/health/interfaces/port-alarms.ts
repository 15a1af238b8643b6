import { healthCheck, judged, open } from '../../../health/check.ts'
import { isOn, isUp, portsOf } from '../../../health/ports.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portAlarms = healthCheck({
  id: 'port-alarms',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No interface that is up has an alarm or a defect',
  asks: ['interfaces'],
  none: 'no interface is up',
  why: 'A link may be up and still report that its far end sees errors, or that a part of its path is broken.',
  source: [ownAdvice],
  judge: ({ reading }) => {
    const up = portsOf(reading).filter(({ row }) => isOn(row) && isUp(row))
    const known = up.flatMap(({ row: { name, alarms, defects }, at }) => {
      if (alarms === undefined && defects === undefined) return []
      const active = [...new Set([...(alarms ?? []), ...(defects ?? [])])]
      return [judged(active.length === 0, at, active.length === 0 ? 'none' : active.join(', '), `show interfaces ${name} extensive`)]
    })
    const [first] = up
    return known.length > 0 || !first ? known : [open(first.at, 'no alarms are given; show interfaces gives them')]
  },
})
