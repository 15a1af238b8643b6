import { healthCheck, limit } from '../../../health/check.ts'
import { againstLimits, temperaturesOf } from '../../../health/sensors.ts'
import { vendor } from '../../../health/sources.ts'

export const temperatureRed = healthCheck({
  id: 'temperature-red',
  theme: 'hardware',
  severity: 'high',
  title: 'Every sensor is cooler than its red limit',
  asks: ['environment'],
  helps: ['temperature-thresholds'],
  none: 'no sensor gives a temperature',
  why: 'Above the red limit parts are damaged, and the device may switch them off.',
  source: [vendor('show chassis temperature-thresholds')],
  parameters: {
    celsius: limit('limit where the device gives none, in degrees Celsius', 75, 30, 120),
    chipCelsius: limit('the same for sensors inside chips, in degrees Celsius', 105, 50, 150),
  },
  judge: ({ reading }, { celsius, chipCelsius }) =>
    againstLimits(
      reading,
      temperaturesOf(reading),
      'red',
      { celsius, chipCelsius },
      0,
      'show chassis environment',
      'Cool the room or take load away now; see to fans and air filter.',
    ),
})
