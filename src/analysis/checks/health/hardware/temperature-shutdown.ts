import { healthCheck, limit } from '../../../health/check.ts'
import { againstLimits, temperaturesOf } from '../../../health/sensors.ts'
import { ownAdvice, vendor } from '../../../health/sources.ts'

export const temperatureShutdown = healthCheck({
  id: 'temperature-shutdown',
  theme: 'hardware',
  severity: 'high',
  title: 'No sensor is near the temperature at which the device switches itself off',
  asks: ['environment', 'temperature-thresholds'],
  none: 'no sensor gives a temperature',
  why: 'At the fire limit the device shuts down by itself, within seconds and with everything on it.',
  source: [vendor('show chassis temperature-thresholds, fire shutdown'), ownAdvice],
  parameters: {
    margin: limit('least distance to the limit, in degrees Celsius', 10, 1, 50),
    celsius: limit('limit where the device gives none, in degrees Celsius', 100, 50, 130),
    chipCelsius: limit('the same for sensors inside chips, in degrees Celsius', 115, 50, 150),
  },
  judge: ({ reading }, { margin, celsius, chipCelsius }) =>
    againstLimits(
      reading,
      temperaturesOf(reading),
      'shutdown',
      { celsius, chipCelsius },
      margin,
      'show chassis environment',
      'Cool the room or take load away now.',
    ),
})
