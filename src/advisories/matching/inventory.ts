import { findReleases, type NoRelease, printRelease, type Release, readRelease } from '../../junos/release/release.ts'
import { csvBounds, csvReader, separatorOf } from '../../lib/csv.ts'
import { hardwareKey } from './fleet.ts'
import { growing } from './growing.ts'
import type { DeviceFacts } from './match.ts'
import { endOfRow, knownRows, rowCutter, type TextBytes } from './rows.ts'

export type InventoryProblem = { readonly line: number; readonly message: string }

/** A list of devices that is kept in a file: what names each, its model, its release, and its cards where somebody wrote them down. */
export type Inventory = {
  /** Facts that devices share, each once. */
  readonly combinations: readonly DeviceFacts[]
  /** For each device, in the order of the file, its place among the combinations. */
  readonly of: Uint32Array
  /** For each combination, how many devices have it. */
  readonly counts: Uint32Array
  readonly lineOf: (device: number) => number
  readonly nameOf: (device: number) => string
  readonly problems: readonly InventoryProblem[]
}

/** What exports call their columns, the surest first: a table may have a product beside a model, and a version of the hardware. */
const headings = {
  name: [
    ...['name', 'hostname', 'host', 'devicename', 'device', 'systemname', 'sysname', 'nodename', 'node', 'caption'],
    ...['serial', 'serialnumber'],
  ],
  model: [
    ...['model', 'devicemodel', 'hardwaremodel', 'nodemodel', 'devicetype', 'machinetype', 'productid', 'chassis', 'hardware'],
    ...['product', 'platform', 'type'],
  ],
  release: [
    ...['junosversion', 'junosrelease', 'osversion', 'osrelease', 'softwareversion', 'softwarerelease', 'swversion', 'release'],
    ...['firmwareversion', 'imageversion', 'iosversion', 'version', 'firmware', 'software', 'junos', 'sysdescr'],
  ],
  cards: ['cards', 'linecards', 'modules'],
  vendor: ['vendor', 'manufacturer', 'make'],
} as const
type Column = keyof typeof headings
type Columns = ReadonlyMap<Column, number>

/** Reads a list of devices from CSV text; from its bytes several times as fast. Rows that cannot be matched are named, and the others stand. */
export function readInventory(given: string | TextBytes): Inventory {
  const text = typeof given === 'string' ? given : given.toString('utf8', 0, longestHeading)
  const separator = separatorOf(text.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '')
  const lines = typeof given === 'string' || given.indexOf(quote) >= 0 ? undefined : readLines(given, separator)
  return lines ?? readRecords(given.toString('utf8').replace(/^\uFEFF/, ''), separator)
}

const quote = 34
const longestHeading = 4 * csvBounds.charactersOfARow

/** Text with quotes, or with rows beyond the bounds: by the reader of the house. */
function readRecords(text: string, separator: Separator): Inventory {
  const reader = csvReader(separator)
  const all = [...reader.push(text), ...reader.end()]
  const [first, ...records] = namesSeparator(all[0]?.cells.join(separator) ?? '') ? all.slice(1) : all
  const columns = columnsOf(first?.cells ?? [])
  const list = gathering(records.length)
  if (typeof columns === 'string') return list.refuse(columns)
  const names: string[] = []
  for (const { line, cells, problem } of records) {
    if (cells.every((cell) => cell.trim() === '') && problem === undefined) continue
    const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? ''
    if (
      list.add(
        line,
        problem !== undefined ? list.wrong(problem) : list.factsOf(cell('model'), cell('release'), cell('cards'), cell('vendor')),
      )
    )
      names.push(cell('name'))
  }
  return list.done((device) => names[device] as string)
}

/** The line that spreadsheets put before the headings: `sep=;`. */
const namesSeparator = (row: string): boolean => /^sep=.?$/i.test(row.trim())

/** Bytes of a row with a name, a model and a release, line end included. */
const usualRow = 32
type Separator = ReturnType<typeof separatorOf>

/**
 * One pass over the bytes of a text without quotes: devices with the same bytes in the columns of facts share what was read once; names stay
 * in the text until somebody asks. Undefined where a row is beyond the bounds.
 */
function readLines(bytes: TextBytes, separator: Separator): Inventory | undefined {
  const isBlank = (row: string) => row.replaceAll(separator, '').trim() === ''
  const rowAt = (from: number) => bytes.toString('utf8', from, endOfRow(bytes, from))
  let head = 0
  let line = 1
  const isBefore = (row: string) => isBlank(row) || namesSeparator(row)
  while (endOfRow(bytes, head) < bytes.length && isBefore(rowAt(head).replace(/^\uFEFF/, ''))) {
    head = endOfRow(bytes, head) + 1
    line += 1
  }
  const after = endOfRow(bytes, head)
  if (after - head > csvBounds.charactersOfARow) return undefined
  const columns = columnsOf(
    rowAt(head)
      .replace(/^\uFEFF/, '')
      .replace(/\r$/, '')
      .split(separator),
  )
  const expected = Math.ceil(bytes.length / usualRow)
  const list = gathering(expected)
  if (typeof columns === 'string') return list.refuse(columns)
  const factColumns = (['model', 'release', 'cards', 'vendor'] as const).map((column) => columns.get(column) ?? -1)
  const nameColumn = columns.get('name') ?? -1
  const rows = rowCutter(bytes, separator.charCodeAt(0), factColumns)
  const known = knownRows(bytes, rows.bounds)
  const nameFrom = growing(expected)
  for (let at = after + 1; at < bytes.length; at = rows.end + 1) {
    if (!rows.cut(at)) return undefined
    line += 1
    const number = known.numberOf(rows.sum)
    if (number === known.came.length) {
      const cells = bytes.toString('utf8', at, rows.end).split(separator)
      const [model = '', release = '', cards = '', vendor = ''] = factColumns.map((column) => cells[column] ?? '')
      known.came.push(list.factsOf(model, release, cards, vendor))
    }
    const came = known.came[number] as number
    if (came < 0 && isBlank(rowAt(at))) continue
    if (list.add(line, came)) nameFrom.push(rows.startOf(nameColumn))
  }
  const starts = nameFrom.done()
  return list.done((device) => rowAt(starts[device] as number).split(separator, 1)[0] as string)
}

