import { healthCheck, judged } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { vendor } from '../../../health/sources.ts'

export const clockSource = healthCheck({
  id: 'clock-source',
  theme: 'time',
  severity: 'low',
  title: 'The clock follows a time server',
  asks: ['uptime'],
  none: 'the answer does not say what the clock follows',
  why: 'A clock of its own drifts by seconds each day: logs of two devices no longer tell what came first.',
  source: [vendor('show system uptime, time source')],
  judge: ({ reading }) =>
    answersOf(reading, 'uptime').flatMap(({ row: { timeSource }, at }) =>
      timeSource === undefined ? [] : [judged(!/local/i.test(timeSource), at, timeSource, 'show ntp associations', 'show ntp status')],
    ),
})
