import { armed, type CsvRecord, csvReader, separatorOf } from '../../lib/csv.ts'
import { type Column, type Header, type HeaderRefused, headerOf } from './columns.ts'
import { type DateOrder, orderOf, readLifecycleDate } from './dates.ts'
import {
  changesOf,
  type Entry,
  inOrder,
  junos,
  keyOf,
  type Label,
  type LifecycleDate,
  milestoneTitles,
  outOfOrder,
  type SubjectKind,
  subjectWords,
} from './entry.ts'
import { productSubject, releaseSubject, softwareOfFile } from './subject.ts'

/** Rows of one table at most. */
export const mostRows = 5_000

export type RowProblem = { readonly column: string; readonly found: string; readonly expected: string; readonly toDo: string }

/** What becomes of one row. A trial run and the run itself give the same answer; a refused row stops no other. */
export type RowFate = {
  readonly line: number
  readonly fate: 'new' | 'changed' | 'same' | 'refused'
  /** What it is about, as far as it could be read. */
  readonly subject: string
  /** The entry as it would stand afterwards; absent when refused. */
  readonly entry?: Entry
  readonly changes: readonly string[]
  /** What was read by a rule, and not as it stands. */
  readonly notes: readonly string[]
  readonly problems: readonly RowProblem[]
}

export type TableRead =
  | {
      readonly kind: 'table'
      readonly unread: readonly string[]
      readonly order: DateOrder
      readonly rows: readonly RowFate[]
      /** Rows behind the last one that was read. */
      readonly more: number
    }
  | HeaderRefused

export type TableGiven = {
  /** What the file is called: the source of dates that name none. */
  readonly name: string
  readonly text: string
  /** The software that its releases are of; without it the name of the file says so. */
  readonly software?: string | undefined
  /** How to read dates that have two readings. */
  readonly order?: 'month-first' | 'day-first' | undefined
  /** How dates are known whose column does not say it. */
  readonly label?: Label | undefined
}

/** Reads a table of dates against the entries that are known. Pure and without exceptions, whatever the text holds. */
export function readTable(given: TableGiven, known: (key: string) => Entry | undefined): TableRead {
  const { records, more } = recordsOf(given.text)
  const [head, ...body] = records
  const header = headerOf(head?.cells ?? [])
  if (header.kind === 'refused') return header
  const dates = [...header.columns].filter(([, column]) => column.holds === 'date').map(([place]) => place)
  const order = orderOf(body.flatMap(({ cells }) => dates.map((place) => cells[place] ?? '')))
  const reading = {
    header,
    order: given.order ?? order,
    given,
    software: given.software || softwareOfFile(given.name),
    width: head?.cells.length ?? 0,
  }
  const lines = new Map<string, number>()
  const rows = body.map((record) => rowOf(record, reading, known, lines))
  return { kind: 'table', unread: header.unread, order, rows, more }
}

function recordsOf(text: string): { readonly records: readonly CsvRecord[]; readonly more: number } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is left out
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ')
  const reader = csvReader(separatorOf(plain.trimStart().split('\n', 1)[0] ?? ''))
  const records = [...reader.push(plain), ...reader.end()]
  return { records: records.slice(0, mostRows + 1), more: Math.max(0, records.length - mostRows - 1) }
}

type Reading = {
  readonly header: Header
  readonly order: DateOrder
  readonly given: TableGiven
  readonly software: string
  readonly width: number
}

