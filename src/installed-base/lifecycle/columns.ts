import { otherFile, saveAsList } from '../../lib/csv.ts'
import { type Label, type Milestone, milestoneTitles } from './entry.ts'

/** What a column of a table of dates holds. Several columns may hold notes; of everything else there is one. */
export type Column =
  | { readonly holds: 'release' | 'product' | 'kind' | 'software' | 'source' | 'note' | 'withdrawn' }
  | { readonly holds: 'date'; readonly milestone: Milestone; readonly label: Label | null }

export type Header = {
  readonly kind: 'header'
  readonly columns: ReadonlyMap<number, Column>
  /** Headings that are not known; their cells are left unread. */
  readonly unread: readonly string[]
}
export type HeaderRefused = { readonly kind: 'refused'; readonly found: string; readonly expected: string; readonly toDo: string }

/** Names of columns with everything but letters left out. */
const texts: Readonly<Record<Exclude<Column['holds'], 'date'>, readonly string[]>> = {
  release: ['release', 'version', 'branch', 'train', 'softwarerelease', 'softwareversion', 'junosrelease', 'osversion', 'osrelease'],
  product: [
    'product',
    'productname',
    'productnumber',
    'model',
    'modelnumber',
    'sku',
    'partnumber',
    'part',
    'item',
    'hardware',
    'device',
    'module',
  ],
  kind: ['kind', 'type', 'producttype', 'category'],
  software: ['software', 'softwarename', 'os', 'operatingsystem'],
  source: ['source', 'reference', 'url', 'link', 'notice', 'bulletin', 'document'],
  note: ['note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'docpublishednote', 'documentationnote'],
  withdrawn: ['withdrawn', 'recalledrelease'],
}
const dates: Readonly<Record<Milestone, readonly string[]>> = {
  documented: ['docpublished', 'docspublished', 'documentationpublished', 'documented'],
  firstShipped: [
    'frs',
    'firstrevenueship',
    'firstrevenueshipment',
    'firstshipped',
    'firstreleaseshipping',
    'firstrelease',
    'released',
    'releasedon',
    'ga',
    'generalavailability',
  ],
  announced: [
    'announced',
    'announcement',
    'endoflifeannounced',
    'endoflifeannouncement',
    'endoflife',
    'eolannounced',
    'eolannouncement',
    'eol',
    'eolnotice',
  ],
  lastOrder: ['lod', 'lastorder', 'lastorders', 'lasttimebuy', 'lastdaytoorder', 'endofsale', 'endofsales'],
  endOfEngineering: [
    'eoe',
    'endofengineering',
    'endofengineeringsupport',
    'endofswengineering',
    'endofsoftwareengineering',
    'endofhardwareengineering',
  ],
  endOfSupport: ['eos', 'eosl', 'endofsupport', 'endofservice', 'lastdayofsupport', 'endoflifeendofsupport', 'eoleos', 'endofservicelife'],
}
const textByName = new Map(Object.entries(texts).flatMap(([holds, names]) => names.map((name) => [name, holds as keyof typeof texts])))
const dateByName = new Map(Object.entries(dates).flatMap(([milestone, names]) => names.map((name) => [name, milestone as Milestone])))

/** Words of a heading that say how its dates are known. */
const labelled: readonly (readonly [Label, RegExp])[] = [
  ['computed', /computed|calculated|estimated|expected/g],
  ['recalled', /recalled|unverified|remembered/g],
  ['published', /published|official/g],
]

function columnOf(heading: string): Column | undefined {
  const name = heading.toLowerCase().replace(/[^a-z]/g, '')
  const text = textByName.get(name)
  if (text) return { holds: text }
  // `status_in_docs_2026`: what a table says of a state is a remark
  if (/^status/.test(name)) return { holds: 'note' }
  const plain = milestoneIn(name)
  if (plain) return { holds: 'date', milestone: plain, label: null }
  for (const [label, word] of labelled) {
    if (!word.test(name)) continue
    word.lastIndex = 0
    const milestone = milestoneIn(labelled.reduce((rest, [, each]) => rest.replace(each, ''), name))
    return milestone && { holds: 'date', milestone, label }
  }
  return undefined
}

/** `End of Support (EOS) Date` and `eos_36m` are the end of support. */
const milestoneIn = (name: string): Milestone | undefined =>
  dateByName.get(name) ??
  dateByName.get(name.replace(/(?:date|day|on|m)$/, '')) ??
  dateByName.get(name.replace(/(?:frs|eoe|eos|eol|lod)?(?:date|day)?$/, ''))

/** Reads the first row. A table without a subject or without a date says nothing. */
export function headerOf(cells: readonly string[]): Header | HeaderRefused {
  const other = otherFile(cells[0] ?? '')
  if (other) return { kind: 'refused', found: other, expected: 'text with a row for each release or product (CSV)', toDo: saveAsList }
  const columns = new Map<number, Column>()
  const unread: string[] = []
  for (const [place, cell] of cells.entries()) {
    const heading = cell.trim()
    const column = columnOf(heading)
    if (column === undefined) {
      if (heading !== '') unread.push(heading.slice(0, 100))
      continue
    }
    const twin = [...columns].find(([, each]) => column.holds !== 'note' && sameColumn(each, column))
    if (twin)
      return {
        kind: 'refused',
        found: `${nameOf(column)} twice ("${cells[twin[0]]?.trim()}" and "${heading}")`,
        expected: 'each column once',
        toDo: 'Remove or rename one of the two.',
      }
    columns.set(place, column)
  }
  const held = [...columns.values()]
  const found = `the columns ${
    cells
      .slice(0, 20)
      .map((cell) => `"${cell.trim().slice(0, 40)}"`)
      .join(', ') || 'none'
  }`
  if (!held.some(({ holds }) => holds === 'release' || holds === 'product'))
    return {
      kind: 'refused',
      found,
      expected: 'a column Release or Product in the first row',
      toDo: 'Put the names of the columns in the first row.',
    }
  if (!held.some(({ holds }) => holds === 'date'))
    return {
      kind: 'refused',
      found,
      expected: `a column of dates, such as ${milestoneTitles.endOfSupport}`,
      toDo: 'Name the columns of dates.',
    }
  return { kind: 'header', columns, unread }
}

const nameOf = (column: Column): string =>
  column.holds === 'date' ? `the column ${milestoneTitles[column.milestone]}` : `the column ${column.holds}`
const sameColumn = (one: Column, other: Column): boolean =>
  one.holds === 'date' && other.holds === 'date'
    ? one.milestone === other.milestone && one.label === other.label
    : one.holds === other.holds
