import { type EndMilestone, endMilestones } from '../../installed-base/lifecycle/standing.ts'
import type { Said } from './decide.ts'

/** What was said of one end, for all devices that have it. */
export type SaidEnd = Omit<Said, 'deviceId' | 'serial'> & { readonly serials: readonly string[] }

const milestoneWords: Readonly<Record<EndMilestone, string>> = { endOfEngineering: 'end of engineering', endOfSupport: 'end of support' }
const fates: readonly Said['fate'][] = ['near', 'moved', 'withdrawn']
const mostSerials = 20
const mostEnds = 40
const devices = (count: number) => `${count} device${count === 1 ? '' : 's'}`

/** The same end of several devices is said once: what is near first, then what moved, and the first to come first. */
export function gatherEnds(said: readonly Said[]): readonly SaidEnd[] {
  const groups = Map.groupBy(said, ({ fate, of, subject, milestone, on, months, label, before }) =>
    JSON.stringify([fate, of, subject, milestone, on, months, label, before]),
  )
  return [...groups.values()]
    .map((each): SaidEnd => {
      const [{ deviceId: _, serial: __, ...end }] = each as [Said, ...Said[]]
      return { ...end, serials: each.map(({ serial }) => serial).sort() }
    })
    .sort(
      (one, other) =>
        fates.indexOf(one.fate) - fates.indexOf(other.fate) ||
        (one.on < other.on ? -1 : one.on > other.on ? 1 : 0) ||
        endMilestones.indexOf(one.milestone) - endMilestones.indexOf(other.milestone) ||
        (one.subject < other.subject ? -1 : 1),
    )
}

const within = (months: number | null): string => (months === null ? '' : `, within ${months} months`)

/** `MX80: end of support 2026-12-31 (published), within 6 months.` */
export function endWords({ subject, milestone, on, label, fate, before, months }: Omit<SaidEnd, 'serials'>): string {
  const what = `${subject}: ${milestoneWords[milestone]}`
  if (fate === 'withdrawn') return `${what} ${on}, as we wrote, is no longer known.`
  return `${what} ${on} (${label})${before === null ? '' : `, not ${before} as we wrote`}${within(months)}.`
}

const line = (end: SaidEnd): string => {
  const { serials } = end
  const more = serials.length - mostSerials
  return `${endWords(end)}\n  ${devices(serials.length)}: ${serials.slice(0, mostSerials).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/**
 * One letter about ends of an account.
 * @param whose devices they are, as its reader says it: `yours`, `Acme Telco`
 */
export function endLetter(ends: readonly SaidEnd[], whose: string): { readonly subject: string; readonly text: string } {
  const near = ends.filter(({ fate }) => fate === 'near')
  const changed = ends.filter(({ fate }) => fate !== 'near')
  const count = new Set((near.length > 0 ? near : changed).flatMap(({ serials }) => serials)).size
  const shown = ends.slice(0, mostEnds)
  const advice = ends.some(({ label }) => label === 'recalled' || label === 'computed')
  const [only] = ends
  return {
    subject:
      ends.length === 1 && only
        ? `${endWords(only)} ${devices(count)} of ${whose}`
        : near.length > 0
          ? `${devices(count)} of ${whose} ${count === 1 ? 'comes' : 'come'} near the end of support or engineering`
          : `Ends of support that we wrote of have changed for ${devices(count)} of ${whose}`,
    text: [
      ...(near.length > 0 ? [`Covered devices of ${whose} come near an end, the first first (SSM-3.2.p5).`] : []),
      ...shown.filter(({ fate }) => fate === 'near').map(line),
      ...(changed.length > 0 ? ['What we wrote before has changed:'] : []),
      ...shown.filter(({ fate }) => fate !== 'near').map(line),
      ...(ends.length > shown.length ? [`${ends.length - shown.length} more stand on the page End of life.`] : []),
      ...(advice ? ['What is computed or recalled is advice; what is published decides.'] : []),
      'The page End of life shows every device with its dates and where they are from.',
    ].join('\n\n'),
  }
}
