import { Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { FindingTag, outcomes, type Report, type Result, SummaryTags, severities } from './words.tsx'

type Props = {
  readonly account: string
  readonly of: Report
  readonly title?: string
  readonly note?: ReactNode
  readonly onLine: (line: number) => void
}

/** What the checks find in a text of a device: the worst first, each leading to its line. What was not judged is said as well. */
export function Findings({ account, of, title = 'Findings', note, onLine }: Props) {
  const [all, setAll] = useState(false)
  const worst = severities.flatMap((severity) => of.results.filter((each) => each.severity === severity && each.findings.length > 0))
  const open = worst.filter(({ outcome }) => outcome === 'finding')
  const waived = worst.filter(({ outcome }) => outcome === 'waived')
  const unjudged = of.results.filter(({ findings, outcome }) => findings.length === 0 && outcome === 'not-judged')
  const rest = all ? of.results.filter(({ findings, outcome }) => findings.length === 0 && outcome !== 'not-judged') : []
  return (
    <Card
      title={title}
      aside={
        <TextLink to="/accounts/$account/checks" params={{ account }}>
          {of.profile === 'standard' ? 'Standard profile' : `Profile ${of.profile}`}
        </TextLink>
      }
    >
      <Stack gap="sm">
        <Group gap={6}>
          <SummaryTags of={of.summary} />
        </Group>
        {note && (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
        {of.doubts.length > 0 && (
          <Text size="sm" c="dimmed">
            Not everything was understood: {of.doubts.slice(0, 3).join('; ')}
            {of.doubts.length > 3 && ` and ${of.doubts.length - 3} more`}.
          </Text>
        )}
        {[...open, ...waived].map((result) => (
          <OneResult key={result.id} of={result} onLine={onLine} />
        ))}
        {unjudged.length > 0 && <NotJudged of={unjudged} />}
        {rest.length > 0 && (
          <ul className="lines small" aria-label="Other checks">
            {rest.map(({ id, title, outcome, why, seen }) => (
              <li key={id}>
                <Group gap={6}>
                  <Tag tone={outcomes[outcome].tone} icon={outcomes[outcome].icon}>
                    {outcomes[outcome].word}
                  </Tag>
                  <span>{title}</span>
                </Group>
                {why && <span className="dim">{why}</span>}
                {all && seen.length > 0 && <span className="dim break">{seenWords(seen)}</span>}
              </li>
            ))}
          </ul>
        )}
        {of.notes.map((note) => (
          <Text key={note} size="sm" c="dimmed">
            {note}
          </Text>
        ))}
        <Group>
          <Button variant="default" size="compact-sm" onClick={() => setAll(!all)}>
            {all ? 'Only findings' : `All ${of.results.length} checks`}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

/** What could not be judged, by why: none of it is a pass. */
const NotJudged = ({ of }: { readonly of: readonly Result[] }) => (
  <details className="result">
    <summary>
      <Tag tone={outcomes['not-judged'].tone} icon={outcomes['not-judged'].icon}>
        Not judged
      </Tag>
      <span className="strong">What is missing for the other checks</span>
      <span className="dim">{of.length}</span>
    </summary>
    <ul className="lines small" aria-label="Not judged">
      {[...Map.groupBy(of, ({ why }) => why ?? 'the reason is not known')]
        .toSorted(([, some], [, others]) => others.length - some.length)
        .map(([why, each]) => (
          <li key={why}>
            <span className="break">{sentence(why)}</span>
            <div className="dim">{each.map(({ title }) => title).join('; ')}</div>
          </li>
        ))}
    </ul>
  </details>
)

const mostPlaces = 5
const mostSeen = 8
const seenWords = (seen: readonly string[]) =>
  `${seen.slice(0, mostSeen).join('; ')}${seen.length > mostSeen ? `; and ${seen.length - mostSeen} more` : ''}`

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What to type as it is typed, and what to do otherwise in words: only the first can be put into a device. */
const Remedy = ({ lines }: { readonly lines: readonly string[] }) => {
  const words = lines.filter((line) => /^[A-Z]/.test(line))
  const typed = lines.filter((line) => !words.includes(line))
  return (
    <>
      {typed.length > 0 && <pre className="remedy">{typed.join('\n')}</pre>}
      {words.length > 0 && <div className="break">{words.join(' ')}</div>}
    </>
  )
}

function OneResult({ of, onLine }: { readonly of: Result; readonly onLine: (line: number) => void }) {
  const [whole, setWhole] = useState(false)
  const places = whole ? of.findings : of.findings.slice(0, mostPlaces)
  return (
    <details className="result" open={of.severity === 'high' && of.outcome === 'finding'}>
      <summary>
        <FindingTag of={of.severity} />
        <span className="strong">{of.title}</span>
        <span className="dim">{of.findings.length + of.more}</span>
      </summary>
      <ul className="lines small">
        {places.map(({ what, place, remedy, waived }) => (
          <li key={`${place.line} ${place.statement} ${place.missing} ${what}`}>
            <span className="break">{sentence(what)}</span>{' '}
            {place.line > 0 && (
              <Button variant="subtle" size="compact-xs" onClick={() => onLine(place.line)}>
                line {place.line}
              </Button>
            )}
            {place.from && (
              <span className="dim">
                {' '}
                {place.from.startsWith('show ') ? 'in' : 'by'} {place.from}
              </span>
            )}
            {place.only && <span className="dim"> on {place.only} only</span>}
            {waived ? (
              <div className="dim">
                Accepted until <Day on={waived.until} />: {waived.reason}
              </div>
            ) : (
              <Remedy lines={remedy} />
            )}
          </li>
        ))}
      </ul>
      {of.findings.length > places.length ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
          {of.findings.length - places.length + of.more} more places
        </Button>
      ) : (
        of.more > 0 && (
          <Text size="xs" c="dimmed">
            {countWords(of.more, 'more place')} of the same kind: see to these first, then bring the device’s data in again.
          </Text>
        )
      )}
      {of.why && (
        <Text size="xs" c="dimmed">
          Not judged: {of.why}
        </Text>
      )}
    </details>
  )
}
