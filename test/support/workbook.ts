import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

export type Cell = string | number | boolean | Date | null
type Options = {
  /** Further parts of the archive, by their names. */
  readonly parts?: Readonly<Record<string, Buffer>>
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const dayMs = 86_400_000
/** Days of a workbook count from the end of 1899. */
const firstDay = 25_569

/** An Excel workbook (ECMA-376) with the sheets that are given, as spreadsheets write it: texts shared, days as numbers with a style. */
export async function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  { parts = {} }: Options = {},
): Promise<Buffer> {
  const texts: string[] = []
  const cell = (value: Cell, row: number, column: number): string => {
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`
    if (value === null) return ''
    if (value instanceof Date) return `<c ${place} s="1"><v>${value.getTime() / dayMs + firstDay}</v></c>`
    if (typeof value === 'boolean') return `<c ${place} t="b"><v>${Number(value)}</v></c>`
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
    return `<c ${place} t="s"><v>${texts.push(value) - 1}</v></c>`
  }
  const names = Object.keys(sheets)
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(head + text), name)
  for (const [at, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map(
      (row, line) => `<row r="${line + 1}">${row.map((value, column) => cell(value, line, column)).join('')}</row>`,
    )
    add(`xl/worksheets/sheet${at + 1}.xml`, `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`)
  }
  add(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  )
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  )
  const listed = names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  add('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`)
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`
  const relations = names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  relations.push(relation('rId98', 'styles', 'styles.xml'), relation('rId99', 'sharedStrings', 'sharedStrings.xml'))
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
  )
  add('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
  for (const [name, bytes] of Object.entries(parts)) zip.addBuffer(bytes, name)
  zip.end()
  return buffer(zip.outputStream)
}
