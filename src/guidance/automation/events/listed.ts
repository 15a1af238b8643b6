import { csvReader, separatorOf } from '../../../lib/csv.ts'

/** Events of a file, as a collector keeps them while the line is down: JSON, a JSON object on each line, or CSV with a header. */

export type ListedEvent = {
  readonly device: string
  readonly kind: string
  readonly severity: string
  readonly at: string
  readonly text: string
  readonly id: string
}
export type Listed = {
  readonly events: readonly ListedEvent[]
  readonly unread: readonly { readonly line: number; readonly found: string }[]
}

const fields = ['device', 'kind', 'severity', 'at', 'text', 'id'] as const
const needed = ['device', 'kind', 'at'] as const

export function listedEvents(text: string): Listed {
  const events: ListedEvent[] = []
  const unread: { line: number; found: string }[] = []
  for (const { line, given } of recordsOf(text.replace(/^\uFEFF/, ''))) {
    const missing = typeof given === 'string' ? given : missingIn(given)
    if (missing !== undefined || typeof given === 'string') {
      unread.push({ line, found: missing ?? '' })
      continue
    }
    const said = (field: (typeof fields)[number]) => String(given[field] ?? '')
    const severity = said('severity') || 'major'
    events.push({ device: said('device'), kind: said('kind'), severity, at: said('at'), text: said('text'), id: said('id') })
  }
  return { events, unread }
}

type Given = Readonly<Record<string, unknown>>
type Line = { readonly line: number; readonly given: Given | string }

const missingIn = (given: Given): string | undefined => {
  const lacking = needed.filter((field) => given[field] === undefined || given[field] === '')
  return lacking.length > 0 ? `found no ${lacking.join(' and no ')}` : undefined
}
const objectOf = (value: unknown): Given | string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : 'found no event'

function recordsOf(text: string): readonly Line[] {
  const start = text.trimStart()
  if (start.startsWith('[')) {
    try {
      return (JSON.parse(start) as unknown[]).map((each, at) => ({ line: at + 1, given: objectOf(each) }))
    } catch {
      return [{ line: 1, given: 'found JSON that is not well-formed' }]
    }
  }
  if (start.startsWith('{'))
    return text.split(/\r?\n/).flatMap((each, at): readonly Line[] => {
      if (each.trim() === '') return []
      try {
        return [{ line: at + 1, given: objectOf(JSON.parse(each)) }]
      } catch {
        return [{ line: at + 1, given: 'found JSON that is not well-formed' }]
      }
    })
  const reader = csvReader(separatorOf(start.split('\n', 1)[0] ?? ''))
  const [head, ...records] = [...reader.push(text), ...reader.end()]
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  return records.map(({ line, cells, problem }) => ({
    line,
    given: problem ?? Object.fromEntries(fields.map((field) => [field, cells[names.indexOf(field)] ?? ''])),
  }))
}
