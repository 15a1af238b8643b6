import { findReleases, type NoRelease, printRelease, type Release, readRelease } from '../../junos/release/release.ts'
import { csvBounds, csvReader, separatorOf } from '../../lib/csv.ts'
import { hardwareKey } from './fleet.ts'
import type { DeviceFacts } from './match.ts'

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

const headings = {
  name: ['name', 'hostname', 'host', 'device', 'devicename', 'systemname', 'sysname', 'serial', 'serialnumber'],
  model: ['model', 'devicemodel', 'product', 'productid', 'platform', 'chassis', 'hardware', 'hardwaremodel', 'devicetype'],
  release: [
    ...['release', 'version', 'junos', 'junosversion', 'junosrelease', 'software', 'softwareversion', 'softwarerelease', 'swversion'],
    ...['osversion', 'osrelease', 'sysdescr'],
  ],
  cards: ['cards', 'linecards', 'modules'],
} as const
type Column = keyof typeof headings
type Columns = ReadonlyMap<Column, number>

/**
 * Reads a list of devices from CSV text. Rows that cannot be matched are named, and the others stand.
 * @param bytes the text as it was in its file; given these, a list in plain ASCII without quotes is read in one pass
 */
export function readInventory(text: string, bytes?: Uint8Array): Inventory {
  const separator = separatorOf(text.replace(/^\uFEFF/, '').split('\n', 1)[0] ?? '')
  const plain = bytes !== undefined && bytes.length === text.length && !text.includes('"')
  return (plain ? readLines(text, bytes, separator) : undefined) ?? readRecords(text.replace(/^\uFEFF/, ''), separator)
}

/** Text with quotes, or with rows beyond the bounds: by the reader of the house. */
function readRecords(text: string, separator: Separator): Inventory {
  const reader = csvReader(separator)
  const [first, ...records] = [...reader.push(text), ...reader.end()]
  const columns = columnsOf(first?.cells ?? [])
  const list = gathering()
  if (typeof columns === 'string') return list.refuse(columns)
  const names: string[] = []
  for (const { line, cells, problem } of records) {
    if (cells.every((cell) => cell.trim() === '') && problem === undefined) continue
    const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? ''
    if (list.add(line, problem !== undefined ? list.wrong(problem) : list.factsOf(cell('model'), cell('release'), cell('cards'))))
      names.push(cell('name'))
  }
  return list.done((device) => names[device] as string)
}

const newline = 10
const fnvPrime = 16_777_619
type Separator = ReturnType<typeof separatorOf>

/**
 * One pass over the bytes of a text: devices with the same bytes in the columns of facts are known by a sum over these (FNV-1a) and share
 * what was read once; names stay in the text until somebody asks. Undefined where a row is beyond the bounds.
 */
function readLines(text: string, bytes: Uint8Array, separator: Separator): Inventory | undefined {
  const isBlank = (row: string) => row.replaceAll(separator, '').trim() === ''
  const endOfRow = (start: number) => (text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start))
  let head = 0
  let line = 1
  while (endOfRow(head) < text.length && isBlank(text.slice(head, endOfRow(head)))) {
    head = endOfRow(head) + 1
    line += 1
  }
  const after = endOfRow(head)
  if (after - head > csvBounds.charactersOfARow) return undefined
  const columns = columnsOf(text.slice(head, after).replace(/\r$/, '').split(separator))
  const list = gathering()
  if (typeof columns === 'string') return list.refuse(columns)
  const [modelColumn = -1, releaseColumn = -1, cardsColumn = -1, nameColumn = -1] = (['model', 'release', 'cards', 'name'] as const).map(
    (column) => columns.get(column),
  )
  const [models, releases, cards] = [knownCells(), knownCells(), knownCells()]
  /** By the number of the model's cell and that of the cards, then by that and the number of the release's: what the row came to. */
  const hardware: number[][] = []
  const came: number[][] = []
  const sign = separator.charCodeAt(0)
  const nameFrom = growing()
  const ends = new Uint32Array(csvBounds.cellsOfARow + 1)
  let at = after + 1
  while (at < bytes.length) {
    const from = at
    const count = cutRow(bytes, from, sign, ends)
    const end = ends[count - 1] as number
    if (count > csvBounds.cellsOfARow || end - from > csvBounds.charactersOfARow) return undefined
    at = end + 1
    line += 1
    const [modelFrom, modelTo] = [startOf(modelColumn, from, count, ends), endOf(modelColumn, from, count, ends)]
    const [releaseFrom, releaseTo] = [startOf(releaseColumn, from, count, ends), endOf(releaseColumn, from, count, ends)]
    const [cardsFrom, cardsTo] = [startOf(cardsColumn, from, count, ends), endOf(cardsColumn, from, count, ends)]
    const model = models.numberOf(bytes, modelFrom, modelTo)
    const release = releases.numberOf(bytes, releaseFrom, releaseTo)
    const card = cards.numberOf(bytes, cardsFrom, cardsTo)
    hardware[model] ??= []
    const ofModel = hardware[model] as number[]
    ofModel[card] ??= came.push([]) - 1
    const ofHardware = came[ofModel[card] as number] as number[]
    ofHardware[release] ??= list.factsOf(text.slice(modelFrom, modelTo), text.slice(releaseFrom, releaseTo), text.slice(cardsFrom, cardsTo))
    const place = ofHardware[release] as number
    if (place < 0 && isBlank(text.slice(from, end))) continue
    if (list.add(line, place)) nameFrom.push(nameColumn >= 0 && nameColumn < count ? startOf(nameColumn, from, count, ends) : bytes.length)
  }
  const starts = nameFrom.done()
  return list.done((device) => {
    const start = starts[device] as number
    return text.slice(start, endOfRow(start)).split(separator, 1)[0] as string
  })
}

