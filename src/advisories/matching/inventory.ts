import { readRelease } from '../../junos/release/release.ts'
import { csvReader, separatorOf } from '../../lib/csv.ts'
import type { DeviceFacts } from './match.ts'

/** A device of a list that is kept in a file: whatever names it, its model, its release, and its cards where somebody wrote them down. */
export type InventoryDevice = DeviceFacts & { readonly line: number; readonly name: string }
export type InventoryProblem = { readonly line: number; readonly message: string }
export type Inventory = { readonly devices: readonly InventoryDevice[]; readonly problems: readonly InventoryProblem[] }

const headings = {
  name: ['name', 'hostname', 'host', 'device', 'serial', 'serialnumber'],
  model: ['model', 'product', 'productid', 'platform', 'hardware'],
  release: ['release', 'version', 'junos', 'software', 'osversion', 'softwareversion'],
  cards: ['cards', 'linecards', 'modules'],
} as const
type Column = keyof typeof headings

/** Reads a list of devices from CSV text. Rows that cannot be matched are named, and the others stand. */
export function readInventory(text: string): Inventory {
  const plain = text.replace(/^\uFEFF/, '')
  const reader = csvReader(separatorOf(plain.split('\n', 1)[0] ?? ''))
  const [first, ...records] = [...reader.push(plain), ...reader.end()]
  const problems: InventoryProblem[] = []
  const places = new Map<Column, number>()
  for (const [place, cell] of (first?.cells ?? []).entries()) {
    const heading = cell.toLowerCase().replace(/[^a-z]/g, '')
    for (const [column, known] of Object.entries(headings) as [Column, readonly string[]][])
      if (known.includes(heading) && !places.has(column)) places.set(column, place)
  }
  const missing = (['model', 'release'] as const).filter((column) => !places.has(column))
  if (missing.length > 0)
    return {
      devices: [],
      problems: [
        {
          line: 1,
          message: `Found the columns ${(first?.cells ?? []).join(', ').slice(0, 200) || 'of an empty file'}; expected one for the ${missing.join(' and one for the ')}, such as ${missing.map((column) => headings[column][0]).join(', ')}.`,
        },
      ],
    }
  const devices: InventoryDevice[] = []
  // many devices run the same one
  const releases = new Map<string, ReturnType<typeof readRelease>>()
  for (const { line, cells, problem } of records) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim()
    const text = cell('release')
    const release = releases.get(text) ?? readRelease(text)
    releases.set(text, release)
    if (problem !== undefined) problems.push({ line, message: problem })
    else if (cell('model') === '') problems.push({ line, message: 'Found no model; expected one such as MX204.' })
    else if (release.kind === 'no-release') problems.push({ line, message: `"${release.found}": ${release.message}` })
    else
      devices.push({
        line,
        name: cell('name') || `line ${line}`,
        model: cell('model'),
        release,
        ...(cell('cards') === '' ? {} : { cards: cell('cards').split(/\s*[;|/]\s*/) }),
      })
  }
  return { devices, problems }
}
