import { alarmsOfClass } from '../../../health/alarms.ts'
import { healthCheck, wordList } from '../../../health/check.ts'
import { jsnapy, librenms } from '../../../health/sources.ts'

export const alarmsMinor = healthCheck({
  id: 'alarms-minor',
  theme: 'alarms',
  severity: 'medium',
  title: 'No minor alarm is active that means something',
  asks: ['alarms'],
  none: 'no answer lists alarms',
  why: 'Minor alarms announce failures: a backup that is lost, a part that wears out, a limit that comes near.',
  source: [jsnapy('alarms: none is active'), librenms('yellow alarm state')],
  parameters: {
    noise: wordList(
      'words of minor alarms that are noise and have a check of their own',
      'Rescue configuration is not set',
      'Backup RE Active',
      'license',
    ),
  },
  judge: (device, { noise }) => alarmsOfClass(device, ['minor'], noise),
})
