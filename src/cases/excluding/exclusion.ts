import type { Offering } from '../../catalog/offering.ts'
import { isClaim } from '../../entitlement/claim.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Bar } from '../access/access.ts'

/** What a service leaves out, found on a case by an engineer and confirmed by a manager (CSS-11.p1, policy B43): pure rules. */

export type Evidence = {
  /** The component that the fault is in. */
  readonly component: string
  /** The document that was not followed, and its section. */
  readonly document: string
  readonly section: string
  /** Who changed the software, and on which day. */
  readonly modifiedBy: '' | 'end-user' | 'third-party'
  readonly modifiedOn: LocalDate | ''
  readonly text: string
}

export type Marking = { readonly code: string; readonly part: string; readonly how: 'decline' | 'charge'; readonly evidence: Evidence }

export type Exclusion = Marking & {
  readonly number: number
  readonly clauses: readonly string[]
  readonly state: 'marked' | 'confirmed' | 'not-confirmed' | 'disputed' | 'upheld' | 'lifted' | 'accepted'
  readonly markedBy: string
  readonly markedById: string
  readonly markedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly decision: string
  readonly disputedBy: string | null
  readonly disputedAt: Instant | null
  readonly dispute: string
  readonly settledBy: string | null
  readonly settledAt: Instant | null
  readonly settlement: string
}

type Excluded = Offering['exclusions'][number]

/** What may be found on a case of this service: everything that is handled as policy B43 says. What is excluded as an act is refused when asked for. */
export const mayBeFound = (offering: Offering): readonly Excluded[] =>
  offering.exclusions.filter(({ policy, test }) => policy === 'exclusion.handling' && test !== 'act')

/** Where support is charged that an unauthorised change caused: the clauses that say so (CSS-8.e3), if the service has any. */
export const chargedBy = (offering: Offering): readonly string[] | undefined =>
  offering.duties.find(({ code }) => code === 'unauthorised-changes')?.clauses

/** Whether a finding may be worked on at the provider's rates instead of being declined (CSS-11.d, CSS-8.e3). */
export const mayBeCharged = (offering: Offering, found: Excluded): boolean =>
  found.test === 'modified-code' && chargedBy(offering) !== undefined

const bar = (title: string, found: string, expected: string, toDo: string): Bar => ({ title, found, expected, toDo })

/**
 * Why a part of a case cannot be marked as not served; undefined when it can. In words: the code is one of the service's; what it has
 * to be shown by is given; a component of custom software is one of its bill, flagged as open source of others; nothing lies ahead.
 * @param components of the software that the case is about; null where it is about something else
 */
export function barOfMarking(
  offering: Offering,
  given: Marking,
  components: readonly { readonly name: string; readonly openSource: boolean }[] | null,
  today: LocalDate,
): Bar | undefined {
  const choices = mayBeFound(offering)
  const found = choices.find(({ code }) => code === given.code)
  if (!found)
    return bar(
      `${offering.code} leaves nothing out by this code`,
      given.code,
      choices.map(({ code }) => code).join(', ') || 'a service that leaves something out',
      'Choose one of the codes of the service.',
    )
  const at = ` (${found.clauses.at(-1)})`
  const { component, document, section, modifiedBy, modifiedOn } = given.evidence
  for (const kind of found.evidence ?? []) {
    if (kind === 'component' && component === '')
      return bar(`Which component is at fault?${at}`, 'no component', 'its name', 'Name the component.')
    if (kind === 'document' && (document === '' || section === ''))
      return bar(
        `Which document was not followed?${at}`,
        [document, section].filter(Boolean).join(', ') || 'none',
        'the document and its section',
        'Name both.',
      )
    if (kind === 'change' && (modifiedBy === '' || modifiedOn === ''))
      return bar(
        `Who changed it, and when?${at}`,
        `${modifiedBy || 'nobody'}, ${modifiedOn || 'no day'}`,
        'end-user or third-party, and the day',
        'Say both.',
      )
    if (kind === 'change' && modifiedOn > today)
      return bar(`The change lies ahead${at}`, modifiedOn, `${today} or earlier`, 'Correct the day.')
  }
  if (
    found.evidence?.includes('component') &&
    components !== null &&
    !components.some(({ name, openSource }) => openSource && name === component)
  )
    return bar(
      `This component is not flagged as open source made by others${at}`,
      component,
      components
        .filter(({ openSource }) => openSource)
        .map(({ name }) => name)
        .join(', ') || 'a component that is flagged; none is',
      'Choose one that is flagged, or correct the list of components of the software.',
    )
  if (given.how === 'charge' && !mayBeCharged(offering, found))
    return bar(
      `This is not worked on at rates${at}`,
      given.code,
      'software that was changed without authorisation',
      'Decline the part, or accept it.',
    )
  return undefined
}

/** What is shown as evidence, in words. */
export const evidenceWords = ({ component, document, section, modifiedBy, modifiedOn, text }: Evidence): string =>
  [
    component && `Component: ${component}.`,
    document && `Document: ${document}, section ${section}.`,
    modifiedBy && `Changed by ${modifiedBy === 'end-user' ? 'the end user' : 'a third party'} on ${modifiedOn}.`,
    text,
  ]
    .filter(Boolean)
    .join(' ')

/** Whether a finding stands now: confirmed by a manager and not lifted since. While the customer disputes it, it stands. */
export const stands = ({ state }: Pick<Exclusion, 'state'>): boolean => state === 'confirmed' || state === 'disputed' || state === 'upheld'

/** What the customer sees of findings: nothing before a manager confirmed, and nothing that was not confirmed. */
export const shownTo = (side: 'provider' | 'customer' | 'partner', { state }: Pick<Exclusion, 'state'>): boolean =>
  side === 'provider' || (state !== 'marked' && state !== 'not-confirmed')

/** The claims that a service answers by leaving them out. */
export const claimsOf = (offering: Offering): readonly string[] =>
  offering.exclusions.flatMap(({ test, acts }) => (test === 'act' ? (acts ?? []).filter(isClaim) : []))

/**
 * The answer to a claim that the service leaves out: its clause, and for lost data the backup that was confirmed (CSS-8.h2, CSS-8.h3).
 * Undefined when the service does not leave it out.
 */
export function answerOfClaim(
  offering: Offering,
  act: string,
  confirmedBackup: { readonly by: string; readonly at: string } | null,
): { readonly text: string; readonly clauses: readonly string[] } | undefined {
  const found = offering.exclusions.find(({ test, acts }) => test === 'act' && acts?.includes(act))
  if (!found) return undefined
  const backup = confirmedBackup
    ? ` A backup of the data was confirmed by ${confirmedBackup.by} when the case was opened, ${confirmedBackup.at}.`
    : ''
  return {
    text: `${offering.title} leaves this out: ${found.title.toLowerCase()} (${found.clauses.at(-1)}). No credit comes of it.${act === 'data-loss-claim' ? backup : ''}`,
    clauses: found.clauses,
  }
}
