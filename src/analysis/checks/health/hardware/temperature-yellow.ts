import { healthCheck, limit } from '../../../health/check.ts'
import { againstLimits, temperaturesOf } from '../../../health/sensors.ts'
import { vendor } from '../../../health/sources.ts'

export const temperatureYellow = healthCheck({
  id: 'temperature-yellow',
  theme: 'hardware',
  severity: 'medium',
  title: 'Every sensor is cooler than its yellow limit',
  asks: ['environment'],
  helps: ['temperature-thresholds'],
  none: 'no sensor gives a temperature',
  why: 'Above the yellow limit the device raises an alarm and turns its fans up; what remains until the red one is the time to act.',
  source: [vendor('show chassis temperature-thresholds')],
  parameters: {
    celsius: limit('limit where the device gives none, in degrees Celsius', 65, 30, 110),
    chipCelsius: limit('the same for sensors inside chips, in degrees Celsius', 95, 50, 150),
  },
  judge: ({ reading }, { celsius, chipCelsius }) =>
    againstLimits(
      reading,
      temperaturesOf(reading),
      'yellow',
      { celsius, chipCelsius },
      0,
      'show chassis environment',
      'See to the fans, the air filter and the air of the room.',
    ),
})
