/**
 * Comma-separated values, both ways: the one writer of the house and the reader of lists from outside.
 *
 * The writer disarms cells that a spreadsheet would run as a formula, with an apostrophe in front; there is no other
 * writer, because such a hole comes back where there are two (CVE-2025-61873 and again CVE-2026-41073).
 *
 * The reader is our own since a bad row may not take good ones with it: csv-parse reads on from a quote that is never
 * closed and drops every row behind it without a word (tried with 7.0.3, with and without `skip_records_with_error`).
 */

/** Apostrophes before a sign that starts a formula, the wide forms included, also behind blanks. */
const formula = /^'*(?:[\t\r\n\0]|[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])/

/** Whether a spreadsheet might run a cell. */
export const looksLikeFormula = (cell: string): boolean => !cell.startsWith("'") && formula.test(cell)

export type CsvValue = string | number | boolean | null | undefined

/** One cell, disarmed and quoted where needed. Numbers stay numbers, also negative ones. */
export const csvCell = (value: CsvValue): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /["',;\t\r\n\0]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One row with its line end (RFC 4180: CR LF). */
export const csvRow = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`

/** A header and rows as text, row by row, so that an export of any size needs the memory of one row. */
export function* csvText(header: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<string, void, undefined> {
  yield csvRow(header)
  for (const row of rows) yield csvRow(row)
}

/** The text of a cell that the writer may have disarmed. */
export const armed = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell)

export type CsvRecord = {
  /** Line of the text on which the record begins, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** What is wrong with the form of this record; its cells are as good as they could be read. */
  readonly problem?: string
}

export type CsvReader = {
  /** The records that are complete with this piece of text; pieces may end anywhere. */
  readonly push: (text: string) => readonly CsvRecord[]
  /** The rest, once there is no more text. */
  readonly end: () => readonly CsvRecord[]
}

export const csvBounds = { charactersOfARow: 65_536, cellsOfARow: 1_000, linesOfACell: 100 } as const

/** How files that are no text begin, once their bytes were decoded as text in one way or another. */
const others: readonly (readonly [begins: RegExp, what: string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how they begin
  [/^PK[\u0003\u0005 ][\u0004\u0006 ]/, 'an Excel workbook (.xlsx), or another packed file'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how they begin
  [/^(?:\u00d0\u00cf|\ufffd{2})[\u0011 ][\u00e0\u0871\ufffd]/, 'an Excel workbook of the old kind (.xls)'],
  [/^%PDF-/, 'a PDF document'],
  [/^\{\\rtf/, 'a document of a word processor'],
]

/** What a file is that was sent as a list and is none; undefined for text. Give the first cell, as it was decoded. */
export const otherFile = (firstCell: string): string | undefined => others.find(([begins]) => begins.test(firstCell))?.[1]

/** What to do with such a file. */
export const saveAsList = 'Open it with a spreadsheet, save the sheet as "CSV UTF-8", and choose that file.'

/** The separator that the first line uses most, outside quotes: comma, semicolon or tab. */
export const separatorOf = (firstLine: string): ',' | ';' | '\t' => {
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const count = (sign: string): number => bare.split(sign).length
  const best = ([',', ';', '\t'] as const).reduce((most, sign) => (count(sign) > count(most) ? sign : most))
  return best
}

/**
 * The cells of one record; `open` when a quoted cell is not closed yet, `torn` when a closing quote is followed by
 * something else than a separator.
 */
const cellsOf = (text: string, separator: string): readonly string[] | 'open' | 'torn' => {
  if (!text.includes('"')) return text.split(separator)
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let cell = ''
      let from = at + 1
      for (;;) {
        const quote = text.indexOf('"', from)
        if (quote < 0) return 'open'
        cell += text.slice(from, quote)
        if (text[quote + 1] !== '"') {
          at = quote + 1
          break
        }
        cell += '"'
        from = quote + 2
      }
      cells.push(cell)
      if (at === text.length) return cells
      if (text[at] !== separator) return 'torn'
    } else {
      const next = text.indexOf(separator, at)
      cells.push(text.slice(at, next < 0 ? text.length : next))
      if (next < 0) return cells
      at = next
    }
    at += 1
  }
}

/**
 * Reads records from text that arrives in pieces, in bounded memory, and never throws. Quoted cells may span lines. A
 * quote that is not closed within the bounds, or that is closed in the middle of a cell, spoils its own line only:
 * that line comes out with a problem, and reading goes on with the next.
 */
export const csvReader = (separator: ',' | ';' | '\t'): CsvReader => {
  let pending = ''
  let overlong = false
  let line = 0
  /** Lines of a record whose quoted cell is still open. */
  let held: string[] = []

  const done = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)
  const record = (at: number, cells: readonly string[], problem?: string): CsvRecord =>
    cells.length > csvBounds.cellsOfARow
      ? { line: at, cells: cells.slice(0, csvBounds.cellsOfARow), problem: `more than ${csvBounds.cellsOfARow} cells` }
      : problem === undefined
        ? { line: at, cells }
        : { line: at, cells, problem }

  const spoiled = (found: CsvRecord[]): void => {
    const lines = held
    held = []
    const first = lines[0]!
    line -= lines.length - 1
    found.push(record(line, done(first).replaceAll('"', '').split(separator), 'a quote that is not closed'))
    for (const each of lines.slice(1)) take(each, found)
  }

  const take = (raw: string, found: CsvRecord[]): void => {
    line += 1
    if (held.length === 0 && done(raw) === '') return
    held.push(raw)
    // While a quoted cell is open, a line without a quote cannot close it.
    const waiting = held.length > 1 && !raw.includes('"')
    const text = waiting ? '' : done(held.join('\n'))
    const cells = waiting ? 'open' : cellsOf(text, separator)
    if (typeof cells === 'string') {
      const length = held.reduce((sum, each) => sum + each.length, 0)
      const over = held.length > csvBounds.linesOfACell || length > csvBounds.charactersOfARow
      if (cells === 'torn' || over) spoiled(found)
      return
    }
    const first = line - held.length + 1
    held = []
    if (cells.some((cell) => cell.trim() !== '')) found.push(record(first, cells))
  }

  const tooLong = (found: CsvRecord[]): void => {
    if (held.length > 0) spoiled(found)
    line += 1
    found.push({ line, cells: [], problem: `a row of more than ${csvBounds.charactersOfARow} characters` })
  }

  return {
    push: (text) => {
      const found: CsvRecord[] = []
      let from = 0
      for (;;) {
        const next = text.indexOf('\n', from)
        if (next < 0) break
        const whole = pending + text.slice(from, next)
        pending = ''
        from = next + 1
        if (overlong) overlong = false
        else if (whole.length > csvBounds.charactersOfARow) tooLong(found)
        else take(line === 0 && held.length === 0 ? whole.replace(/^\uFEFF/, '') : whole, found)
      }
      if (!overlong) pending += text.slice(from)
      if (pending.length > csvBounds.charactersOfARow) {
        tooLong(found)
        overlong = true
        pending = ''
      }
      return found
    },
    end: () => {
      const found: CsvRecord[] = []
      if (!overlong && pending !== '') take(line === 0 ? pending.replace(/^\uFEFF/, '') : pending, found)
      pending = ''
      while (held.length > 0) spoiled(found)
      return found
    },
  }
}
