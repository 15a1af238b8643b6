/**
 * Replies of devices: XML to a tree, and to the rows of `show interfaces`, beside saxes (its events alone, and the same tree made of them) and
 * JSON.parse of the same tree, in turns within one run. Run with `node bench/xml.ts`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { SaxesParser } from 'saxes'
import { readShow } from '../src/junos/show/read.ts'
import { readXml, xmlBounds } from '../src/junos/xml.ts'
import { referenceTree } from '../test/junos/xml-reference.ts'

const rounds = Number(process.env.ROUNDS ?? 7)
const sample = readFileSync(join(import.meta.dirname, '../src/junos/show/interfaces/samples/extensive.xml'), 'utf8')
const port = sample.slice(sample.indexOf('<physical-interface>'), sample.indexOf('</physical-interface>') + '</physical-interface>'.length)

/** A reply with as many ports as are wanted, each with its own name. */
const reply = (ports: number): string =>
  `<interface-information>\n${Array.from({ length: ports }, (_, at) => port.replace('ge-0/0/0', `ge-0/${at % 48}/${at}`)).join('\n')}\n</interface-information>`

function saxesEvents(text: string): number {
  const parser = new SaxesParser({ fragment: true })
  let events = 0
  const count = () => {
    events += 1
  }
  parser.on('opentag', count)
  parser.on('text', count)
  parser.on('closetag', count)
  parser.write(text).close()
  return events
}

/** What a person would write with events: where each value of a port stands, below it, and where it goes. */
const error = (list: string, names: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(names).map(([from, to]) => [`${list}-error-list/${from}`, `${list}Errors/${to}`])
const traffic = ['bytes', 'packets', 'bps'].flatMap((unit) =>
  ['input', 'output'].map((way) => {
    const name = unit === 'bps' ? 'BitsPerSecond' : `${unit[0]!.toUpperCase()}${unit.slice(1)}`
    return [`traffic-statistics/${way}-${unit}`, `traffic/${way}${name}`] as const
  }),
)
const texts = new Map([
  ['name', 'name'],
  ['link-level-type', 'type'],
  ['speed', 'speed'],
  ['duplex', 'duplex'],
  ['description', 'description'],
  ['current-physical-address', 'address'],
  ['interface-flapped', 'flapped'],
])
const states = new Map([
  ['admin-status', 'admin'],
  ['oper-status', 'link'],
])
const numbers = new Map<string, string>([
  ['snmp-index', 'snmpIndex'],
  ['mtu', 'mtu'],
  ...traffic,
  ...error('input', {
    'input-errors': 'errors',
    'input-drops': 'drops',
    'framing-errors': 'framing',
    'input-runts': 'runts',
    'input-giants': 'giants',
    'input-discards': 'discards',
    'input-l3-incompletes': 'layer3Incompletes',
    'input-l2-channel-errors': 'layer2Channel',
    'input-l2-mismatch-timeouts': 'layer2Timeouts',
    'input-fifo-errors': 'fifo',
    'input-resource-errors': 'resource',
  }),
  ...error('output', {
    'carrier-transitions': 'carrierTransitions',
    'output-errors': 'errors',
    'output-collisions': 'collisions',
    'output-drops': 'drops',
    'aged-packets': 'aged',
    'mtu-errors': 'mtu',
    'hs-link-crc-errors': 'linkCrc',
    'output-fifo-errors': 'fifo',
    'output-resource-errors': 'resource',
  }),
  ['ethernet-mac-statistics/input-crc-errors', 'inputErrors/crc'],
  ['ethernet-mac-statistics/output-crc-errors', 'outputErrors/crc'],
])

type Row = Record<string, unknown>
function put(row: Row, place: string, value: unknown): void {
  const slash = place.indexOf('/')
  if (slash < 0) {
    row[place] = value
    return
  }
  const outer = place.slice(0, slash)
  row[outer] ??= {}
  put(row[outer] as Row, place.slice(slash + 1), value)
}

type Rows = { readonly physical: readonly unknown[]; readonly logical: readonly unknown[] }

function rowsBySaxes(text: string): Rows {
  const physical: Row[] = []
  const logical: Row[] = []
  const path: string[] = []
  let row: Row = {}
  let from = 2
  let value = ''
  const parser = new SaxesParser({ fragment: true })
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name)
    value = ''
    if (name === 'physical-interface') {
      row = { alarms: [], defects: [] }
      physical.push(row)
      from = 2
    } else if (name === 'logical-interface') {
      row = {}
      logical.push(row)
      from = 3
    } else if (name === 'interface-flapped') row.sinceFlapSeconds = Number(attributes.seconds)
    else if (path[3] === 'interface-alarms' && path.length === 5 && name !== 'alarm-not-present')
      (row[path[2] === 'active-alarms' ? 'alarms' : 'defects'] as string[]).push(name)
  })
  parser.on('text', (some) => {
    value += some
  })
  parser.on('closetag', ({ name }) => {
    if (path.length > from && value !== '') {
      const place = path.length === from + 1 ? name : path.slice(from).join('/')
      const number = numbers.get(place)
      const word = texts.get(place)
      const state = states.get(place)
      if (number && !(from === 3 && number === 'snmpIndex')) put(row, number, Number(value.trim()))
      else if (word) row[word] = value.trim()
      else if (state) row[state] = { state: value.trim(), word: value.trim() }
    }
    if (name === 'logical-interface') {
      row = physical.at(-1)!
      from = 2
    }
    value = ''
    path.pop()
  })
  parser.write(text).close()
  return { physical, logical }
}

