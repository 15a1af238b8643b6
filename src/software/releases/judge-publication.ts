import type { Offering } from '../../catalog/offering.ts'
import { languageReason } from '../../contracts/language-rule.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../../decisions/decision.ts'
import type { LocalDate } from '../../lib/time.ts'
import { classOf, type ReleaseContent } from './release.ts'

/** Everything that the publication of a release is judged from. */
export type PublicationQuestion = {
  readonly kind: 'software-publication'
  readonly onDate: LocalDate
  readonly serial: string
  readonly version: string
  readonly accepted: string
  readonly files: number
  readonly release: Omit<ReleaseContent, 'notes'>
}

const clausesOfTerm = (offering: Offering, term: string) => offering.definitions.find((each) => each.term === term)?.clauses ?? []

/**
 * Judges whether a release may be published to whoever is entitled to it. In words: it is no upgrade, for that is bought, nor anything else with features and no reason for them; it is made
 * for the accepted release; a patch names its one problem, an update gathers two corrections or more; features want a reason; it
 * refers to a licence, is in English, and has its files.
 */
export function judgePublication(offering: Offering, question: PublicationQuestion): Decision {
  const { release, accepted, files } = question
  const source = `release ${question.version} of ${question.serial}`
  const upgrade = offering.exclusions.find(({ acts }) => acts?.includes('custom-software-upgrade'))
  const [patch, update] = [clausesOfTerm(offering, 'patch'), clausesOfTerm(offering, 'update')]
  const classed = classOf(release)
  const fixes = release.problems.length + release.gathers.length
  const reasons: Reason[] = [
    {
      rule: 'no-upgrade',
      clauses: [...(upgrade?.clauses ?? []), ...clausesOfTerm(offering, 'upgrade')],
      holds: classed !== 'upgrade',
      weight: 'refuse',
      fact: 'kind',
      found: classed === release.kind ? release.kind : 'upgrade: it brings features',
      expected: 'a patch or an update',
      source,
      cure: 'Sell it by a quote of professional services.',
    },
    {
      rule: 'release-for-accepted',
      clauses: offering.cover.acceptedRelease?.clauses ?? [],
      holds: accepted !== '' && release.base === accepted,
      weight: 'refuse',
      fact: 'made for',
      found: release.base || null,
      expected: accepted || 'an accepted release',
      source,
      cure: accepted === '' ? `Enter which release of ${question.serial} was accepted.` : `Make it for ${accepted}.`,
    },
  ]
  if (release.kind === 'patch')
    reasons.push({
      rule: 'one-problem',
      clauses: patch,
      holds: release.problems.length === 1,
      weight: 'refuse',
      fact: 'problems named',
      found: release.problems.length,
      expected: 1,
      source,
      cure: 'Name the one problem it mends; what mends several is an update.',
    })
  if (release.kind === 'update')
    reasons.push({
      rule: 'gathers-fixes',
      clauses: update.slice(0, 1),
      holds: fixes >= 2,
      weight: 'refuse',
      fact: 'corrections gathered',
      found: fixes,
      expected: 'two or more',
      source,
      cure: 'Name the patches or defects that it gathers; what mends one problem is a patch.',
    })
  reasons.push(
    {
      rule: 'no-features',
      clauses: update.slice(-1),
      holds: release.features.length === 0 || (release.kind === 'update' && release.featuresWhy.trim() !== ''),
      weight: 'refuse',
      fact: 'features',
      found: release.features,
      expected: release.kind === 'update' ? 'none, or the reason for them' : 'none',
      source,
      cure: 'Say why they are in it, or sell it as an upgrade.',
    },
    {
      rule: 'licence-named',
      clauses: clausesOfTerm(offering, 'licence'),
      holds: release.licence.trim() !== '',
      weight: 'refuse',
      fact: 'licence',
      found: release.licence || null,
      expected: 'the posted script licence or a signed one',
      source,
      cure: 'Name the licence that it is delivered under.',
    },
    languageReason(offering, { documents: 'en' }, { language: release.language, agreed: release.languageWhy, source }),
    {
      rule: 'files-attached',
      clauses: offering.deliverables.find(({ code }) => code === 'patches-and-updates')?.clauses ?? [],
      holds: files > 0,
      weight: 'refuse',
      fact: 'files',
      found: files,
      expected: 'one or more',
      source,
      cure: 'Attach what is to be installed.',
    },
  )
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: 'software.publish',
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: [],
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}
