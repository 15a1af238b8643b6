import { csvReader, separatorOf } from '../../lib/csv.ts'
import { isBlank, readSerial, readText } from '../import/cells.ts'
import { headerOf, type ListRefused } from '../import/columns.ts'

/** The customer's own list of its devices, read as the import reads lists, and for the contract level as well. */

export const compared = ['site', 'contract-level', 'product'] as const
export type Compared = (typeof compared)[number]

/** What the list says of one device; empty where it says nothing. */
export type ListedRow = { readonly serial: string } & Readonly<Record<Compared, string>>
export type Unread = { readonly line: number; readonly found: string; readonly toDo: string }
export type TheirList = {
  readonly kind: 'their-list'
  readonly rows: readonly ListedRow[]
  /** Which of the three things it speaks of. */
  readonly speaks: readonly Compared[]
  readonly unread: readonly Unread[]
}

export const mostListed = 100_000
const levelNames = new Set([
  'contractlevel',
  'contract',
  'contracttype',
  'servicelevel',
  'supportlevel',
  'service',
  'support',
  'level',
  'coverage',
  'cover',
])
/** Where a list says the contract level; -1 when it does not. */
export const levelColumn = (cells: readonly string[]): number => cells.findIndex((cell) => levelNames.has(bare(cell)))
const bare = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '')

export function readTheirList(text: string): TheirList | ListRefused {
  const reader = csvReader(separatorOf(text.trimStart().split('\n', 1)[0] ?? ''))
  const [head, ...records] = [...reader.push(text), ...reader.end()]
  if (!head)
    return { kind: 'list-refused', found: 'nothing', expected: 'a header row and a row for each device', toDo: 'Choose another file.' }
  const header = headerOf(head.cells)
  if (header.kind === 'list-refused') return header
  if (records.length > mostListed)
    return { kind: 'list-refused', found: `${records.length} rows`, expected: `at most ${mostListed}`, toDo: 'Split the list.' }
  const places: Readonly<Record<Compared, number | undefined>> = {
    site: header.places.get('site'),
    product: header.places.get('product'),
    'contract-level': levelColumn(head.cells),
  }
  const speaks = compared.filter((field) => (places[field] ?? -1) >= 0)
  const rows = new Map<string, ListedRow>()
  const unread: Unread[] = []
  for (const { line, cells, problem } of records) {
    const refuse = (found: string, toDo: string) => unread.push({ line, found: found.slice(0, 100), toDo })
    const said = (field: Compared): string => {
      const cell = cells[places[field] ?? -1] ?? ''
      return isBlank(cell) ? '' : (readText('site', cell).value ?? '')
    }
    if (problem !== undefined) {
      refuse(problem, 'Correct the quotes and separators of this row.')
      continue
    }
    const cell = cells[header.places.get('serial') ?? -1] ?? ''
    const serial = cell.trim() === '' ? undefined : readSerial('serial', cell)
    if (serial?.value === undefined) refuse(cell || 'no serial number', serial?.problem?.toDo ?? 'Enter the serial number of the device.')
    else if (rows.has(serial.value)) refuse(`${serial.value} a second time`, 'Leave one of the rows in the list.')
    else
      rows.set(serial.value, {
        serial: serial.value,
        site: said('site'),
        'contract-level': said('contract-level'),
        product: said('product'),
      })
  }
  return { kind: 'their-list', rows: [...rows.values()], speaks, unread }
}
