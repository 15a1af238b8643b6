import { epochSeconds, type Field, many, state, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { numberOf } from '../values.ts'

const alarm = table(
  { description: text('alarm-description', 'alarm-short-description') },
  {
    class: state({ major: 'major', minor: 'minor', critical: 'major', red: 'major', yellow: 'minor' })('alarm-class'),
    /** As the device writes it, in its own zone. */
    time: text('alarm-time'),
    epochSeconds: epochSeconds('alarm-time'),
    type: text('alarm-type'),
  },
  ['alarm-short-description', 'alarm-id', 'alarm-component', 'alarm-description'],
)

/** How many there are by the device's own count; a list that is shorter lacks some. */
const activeCount: Field<number> = {
  names: ['alarm-summary'],
  read: (node, notes) => {
    const summary = node.children.find(({ name }) => name === 'alarm-summary')?.children ?? []
    if (summary.some(({ name }) => name === 'no-active-alarms')) return 0
    const given = summary.find(({ name }) => name === 'active-alarm-count')
    const count = given && numberOf(given.text)
    const listed = node.children.filter(({ name }) => name === 'alarm-detail').length
    if (given && count !== listed) notes.warn(given.line, `Found ${listed} alarms, expected ${given.text}.`)
    return count
  },
}

/** `show chassis alarms` and `show system alarms`, which answer alike. */
export const alarms = reader({
  kind: 'alarms',
  commands: ['show chassis alarms', 'show system alarms'],
  rpcs: ['get-alarm-information', 'get-system-alarm-information'],
  roots: ['alarm-information'],
  heads: [/^(?:No|\d+) alarms? currently active$/, /^Alarm time\s+Class\s+Description$/],
  rules: [
    says(/^(?<noActiveAlarms>No alarms currently active)$/, { into: 'alarm-summary' }),
    says(/^(?<activeAlarmCount>\d+) alarms? currently active$/, { into: 'alarm-summary' }),
    skips(/^Alarm time\s+Class\s+Description$/),
    opens(
      'alarm-detail',
      /^(?<alarmTime>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: [A-Z][A-Za-z]{1,5}| [+-]\d\d)?)\s+(?<alarmClass>\S+)\s+(?<alarmDescription>\S.*)$/,
    ),
  ],
  table: table({ alarms: many(alarm, 'alarm-detail') }, { activeCount }),
})
