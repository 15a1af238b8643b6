import { columns } from '../say.ts'

/** An answer as lines for a person. */

const isSimple = (value: unknown): boolean => value === null || typeof value !== 'object'
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const plain = (value: unknown): string => (value === null || value === undefined || value === '' ? '-' : String(value))

const mostColumns = 8
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const widest = 44

/** A list of records as a table of what is simple in them, else line by line, as deep as it goes. */
export function outline(value: unknown): string {
  if (isRecord(value) && Array.isArray(value.items)) {
    const { items, ...rest } = value
    const more = Object.entries(rest).filter(([, each]) => each !== null && !(Array.isArray(each) && each.length === 0))
    return [
      items.length === 0 ? 'Nothing.' : tableOf(items),
      ...(more.length > 0 ? ['', ...linesOf(Object.fromEntries(more), '')] : []),
    ].join('\n')
  }
  return linesOf(value, '').join('\n')
}

function tableOf(items: readonly unknown[]): string {
  const rows = items.filter(isRecord)
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.every((row) => isSimple(row[name] ?? null)))
  if (rows.length < items.length || names.length === 0) return linesOf(items, '').join('\n')
  const isId = (name: string) => rows.every((row) => uuid.test(String(row[name])))
  // what a person reads first; an id last, for what is done next
  const shown = [...names.filter((name) => !isId(name)).slice(0, mostColumns), ...names.filter(isId).slice(0, 1)]
  const cell = (row: Readonly<Record<string, unknown>>, name: string) => {
    const text = plain(row[name]).replace(/\s+/g, ' ')
    return text.length > widest ? `${text.slice(0, widest - 3)}...` : text
  }
  return columns([shown, ...rows.map((row) => shown.map((name) => cell(row, name)))])
}

function linesOf(value: unknown, indent: string): readonly string[] {
  if (isSimple(value)) return [`${indent}${plain(value)}`]
  if (Array.isArray(value))
    return value.flatMap((each) => {
      const [first = '', ...others] = linesOf(each, `${indent}  `)
      return [`${indent}- ${first.trimStart()}`, ...others]
    })
  return Object.entries(value as object).flatMap(([name, each]: [string, unknown]) => {
    if (isSimple(each)) return [`${indent}${name}: ${plain(each)}`]
    if (Array.isArray(each) && each.every(isSimple)) return [`${indent}${name}: ${each.map(plain).join(', ') || '-'}`]
    return [`${indent}${name}:`, ...linesOf(each, `${indent}  `)]
  })
}
