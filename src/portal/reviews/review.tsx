import { Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { reviewTitles } from '../../analysis/reviews/review.ts'
import { type Answer, addressOf } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { IconDownload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { IndicatorsCard } from './indicators.tsx'

type Whole = Answer<'review.read'>
type Item = Whole['content']['items'][number]
type Notes = Whole['notes']
type Note = Notes['items'][string]

const tones: Readonly<Record<string, Tone>> = { critical: 'alarm', high: 'danger', medium: 'warn', low: 'info' }
const noNote: Note = { assessment: '', recommendation: '', left: false }

/** One review: written on while it is a draft, read when it is released. */
export function ReviewPage() {
  const { account, review } = usePath()
  const query = useApi('review.read', { params: { account, review } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Review key={`${found.number} ${found.version}`} account={account} of={found} />}
    </Loaded>
  )
}

function Review({ account, of }: { readonly account: string; readonly of: Whole }) {
  const own = useMe().account.code === account
  const may = useMay()
  const params = { account, review: of.number }
  const [notes, setNotes] = useState<Notes>(of.notes)
  const [engineer, setEngineer] = useState(of.engineer)
  const write = useAct('review.write', { done: 'Kept' })
  const release = useAct('review.release', { done: `${of.number} is released to the customer` })
  const draft = of.state === 'draft'
  const reason = may('review.edit')
  const writing = draft && reason === undefined
  const changed = engineer !== of.engineer || JSON.stringify(notes) !== JSON.stringify(of.notes)
  const setItem = (key: string, part: Partial<Note>) =>
    setNotes((before) => ({ ...before, items: { ...before.items, [key]: { ...noNote, ...before.items[key], ...part } } }))
  return (
    <Page
      title={`${reviewTitles[of.kind]} ${of.number}`}
      crumbs={
        <TextLink to="/accounts/$account/reviews" params={{ account }}>
          {own ? 'Reviews' : `Reviews of ${account}`}
        </TextLink>
      }
      lead={
        <Group gap={8}>
          <Tag tone={draft ? 'info' : 'ok'}>{draft ? 'Draft, seen by the provider only' : 'Released'}</Tag>
          <Text span size="sm">
            Data up to <When at={of.cutoff} show="absolute" />
            {of.engineer && `, by ${of.engineer}`}
          </Text>
        </Group>
      }
      actions={
        <>
          <Button
            component="a"
            href={addressOf('review.document', params, {})}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            As a document
          </Button>
          {draft && (
            <>
              <Act
                variant="default"
                reason={reason ?? (changed ? undefined : 'Nothing is changed')}
                loading={write.isPending}
                onClick={() => write.mutate({ params, body: { notes, engineer }, ifMatch: of.version })}
              >
                Keep
              </Act>
              <Act
                reason={
                  reason ??
                  (changed
                    ? 'Keep what you wrote first'
                    : of.missing.length > 0
                      ? `Missing: ${of.missing.slice(0, 3).join(', ')}`
                      : undefined)
                }
                loading={release.isPending}
                onClick={() => release.mutate({ params })}
              >
                Release
              </Act>
            </>
          )}
        </>
      }
    >
      <div className="split">
        <Stack gap="md">
          {(write.error || release.error) && <Problem error={write.error ?? release.error} />}
          <Card title="Summary">
            {writing ? (
              <Textarea
                aria-label="Summary"
                placeholder="What a manager reads first"
                autosize
                minRows={3}
                value={notes.summary}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setNotes((before) => ({ ...before, summary: value }))
                }}
              />
            ) : (
              <Text size="sm" className="pre">
                {of.notes.summary || 'Not written yet.'}
              </Text>
            )}
          </Card>
          {of.content.items.length === 0 && (
            <Card label="Findings">
              <Text size="sm">Nothing was found on these devices.</Text>
            </Card>
          )}
          {of.content.items
            .filter(({ key }) => draft || !notes.items[key]?.left)
            .map((item) => (
              <OneItem
                key={item.key}
                account={account}
                of={item}
                note={notes.items[item.key] ?? noNote}
                {...(writing ? { onChange: (part: Partial<Note>) => setItem(item.key, part) } : {})}
              />
            ))}
          {of.content.indicators.length > 0 && <IndicatorsCard account={account} of={of.content.indicators} />}
        </Stack>
        <Stack gap="md">
          <Card title="Facts">
            <Stack gap="sm">
              {writing && (
                <TextInput label="Named engineer" value={engineer} onChange={(event) => setEngineer(event.currentTarget.value)} />
              )}
              <Facts
                of={[
                  ['Made by', of.madeBy],
                  ['Made', <When key="m" at={of.madeAt} show="both" />],
                  ['Released', of.releasedAt && <When key="r" at={of.releasedAt} show="both" />],
                  ['Devices', of.content.devices.length],
                  ['Findings', of.content.items.length],
                ]}
              />
            </Stack>
          </Card>
          {draft && of.missing.length > 0 && (
            <Card title="Before it is released">
              <ul className="lines small">
                {of.missing.slice(0, 12).map((each) => (
                  <li key={each}>{each}</li>
                ))}
                {of.missing.length > 12 && <li>and {of.missing.length - 12} more</li>}
              </ul>
            </Card>
          )}
          <Card title="What could not be judged">
            {of.content.notJudged.length === 0 ? (
              <Text size="sm">Nothing was left open.</Text>
            ) : (
              <details>
                <summary className="small">{countWords(of.content.notJudged.length, 'line')}, none of them a pass</summary>
                <ul className="lines small">
                  {of.content.notJudged.map((line) => (
                    <li key={line} className="break">
                      {line}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Card>
          <Card title="Devices">
            <ul className="lines small">
              {of.content.devices.slice(0, 60).map(({ serial, product, release }) => (
                <li key={serial}>
                  <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
                    {serial}
                  </TextLink>{' '}
                  {product} <span className="mono dim">{release || 'release not known'}</span>
                </li>
              ))}
              {of.content.devices.length > 60 && <li>and {of.content.devices.length - 60} more</li>}
            </ul>
          </Card>
        </Stack>
      </div>
    </Page>
  )
}

type ItemProps = { readonly account: string; readonly of: Item; readonly note: Note; readonly onChange?: (part: Partial<Note>) => void }
const mostFacts = 8

function OneItem({ account, of, note, onChange }: ItemProps) {
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
              : 'Whether downtime is to be expected is not said.'}
          </Text>
        )}
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