/** Which column holds what, or what is wrong with the headings. */
function columnsOf(cells: readonly string[]): Columns | string {
  const places = new Map<Column, number>()
  // fields of one's own have `cf` before their name in NetBox
  const given = cells.map((cell) =>
    cell
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/^cf(?=.{4})/, ''),
  )
  for (const [column, known] of Object.entries(headings) as [Column, readonly string[]][]) {
    const place = known.map((heading) => given.indexOf(heading)).find((at) => at >= 0)
    if (place !== undefined) places.set(column, place)
  }
  const missing = (['model', 'release'] as const).filter((column) => !places.has(column))
  if (missing.length === 0) return places
  const found = cells.join(', ').slice(0, 200) || 'of an empty file'
  return `Found the columns ${found}; expected one for the ${missing.join(' and one for the ')}, such as ${missing.join(', ')}.`
}

/** The release that a cell is, or the only one in it: `Junos: 21.4R3-S5.4`, or what a device says of itself by SNMP. */
function onlyReleaseIn(text: string): Release | NoRelease {
  const read = readRelease(text)
  if (read.kind === 'release') return read
  const [first, ...others] = findReleases(text)
  return first && others.every(({ release }) => printRelease(release) === printRelease(first.release)) ? first.release : read
}

/** Gathers devices by their facts. */
function gathering(expected: number) {
  const combinations: DeviceFacts[] = []
  /** By what a release is, as text, and within it by hardware. */
  const places = new Map<string, Map<string, number>>()
  const releases = new Map<string, { readonly read: Release | NoRelease; readonly key: string }>()
  const problems: InventoryProblem[] = []
  const placeOfDevice = growing(expected)
  const lineOfDevice = growing(expected)
  /** What a text says; the same release written in two ways is one, and the same value. */
  const releaseOf = (text: string) => {
    const known = releases.get(text)
    if (known) return known
    const read = onlyReleaseIn(text)
    const key = read.kind === 'release' ? printRelease(read) : ''
    const made = { read: (key !== '' && releases.get(key)?.read) || read, key }
    releases.set(text, made)
    if (key !== '' && !releases.has(key)) releases.set(key, made)
    return made
  }
  const messages: string[] = []
  const wrong = (message: string): number => -messages.push(message)
  const done = (nameOf: (device: number) => string): Inventory => {
    const [of, lines] = [placeOfDevice.done(), lineOfDevice.done()]
    // those of the same hardware beside each other, as judging them is quickest
    const hardwareOf = (place: number) => hardwareKey(combinations[place] as DeviceFacts)
    const order = [...Map.groupBy(combinations.keys(), hardwareOf).values()].flat()
    const newPlace = new Uint32Array(order.length)
    for (const [place, old] of order.entries()) newPlace[old] = place
    const counts = new Uint32Array(order.length)
    for (let device = 0; device < of.length; device += 1) {
      const place = newPlace[of[device] as number] as number
      of[device] = place
      counts[place] = (counts[place] as number) + 1
    }
    return {
      combinations: order.map((old) => combinations[old] as DeviceFacts),
      of,
      counts,
      lineOf: (device) => lines[device] as number,
      nameOf: (device) => nameOf(device).trim() || `line ${lines[device]}`,
      problems,
    }
  }
  return {
    /** The place of a combination; below 0 for what is none. */
    factsOf(givenModel: string, givenRelease: string, givenCards: string, givenVendor: string): number {
      const model = givenModel.trim()
      const vendor = givenVendor.trim()
      if (vendor !== '' && !/juniper/i.test(vendor)) return wrong(`It is of ${vendor.slice(0, 60)}, and not matched.`)
      const { read, key } = releaseOf(givenRelease.trim())
      if (model === '') return wrong('Found no model; expected one such as MX204.')
      if (read.kind === 'no-release') return wrong(`"${read.found}": ${read.message}`)
      const cards = givenCards.trim() === '' ? undefined : givenCards.trim().split(/\s*[;|/]\s*/)
      const facts: DeviceFacts = { model, release: read, ...(cards ? { cards } : {}) }
      const ofRelease = places.get(key) ?? new Map<string, number>()
      places.set(key, ofRelease)
      const hardware = hardwareKey(facts)
      const there = ofRelease.get(hardware)
      if (there !== undefined) return there
      ofRelease.set(hardware, combinations.length)
      return combinations.push(facts) - 1
    },
    /** What is wrong with a row, as a number. */
    wrong,
    /** Whether it came to a device. */
    add(line: number, came: number): boolean {
      if (came < 0) {
        problems.push({ line, message: messages[-1 - came] as string })
        return false
      }
      placeOfDevice.push(came)
      lineOfDevice.push(line)
      return true
    },
    done,
    refuse(message: string): Inventory {
      problems.push({ line: 1, message })
      return done(() => '')
    },
  }
}
