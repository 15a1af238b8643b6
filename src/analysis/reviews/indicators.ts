import { type Instant, toIso } from '../../lib/time.ts'
import { healthChecks } from '../checks/health/all.ts'
import { type Profile, settingsOf } from '../profile.ts'
import type { CheckResult, Report } from '../result.ts'
import type { Indicator, Sample } from './review.ts'

/** Values of one device that are listed of an indicator; further ones are counted. */
const mostValues = 12

const outcomes: Readonly<Partial<Record<CheckResult['outcome'], Sample['outcome']>>> = {
  pass: 'pass',
  finding: 'fail',
  waived: 'waived',
  'not-judged': 'not judged',
}

/** Each check of health that applies to a device, with its limits, and what it saw on each of the devices when (MSP-3.1.8.p1). Fails stand first. */
export function indicatorsOf(
  judged: readonly { readonly serial: string; readonly readAt: Instant; readonly report: Report }[],
  profile: Profile,
): readonly Indicator[] {
  return healthChecks
    .filter(({ id }) => !profile.off.has(id))
    .map((check): Indicator => {
      const settings = settingsOf(profile, check)
      return {
        key: check.id,
        title: check.title,
        recommended: Object.entries(check.parameters).flatMap(([name, { what }]) => {
          const limit = [settings[name] ?? []].flat().join(', ')
          return limit === '' ? [] : [`${what}: ${limit}`]
        }),
        samples: judged.flatMap(({ serial, readAt, report }) => {
          const result = report.results.find(({ id }) => id === check.id)
          const outcome = result && outcomes[result.outcome]
          return outcome ? [{ serial, at: toIso(readAt), outcome, values: valuesOf(result) }] : []
        }),
      }
    })
    .filter(({ samples }) => samples.some(({ outcome }) => outcome !== 'not judged'))
    .sort((one, other) => failsOf(other) - failsOf(one))
}

const failsOf = ({ samples }: Indicator): number => samples.filter(({ outcome }) => outcome === 'fail').length

function valuesOf({ seen, why, outcome, findings }: CheckResult): readonly string[] {
  const wrong = new Set(findings.map(({ what }) => what))
  // what is wrong is listed before the rest
  const all = outcome === 'not-judged' ? [why ?? 'not judged'] : [...wrong, ...seen.filter((each) => !wrong.has(each))]
  return all.length > mostValues ? [...all.slice(0, mostValues), `and ${all.length - mostValues} more`] : all
}
