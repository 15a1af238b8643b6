import { noisyAlarms } from '../../../health/alarms.ts'
import { healthCheck, wordList } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const alarmsNoise = healthCheck({
  id: 'alarms-noise',
  theme: 'alarms',
  severity: 'low',
  title: 'No alarm is left to stand that could be cleared by hand',
  asks: ['alarms'],
  none: 'no answer lists alarms',
  why: 'A lamp that is always yellow is looked at by nobody, and hides the next alarm.',
  source: [ownAdvice],
  parameters: { noise: wordList('words of alarms that are noise', 'Rescue configuration is not set', 'Backup RE Active', 'license') },
  judge: (device, { noise }) => noisyAlarms(device, noise),
})
