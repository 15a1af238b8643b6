import { type CsvRecord, csvReader, separatorOf } from '../../lib/csv.ts'
import {
  type CellProblem,
  type CellRead,
  isBlank,
  readAcquired,
  readDate,
  readSerial,
  readSource,
  readStatus,
  readText,
  readYesNo,
  refused,
} from './cells.ts'
import { columnTitles, headerOf, type ListColumn, type ListHeader, type ListRefused } from './columns.ts'
import { fateOf, type KnownBase, type RowFate, type Said } from './fate.ts'

/** Rows of one list; the serials of all of them are remembered to find doubles. */
export const mostRows = 1_000_000
const deepestParents = 20

export type DeviceList = {
  readonly kind: 'device-list'
  readonly header: ListHeader
  /** The fate of the next row. */
  readonly row: (record: CsvRecord) => RowFate
}

/**
 * Begins a device list with its header row. Then each row is judged by itself against the installed base as it
 * stands and the rows before it: a part comes after the device it sits in.
 * @param mayMark whether marks and End of Support may be said, which is the provider's right
 */
export const deviceList = (header: readonly string[], known: KnownBase, mayMark = true): DeviceList | ListRefused => {
  const read = headerOf(header)
  if (read.kind === 'list-refused') return read
  const { places } = read
  /** Line of each serial, twice, plus one when its row stands: one number a serial keeps a million rows small. */
  const lineOf = new Map<string, number>()
  const stands = (serial: string): boolean => (lineOf.get(serial) ?? 0) % 2 === 1
  /** The parents that rows which stand name. */
  const parents = new Map<string, string>()

  const parentOf = (serial: string): string | null => parents.get(serial) ?? known.device(serial)?.parentSerial ?? null

  const parentProblem = (serial: string, parent: string): CellProblem | undefined => {
    if (!stands(parent) && !known.device(parent))
      return refused('parentSerial', parent, 'a known device or one on an earlier row', 'Put the row of the parent first.')
    let above: string | null = parent
    for (let step = 0; above !== null; step += 1) {
      if (above === serial || step > deepestParents)
        return refused('parentSerial', parent, 'a device that does not sit in this one', 'Correct the parent serial.')
      above = parentOf(above)
    }
    return undefined
  }

  const row = (record: CsvRecord): RowFate => {
    const { line } = record
    const problems: CellProblem[] = []
    const cellOf = (column: ListColumn): string => {
      const place = places.get(column)
      return place === undefined ? '' : (record.cells[place] ?? '')
    }
    /** The value of a cell that says something; a blank one says nothing. */
    const said = <Value>(column: ListColumn, how: (column: ListColumn, cell: string) => CellRead<Value>): Value | undefined => {
      const cell = cellOf(column)
      if (isBlank(cell)) return undefined
      const { value, problem } = how(column, cell)
      if (problem) problems.push(problem)
      return value
    }
    if (record.problem !== undefined)
      problems.push({
        column: '',
        found: record.problem,
        expected: 'one row of cells',
        toDo: 'Correct the quotes and separators of this row.',
        refuses: true,
      })
    const extra = record.cells.slice(header.length).filter((cell) => cell.trim() !== '')
    if (record.problem === undefined && extra.length > 0)
      problems.push({
        column: '',
        found: `${record.cells.length} cells`,
        expected: `at most ${header.length}, as in the first row`,
        toDo: 'A separator inside a cell needs quotes around the cell.',
        refuses: true,
      })
    if (lineOf.size >= mostRows) problems.push(refused('serial', `more than ${mostRows} rows`, 'fewer', 'Split the list into several.'))
    if (cellOf('serial').trim() === '')
      problems.push(refused('serial', 'nothing', 'a serial number', 'Enter the serial number of the device.'))
    const serial = cellOf('serial').trim() === '' ? undefined : readSerial('serial', cellOf('serial'))
    if (serial?.problem) problems.push(serial.problem)
    if (serial?.value !== undefined) {
      const before = lineOf.get(serial.value)
      if (before !== undefined)
        problems.push(
          refused(
            'serial',
            serial.value,
            'each serial once',
            `It is on line ${Math.floor(before / 2)} already: remove one of the two rows.`,
          ),
        )
      else if (lineOf.size < mostRows) lineOf.set(serial.value, line * 2)
    }
    const present = serial?.value === undefined ? undefined : known.device(serial.value)

    const siteText = said('site', readText)
    const siteId = siteText === undefined ? undefined : known.site(siteText)
    if (siteText !== undefined && siteId === undefined)
      problems.push(refused('site', siteText, 'a site of this account', 'Add the site first, or correct its name.'))
    const parentSerial = said('parentSerial', (_, cell) => readSerial('parentSerial', cell))
    if (parentSerial !== undefined && serial?.value !== undefined) {
      const problem = parentProblem(serial.value, parentSerial)
      if (problem) problems.push(problem)
    }
    /** What only the provider says stays as it is in anybody else's list, and that is told. */
    const ofProvider = <Value>(column: ListColumn, stands: Value, how: (column: ListColumn, cell: string) => CellRead<Value>) => {
      const value = said(column, how)
      if (mayMark || value === undefined || value === stands) return value
      problems.push({
        column: columnTitles[column],
        found: cellOf(column).trim().slice(0, 60),
        expected: 'what stands there already',
        toDo: 'Only the provider says this; it stays as it is.',
        refuses: false,
      })
      return undefined
    }
    const fields = {
      product: said('product', readText),
      siteId,
      status: said('status', readStatus),
      acquired: said('acquired', readAcquired),
      source: said('source', readSource),
      seller: said('seller', readText),
      originProof: said('originProof', readText),
      registeredOn: said('registered', readDate),
      modifiedCode: ofProvider('modifiedCode', present?.modifiedCode ?? false, readYesNo),
      grayMarket: ofProvider('grayMarket', present?.grayMarket ?? false, readYesNo),
      endOfSupportOn: ofProvider('endOfSupport', present?.endOfSupportOn ?? null, readDate as never),
      parentSerial,
      // A part that gains a parent is a part; whether a known one is a member or a module is not changed here.
      kind: parentSerial !== undefined && !present ? ('module' as const) : undefined,
    }
    if (!present && fields.product === undefined && isBlank(cellOf('product')))
      problems.push(refused('product', 'nothing', 'the product of a new device', 'Enter the product, such as MX480.'))
    if (fields.registeredOn !== undefined && siteId === undefined && !present?.siteId)
      problems.push({
        column: columnTitles.registered,
        found: fields.registeredOn,
        expected: 'a site beside it',
        toDo: 'Register the installation address too: serial and site together are the registration (ACP-2.iv).',
        refuses: false,
      })
    if (serial?.value === undefined || problems.some(({ refuses }) => refuses))
      return { line, fate: 'refused', serial: serial?.value, problems }
    lineOf.set(serial.value, line * 2 + 1)
    if (parentSerial !== undefined) parents.set(serial.value, parentSerial)
    const spoken = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    return fateOf(line, { ...spoken, serial: serial.value } as Said, present, problems)
  }
  return { kind: 'device-list', header: read, row }
}

