import { alarmsOfClass } from '../../../health/alarms.ts'
import { healthCheck, wordList } from '../../../health/check.ts'
import { jsnapy, librenms } from '../../../health/sources.ts'

export const alarmsMajor = healthCheck({
  id: 'alarms-major',
  theme: 'alarms',
  severity: 'high',
  title: 'No major alarm is active',
  asks: ['alarms'],
  none: 'no answer lists alarms',
  why: 'A major alarm is what the device itself calls a failure that wants somebody now.',
  source: [jsnapy('alarms: none is active'), librenms('red alarm state')],
  parameters: { noise: wordList('words of major alarms that do not count here') },
  judge: (device, { noise }) => alarmsOfClass(device, ['major', 'critical'], noise),
})
