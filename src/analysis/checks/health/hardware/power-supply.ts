import { healthCheck } from '../../../health/check.ts'
import { healthbot } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'
import { powerSupplies } from '../../../health/supplies.ts'

export const powerSupply = healthCheck({
  id: 'power-supply',
  theme: 'hardware',
  severity: 'high',
  title: 'Every supply of the power budget is online',
  asks: ['power'],
  none: 'no supply is there',
  why: 'A supply that is there and not online does not carry its share, and is often only switched off.',
  source: [healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    powerSupplies(reading).flatMap(({ row, at }) =>
      partSeen(at, row.state, 'show chassis power detail', 'See whether its switch and its feed are on.'),
    ),
})
