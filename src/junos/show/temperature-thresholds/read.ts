import { celsius, many, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, skips } from '../text.ts'

const sensor = table(
  { name: text('name') },
  {
    fanNormalCelsius: celsius('fan-normal-speed'),
    fanHighCelsius: celsius('fan-high-speed'),
    yellowCelsius: celsius('yellow-alarm'),
    /** With a fan broken. */
    yellowBadFanCelsius: celsius('bad-fan-yellow-alarm'),
    redCelsius: celsius('red-alarm'),
    redBadFanCelsius: celsius('bad-fan-red-alarm'),
    shutdownCelsius: celsius('fire-shutdown'),
  },
)

/** `show chassis temperature-thresholds`. The limits of each sensor, in degrees. */
export const temperatureThresholds = reader({
  kind: 'temperature-thresholds',
  commands: ['show chassis temperature-thresholds'],
  rpcs: ['get-temperature-threshold-information'],
  roots: ['temperature-threshold-information'],
  heads: [/^Fan speed\s+Yellow alarm\s+Red alarm/, /^Item\s+Normal\s+High\s+Normal\s+Bad fan/],
  rules: [
    skips(/^(?:Fan speed\s+Yellow alarm|\(degrees C\)|Item\s+Normal)/),
    opens(
      'temperature-threshold',
      /^(?<name>\S.*?)\s{2,}(?<fanNormalSpeed>\d+)\s+(?<fanHighSpeed>\d+)\s+(?<yellowAlarm>\d+)\s+(?<badFanYellowAlarm>\d+)\s+(?<redAlarm>\d+)\s+(?<badFanRedAlarm>\d+)(?:\s+(?<fireShutdown>\d+))?$/,
    ),
  ],
  table: table({ sensors: many(sensor, 'temperature-threshold') }, {}),
})
