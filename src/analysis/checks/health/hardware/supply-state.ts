import { healthCheck } from '../../../health/check.ts'
import { environmentItems, isSupply } from '../../../health/sensors.ts'
import { healthbot } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const supplyState = healthCheck({
  id: 'supply-state',
  theme: 'hardware',
  severity: 'high',
  title: 'Every power supply that is there works',
  asks: ['environment'],
  none: 'no power supply is listed',
  why: 'A supply that does not work leaves the device to the others, and often to one feed.',
  source: [healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    environmentItems(reading)
      .filter(({ row }) => isSupply(row))
      .flatMap(({ row, at }) =>
        partSeen(at, row.status, 'show chassis power', 'See whether its feed and its switch are on.', 'Have the supply replaced.'),
      ),
})