/** A cell that a row lacks begins and ends where the row begins. */
const startOf = (column: number, from: number, count: number, ends: Uint32Array): number =>
  column <= 0 || column >= count ? from : (ends[column - 1] as number) + 1
const endOf = (column: number, from: number, count: number, ends: Uint32Array): number =>
  column < 0 || column >= count ? from : (ends[column] as number)

/** Writes where each cell of a row ends; of too many cells one more than there may be. Gives their number. */
function cutRow(bytes: Uint8Array, from: number, sign: number, ends: Uint32Array): number {
  const length = bytes.length
  let count = 0
  let at = from
  while (count < ends.length) {
    while (at < length && bytes[at] !== sign && bytes[at] !== newline) at += 1
    ends[count] = at
    count += 1
    if (at >= length || bytes[at] === newline) break
    at += 1
  }
  return count
}

/**
 * Numbers for the cells of a column, the same for the same bytes: a table of slots with four numbers each: sum over the bytes (FNV-1a), place
 * and length of their copy, and the number counted from 1.
 */
function knownCells() {
  let slots = new Int32Array(4 * 256)
  let copies = new Uint8Array(4096)
  let [count, used] = [0, 0]
  const freeSlot = (sum: number): number => {
    const mask = slots.length / 4 - 1
    let place = sum & mask
    while (slots[4 * place + 3] !== 0) place = (place + 1) & mask
    return 4 * place
  }
  const add = (bytes: Uint8Array, from: number, to: number, sum: number): number => {
    if (16 * count > 3 * slots.length) {
      const old = slots
      slots = new Int32Array(2 * old.length)
      for (let slot = 0; slot < old.length; slot += 4)
        if (old[slot + 3] !== 0) slots.set(old.subarray(slot, slot + 4), freeSlot(old[slot] as number))
    }
    if (used + to - from > copies.length) {
      const larger = new Uint8Array(2 * (used + to - from))
      larger.set(copies)
      copies = larger
    }
    copies.set(bytes.subarray(from, to), used)
    count += 1
    slots.set([sum, used, to - from, count], freeSlot(sum))
    used += to - from
    return count - 1
  }
  const isSame = (place: number, bytes: Uint8Array, from: number, to: number): boolean => {
    for (let at = from; at < to; at += 1) if (copies[place + at - from] !== bytes[at]) return false
    return true
  }
  return {
    numberOf(bytes: Uint8Array, from: number, to: number): number {
      let sum = 0
      for (let at = from; at < to; at += 1) sum = Math.imul(sum ^ (bytes[at] as number), fnvPrime)
      sum ^= sum >>> 15
      const mask = slots.length / 4 - 1
      for (let place = sum & mask; slots[4 * place + 3] !== 0; place = (place + 1) & mask) {
        const slot = 4 * place
        if (slots[slot] === sum && slots[slot + 2] === to - from && isSame(slots[slot + 1] as number, bytes, from, to))
          return (slots[slot + 3] as number) - 1
      }
      return add(bytes, from, to, sum)
    },
  }
}

/** Which column holds what, or what is wrong with the headings. */
function columnsOf(cells: readonly string[]): Columns | string {
  const places = new Map<Column, number>()
  for (const [place, cell] of cells.entries()) {
    const heading = cell.toLowerCase().replace(/[^a-z]/g, '')
    for (const [column, known] of Object.entries(headings) as [Column, readonly string[]][])
      if (known.includes(heading) && !places.has(column)) places.set(column, place)
  }
  const missing = (['model', 'release'] as const).filter((column) => !places.has(column))
  if (missing.length === 0) return places
  const found = cells.join(', ').slice(0, 200) || 'of an empty file'
  return `Found the columns ${found}; expected one for the ${missing.join(' and one for the ')}, such as ${missing.map((column) => headings[column][0]).join(', ')}.`
}

/** Whole numbers one after the other, as many as come. */
function growing() {
  let numbers = new Uint32Array(65_536)
  let count = 0
  return {
    push(number: number): void {
      if (count === numbers.length) {
        const larger = new Uint32Array(2 * count)
        larger.set(numbers)
        numbers = larger
      }
      numbers[count] = number
      count += 1
    },
    done: () => numbers.slice(0, count),
  }
}

/** The release that a cell is, or the only one in it: `Junos: 21.4R3-S5.4`, or what a device says of itself by SNMP. */
function onlyReleaseIn(text: string): Release | NoRelease {
  const read = readRelease(text)
  if (read.kind === 'release') return read
  const [first, ...others] = findReleases(text)
  return first && others.every(({ release }) => printRelease(release) === printRelease(first.release)) ? first.release : read
}

/** Gathers devices by their facts. */
function gathering() {
  const combinations: DeviceFacts[] = []
  const places = new Map<string, number>()
  const releases = new Map<string, { readonly read: Release | NoRelease; readonly key: string }>()
  const problems: InventoryProblem[] = []
  const placeOfDevice = growing()
  const lineOfDevice = growing()
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
    factsOf(givenModel: string, givenRelease: string, givenCards: string): number {
      const model = givenModel.trim()
      const { read, key } = releaseOf(givenRelease.trim())
      if (model === '') return wrong('Found no model; expected one such as MX204.')
      if (read.kind === 'no-release') return wrong(`"${read.found}": ${read.message}`)
      const cards = givenCards.trim() === '' ? undefined : givenCards.trim().split(/\s*[;|/]\s*/)
      const facts = `${key}\n${model}\n${cards?.join('\n') ?? ''}`
      const there = places.get(facts)
      if (there !== undefined) return there
      places.set(facts, combinations.length)
      return combinations.push({ model, release: read, ...(cards ? { cards } : {}) }) - 1
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
