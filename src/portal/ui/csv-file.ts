import { type CsvValue, csvText } from '../../lib/csv.ts'

/** Rows in one file at most; more is asked for in pieces, with narrower filters. */
export const mostRows = 10_000

export type CsvColumn<Row> = { readonly name: string; readonly of: (row: Row) => CsvValue }

/** A list as a file for spreadsheets: RFC 4180 behind the mark by which they know UTF-8. */
export const csvFile = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  `\uFEFF${[
    ...csvText(
      columns.map(({ name }) => name),
      rows.map((row) => columns.map(({ of }) => of(row))),
    ),
  ].join('')}`

/**
 * The name of a file: which list, and of which day.
 * @param date the day in the reader's zone, `2026-03-06`
 */
export const csvName = (list: string, date: string): string =>
  `${list
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}-${date}.csv`

export type Portion<Row> = { readonly items: readonly Row[]; readonly next?: string | null }

/**
 * Reads a list page by page until it ends or is full.
 * @param progress is told how many rows are there
 * @returns the rows, and whether there were more than fit
 */
export async function walk<Row>(
  read: (cursor: string | undefined) => Promise<Portion<Row>>,
  progress: (rows: number) => void,
  most: number = mostRows,
): Promise<{ readonly rows: readonly Row[]; readonly cut: boolean }> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await read(cursor)
    rows.push(...items)
    cursor = next ?? undefined
    progress(Math.min(rows.length, most))
  } while (cursor !== undefined && rows.length < most)
  return { rows: rows.slice(0, most), cut: cursor !== undefined || rows.length > most }
}
