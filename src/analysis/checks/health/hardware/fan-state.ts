import { healthCheck } from '../../../health/check.ts'
import { environmentItems, isFan } from '../../../health/sensors.ts'
import { healthbot } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const fanState = healthCheck({
  id: 'fan-state',
  theme: 'hardware',
  severity: 'high',
  title: 'Every fan that is there turns',
  asks: ['environment'],
  none: 'no fan is listed',
  why: 'With a fan broken the others turn faster, the limits of all temperatures become lower, and the next one to fail ends the service.',
  source: [healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    environmentItems(reading)
      .filter(({ row }) => isFan(row))
      .flatMap(({ row, at }) => partSeen(at, row.status, 'show chassis fan', 'show chassis alarms', 'Have the fan tray replaced.')),
})
