import { healthCheck, judged, open } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { besideEarlier } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords } from '../../../health/times.ts'

export const engineRestarted = healthCheck({
  id: 'engine-restarted',
  theme: 'engines',
  severity: 'medium',
  title: 'No routing engine has restarted between two readings',
  asks: ['routing-engines'],
  twice: true,
  none: 'no routing engine stands in both readings',
  why: 'An engine that restarts between two looks has lost its logs of the moment, and its counters began anew.',
  source: [ownAdvice],
  judge: ({ reading, before }) =>
    besideEarlier(enginesOf(reading), enginesOf(before)).flatMap(({ row: { uptimeSeconds: now }, was, at }) => {
      if (was === undefined) return []
      if (now === undefined || was.uptimeSeconds === undefined) return [open(at, 'no time since its start is given')]
      return [
        judged(
          now >= was.uptimeSeconds,
          at,
          `up for ${inWords(now)}, earlier for ${inWords(was.uptimeSeconds)}`,
          'show log messages',
          'show system core-dumps',
        ),
      ]
    }),
})