export type ListAnswer = { readonly kind: 'list-header'; readonly header: ListHeader } | ListRefused | ({ readonly kind: 'row' } & RowFate)

/**
 * A whole list from text in pieces, answer by answer and in bounded memory: first the header or the refusal of the
 * list, then a fate for each row. The caller decodes the bytes (see `encodingOf`).
 */
export function* readDeviceList(pieces: Iterable<string>, known: KnownBase): Generator<ListAnswer, void, undefined> {
  let reader: ReturnType<typeof csvReader> | undefined
  let list: DeviceList | undefined
  let head = ''
  const begin = function* (record: CsvRecord): Generator<ListAnswer, boolean, undefined> {
    const made = deviceList(record.cells, known)
    yield made.kind === 'device-list' ? { kind: 'list-header', header: made.header } : made
    if (made.kind === 'device-list') list = made
    return made.kind === 'device-list'
  }
  const answers = function* (records: readonly CsvRecord[]): Generator<ListAnswer, boolean, undefined> {
    for (const record of records) {
      if (list) yield { kind: 'row', ...list.row(record) }
      else if (!(yield* begin(record))) return false
    }
    return true
  }
  for (const piece of pieces) {
    if (reader) {
      if (!(yield* answers(reader.push(piece)))) return
      continue
    }
    // The separator is told from the first line, so the reader waits for it.
    head += piece
    if (!/\n/.test(head.trimStart()) && head.length < 65_536) continue
    reader = csvReader(separatorOf(head.trimStart().split('\n', 1)[0]!))
    if (!(yield* answers(reader.push(head)))) return
    head = ''
  }
  reader ??= csvReader(separatorOf(head.trimStart().split('\n', 1)[0]!))
  if (!(yield* answers([...reader.push(head), ...reader.end()]))) return
  if (!list) yield* begin({ line: 1, cells: [] })
}
