import { isBlank, readSerial, readText } from '../../../installed-base/import/cells.ts'
import { headerOf, type ListRefused } from '../../../installed-base/import/columns.ts'
import {
  compared,
  type ListedRow,
  levelColumn,
  mostListed,
  type TheirList,
  type Unread,
} from '../../../installed-base/reconciliation/list.ts'
import { csvReader, separatorOf } from '../../../lib/csv.ts'

/** An inventory as a collector sends it: as CSV with a header, or as JSON; a line that cannot be read is named and loses no other (SSM-3.2.p2). */

export type FeedRow = ListedRow & { readonly release: string }
export type Feed = Omit<TheirList, 'kind' | 'rows'> & { readonly kind: 'feed'; readonly rows: readonly FeedRow[] }

const fields = ['serial', 'product', 'release', 'site', 'contract-level'] as const
type Field = (typeof fields)[number]
type Line = { readonly line: number; readonly cells: Readonly<Partial<Record<Field, string>>>; readonly problem?: string }
type Lines = { readonly kind: 'lines'; readonly lines: readonly Line[]; readonly speaks: ReadonlySet<string> }

const bare = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')
const releaseNames = new Set(['release', 'version', 'softwareversion', 'software', 'osversion', 'junosversion', 'junosrelease'])

export function readFeed(text: string): Feed | ListRefused {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  const found = start.startsWith('[') || start.startsWith('{') ? jsonLines(start) : csvLines(text)
  if (found.kind === 'list-refused') return found
  const rows = new Map<string, FeedRow>()
  const unread: Unread[] = []
  for (const { line, cells, problem } of found.lines) {
    const refuse = (what: string, toDo: string) => unread.push({ line, found: what.slice(0, 100), toDo })
    const said = (field: Field): string => {
      const cell = cells[field] ?? ''
      return isBlank(cell) ? '' : (readText('site', cell).value ?? '')
    }
    if (problem !== undefined) {
      refuse(problem, 'Correct this line.')
      continue
    }
    const serial = cells.serial?.trim() ? readSerial('serial', cells.serial) : undefined
    if (serial?.value === undefined) refuse(cells.serial?.trim() || 'no serial number', serial?.problem?.toDo ?? 'Send its serial number.')
    else if (rows.has(serial.value)) refuse(`${serial.value} a second time`, 'Send each device once.')
    else
      rows.set(serial.value, {
        serial: serial.value,
        product: said('product'),
        release: said('release'),
        site: said('site'),
        'contract-level': said('contract-level'),
      })
  }
  return { kind: 'feed', rows: [...rows.values()], speaks: compared.filter((field) => found.speaks.has(field)), unread }
}

const refused = (found: string, expected: string, toDo: string): ListRefused => ({ kind: 'list-refused', found, expected, toDo })
const tooMany = (lines: number) => refused(`${lines} lines`, `at most ${mostListed}`, 'Send it from several collectors.')

function csvLines(text: string): Lines | ListRefused {
  const reader = csvReader(separatorOf(text.trimStart().split('\n', 1)[0] ?? ''))
  const [head, ...records] = [...reader.push(text), ...reader.end()]
  if (!head) return refused('nothing', 'a header row and a line for each device, or JSON', 'Send the whole inventory.')
  const header = headerOf(head.cells)
  if (header.kind === 'list-refused') return header
  if (records.length > mostListed) return tooMany(records.length)
  const places: Readonly<Record<Field, number>> = {
    serial: header.places.get('serial') ?? -1,
    product: header.places.get('product') ?? -1,
    site: header.places.get('site') ?? -1,
    release: head.cells.findIndex((cell) => releaseNames.has(bare(cell))),
    'contract-level': levelColumn(head.cells),
  }
  return {
    kind: 'lines',
    speaks: new Set(fields.filter((field) => places[field] >= 0)),
    lines: records.map(({ line, cells, problem }) => ({
      line,
      cells: Object.fromEntries(fields.map((field) => [field, cells[places[field]] ?? ''])),
      ...(problem === undefined ? {} : { problem }),
    })),
  }
}

/** Names under which a JSON device says what it is. */
const jsonNames: Readonly<Record<Field, readonly string[]>> = {
  serial: ['serial', 'serialNumber'],
  product: ['model', 'product'],
  release: ['release', 'version'],
  site: ['site', 'location'],
  'contract-level': ['level', 'contractLevel'],
}

function jsonLines(text: string): Lines | ListRefused {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return refused('JSON that does not end or is not well-formed', 'a list of devices', 'Send the whole inventory again.')
  }
  const listed = Array.isArray(parsed) ? parsed : (parsed as { devices?: unknown }).devices
  if (!Array.isArray(listed)) return refused('no list of devices', '[{"serial": ...}] or {"devices": [...]}', 'Send a list.')
  if (listed.length > mostListed) return tooMany(listed.length)
  const speaks = new Set<string>()
  const lines = listed.map((each: unknown, at): Line => {
    const line = at + 1
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return { line, cells: {}, problem: 'no device' }
    const cells: Partial<Record<Field, string>> = {}
    for (const field of fields) {
      const value = jsonNames[field].map((name) => (each as Record<string, unknown>)[name]).find((one) => one !== undefined && one !== null)
      if (value === undefined) continue
      if (typeof value !== 'string' && typeof value !== 'number') return { line, cells: {}, problem: `${field} that is no text` }
      cells[field] = String(value)
      speaks.add(field)
    }
    return { line, cells }
  })
  return { kind: 'lines', lines, speaks }
}
