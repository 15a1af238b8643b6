import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords, secondsInHour } from '../../../health/times.ts'

export const engineUptime = healthCheck({
  id: 'engine-uptime',
  theme: 'engines',
  severity: 'low',
  title: 'No routing engine has started lately',
  asks: ['routing-engines'],
  none: 'no routing engine is listed',
  why: 'A start that nobody planned is the first sign of many faults, and its traces are lost when logs are overwritten.',
  source: [ownAdvice],
  parameters: { hours: limit('an engine that runs for less is a finding, in hours', 24, 1, 8_760) },
  judge: ({ reading }, { hours }) =>
    enginesOf(reading).map(({ row: { uptimeSeconds, lastReboot }, at }) => {
      if (uptimeSeconds === undefined) return open(at, 'no time since its start is given')
      const said = `up for ${inWords(uptimeSeconds)}${lastReboot === undefined ? '' : `, last restart: ${lastReboot}`}`
      return judged(
        uptimeSeconds >= hours * secondsInHour,
        at,
        said,
        'show chassis routing-engine',
        'show log messages',
        'show system core-dumps',
      )
    }),
})
