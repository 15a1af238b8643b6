/**
 * Replies of devices: XML to a tree, and to the rows of `show interfaces`, beside saxes (its events alone, and the same tree made of them) and
 * JSON.parse of the same tree, in turns within one run. Run with `node bench/xml.ts`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

type PortRow = Readonly<Record<string, string | number | null>>
/** What a person would write with events: the fields of each port by the path at which they stand. */
const fields: Readonly<Record<string, string>> = {
  name: 'name',
  'admin-status': 'admin',
  'oper-status': 'link',
  'snmp-index': 'snmpIndex',
  mtu: 'mtu',
  speed: 'speed',
  'current-physical-address': 'address',
  'traffic-statistics/input-bytes': 'inputBytes',
  'traffic-statistics/output-bytes': 'outputBytes',
  'input-error-list/input-errors': 'inputErrors',
  'output-error-list/carrier-transitions': 'carrierTransitions',
}
const numeric = new Set(['snmpIndex', 'mtu', 'inputBytes', 'outputBytes', 'inputErrors', 'carrierTransitions'])

function rowsBySaxes(text: string): readonly PortRow[] {
  const rows: PortRow[] = []
  const path: string[] = []
  let row: Record<string, string | number | null> = {}
  let value = ''
  const parser = new SaxesParser({ fragment: true })
  parser.on('opentag', ({ name }) => {
    path.push(name)
    value = ''
    if (name === 'physical-interface') row = {}
  })
  parser.on('text', (some) => {
    value += some
  })
  parser.on('closetag', ({ name }) => {
    const field = path[1] === 'physical-interface' ? fields[path.slice(2).join('/')] : undefined
    if (field) row[field] = numeric.has(field) ? Number(value.trim()) : value.trim()
    if (name === 'physical-interface') rows.push(row)
    value = ''
    path.pop()
  })
  parser.write(text).close()
  return rows
}

function rowsByOurs(text: string): readonly PortRow[] {
  const { replies } = readShow(text)
  return replies.flatMap((each) => {
    if (each.kind !== 'interfaces' || each.outcome !== 'read') return []
    return each.value.physical.map((one) => ({
      name: one.name,
      admin: one.admin?.word ?? null,
      link: one.link?.word ?? null,
      snmpIndex: one.snmpIndex ?? null,
      mtu: one.mtu ?? null,
      speed: one.speed ?? null,
      address: one.address ?? null,
      inputBytes: one.traffic?.inputBytes ?? null,
      outputBytes: one.traffic?.outputBytes ?? null,
      inputErrors: one.inputErrors?.errors ?? null,
      carrierTransitions: one.outputErrors?.carrierTransitions ?? null,
    }))
  })
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
  const same = JSON.stringify(rowsByOurs(ports)) === JSON.stringify(rowsBySaxes(ports))
  const [ours = 0, theirs = 0] = inTurns([() => rowsByOurs(ports), () => rowsBySaxes(ports)])
  const rate = (ms: number) => `${Math.round(2_550_000 / ms).toLocaleString('en')} ports/s`
  rows.push([
    `d2 reply to rows, 11 fields for the peer, all 47 for us${same ? '' : ' (rows differ!)'}`,
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
