import { configChecks } from '../checks/config/all.ts'
import { type Profile, standardProfile, waives } from '../profile.ts'
import type { CheckResult, Report } from '../result.ts'
import { summaryOf } from '../result.ts'
import { type CheckedConfiguration, runChecks } from '../run.ts'

/** Checks that look at secrets: they see them once, before the text is masked and kept. */
const ofSecrets: ReadonlySet<string> = new Set(configChecks.flatMap(({ id, readsSecrets }) => (readsSecrets ? [id] : [])))

/** What the checks of secrets say of a text that is not masked yet: their results, which hold no secret. */
export const inspect = (configuration: CheckedConfiguration): readonly CheckResult[] =>
  runChecks(configuration, { ...standardProfile, off: new Set(configChecks.flatMap(({ id }) => (ofSecrets.has(id) ? [] : [id]))) }, 0)
    .results

/** The report of a masked text with what was seen before it was masked, as the profile wants it today. */
export function withInspection(report: Report, inspection: readonly CheckResult[], profile: Profile, today: string): Report {
  const seen = new Map(inspection.map((result) => [result.id, result]))
  const results = report.results.map((result): CheckResult => {
    const earlier = ofSecrets.has(result.id) && result.outcome === 'not-judged' ? seen.get(result.id) : undefined
    if (!earlier) return result
    const findings = earlier.findings.map((finding) => {
      const waiver = profile.waivers.find((each) => each.until >= today && waives(each, earlier.id, report.device, finding.place.statement))
      return { ...finding, waived: waiver ? { reason: waiver.reason, until: waiver.until } : null }
    })
    const waived = earlier.outcome === 'finding' && earlier.more === 0 && findings.every((finding) => finding.waived !== null)
    return { ...earlier, findings, outcome: waived ? 'waived' : earlier.outcome }
  })
  return { ...report, results, summary: summaryOf(results) }
}
