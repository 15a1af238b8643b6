import { healthCheck } from '../../../health/check.ts'
import { environmentItems, isFan, isSupply } from '../../../health/sensors.ts'
import { healthbot } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const sensorState = healthCheck({
  id: 'sensor-state',
  theme: 'hardware',
  severity: 'medium',
  title: 'Every part besides fans and supplies is well by its own word',
  asks: ['environment'],
  none: 'nothing besides fans and supplies is listed',
  why: 'A part that fails its own test may run on for a while; the word is the first that is known of it.',
  source: [healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    environmentItems(reading)
      .filter(({ row }) => !isFan(row) && !isSupply(row))
      .flatMap(({ row, at }) => partSeen(at, row.status, 'show chassis environment', 'show log chassisd')),
})
