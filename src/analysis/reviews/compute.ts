import type { Advisory } from '../../advisories/record/advisory.ts'
import { severityOf } from '../../advisories/record/severity.ts'
import type { Theme } from '../check.ts'
import type { Report } from '../result.ts'
import { type StatedNode, statementsOf } from './downtime.ts'
import type { ReviewKind } from './kinds.ts'
import type { Focus, ReviewItem } from './review.ts'

/** What a record comes to for one device of a review. */
export type ReviewedMatch = {
  readonly key: string
  readonly serial: string
  readonly verdict: 'affected' | 'unknown'
  readonly why: readonly string[]
  readonly fix: string | null
}

/** What of a device its statements of downtime hang on. */
export type KnownNode = Pick<StatedNode, 'product' | 'release' | 'redundancy'>
const unknownNode: KnownNode = {
  product: 'device',
  release: 'its release',
  redundancy: { kind: 'not known', by: '', members: null, takesOver: null },
}

/** Items of the records that touch the devices: bug notifications for PBNIR, everything that is published for PIIR. Worst first. */
export function itemsOfRecords(
  kind: ReviewKind,
  matches: readonly ReviewedMatch[],
  records: ReadonlyMap<string, Advisory>,
  devices: ReadonlyMap<string, KnownNode>,
): readonly ReviewItem[] {
  return [...Map.groupBy(matches, ({ key }) => key)]
    .flatMap(([key, of]) => {
      const record = records.get(key)
      return record && (kind === 'PIIR' || record.kind === 'PBN') ? [{ record, of, ...severityOf(record) }] : []
    })
    .sort(
      (one, other) =>
        Number(other.record.exploited) - Number(one.record.exploited) ||
        other.weight - one.weight ||
        (one.record.key < other.record.key ? -1 : 1),
    )
    .map(({ record, of, severity }): ReviewItem => {
      const serials = of.map(({ serial }) => serial)
      const fixes = [...new Set(of.flatMap(({ fix }) => fix ?? []))]
      const nodes = statementsOf(
        record,
        of.map(({ serial, verdict, fix }) => ({ serial, verdict, fix, ...(devices.get(serial) ?? unknownNode) })),
      )
      return {
        key: record.key,
        title: record.title,
        severity,
        facts: [
          `${record.id}${record.publishedAt ? `, published ${record.publishedAt.slice(0, 10)}` : ''}${record.exploited ? ', known to be exploited' : ''}`,
          ...[...Map.groupBy(of, ({ why }) => why.join(' '))].map(
            ([why, each]) => `${each.map(({ serial }) => serial).join(', ')}: ${why}`,
          ),
          ...record.requirements.map(({ text }) => `Only with: ${text}`),
        ],
        devices: serials,
        downtime: nodes.filter(({ expected }) => expected === 'yes').map(({ serial }) => serial),
        ...(kind === 'PIIR' ? { nodes, about: record.about ?? 'software' } : {}),
        foci: [],
        suggestion: adviceOf(record, fixes),
      }
    })
}

/** A release that has the fix; of hardware what the record says to do; then what helps until then (MSP-3.1.6.e). */
function adviceOf({ about, solutions, workarounds }: Advisory, fixes: readonly string[]): string {
  const said = workarounds.trim()
  const known = said !== '' && !/\bno (?:known )?workarounds?\b/i.test(said)
  return (
    [
      about === 'hardware' ? solutions.trim() : '',
      fixes.length > 0 ? `Upgrade to a release that has the fix: ${fixes.join('; ')}.` : '',
      known ? `Until then: ${said}` : '',
    ]
      .filter(Boolean)
      .join('\n') || 'None known.'
  )
}

/** Which of the three foci a theme of checks serves (MSP-3.1.7.p3); the first is where a finding stands. */
const focusOf: Readonly<Record<Theme, readonly [Focus, ...Focus[]]>> = {
  access: ['resilience'],
  users: ['resilience'],
  logging: ['efficiency'],
  time: ['efficiency'],
  snmp: ['efficiency', 'resilience'],
  'control-plane': ['resilience', 'scalability'],
  routing: ['scalability', 'resilience'],
  interfaces: ['efficiency'],
  switching: ['resilience', 'scalability'],
  security: ['resilience'],
  housekeeping: ['efficiency'],
  consistency: ['efficiency', 'scalability'],
  engines: ['resilience', 'scalability'],
  hardware: ['resilience'],
  alarms: ['resilience', 'efficiency'],
  optics: ['resilience'],
  redundancy: ['resilience'],
}
const mostPlaces = 40

/** Items of the checks that found something on the devices, by check: the severe ones first. */
export function itemsOfFindings(reports: readonly { readonly serial: string; readonly report: Report }[]): readonly ReviewItem[] {
  const found = reports.flatMap(({ serial, report }) =>
    report.results.filter(({ outcome }) => outcome === 'finding').map((result) => ({ serial, result })),
  )
  const order = ['high', 'medium', 'low']
  return [...Map.groupBy(found, ({ result }) => result.id)]
    .map(([key, of]): ReviewItem => {
      const { title, severity, theme } = (of[0] as (typeof of)[number]).result
      const places = of.flatMap(({ serial, result }) =>
        result.findings
          .filter(({ waived }) => waived === null)
          .map(({ what, place: { line, from } }) => `${serial}, line ${line}${from ? ` by ${from}` : ''}: ${what}`),
      )
      const remedies = [...new Set(of.flatMap(({ result }) => result.findings.flatMap(({ remedy }) => remedy)))]
      return {
        key,
        // titles of checks are true of a pass
        title: `Not met: ${title}`,
        severity,
        facts: [...places.slice(0, mostPlaces), ...(places.length > mostPlaces ? [`${places.length - mostPlaces} more places`] : [])],
        devices: of.map(({ serial }) => serial),
        downtime: null,
        foci: focusOf[theme],
        suggestion: remedies.length === 0 ? 'None known.' : `Type:\n${remedies.slice(0, 12).join('\n')}`,
      }
    })
    .sort(
      (one, other) =>
        order.indexOf(one.severity) - order.indexOf(other.severity) ||
        other.devices.length - one.devices.length ||
        (one.key < other.key ? -1 : 1),
    )
}
