import type { XmlNode } from '../../xml.ts'
import { many, number, state, table, text } from '../fields.ts'
import { leafNode, reader, withChildren } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { partState } from '../words.ts'

/** What comes in: there and as expected, not there, or to be looked at. */
const inputState = state({ ok: 'ok', absent: 'absent', check: 'look' })

const supply = table(
  { name: text('name'), state: partState('state') },
  {
    input: inputState('ac-input-detail/ac-input', 'dc-input-detail/dc-input', 'input', 'status', 'ac-input', 'dc-input'),
    expectedFeeds: text('ac-input-detail/ac-expect-feed', 'dc-input-detail/dc-expect-feed', 'expect-feed'),
    connectedFeeds: text('ac-input-detail/ac-actual-feed', 'dc-input-detail/dc-actual-feed', 'actual-feed'),
    capacityWatts: number('pem-capacity-detail/capacity-actual', 'capacity-actual'),
    mostWatts: number('pem-capacity-detail/capacity-max', 'capacity-max'),
    outputWatts: number('dc-output-detail/dc-power', 'dc-output-detail2/str-dc-power', 'dc-power'),
    outputVolts: number('dc-output-detail/dc-voltage', 'dc-output-detail2/str-dc-voltage', 'dc-voltage'),
    outputAmperes: number('dc-output-detail/dc-current', 'dc-output-detail2/str-dc-current', 'dc-current'),
    loadPercent: number('dc-output-detail/dc-load', 'dc-output-detail2/str-dc-load', 'dc-load'),
    zone: text('dc-output-detail/zone', 'zone', 'dc-output-detail2/str-zone'),
  },
  ['pem-temperature', 'pem-capacity', 'dc-output', 'hours-used', 'dc-input-detail2', 'ac-input-detail2', 'psm-voltage-detail'],
)

const zone = table(
  {},
  {
    zone: text('zone', 'str-zone'),
    capacityWatts: number('capacity-actual'),
    mostWatts: number('capacity-max'),
    allocatedWatts: number('capacity-allocated'),
    remainingWatts: number('capacity-remaining'),
    usedWatts: number('capacity-actual-usage'),
  },
)

const fru = table({ name: text('name') }, { watts: number('dc-power') }, 'rest')

const capacity = /^Capacity:\s+(?<capacityActual>[\d.]+) W(?: \(maximum (?<capacityMax>[\d.]+) W\))?$/

const feeds = /^(?<input>\S[^(]*?)(?: \((?<expected>.+?) feeds? expected, (?<actual>.+?) feeds? connected\).*)?$/

/** Large routers put the state of the input and its feeds into one text, as the command line shows them. */
const withFeeds = (item: XmlNode): XmlNode => {
  const status = item.children
    .find(({ name }) => /^[ad]c-input-detail2$/.test(name))
    ?.children.find(({ name }) => /input-status$/.test(name))
  const said = status && feeds.exec(status.text)?.groups
  if (!said) return item
  const leaf = (name: string, text: string | undefined) => (text === undefined ? [] : [leafNode(name, text, status.line)])
  return withChildren(item, [
    ...item.children,
    ...leaf('input', said.input),
    ...leaf('expect-feed', said.expected),
    ...leaf('actual-feed', said.actual),
  ])
}

/** `show chassis power`, with or without `detail`. */
export const power = reader({
  kind: 'power',
  commands: ['show chassis power'],
  rpcs: ['get-power-usage-information'],
  except: /^(?:upgrade|budget|sequence)/,
  roots: ['power-usage-information'],
  heads: [/^(?:PSM|PEM|PDM|PSU) \d+:$/],
  rules: [
    opens('power-usage-item', /^(?<name>(?:PSM|PEM|PDM|PSU|Power Supply) \d+):?$/),
    says(/^State:\s+(?<state>\S.*)$/),
    says(
      /^(?:[AD]C |AC\/DC )?[Ii]nput:\s+(?<input>\S[^(]*?)(?: \((?<expectFeed>.+?) feeds? expected, (?<actualFeed>.+?) feeds? connected\).*)?$/,
    ),
    says(capacity),
    says(
      /^DC output:\s+(?<dcPower>[\d.]+) W(?: \((?<zone>[^,)]+?)(?: Zone)?, (?<dcCurrent>[\d.]+) A at (?<dcVoltage>[\d.]+) V, (?<dcLoad>[\d.]+)% of capacity\))?$/,
    ),
    opens('power-usage-system', /^System:$/),
    opens('power-usage-zone-information', /^(?:(?<zone>\S.*) Zone|Zone (?<strZone>\d+)):$/, 'power-usage-system'),
    says(/^Allocated power:\s+(?<capacityAllocated>[\d.]+) W(?: \((?<capacityRemaining>-?[\d.]+) W remaining\))?$/),
    says(/^Actual usage:\s+(?<capacityActualUsage>[\d.]+) W$/),
    says(/^Total system capacity:\s+(?<capacitySysActual>[\d.]+) W(?: \(maximum (?<capacitySysMax>[\d.]+) W\))?$/, {
      at: 'power-usage-system',
    }),
    says(/^Total remaining power:\s+(?<capacitySysRemaining>-?[\d.]+) W$/, { at: 'power-usage-system' }),
    skips(/^(?:Hours Used|Temperature):/),
  ],
  before: (root) => ({
    ...root,
    // Branch devices answer with an item that has nothing in it.
    children: root.children.filter(({ name, children }) => name !== 'power-usage-item' || children.length > 0).map(withFeeds),
  }),
  table: table(
    { supplies: many(supply, 'power-usage-item'), zones: many(zone, 'power-usage-system/power-usage-zone-information') },
    {
      capacityWatts: number('power-usage-system/capacity-sys-actual'),
      mostWatts: number('power-usage-system/capacity-sys-max'),
      remainingWatts: number('power-usage-system/capacity-sys-remaining'),
      parts: many(fru, 'power-usage-fru-item'),
    },
  ),
})
