import { deadlineAfter } from '../../calendar/terms.ts'
import { branchOf, readRelease } from '../../junos/release/release.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Device } from '../device.ts'
import {
  counting,
  type Entry,
  evolved,
  inOrder,
  junos,
  keyOf,
  type Label,
  type LifecycleDate,
  labels,
  lineOf,
  type Milestone,
  milestones,
  type Subject,
  subjectWords,
} from './entry.ts'
import { withComputed } from './rules.ts'

/** What of a device its dates hang on. */
export type DatedDevice = Pick<Device, 'product' | 'kind' | 'release' | 'endOfSupportOn'>

/** The dates that count for one side of a device, each with the entry it stands in. */
export type Side = {
  readonly subject: string
  readonly withdrawn: boolean
  readonly dates: readonly (LifecycleDate & { readonly entry: string })[]
}

/** The end of support that comes first, and why it counts. `by hand` is the device's own, which somebody entered. */
export type FirstEnd = {
  readonly of: 'device' | 'product' | 'release'
  readonly on: LocalDate
  readonly label: Label | 'by hand'
  readonly entry: string
  readonly source: string
}

export type Standing = { readonly product: Side | null; readonly release: Side | null; readonly ends: readonly FirstEnd[] }

/** The days on which somebody has to have acted. */
export const endMilestones = ['endOfEngineering', 'endOfSupport'] as const
export type EndMilestone = (typeof endMilestones)[number]

/** One side of the life of a device: what it is of, and when it ends. */
export type LifeSide = {
  readonly of: 'product' | 'release'
  readonly subject: string
  readonly ends: Readonly<Partial<Record<EndMilestone, Pick<FirstEnd, 'on' | 'label'>>>>
}

/**
 * Both sides of the life of a device, named by what the device is and runs, whichever entry speaks of it. Its own end of support stands
 * for that of its product.
 */
export function lifeSides(device: DatedDevice, { product, release }: Standing): readonly LifeSide[] {
  const endsOf = (side: Side | null): LifeSide['ends'] =>
    Object.fromEntries(
      (side?.dates ?? []).flatMap(({ milestone, on, label }) =>
        endMilestones.some((each) => each === milestone) ? [[milestone, { on, label }] as const] : [],
      ),
    )
  const { endOfSupportOn } = device
  const own: LifeSide['ends'] = endOfSupportOn === null ? {} : { endOfSupport: { on: endOfSupportOn, label: 'by hand' } }
  const running = releaseOf(device)
  return [
    { of: 'product', subject: device.product || 'no product named', ends: { ...endsOf(product), ...own } },
    ...(running ? [{ of: 'release' as const, subject: subjectWords(running), ends: endsOf(release) }] : []),
  ]
}

export const bands = ['past', 'within 3 months', 'within 6 months', 'within 12 months', 'later', 'unknown'] as const
export type Band = (typeof bands)[number]

/** The entry that a device's release is in; null when no release is known or it cannot be read. */
export function releaseOf({ kind, product, release }: DatedDevice): Subject | null {
  if (release.trim() === '') return null
  // a product that is software has releases of its own
  if (kind === 'software') return { kind: 'release', software: product, name: release.trim() }
  const read = readRelease(release)
  if (read.kind !== 'release') return null
  const name = read.line === 'X' ? `${branchOf(read)}X${read.number}` : branchOf(read)
  return { kind: 'release', software: read.product === 'evolved' ? evolved : junos, name }
}

/** The keys under which a device may be found, besides the lines it may be of. */
export function keysOf(device: DatedDevice): readonly string[] {
  const release = releaseOf(device)
  const kinds = device.kind === 'module' ? (['module', 'product'] as const) : (['product'] as const)
  return [
    ...(device.product === '' ? [] : kinds.map((kind) => keyOf({ kind, software: '', name: device.product }))),
    ...(release === null ? [] : shorter(release).map(keyOf)),
  ]
}

/** `7.1.4` of other software is found as 7.1.4, 7.1 and 7. */
function shorter(release: Subject): readonly Subject[] {
  if (release.software === junos || release.software === evolved) return [release]
  const parts = release.name.split('.')
  return parts.map((_, at) => ({ ...release, name: parts.slice(0, parts.length - at).join('.') }))
}

/** The table as it is looked up: by key, and whole lines of products with the narrowest first. */
export type Table = {
  readonly byKey: ReadonlyMap<string, Entry>
  readonly lines: readonly { readonly line: string; readonly entry: Entry }[]
}

export function tableOf(entries: readonly Entry[]): Table {
  const lines = entries.flatMap((entry) => {
    const line = lineOf(entry)
    return line === null ? [] : [{ line, entry }]
  })
  return {
    byKey: new Map(entries.map((entry) => [keyOf(entry), entry])),
    lines: lines.sort((one, other) => other.line.length - one.line.length),
  }
}

/**
 * The life of a device: its product, from the entry of the model or else of the line it is of, and its release. Of each milestone the
 * date counts that is known best, and of two known alike the one of the narrower entry.
 */
export function standingOf(device: DatedDevice, table: Table): Standing {
  const exact = keysOf(device).flatMap((key) => table.byKey.get(key) ?? [])
  const name = device.product.toUpperCase()
  const lines = table.lines.filter(({ line, entry }) => name.startsWith(line) && fits(entry.kind, device.kind)).map(({ entry }) => entry)
  const product = sideOf([...exact.filter(({ kind }) => kind !== 'release'), ...lines])
  const release = sideOf(exact.filter(({ kind }) => kind === 'release').sort((one, other) => other.name.length - one.name.length))
  return { product, release, ends: endsOf(device.endOfSupportOn, product, release) }
}

const fits = (kind: Entry['kind'], device: Device['kind']): boolean => kind === 'product' || (kind === 'module' && device === 'module')

function sideOf(entries: readonly Entry[]): Side | null {
  const [nearest] = entries
  if (!nearest) return null
  const dated = entries.map((entry) => ({ entry: subjectWords(entry), dates: withComputed(entry) }))
  const best = (milestone: Milestone) =>
    labels.flatMap((label) =>
      dated.flatMap(({ entry, dates }) => {
        const found = counting(dates, milestone)
        return found?.label === label ? [{ ...found, entry }] : []
      }),
    )[0]
  return {
    subject: subjectWords(nearest),
    withdrawn: nearest.withdrawn,
    dates: inOrder(milestones.flatMap((milestone) => best(milestone) ?? [])) as Side['dates'],
  }
}

/** Every end of support that speaks of a device, the first to come first. The device's own stands for that of its product. */
function endsOf(own: LocalDate | null, product: Side | null, release: Side | null): readonly FirstEnd[] {
  const end = (side: Side | null, of: 'product' | 'release'): FirstEnd[] =>
    (side?.dates ?? [])
      .filter(({ milestone }) => milestone === 'endOfSupport')
      .map(({ on, label, entry, source }) => ({ of, on, label, entry, source }))
  const hardware: readonly FirstEnd[] =
    own === null
      ? end(product, 'product')
      : [{ of: 'device', on: own, label: 'by hand', entry: 'the device', source: 'entered for the device' }]
  return [...hardware, ...end(release, 'release')].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** How near an end of support is. The day itself is still served. */
export function bandOf(on: LocalDate | null, today: LocalDate): Band {
  if (on === null) return 'unknown'
  if (on < today) return 'past'
  if (on <= deadlineAfter(today, 3)) return 'within 3 months'
  if (on <= deadlineAfter(today, 6)) return 'within 6 months'
  return on <= deadlineAfter(today, 12) ? 'within 12 months' : 'later'
}
