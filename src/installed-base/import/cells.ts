import { isDate } from '../../calendar/terms.ts'
import { armed, looksLikeFormula } from '../../lib/csv.ts'
import type { LocalDate } from '../../lib/time.ts'
import { acquisitions, deviceStates, normalSerial, sources } from '../device.ts'
import { columnTitles, type ListColumn } from './columns.ts'

/** Something to tell the person about one cell. A row with a problem that refuses changes nothing. */
export type CellProblem = {
  readonly column: string
  readonly found: string
  readonly expected: string
  readonly toDo: string
  readonly refuses: boolean
}

export type CellRead<Value> = { readonly value?: Value; readonly problem?: CellProblem }

/** Foreign text as far as it is worth showing. */
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text)

export const refused = (column: ListColumn, found: string, expected: string, toDo: string): CellProblem => ({
  column: columnTitles[column],
  found: shown(found),
  expected,
  toDo,
  refuses: true,
})

/** What people write for "nothing here". */
const nothing = /^(?:|-|--|n\/?a|none|null|\?)$/i

/** A blank cell leaves a known device as it is. */
export const isBlank = (cell: string): boolean => nothing.test(cell.trim())

const longest = 200

/** Free text, kept as it is. What a spreadsheet would run as a formula is kept as text too, and said. */
export const readText = (column: ListColumn, cell: string): CellRead<string> => {
  const text = armed(cell.replace(/^ +| +$/g, ''))
  if (text.includes('\uFFFD')) return { problem: refused(column, text, 'readable characters', 'Save the list as UTF-8 and try again.') }
  if (text.length > longest) return { problem: refused(column, text, `at most ${longest} characters`, 'Shorten the text.') }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const value = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
  if (!looksLikeFormula(cell)) return { value }
  return {
    value,
    problem: {
      column: columnTitles[column],
      found: shown(text),
      expected: 'plain text',
      toDo: 'It is kept as text and never run as a formula; check that it is what you mean.',
      refuses: false,
    },
  }
}

const serialForm = /^[A-Z0-9][A-Z0-9._/-]{0,63}$/
const noSerial = new Set(['BUILTIN', 'UNKNOWN', 'TBD', 'TBC', 'XXX', 'NONE', 'NULL', 'N/A', 'NA', '0'])

/** A serial in the form in which serials are compared. */
export const readSerial = (column: 'serial' | 'parentSerial', cell: string): CellRead<string> => {
  const serial = normalSerial(armed(cell.trim()))
  if (/^\d(?:[.,]\d+)?E\+\d+$/.test(serial))
    return {
      problem: refused(column, serial, 'a serial number', 'A spreadsheet shortened it: set the column to text and enter it again.'),
    }
  if (noSerial.has(serial)) return { problem: refused(column, serial, 'a serial number', 'Enter the serial of the device itself.') }
  if (!serialForm.test(serial))
    return {
      problem: refused(column, cell.trim(), 'a serial number: 1 to 64 letters and digits', 'Correct the serial number.'),
    }
  return { value: serial }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date in a form that can mean one day only; 03/04/2026 could mean two. */
export const readDate = (column: ListColumn, cell: string): CellRead<LocalDate> => {
  const text = cell.trim()
  const pad = (part: string): string => part.padStart(2, '0')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const named = /^(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i.exec(text)
  const month = named ? months.indexOf(named[2]!.toLowerCase()) + 1 : 0
  const date = iso
    ? `${iso[1]}-${pad(iso[2]!)}-${pad(iso[3]!)}`
    : dotted
      ? `${dotted[3]}-${pad(dotted[2]!)}-${pad(dotted[1]!)}`
      : named && month > 0
        ? `${named[3]}-${pad(String(month))}-${pad(named[1]!)}`
        : ''
  if (isDate(date) && date >= '1980-01-01' && date < '2100-01-01') return { value: date }
  const slashed = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(text)
  return {
    problem: refused(
      column,
      text,
      'a date as YYYY-MM-DD',
      slashed ? 'Day and month could be either: write the date as YYYY-MM-DD.' : 'Write a date that exists, as YYYY-MM-DD.',
    ),
  }
}

const oneOf =
  <Value extends string | boolean>(meanings: ReadonlyMap<string, Value>, expected: string) =>
  (column: ListColumn, cell: string): CellRead<Value> => {
    const value = meanings.get(
      cell
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' '),
    )
    if (value !== undefined) return { value }
    return { problem: refused(column, cell.trim(), expected, `Write one of: ${expected}.`) }
  }

const words = <Value extends string>(values: readonly Value[], more: { readonly [word: string]: Value }) =>
  new Map<string, Value>([...values.map((value) => [value.replaceAll('-', ' '), value] as const), ...Object.entries(more)])

export const readStatus = oneOf(
  words(deviceStates, {
    inuse: 'in-use',
    active: 'in-use',
    installed: 'in-use',
    production: 'in-use',
    live: 'in-use',
    stored: 'spare',
    'in store': 'spare',
    stock: 'spare',
    'cold spare': 'spare',
    retired: 'decommissioned',
    removed: 'decommissioned',
    scrapped: 'decommissioned',
    decommisioned: 'decommissioned',
  }),
  deviceStates.join(', '),
)

export const readAcquired = oneOf(
  words(acquisitions, { purchased: 'purchase', bought: 'purchase', leased: 'lease' }),
  acquisitions.join(', '),
)

export const readSource = oneOf(
  words(sources, {
    direct: 'vendor',
    juniper: 'vendor',
    manufacturer: 'vendor',
    'authorised reseller': 'reseller',
    'authorized reseller': 'reseller',
    partner: 'reseller',
    'reseller in territory': 'territory-reseller',
  }),
  sources.join(', '),
)

export const readYesNo = oneOf(
  new Map<string, boolean>([
    ...['yes', 'y', 'true', '1'].map((word) => [word, true] as const),
    ...['no', 'n', 'false', '0'].map((word) => [word, false] as const),
  ]),
  'yes, no',
)