function rowOf(record: CsvRecord, reading: Reading, known: (key: string) => Entry | undefined, lines: Map<string, number>): RowFate {
  const { columns } = reading.header
  const cellsOf = (holds: Column['holds']) =>
    [...columns].filter(([, column]) => column.holds === holds).map(([place]) => armed((record.cells[place] ?? '').trim()))
  const text = (holds: Column['holds']) => cellsOf(holds)[0] ?? ''
  const problems: RowProblem[] = []
  const refused = (subject: string): RowFate => ({ line: record.line, fate: 'refused', subject, changes: [], notes: [], problems })
  const named = text('release') || text('product')
  if (record.problem !== undefined || record.cells.slice(reading.width).some((cell) => cell.trim() !== '')) {
    const found = record.problem ?? `${record.cells.length} cells`
    problems.push({
      column: '',
      found,
      expected: `one row of ${reading.width} cells`,
      toDo: 'Correct the quotes and separators of this row.',
    })
    return refused(named.slice(0, 80))
  }
  const kind = kindOf(text('kind'))
  if (text('kind') !== '' && kind === undefined)
    problems.push({
      column: 'Kind',
      found: text('kind').slice(0, 60),
      expected: 'release, product or module',
      toDo: 'Write one of: release, product, module.',
    })
  const subject = text('release')
    ? releaseSubject(text('release'), text('software') || softwareIn(text('product')) || reading.software)
    : productSubject(text('product'), kind)
  if (subject.kind === 'no-subject') {
    problems.push({ column: text('release') ? 'Release' : 'Product', found: subject.found, expected: subject.expected, toDo: subject.toDo })
    return refused(named.slice(0, 80))
  }
  const words = subjectWords(subject)
  const before = known(keyOf(subject))
  const earlier = lines.get(keyOf(subject))
  if (earlier !== undefined)
    problems.push({
      column: '',
      found: words,
      expected: 'each subject once',
      toDo: `It is on line ${earlier} already: remove one of the two rows.`,
    })
  else lines.set(keyOf(subject), record.line)
  const { dates, notes } = datesOf(record, reading, text('source'), problems)
  if (dates.length === 0 && problems.length === 0)
    problems.push({ column: '', found: 'no date', expected: 'at least one date', toDo: 'Leave rows without dates out.' })
  const remarks = [...new Set(cellsOf('note').filter((each) => each !== ''))].join('; ').slice(0, 500)
  // 23.1 came out for some platforms and was taken back (facts, sections 2 and 7)
  const withdrawn =
    /^(?:yes|y|true|1|withdrawn)$/i.test(text('withdrawn')) ||
    /withdrawn/i.test(remarks) ||
    (subject.software === junos && subject.name === '23.1')
  if (withdrawn) notes.push('it was withdrawn: nothing is computed for it')
  const entry: Entry = {
    ...(before ?? { ...subject, withdrawn: false, note: '', rule: null }),
    withdrawn: withdrawn || (before?.withdrawn ?? false),
    note: remarks || (before?.note ?? ''),
    dates: merged(before?.dates ?? [], dates),
  }
  const wrong = outOfOrder(entry.dates)
  if (wrong !== undefined)
    problems.push({
      column: '',
      found: wrong,
      expected: 'dates in the order of a life',
      toDo: 'One of them is wrong, or was read wrongly: correct it.',
    })
  if (problems.length > 0) return refused(words)
  const changes = before ? changesOf(before, entry) : []
  return {
    line: record.line,
    fate: before === undefined ? 'new' : changes.length === 0 ? 'same' : 'changed',
    subject: words,
    entry,
    changes,
    notes,
    problems,
  }
}

function datesOf(record: CsvRecord, { header, order, given }: Reading, source: string, problems: RowProblem[]) {
  const dates: LifecycleDate[] = []
  const notes: string[] = []
  for (const [place, column] of header.columns) {
    if (column.holds !== 'date') continue
    const cell = record.cells[place] ?? ''
    const read = readLifecycleDate(armed(cell.trim()), order)
    const title = milestoneTitles[column.milestone]
    const shown = cell.trim().slice(0, 60)
    if (read.kind === 'date') {
      const label = column.label ?? given.label ?? 'published'
      dates.push({ milestone: column.milestone, label, on: read.on, source: (source || given.name).slice(0, 300) })
      if (read.note !== undefined) notes.push(`${title} ${shown} is ${read.on}: ${read.note}`)
    } else if (read.kind === 'two-readings')
      problems.push({
        column: title,
        found: `${shown}, which is ${read.readings.join(' or ')}: ${read.why}`,
        expected: 'a date with one reading',
        toDo: 'Write it as YYYY-MM-DD, or say how the table writes its dates.',
      })
    else if (read.kind === 'no-date') problems.push({ column: title, found: shown, expected: read.expected, toDo: read.toDo })
  }
  return { dates, notes }
}

/** What the row says replaces what was known in the same way; the same day under another source stays as it was. */
function merged(before: readonly LifecycleDate[], said: readonly LifecycleDate[]): readonly LifecycleDate[] {
  const alike = (one: LifecycleDate, other: LifecycleDate) => one.milestone === other.milestone && one.label === other.label
  const kept = before.filter((each) => !said.some((other) => alike(each, other) && each.on !== other.on))
  return inOrder([...kept, ...said.filter((each) => !kept.some((other) => alike(each, other)))])
}

/** A table that has both columns may name the software in that of the product. */
const softwareIn = (text: string): string => (/^[A-Za-z][A-Za-z ]*$/.test(text) ? text : '')

function kindOf(text: string): SubjectKind | undefined {
  if (/^(?:release|software|version|branch|train)$/i.test(text)) return 'release'
  if (/^(?:product|chassis|model|platform|system|hardware|series|line)$/i.test(text)) return 'product'
  return /^(?:module|card|line ?card|part|component|fru|pic|mic|mpc|optic|power supply)$/i.test(text) ? 'module' : undefined
}
