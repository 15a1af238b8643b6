import { audit, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { type AgeBand, ageBands, ageOf, runsRelease, shippedOf } from './age.ts'
import { changesOf, type Entry, keyOf, type Label, type LifecycleDate, labels, lifecycleTimer } from './entry.ts'
import {
  type Band,
  bandOf,
  bands,
  type DatedDevice,
  type FirstEnd,
  keysOf,
  type LifeSide,
  lifeSides,
  type Standing,
  standingOf,
  tableOf,
} from './standing.ts'
import * as store from './store.ts'
import { readTable, type TableGiven, type TableRead } from './table.ts'

/** Who changes the table, and from what account of the provider's. */
export type TableBy = { readonly now: Instant; readonly actor: string; readonly accountId: string }

/**
 * Takes a table of dates. What says nothing new writes nothing; a refused row stops no other.
 * @param dryRun says what would become of each row and writes nothing
 */
export async function takeTable(tx: Tx, by: TableBy, given: TableGiven, dryRun: boolean): Promise<TableRead> {
  await store.holdTable(tx)
  const known = new Map((await store.allEntries(tx)).map((entry) => [entry.key, entry]))
  const read = readTable(given, (key) => known.get(key))
  if (dryRun || read.kind === 'refused') return read
  const written = read.rows.filter(({ fate }) => fate === 'new' || fate === 'changed')
  for (const { entry, changes } of written) {
    if (!entry) continue
    const version = (known.get(keyOf(entry))?.version ?? 0) + 1
    await store.writeEntry(tx, by.now, { entry, version, actor: by.actor, source: given.name, changes })
  }
  if (written.length > 0) {
    await announceTable(tx, by.now)
    await audit(tx, {
      accountId: by.accountId,
      now: by.now,
      actor: by.actor,
      action: 'lifecycle.import',
      subject: given.name,
      detail: { entries: written.slice(0, 200).map(({ subject, fate }) => `${subject} ${fate}`) },
    })
  }
  return read
}

/** Has every account with devices looked at anew, each in a transaction of its own. */
async function announceTable(tx: Tx, now: Instant): Promise<void> {
  for (const accountId of await store.accountsWithDevices(tx))
    await setTimer(tx, { accountId, now, kind: lifecycleTimer, subjectId: accountId, dueAt: now, rank: 8, again: true })
}

/** Writes one entry by hand; what is said already writes nothing. */
export async function writeEntry(tx: Tx, by: TableBy, entry: Entry, source: string): Promise<readonly string[]> {
  await store.holdTable(tx)
  const before = await store.findEntry(tx, keyOf(entry))
  const changes = before ? changesOf(before, entry) : []
  if (before && changes.length === 0) return changes
  await store.writeEntry(tx, by.now, { entry, version: (before?.version ?? 0) + 1, actor: by.actor, source, changes })
  await audit(tx, {
    accountId: by.accountId,
    now: by.now,
    actor: by.actor,
    action: 'lifecycle.write',
    subject: keyOf(entry),
    detail: { changes },
  })
  await announceTable(tx, by.now)
  return changes
}

/** The life of each of these devices. */
export async function standingsOf(tx: Tx, devices: readonly DatedDevice[]): Promise<readonly Standing[]> {
  if (devices.length === 0) return []
  const table = tableOf(await store.entriesFor(tx, [...new Set(devices.flatMap(keysOf))]))
  return devices.map((device) => standingOf(device, table))
}

/**
 * Both sides of the life of devices in use and of the modules in them. Devices that share their facts are worked out once.
 * @param ids of devices, without those of their modules
 */
export async function sidesOf(tx: Tx, accountId: string, ids: readonly string[]): Promise<readonly DeviceSide[]> {
  if (ids.length === 0) return []
  const devices = await store.listWithModules(tx, accountId, ids)
  const table = tableOf(await store.entriesFor(tx, [...new Set(devices.flatMap(keysOf))]))
  const shared = Map.groupBy(devices, ({ product, kind, release, endOfSupportOn }) =>
    JSON.stringify([product, kind, release, endOfSupportOn]),
  )
  return [...shared.values()].flatMap((each) => {
    const [first] = each as [store.CoveredDevice, ...store.CoveredDevice[]]
    const sides = lifeSides(first, standingOf(first, table))
    return each.flatMap(({ id, serial }) => sides.map((side) => ({ deviceId: id, serial, ...side })))
  })
}
type DeviceSide = LifeSide & { readonly deviceId: string; readonly serial: string }

/** What the table says of the end of support of each device's product and release, for whoever decides by it. */
export async function supportEnds(tx: Tx, devices: readonly DatedDevice[]): Promise<readonly (readonly TableEnd[])[]> {
  return (await standingsOf(tx, devices)).map(({ ends }) => ends.filter((end): end is TableEnd => end.of !== 'device'))
}
type TableEnd = FirstEnd & { readonly of: 'product' | 'release'; readonly label: Label }

export type Judged = store.Shared & {
  readonly ends: readonly FirstEnd[]
  /** When the branch of the release first shipped, and how that is known; null where it is not. */
  readonly shipped: Pick<LifecycleDate, 'on' | 'label'> | null
}

/** Which ends of support are asked for: that of the device or its product, or that of its release; and known in which way. */
export type Asked = { readonly of?: 'product' | 'release' | undefined; readonly label?: FirstEnd['label'] | undefined }
const isAsked = ({ of, label }: Asked, end: FirstEnd): boolean =>
  (of === undefined || (of === 'release') === (end.of === 'release')) && (label === undefined || label === end.label)

/** The facts that devices of an account share, each with the ends of support that are asked for. */
export async function judgeAccount(tx: Tx, accountId: string, asked: Asked): Promise<readonly Judged[]> {
  const table = tableOf(await store.allEntries(tx))
  return (await store.listShared(tx, accountId)).map((shared) => {
    const { ends, release } = standingOf(shared, table)
    const shipped = shippedOf(release)
    return {
      ...shared,
      ends: ends.filter((end) => isAsked(asked, end)),
      shipped: shipped ? { on: shipped.on, label: shipped.label } : null,
    }
  })
}

const never = 'infinity'

/**
 * As many of the facts, the first to leave support first, as surely hold the devices of one page: of a large account most need not be
 * looked for.
 * @param from the day of the last device shown, of which some may have been shown already
 */
export function enoughFor(judged: readonly Judged[], from: string | undefined, limit: number): readonly Judged[] {
  const dayOf = ({ ends: [first] }: Judged) => first?.on ?? never
  const ahead = judged
    .filter((each) => from === undefined || dayOf(each) >= from)
    .sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1))
  const enough: Judged[] = []
  let devices = 0
  for (const each of ahead) {
    const last = enough.at(-1)
    if (devices >= limit && last && dayOf(last) !== dayOf(each)) break
    enough.push(each)
    if (dayOf(each) !== from) devices += each.devices
  }
  return enough
}

/** How many devices run a release of which age, and how their dates are known. */
export function countAges(
  judged: readonly Judged[],
  today: LocalDate,
): readonly { readonly band: AgeBand; readonly devices: number; readonly known: Readonly<Partial<Record<Label, number>>> }[] {
  const running = judged.filter(runsRelease)
  return ageBands.map((band) => {
    const of = running.filter(({ shipped }) => ageOf(shipped?.on, today) === band)
    const sum = (some: readonly Judged[]) => some.reduce((total, { devices }) => total + devices, 0)
    const known = labels.flatMap((label) => {
      const devices = sum(of.filter(({ shipped }) => shipped?.label === label))
      return devices > 0 ? [[label, devices] as const] : []
    })
    return { band, devices: sum(of), known: Object.fromEntries(known) }
  })
}

/** How many devices leave support when. */
export function countBands(judged: readonly Judged[], today: LocalDate): Readonly<Record<Band, number>> {
  const counts = Object.fromEntries(bands.map((band) => [band, 0])) as Record<Band, number>
  for (const { ends, devices } of judged) counts[bandOf(ends[0]?.on ?? null, today)] += devices
  return counts
}
