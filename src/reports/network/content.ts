import type { DeviceFacts } from '../../contracts/facts.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Span } from './periods.ts'

/** What the reports say, worked out from records and typed by nobody (ACP-6.p1). */

export type CaseRow = {
  readonly number: string
  readonly on: LocalDate
  readonly product: string
  readonly type: string
  readonly priority: string
}
export type ReturnRow = { readonly number: string; readonly product: string; readonly state: string; readonly case: string }
export type DefectRow = {
  readonly record: string
  readonly title: string
  readonly severity: string
  readonly product: string
  /** How many devices of the product. */
  readonly count: number
  /** Their serials, or the first of them. */
  readonly serials: readonly string[]
}

/** A count with the records behind it, so that whoever doubts it can look. */
export type Count = { readonly of: string; readonly count: number; readonly records: readonly string[] }
/** The same with the quarters before it, the oldest first. */
export type Trend = Count & { readonly before: readonly number[] }

const named = (text: string): string => text || 'not known'

function counts<Row>(rows: readonly Row[], keyOf: (row: Row) => string, recordOf: (row: Row) => string): readonly Count[] {
  return [...Map.groupBy(rows, (row) => named(keyOf(row)))]
    .map(([of, own]) => ({ of, count: own.length, records: own.map(recordOf) }))
    .toSorted((one, other) => (one.of < other.of ? -1 : 1))
}

/** Counts of a quarter beside those of the ones before. What was there before and is not now is shown with a zero. */
function trends(now: readonly CaseRow[], before: readonly (readonly CaseRow[])[], keyOf: (row: CaseRow) => string): readonly Trend[] {
  const number = (row: CaseRow) => row.number
  const own = counts(now, keyOf, number)
  const earlier = before.map((rows) => counts(rows, keyOf, number))
  const all = [...new Set([...own, ...earlier.flat()].map(({ of }) => of))].toSorted()
  return all.map((of) => {
    const found = own.find((each) => each.of === of)
    return {
      of,
      count: found?.count ?? 0,
      records: found?.records ?? [],
      before: earlier.map((rows) => rows.find((each) => each.of === of)?.count ?? 0),
    }
  })
}

/** Case volumes by product, type and priority against the quarters before; each sums up to the total (ACP-6.c). */
export const caseSection = (now: readonly CaseRow[], before: readonly (readonly CaseRow[])[]) => ({
  total: now.length,
  before: before.map(({ length }) => length),
  byProduct: trends(now, before, ({ product }) => product),
  byType: trends(now, before, ({ type }) => type),
  byPriority: trends(now, before, ({ priority }) => priority),
})

/** Returns by state, by product line and by the case that they belong to (ACP-6.d). */
export const returnSection = (returns: readonly ReturnRow[]) => ({
  total: returns.length,
  byState: counts(
    returns,
    (row) => row.state,
    (row) => row.number,
  ),
  byProduct: counts(
    returns,
    (row) => row.product,
    (row) => row.number,
  ),
  byCase: counts(
    returns,
    (row) => row.case,
    (row) => row.number,
  ),
})

/** Whether a support contract covers a device on a day. */
export const isSupported = ({ base }: Pick<DeviceFacts, 'base'>, day: LocalDate): boolean =>
  base.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)

/**
 * Devices with and without a support contract on a day; none in both, and each without one with its reason (ACP-6.a).
 * @param clause by which a device without one is not covered
 */
export function installBaseSection(devices: readonly DeviceFacts[], day: LocalDate, contract: string, clause: string) {
  const row = ({ serial, product, site }: DeviceFacts) => ({ serial, product: named(product), site: site?.name ?? '' })
  return {
    total: devices.length,
    covered: devices
      .filter((each) => isSupported(each, day))
      .map((each) => ({
        ...row(each),
        until:
          each.base
            .filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
            .map(({ endsOn }) => endsOn)
            .toSorted()
            .at(-1) ?? '',
        onThisContract: each.bundled.some((line) => line.contract === contract && line.startsOn <= day && day <= line.endsOn),
      })),
    uncovered: devices
      .filter((each) => !isSupported(each, day))
      .map((each) => {
        const ended = each.base
          .flatMap(({ endsOn }) => (endsOn < day ? [endsOn] : []))
          .toSorted()
          .at(-1)
        return { ...row(each), why: ended ? `its support contract ended on ${ended}` : 'no support contract is on record', clause }
      }),
  }
}

/** What is known of the end of a device's life. */
export type Life = {
  readonly announcedOn: LocalDate | null
  readonly lastOrderOn: LocalDate | null
  /** The end of support that comes first: that of the device, of its product, or of the release that it runs. */
  readonly end: { readonly on: LocalDate; readonly of: 'device' | 'product' | 'release' } | null
}

export type LifeRow = Pick<Life, 'announcedOn' | 'lastOrderOn'> & {
  readonly serial: string
  readonly product: string
  readonly on: LocalDate | null
  readonly of: NonNullable<Life['end']>['of'] | null
  readonly state: 'passed' | 'ahead' | 'no notice known'
}

/**
 * When the devices installed leave the order book and support, the nearest end first and those without any known date last (ACP-6.b).
 * @param day the first day that the report does not speak of: an end before it is passed
 */
export function endOfLifeSection(
  devices: readonly Pick<DeviceFacts, 'serial' | 'product'>[],
  lifeOf: (serial: string) => Life | undefined,
  day: LocalDate,
): readonly LifeRow[] {
  const nearest = ({ on, lastOrderOn, announcedOn }: LifeRow) => on ?? lastOrderOn ?? announcedOn ?? 'never'
  return devices
    .map(({ serial, product }): LifeRow => {
      const { announcedOn = null, lastOrderOn = null, end = null } = lifeOf(serial) ?? {}
      const known = end ?? lastOrderOn ?? announcedOn
      const state = known === null ? 'no notice known' : end && end.on < day ? 'passed' : 'ahead'
      return { serial, product: named(product), announcedOn, lastOrderOn, on: end?.on ?? null, of: end?.of ?? null, state }
    })
    .toSorted((one, other) => (nearest(one) === nearest(other) ? 0 : nearest(one) < nearest(other) ? -1 : 1))
}

/** Major and critical defects of supported devices in a month, by product (ACP-6.e). */
export function defectSection({ from, to }: Span, rows: readonly DefectRow[]) {
  return {
    from,
    to,
    total: new Set(rows.map(({ record }) => record)).size,
    products: [...Map.groupBy(rows, ({ product }) => named(product))]
      .map(([product, own]) => ({
        product,
        defects: own.map(({ record, title, severity, count, serials }) => ({
          record,
          title,
          severity: severity === 'critical' ? ('critical' as const) : ('major' as const),
          count,
          devices: serials,
        })),
      }))
      .toSorted((one, other) => (one.product < other.product ? -1 : 1)),
  }
}

export type Defects = ReturnType<typeof defectSection>

export type Content = {
  readonly from: LocalDate
  readonly to: LocalDate
  /** Null in a monthly list. */
  readonly installBase: ReturnType<typeof installBaseSection> | null
  readonly endOfLife: ReturnType<typeof endOfLifeSection> | null
  readonly cases: ReturnType<typeof caseSection> | null
  readonly returns: ReturnType<typeof returnSection> | null
  /** One month in a monthly list; those of the quarter in a quarterly report (policy B36). */
  readonly defects: readonly Defects[]
}
