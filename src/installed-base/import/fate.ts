import type { Device } from '../device.ts'
import type { CellProblem } from './cells.ts'

/** What a list or a chassis reply may say of a device. The parent is known by its serial. */
export type ListedDevice = Pick<
  Device,
  | 'serial'
  | 'product'
  | 'description'
  | 'kind'
  | 'slot'
  | 'siteId'
  | 'status'
  | 'acquired'
  | 'source'
  | 'seller'
  | 'originProof'
  | 'registeredOn'
  | 'modifiedCode'
  | 'grayMarket'
  | 'endOfSupportOn'
> & { readonly parentSerial: string | null }

/** The installed base as it stands, asked by serial and by the name or code of a site. */
export type KnownBase = {
  readonly device: (serial: string) => ListedDevice | undefined
  readonly site: (text: string) => string | undefined
}

export type FieldChange = { readonly field: keyof ListedDevice; readonly from: unknown; readonly to: unknown }

/**
 * What becomes of one row. A trial run and the run itself are the same answer; only the writer acts on it. A refused
 * row changes nothing and stops no other.
 */
export type RowFate = {
  readonly line: number
  readonly fate: 'add' | 'change' | 'same' | 'refused'
  readonly serial?: string
  /** The device as it would stand afterwards; absent when refused. */
  readonly device?: ListedDevice
  readonly changes?: readonly FieldChange[]
  readonly problems: readonly CellProblem[]
}

/** What a row says: only the fields it speaks of. */
export type Said = { readonly [field in keyof ListedDevice]?: ListedDevice[field] } & { readonly serial: string }

const fresh: Omit<ListedDevice, 'serial'> = {
  product: '',
  description: '',
  kind: 'chassis',
  slot: '',
  siteId: null,
  status: 'in-use',
  acquired: null,
  source: null,
  seller: '',
  originProof: '',
  registeredOn: null,
  modifiedCode: false,
  grayMarket: false,
  endOfSupportOn: null,
  parentSerial: null,
}

/** The fate of what was said, once nothing refuses it. What is not spoken of stays as it is. */
export const fateOf = (line: number, said: Said, known: ListedDevice | undefined, problems: readonly CellProblem[]): RowFate => {
  const { serial } = said
  if (!known) return { line, fate: 'add', serial, device: { ...fresh, ...said }, problems }
  const changes: FieldChange[] = []
  for (const [name, to] of Object.entries(said)) {
    const field = name as keyof ListedDevice
    if (to !== undefined && known[field] !== to) changes.push({ field, from: known[field], to })
  }
  if (changes.length === 0) return { line, fate: 'same', serial, device: known, problems }
  const device = { ...known, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) }
  return { line, fate: 'change', serial, device, changes, problems }
}

export type FateTally = { readonly [fate in RowFate['fate']]: number } & { readonly warned: number }

/** How many rows have which fate; `warned` are those that go through with something to look at. */
export const tally = (fates: Iterable<RowFate>): FateTally => {
  const count = { add: 0, change: 0, same: 0, refused: 0, warned: 0 }
  for (const { fate, problems } of fates) {
    count[fate] += 1
    if (fate !== 'refused' && problems.length > 0) count.warned += 1
  }
  return count
}
