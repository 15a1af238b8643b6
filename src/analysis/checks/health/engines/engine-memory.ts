import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { healthbot } from '../../../health/sources.ts'

export const engineMemory = healthCheck({
  id: 'engine-memory',
  theme: 'engines',
  severity: 'high',
  title: 'The routing engines have memory to spare',
  asks: ['routing-engines'],
  none: 'no routing engine is listed',
  why: 'An engine that runs out of memory ends processes, the routing process among them, and every session with it.',
  source: [healthbot('routing engine memory: from 75 percent is red')],
  parameters: { percent: limit('least share in use that is a finding, in percent', 75, 20, 100) },
  judge: ({ reading }, { percent }) =>
    enginesOf(reading).map(({ row, at }) => {
      const shares = [
        [row.memoryPercent, 'memory'],
        [row.controlPlanePercent, 'control plane memory'],
        [row.dataPlanePercent, 'data plane memory'],
      ] as const
      const known = shares.filter(([share]) => share !== undefined)
      if (known.length === 0) return open(at, 'no use of memory is given')
      return judged(
        known.every(([share]) => share! < percent),
        at,
        known.map(([share, name]) => `${name} ${share} % in use`).join(', '),
        'show system processes extensive',
        'show task memory detail',
      )
    }),
})
