import type { Answer } from '../../client/client.ts'
import { type Label, milestones, milestoneTitles } from '../../installed-base/lifecycle/entry.ts'
import type { Band } from '../../installed-base/lifecycle/standing.ts'
import { IconCheck, IconHelp } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

export type Entry = Answer<'lifecycle.list'>['items'][number]
export type End = NonNullable<Answer<'lifecycle.devices'>['items'][number]['first']>
type EndLabel = End['label']

export const labelWords: Readonly<Record<EndLabel, { readonly word: string; readonly means: string; readonly tone: Tone }>> = {
  published: { word: 'Published', means: 'The vendor published it; decisions go by it.', tone: 'ok' },
  recalled: { word: 'Recalled', means: 'Somebody recalls it; it is advice until it is published.', tone: 'warn' },
  computed: { word: 'Computed', means: 'A rule gives it; it is advice until it is published.', tone: 'info' },
  'by hand': { word: 'By hand', means: 'Somebody entered it for this device; decisions go by it.', tone: 'plain' },
}

/** How a date is known; never left out beside a date, since most of them decide nothing. */
export const LabelTag = ({ of }: { readonly of: EndLabel }) => (
  <Tag tone={labelWords[of].tone} {...(of === 'published' ? { icon: IconCheck } : of === 'recalled' ? { icon: IconHelp } : {})}>
    {labelWords[of].word}
  </Tag>
)

export const bandWords: Readonly<Record<Band, { readonly word: string; readonly tone: Tone; readonly colour: string }>> = {
  past: { word: 'Past', tone: 'danger', colour: 'var(--hf-danger)' },
  'within 3 months': { word: 'Within 3 months', tone: 'warn', colour: 'var(--hf-warn)' },
  'within 6 months': { word: 'Within 6 months', tone: 'warn', colour: 'var(--hf-warn-line)' },
  'within 12 months': { word: 'Within 12 months', tone: 'info', colour: 'var(--hf-info)' },
  later: { word: 'Later', tone: 'ok', colour: 'var(--hf-ok)' },
  unknown: { word: 'Unknown', tone: 'plain', colour: 'var(--hf-line-strong)' },
}

export const BandTag = ({ of }: { readonly of: Band }) => <Tag tone={bandWords[of].tone}>{bandWords[of].word}</Tag>

type Dated = { readonly milestone: keyof typeof milestoneTitles; readonly label: Label; readonly on: string; readonly source: string }

/** Dates line by line, each with how it is known and where it stands. */
export function Dates({ of, name }: { readonly of: readonly Dated[]; readonly name: string }) {
  if (of.length === 0) return <span className="dim">No date is known.</span>
  const lines = [...of].sort((one, other) => milestones.indexOf(one.milestone) - milestones.indexOf(other.milestone))
  return (
    <ul className="lines small" aria-label={name}>
      {lines.map(({ milestone, label, on, source }) => (
        <li key={`${milestone} ${label}`}>
          {milestoneTitles[milestone]} <Day on={on} /> <LabelTag of={label} />
          <div className="dim break">{source}</div>
        </li>
      ))}
    </ul>
  )
}