function rowsByOurs(text: string): Rows {
  const [reply] = readShow(text).replies
  if (reply?.kind !== 'interfaces' || reply.outcome !== 'read') throw new Error('the reply was not read')
  return reply.value
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1] as number

/** Median milliseconds of each, in turns. */
function inTurns(runs: readonly (() => unknown)[], times = rounds): readonly number[] {
  const found = runs.map((): number[] => [])
  for (let round = 0; round < times; round += 1)
    for (const [at, run] of runs.entries()) {
      const from = performance.now()
      run()
      found[at]?.push(performance.now() - from)
    }
  return found.map(median)
}

/** Rows for a table: what, ours, beside, ratio, aim. */
export function xmlRows(): readonly string[][] {
  const rows: string[][] = []
  for (const [what, text, again] of [
    ['a reply of 20 MB', reply(Math.ceil(20_000_000 / port.length)), 1],
    ['replies of 40 kB', reply(Math.ceil(40_000 / port.length)), 50],
  ] as const) {
    const json = JSON.stringify(readXml(text, { ...xmlBounds, elements: 10_000_000 }).roots)
    const times = (run: () => unknown) => () => {
      for (let at = 0; at < again; at += 1) run()
    }
    const [ours = 0, events = 0, tree = 0, parsed = 0] = inTurns([
      times(() => readXml(text, { ...xmlBounds, elements: 10_000_000 })),
      times(() => saxesEvents(text)),
      times(() => referenceTree(text)),
      times(() => JSON.parse(json)),
    ])
    const rate = (ms: number) => `${((text.length * again) / ms / 1_000).toFixed(0)} MB/s`
    rows.push(
      [`d1 ${what} to a tree`, rate(ours), `saxes, events alone ${rate(events)}`, `${(events / ours).toFixed(2)} x as quick`, '1.2 x'],
      ['   the same', rate(ours), `saxes, the same tree ${rate(tree)}`, `${(tree / ours).toFixed(2)} x as quick`, ''],
      [
        '   the same',
        rate(ours),
        `JSON.parse of the tree, by bytes of XML ${rate(parsed)}`,
        `${(parsed / ours).toFixed(2)} x as quick`,
        '',
      ],
    )
  }
  const ports = reply(2_550)
  const same = isDeepStrictEqual(structuredClone(rowsByOurs(ports)), rowsBySaxes(ports))
  const [ours = 0, theirs = 0] = inTurns([() => rowsByOurs(ports), () => rowsBySaxes(ports)])
  const rate = (ms: number) => `${Math.round(2_550_000 / ms).toLocaleString('en')} ports/s`
  rows.push([
    `d2 reply to the same rows${same ? '' : ' (rows differ!)'}`,
    rate(ours),
    `saxes ${rate(theirs)}`,
    `${(theirs / ours).toFixed(2)} x as quick`,
    '1.5 x',
  ])
  return rows
}

if (import.meta.main) {
  const { columns } = await import('../src/cli/say.ts')
  console.log(`Replies of devices as XML, ${rounds} rounds in turns, Node ${process.versions.node}`)
  console.log(columns([['what', 'ours', 'beside', 'ratio', 'aim'], ...xmlRows()]))
}
