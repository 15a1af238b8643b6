import type { XmlNode } from '../../xml.ts'
import { celsius, dBm, type Field, group, many, number, present, table, text, type ValueOf } from '../fields.ts'
import { reader } from '../reader.ts'
import { labels, opens } from '../text.ts'

/** `laser-rx-power-low-warn` in XML, `laser-rx-power-low-warning` out of text. */
const flagName = /-(?:alarm|warn|warning)$/

/** The module's own alarms and warnings that are on, or that say neither on nor off. */
const flags: Field<readonly string[]> = {
  names: [],
  read: (node, notes) => {
    const own = node.children.filter(({ name }) => flagName.test(name))
    const on = own.filter((flag) => {
      const quiet = /^(?:off|none|no|-|)$/i.test(flag.text)
      if (!quiet && !/^(?:on|yes)$/i.test(flag.text)) notes.warn(flag.line, `Neither on nor off: <${flag.name}> ${flag.text}.`)
      return !quiet
    })
    return own.length > 0
      ? on.map(({ name }) => name.replace(/warning$/, 'warn').replace('laser-output-power', 'laser-tx-power'))
      : undefined
  },
}

const limits = (...names: readonly string[]) => {
  const limit = (which: string, word: string) =>
    dBm(
      ...names.flatMap((name) => [
        `${name}-${which}-${word}-threshold-dbm`,
        `${name}-${which}-${word === 'warn' ? 'warning' : word}-threshold`,
      ]),
    )
  return group({
    lowAlarmDBm: limit('low', 'alarm'),
    lowWarnDBm: limit('low', 'warn'),
    highWarnDBm: limit('high', 'warn'),
    highAlarmDBm: limit('high', 'alarm'),
  })
}

/** `no-light` is `-Inf` in any of its spellings. */
const light = {
  biasMilliamperes: number('laser-bias-current'),
  txDBm: dBm('laser-output-power-dbm', 'laser-tx-power-dbm', 'laser-output-power'),
  rxDBm: dBm(
    'rx-signal-avg-optical-power-dbm',
    'laser-rx-optical-power-dbm',
    'laser-receiver-power-dbm',
    'receiver-signal-average-optical-power',
    'laser-rx-power',
    'laser-receiver-power',
  ),
  flags,
}

const lane = table({ lane: number('lane-index') }, light, 'rest')

const module = table(
  {},
  {
    /** The module has no diagnostics to give. */
    none: present('optic-diagnostics-not-available'),
    celsius: celsius('module-temperature'),
    volts: number('module-voltage'),
    ...light,
    txLimits: limits('laser-tx-power', 'laser-output-power'),
    rxLimits: limits('laser-rx-power'),
    lanes: many(lane, 'optics-diagnostics-lane-values'),
  },
  'rest',
)

const port: Field<ValueOf<typeof module> & { readonly name: string }> = {
  names: ['physical-interface'],
  read: (node, notes) => {
    const name = text('name').read(node, notes)
    const inner = node.children.find((child: XmlNode) => child.name === 'optics-diagnostics')
    const value = inner && module.read(inner, notes)
    if (name === undefined || value === undefined) notes.warn(node.line, 'A port without a name or diagnostics is left out.')
    return name === undefined || value === undefined ? undefined : { name, ...value }
  },
}

/** `show interfaces diagnostics optics`. */
export const optics = reader({
  kind: 'optics',
  commands: ['show interfaces diagnostics optics'],
  rpcs: ['get-interface-optics-diagnostics-information'],
  roots: ['interface-information'],
  owns: (root) => root.children.some(({ children }) => children.some(({ name }) => name === 'optics-diagnostics')),
  heads: [/^Physical interface: [^\s,]+$/],
  rules: [
    opens('physical-interface', /^Physical interface: (?<name>[^\s,]+)$/),
    opens('optics-diagnostics', /^Physical interface: [^\s,]+$/, 'physical-interface'),
    opens('optics-diagnostics-lane-values', /^Lane (?<laneIndex>\d+)$/, 'optics-diagnostics'),
    opens('optic-diagnostics-not-available', /^Optical diagnostics\s+: +N\/A$/i, 'optics-diagnostics'),
    labels(/^(?<label>[A-Z][A-Za-z0-9/ .-]{2,60}?)\s*: +(?<value>\S.*)$/),
  ],
  table: table({ ports: many(port, 'physical-interface') }, {}),
})
