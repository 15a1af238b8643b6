import type { Offering } from '../../catalog/offering.ts'
import { type Instant, minutesMs, toIso } from '../../lib/time.ts'
import type { Bar } from '../access/access.ts'
import type { CaseTerms } from '../case.ts'
import type { CaseEvent } from '../timeline.ts'
import type { WorkEventBody } from '../work-events.ts'

/** What became of a case (CSS-4.p3, CSS-3.p1, CSS-3.p2): pure rules. Nothing here promises that or when something is mended. */

export const solutions = ['restored', 'workaround', 'fix'] as const
export type Solution = (typeof solutions)[number]
export const troubles = ['issue', 'outage'] as const
export type Trouble = (typeof troubles)[number]

export type Outcome = Extract<WorkEventBody, { kind: 'outcome' }>

/** What a case of this service is asked and told on the way, stamped when it is opened. */
export function askedOf(offering: Offering): Pick<CaseTerms, 'outcome' | 'language' | 'technicalContact'> {
  const outcome = offering.deliverables.find(({ code }) => code === 'diagnosis-and-restoration')
  const language = offering.duties.find(({ code }) => code === 'english')
  const { technical } = offering.contacts
  return {
    ...(outcome ? { outcome: { clauses: outcome.clauses } } : {}),
    ...(language ? { language: { title: 'English', clauses: language.clauses } } : {}),
    ...(technical ? { technicalContact: { clauses: technical.clauses } } : {}),
  }
}

/** The outcome that stands: the last one said since the case was opened, reopened or found not to be solved. */
export function outcomeOf(events: readonly CaseEvent[]): Outcome | undefined {
  let found: Outcome | undefined
  for (const { body } of events) {
    if (body.kind === 'outcome') found = body
    else if (body.kind === 'state' && (body.move === 'reopen' || body.move === 'refuse')) found = undefined
  }
  return found
}

export type Said = {
  readonly outcome: Solution
  readonly trouble: Trouble
  readonly diagnosis: string
  readonly restoredAt: Instant | null
  readonly defect: string
  readonly release: string
  readonly text: string
}

/** Minutes for which it was out of order: from the report until it worked again (CSS-3.p2). */
export const outageMinutes = ({ trouble, restoredAt }: Pick<Said, 'trouble' | 'restoredAt'>, reportedAt: Instant): number | undefined =>
  trouble === 'outage' && restoredAt !== null ? Math.round((restoredAt - reportedAt) / minutesMs) : undefined

/** A release of the software that the case is about, as far as an outcome asks. */
export type KnownRelease = { readonly version: string; readonly kind: string; readonly state: string; readonly defects: readonly string[] }

const bar = (title: string, found: string, expected: string, toDo: string): Bar => ({ title, found, expected, toDo })

/**
 * Why this cannot be said; undefined when it can. In words: what was restored, and every outage, has its instant, between the report
 * and now; a fix names its defect and the patch or update that mends it; of custom software that release exists and is published.
 * @param releases of the software that the case is about; null where it is about something else
 */
export function barOfOutcome(
  given: Said,
  about: { readonly reportedAt: Instant; readonly now: Instant; readonly releases: readonly KnownRelease[] | null },
): Bar | undefined {
  const { outcome, trouble, restoredAt, defect, release } = given
  if (restoredAt === null && (outcome === 'restored' || trouble === 'outage'))
    return bar('When did it work again? (CSS-3.p2)', 'no time', 'the time at which it was back in working order', 'Give the time.')
  if (restoredAt !== null && (restoredAt < about.reportedAt || restoredAt > about.now))
    return bar(
      'It worked again at another time (CSS-3.p2)',
      toIso(restoredAt),
      `between ${toIso(about.reportedAt)} and ${toIso(about.now)}`,
      'Correct the time.',
    )
  if (outcome !== 'fix') return undefined
  if (defect === '') return bar('Link the defect (CSS-4.p3)', 'no defect', 'the number of the defect that was found', 'Give its number.')
  if (release === '') return bar('Link the patch or update (CSS-4.p3)', 'none', 'the patch or update that mends it', 'Give its version.')
  if (about.releases === null) return undefined
  const known = about.releases.find(({ version }) => version === release)
  if (known?.state !== 'published' || known.kind === 'upgrade')
    return bar(
      'There is no such patch or update (CSS-4.p3)',
      known ? `${release}, ${known.kind}, ${known.state}` : release,
      about.releases
        .filter(({ state, kind }) => state === 'published' && kind !== 'upgrade')
        .map(({ version }) => version)
        .join(', ') || 'a release that is published; there is none',
      'Publish it first, or correct the version.',
    )
  if (known.kind === 'patch' && !known.defects.includes(defect))
    return bar('The patch mends another defect (CSS-6.p4)', defect, known.defects.join(', '), 'Correct the defect or the patch.')
  return undefined
}
