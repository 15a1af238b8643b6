import type { Answer } from '../../client/client.ts'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconHelp, IconShieldCheck } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'

export type Report = NonNullable<Answer<'finding.list'>['report']>
export type Result = Report['results'][number]
export type Severity = Result['severity']

export const severities: readonly Severity[] = ['high', 'medium', 'low']
const tones: Readonly<Record<Severity, Tone>> = { high: 'danger', medium: 'warn', low: 'info' }

export const FindingTag = ({ of }: { readonly of: Severity }) => (
  <Tag tone={tones[of]} icon={IconAlertTriangle}>
    {of}
  </Tag>
)

export const outcomes: Readonly<
  Record<Result['outcome'], { readonly word: string; readonly tone: Tone; readonly icon: typeof IconCheck }>
> = {
  finding: { word: 'Finding', tone: 'danger', icon: IconAlertTriangle },
  waived: { word: 'Accepted for now', tone: 'plain', icon: IconShieldCheck },
  'not-judged': { word: 'Not judged', tone: 'warn', icon: IconHelp },
  pass: { word: 'Pass', tone: 'ok', icon: IconCheck },
  'not-applicable': { word: 'Does not apply', tone: 'dim', icon: IconCircleDashed },
}

/** How a report came out, in a line. */
export const SummaryTags = ({ of }: { readonly of: Report['summary'] }) => (
  <>
    {severities.map((severity) =>
      (of.findings[severity] ?? 0) > 0 ? (
        <Tag key={severity} tone={tones[severity]}>
          {of.findings[severity]} {severity}
        </Tag>
      ) : null,
    )}
    {severities.every((severity) => (of.findings[severity] ?? 0) === 0) && <Tag tone="ok">No finding</Tag>}
    {(of.outcomes['not-judged'] ?? 0) > 0 && <Tag tone="warn">{of.outcomes['not-judged']} not judged</Tag>}
  </>
)
