import { epochSeconds, number, one, seconds, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { says } from '../text.ts'

/** A moment of the device's past: its own words in its own zone, and how long ago it was by its own clock. */
const moment = table(
  {},
  { time: text('date-time'), epochSeconds: epochSeconds('date-time'), secondsAgo: seconds('time-length'), user: text('user') },
  'rest',
)

const when = (into: string) => ({ at: 'system-uptime-information', into })
const past = '(?<dateTime>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+) (?<timeLength>\\([^()]{1,60} ago\\))'

/** `show system uptime`. */
export const uptime = reader({
  kind: 'uptime',
  commands: ['show system uptime'],
  rpcs: ['get-system-uptime-information'],
  roots: ['system-uptime-information'],
  heads: [/^Current time: \d{4}-\d\d-\d\d/, /^System booted: \d{4}-/],
  rules: [
    says(/^Current time: (?<dateTime>\S.*)$/, when('current-time')),
    says(/^Time Source:\s+(?<timeSource>\S.*)$/, { at: 'system-uptime-information' }),
    says(new RegExp(`^System booted: ${past}$`), when('system-booted-time')),
    says(new RegExp(`^Protocols started: ${past}$`), when('protocols-started-time')),
    says(new RegExp(`^Last configured: ${past}(?: by (?<user>\\S+))?$`), when('last-configured-time')),
    says(
      /^\d{1,2}:\d\d\s?(?:[AP]M)?\s+up .{1,60}, (?<activeUserCount>\d+) users?, load averages?: (?<loadAverage_1>[\d.]+), (?<loadAverage_5>[\d.]+), (?<loadAverage_15>[\d.]+)$/,
      when('uptime-information'),
    ),
  ],
  table: table(
    {},
    {
      current: one('current-time', moment),
      timeSource: text('time-source'),
      booted: one('system-booted-time', moment),
      protocolsStarted: one('protocols-started-time', moment),
      lastConfigured: one('last-configured-time', moment),
      users: number('uptime-information/active-user-count'),
      load1Minute: number('uptime-information/load-average-1'),
      load5Minutes: number('uptime-information/load-average-5'),
      load15Minutes: number('uptime-information/load-average-15'),
    },
  ),
})
