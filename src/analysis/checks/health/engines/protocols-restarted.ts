import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { ownAdvice, vendor } from '../../../health/sources.ts'
import { inWords, secondsInHour } from '../../../health/times.ts'

export const protocolsRestarted = healthCheck({
  id: 'protocols-restarted',
  theme: 'engines',
  severity: 'medium',
  title: 'The routing protocols have run since the device started',
  asks: ['uptime'],
  none: 'no time is given',
  why: 'Protocols that started long after the device mean that the routing process was restarted, or has fallen: every session was lost.',
  source: [vendor('show system uptime'), ownAdvice],
  parameters: {
    minutes: limit('longest time from the start of the device to that of the protocols, in minutes', 30, 1, 1_440),
    hours: limit('a restart that is longer gone is not looked at, in hours', 168, 1, 87_600),
  },
  judge: ({ reading }, { minutes, hours }) =>
    answersOf(reading, 'uptime').map(({ row, at }) => {
      const [booted, started] = [row.booted?.secondsAgo, row.protocolsStarted?.secondsAgo]
      if (booted === undefined || started === undefined) return open(at, 'no start of the device or of its protocols is given')
      const isWell = booted - started <= minutes * 60 || started > hours * secondsInHour
      return judged(
        isWell,
        at,
        `device up for ${inWords(booted)}, protocols for ${inWords(started)}`,
        'show system core-dumps',
        'show log messages | match rpd',
      )
    }),
})
