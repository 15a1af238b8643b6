import { healthCheck, limit } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { againstLimits } from '../../../health/sensors.ts'
import { vendor } from '../../../health/sources.ts'

export const engineTemperature = healthCheck({
  id: 'engine-temperature',
  theme: 'engines',
  severity: 'medium',
  title: 'The routing engines are cooler than their yellow limit',
  asks: ['routing-engines'],
  helps: ['temperature-thresholds', 'environment'],
  none: 'no routing engine gives a temperature',
  why: 'Heat ages an engine and ends in its shutdown; a rising temperature is seen long before in the air filter and the fans.',
  source: [vendor('show chassis temperature-thresholds')],
  parameters: {
    celsius: limit('yellow limit where the device gives none, in degrees Celsius', 85, 30, 110),
    chipCelsius: limit('the same for the processor, in degrees Celsius', 85, 50, 150),
  },
  judge: ({ reading }, { celsius, chipCelsius }) => {
    const temperatures = enginesOf(reading).flatMap(({ row, at }) => [
      ...(row.celsius === undefined ? [] : [{ at, celsius: row.celsius }]),
      ...(row.cpuCelsius === undefined ? [] : [{ at: { ...at, element: `${at.element} CPU` }, celsius: row.cpuCelsius }]),
    ])
    return againstLimits(
      reading,
      temperatures,
      'yellow',
      { celsius, chipCelsius },
      0,
      'show chassis environment',
      'Clean the air filter, and see that air can leave.',
    )
  },
})
