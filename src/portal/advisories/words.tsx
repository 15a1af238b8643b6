import type { Answer } from '../../client/client.ts'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconFlag, IconHelp, IconX } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'

export type Entered = Answer<'advisory.list'>['items'][number]
export type Severity = Entered['severity']
export type Verdict = Answer<'exposure.devices'>['items'][number]['verdict']
export type FollowUpCall = Answer<'exposure.list'>['items'][number]['call']

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'No score',
}
const severityTones: Readonly<Record<Severity, Tone>> = { critical: 'alarm', high: 'danger', medium: 'warn', low: 'info', none: 'plain' }

export const SeverityTag = ({ of }: { readonly of: Severity }) => <Tag tone={severityTones[of]}>{severityWords[of]}</Tag>

export const ExploitedTag = () => (
  <Tag tone="alarm" icon={IconFlag}>
    Exploited
  </Tag>
)

/** How severe a record is, and whether somebody uses it already. */
export const SeverityOf = ({ of }: { readonly of: Pick<Entered, 'severity' | 'exploited'> }) => (
  <>
    <SeverityTag of={of.severity} />
    {of.exploited && <ExploitedTag />}
  </>
)

/** The vendor's number, and that of the CVE where it is another. */
export const numbersOf = ({ number, key }: Pick<Entered, 'number' | 'key'>): string => (key === number ? number : `${number}, ${key}`)

export const kindWords: Readonly<Record<Entered['kind'], string>> = {
  JSA: 'Security advisory',
  PBN: 'Bug notification',
  TSB: 'Technical bulletin',
}

export const verdicts: Readonly<
  Record<Verdict, { readonly word: string; readonly means: string; readonly tone: Tone; readonly icon: typeof IconX }>
> = {
  affected: { word: 'Affected', means: 'Release and platform are affected.', tone: 'danger', icon: IconX },
  unknown: { word: 'Not certain', means: 'Something cannot be decided; treat it as affected.', tone: 'warn', icon: IconHelp },
  'not evaluated': {
    word: 'Not evaluated',
    means: 'The record does not speak of this branch; in truth it was past its support.',
    tone: 'plain',
    icon: IconCircleDashed,
  },
  fixed: { word: 'Fixed', means: 'The release has the fix.', tone: 'ok', icon: IconCheck },
}

export const ExposureTag = ({ of }: { readonly of: Verdict }) => (
  <Tag tone={verdicts[of].tone} icon={verdicts[of].icon}>
    {verdicts[of].word}
  </Tag>
)

export const callWords: Readonly<Record<FollowUpCall, string>> = {
  open: 'To be judged',
  relevant: 'Relevant',
  'not relevant': 'Not relevant',
}

/** What was read by a rule or not at all: never hidden, since verdicts lean on it. */
export const Doubts = ({ of }: { readonly of: readonly { readonly message: string }[] }) =>
  of.length === 0 ? null : (
    <ul className="lines small" aria-label="Doubts">
      {[...new Set(of.map(({ message }) => message))].map((message) => (
        <li key={message}>
          <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: -2, marginRight: 4 }} />
          {message}
        </li>
      ))}
    </ul>
  )
