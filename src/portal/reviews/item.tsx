import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { nodesAlike } from '../../analysis/reviews/downtime.ts'
import type { Answer } from '../../client/client.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { countWords } from '../ui/words.ts'

type Whole = Answer<'review.read'>
type Item = Whole['content']['items'][number]
type Note = Whole['notes']['items'][string]

const tones: Readonly<Record<string, Tone>> = { critical: 'alarm', high: 'danger', medium: 'warn', low: 'info' }

const expectedWords: Readonly<Record<NonNullable<Item['nodes']>[number]['expected'], { readonly word: string; readonly tone: Tone }>> = {
  yes: { word: 'Downtime expected', tone: 'danger' },
  no: { word: 'No downtime by the issue', tone: 'ok' },
  'not known': { word: 'Not known', tone: 'plain' },
}

const mostSerials = 12

/** For each device whether the issue leads to downtime, what the way to the fix comes to, and what nobody knows (MSP-3.1.6.c). */
const Downtime = ({ of }: { readonly of: NonNullable<Item['nodes']> }) => (
  <details>
    <summary className="small">Downtime on each device, and why</summary>
    <ul className="lines small" aria-label="Downtime on each device, and why">
      {nodesAlike(of).map(({ serials, expected, why, notKnown }) => (
        <li key={serials.join()}>
          <Group gap={6}>
            <Tag tone={expectedWords[expected].tone}>{expectedWords[expected].word}</Tag>
            <span>
              <span className="mono">{serials.slice(0, mostSerials).join(', ')}</span>
              {serials.length > mostSerials && ` and ${serials.length - mostSerials} more`}
            </span>
          </Group>
          <div className="break">{why.join(' ')}</div>
          {notKnown.length > 0 && <div className="dim break">Not known: {notKnown.join('; ')}.</div>}
        </li>
      ))}
    </ul>
  </details>
)

type ItemProps = {
  readonly account: string
  readonly of: Item
  readonly note: Note
  readonly onChange?: (part: Partial<Note>) => void
  /** Why it cannot be assessed yet. */
  readonly waits?: string
}
const mostFacts = 8

/** One item of a review: what was found, and what the engineer says of it. */
export function OneItem({ account, of, note, onChange, waits }: ItemProps) {
  const [whole, setWhole] = useState(false)
  const facts = whole ? of.facts : of.facts.slice(0, mostFacts)
  return (
    <Card
      title={
        <Group gap={8}>
          <Tag tone={tones[of.severity] ?? 'plain'}>{of.severity}</Tag>
          <span>{of.title}</span>
        </Group>
      }
      aside={
        onChange && (
          <Checkbox label="Leave out" checked={note.left} onChange={({ currentTarget: { checked } }) => onChange({ left: checked })} />
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {of.key}
          {of.about && `, ${of.about}`}
          {of.foci.length > 0 && `, for ${of.foci.join(' and ')}`}, on {countWords(of.devices.length, 'device')}:{' '}
          {of.devices.slice(0, 12).map((serial, at) => (
            <span key={serial}>
              {at > 0 && ', '}
              <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
                {serial}
              </TextLink>
            </span>
          ))}
          {of.devices.length > 12 && ` and ${of.devices.length - 12} more`}
        </Text>
        {of.downtime !== null && (
          <Text size="sm">
            {of.downtime.length > 0
              ? `Downtime is to be expected on ${countWords(of.downtime.length, 'device')}.`
              : 'Of no device it is said that the issue itself leads to downtime.'}
          </Text>
        )}
        {of.nodes && <Downtime of={of.nodes} />}
        <ul className="lines small">
          {facts.map((fact) => (
            <li key={fact} className="break">
              {fact}
            </li>
          ))}
        </ul>
        {of.facts.length > facts.length && (
          <Group>
            <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
              {of.facts.length - facts.length} more
            </Button>
          </Group>
        )}
        {onChange && !note.left ? (
          <>
            <Textarea
              label="Assessment"
              {...(waits ? { disabled: true, description: waits } : {})}
              autosize
              minRows={2}
              value={note.assessment}
              onChange={(event) => onChange({ assessment: event.currentTarget.value })}
            />
            <Textarea
              label="Recommendation"
              autosize
              minRows={2}
              value={note.recommendation}
              onChange={(event) => onChange({ recommendation: event.currentTarget.value })}
            />
          </>
        ) : (
          !note.left && (
            <>
              <Text size="sm" className="pre">
                <b>Assessment.</b> {note.assessment || 'Not written yet.'}
              </Text>
              <Text size="sm" className="pre">
                <b>Recommendation.</b> {note.recommendation || 'None known.'}
              </Text>
            </>
          )
        )}
      </Stack>
    </Card>
  )
}
