import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { healthbot, jsnapy } from '../../../health/sources.ts'

export const engineCpu = healthCheck({
  id: 'engine-cpu',
  theme: 'engines',
  severity: 'high',
  title: 'The processors of the routing engines have time to spare',
  asks: ['routing-engines'],
  none: 'no routing engine is listed',
  why: 'An engine without idle time answers protocols late: sessions time out, and commits and the command line hang.',
  source: [healthbot('routing engine CPU: idle below 20 percent is red'), jsnapy('cpu-idle')],
  parameters: { idlePercent: limit('least idle share over 1, 5 and 15 minutes, in percent', 20, 1, 99) },
  judge: ({ reading }, { idlePercent }) =>
    enginesOf(reading).map(({ row, at }) => {
      const averages = [
        [row.cpu1Minute?.idlePercent, '1 min'],
        [row.cpu5Minutes?.idlePercent, '5 min'],
        [row.cpu15Minutes?.idlePercent, '15 min'],
      ] as const
      const known = averages.filter(([idle]) => idle !== undefined)
      // five seconds alone are judged only where the device gives nothing longer
      const counted = known.length > 0 ? known : [[row.cpu?.idlePercent, 'now'] as const]
      if (counted.every(([idle]) => idle === undefined)) return open(at, 'no idle time is given')
      const said = counted.map(([idle, span]) => `${idle} % idle (${span})`).join(', ')
      return judged(
        counted.every(([idle]) => idle! >= idlePercent),
        at,
        said,
        'show system processes extensive',
        'show task accounting detail',
      )
    }),
})
