import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { reviewTitles } from '../../analysis/reviews/kinds.ts'
import { emptyNote } from '../../analysis/reviews/merge.ts'
import { type Answer, addressOf } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { IconDownload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { IndicatorsCard } from './indicators.tsx'
import { OneItem } from './item.tsx'
import { useKeptReview } from './kept.ts'
import { KeptAt, NotKept } from './standing.tsx'
import { Talks } from './talks.tsx'

type Whole = Answer<'review.read'>
type Note = Whole['notes']['items'][string]

/** One review: written on while it is a draft, read when it is released. */
export function ReviewPage() {
  const { account, review } = usePath()
  const query = useApi('review.read', { params: { account, review } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Review key={`${found.number} ${found.state}`} account={account} of={found} />}
    </Loaded>
  )
}

function Review({ account, of }: { readonly account: string; readonly of: Whole }) {
  const own = useMe().account.code === account
  const may = useMay()
  const params = { account, review: of.number }
  const { draft: written, change, standing, keep, choose, joined } = useKeptReview(account, of)
  const { notes, engineer } = written
  const release = useAct('review.release', { done: `${of.number} is released to the customer` })
  const draft = of.state === 'draft'
  const reason = may('review.edit')
  const writing = draft && reason === undefined
  const kept = standing.kind === 'kept'
  const setItem = (key: string, part: Partial<Note>) =>
    change(({ engineer, notes }) => ({
      engineer,
      notes: { ...notes, items: { ...notes.items, [key]: { ...emptyNote, ...notes.items[key], ...part } } },
    }))
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
          {of.owed !== null && <Tag tone="warn">Call to be held</Tag>}
          {writing && <KeptAt of={standing} joined={joined} />}
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
          <Button component="a" href={addressOf('review.read', params, {})} download={`${of.number}.json`} variant="default">
            As JSON
          </Button>
          {draft && (
            <>
              <Act variant="default" reason={reason ?? (kept ? 'Everything is kept' : undefined)} onClick={keep}>
                Keep now
              </Act>
              <Act
                reason={
                  reason ??
                  (!kept
                    ? 'What you wrote is not kept yet'
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
          {writing && <NotKept of={standing} choose={choose} again={keep} />}
          {release.error && <Problem error={release.error} />}
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
                  change(({ engineer, notes }) => ({ engineer, notes: { ...notes, summary: value } }))
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
                note={notes.items[item.key] ?? emptyNote}
                {...(of.missingTalk === null ? {} : { waits: `Not before ${of.missingTalk}` })}
                {...(writing ? { onChange: (part: Partial<Note>) => setItem(item.key, part) } : {})}
              />
            ))}
          {of.content.indicators.length > 0 && <IndicatorsCard account={account} of={of.content.indicators} />}
        </Stack>
        <Stack gap="md">
          <Card title="Facts">
            <Stack gap="sm">
              {writing && (
                <TextInput
                  label="Named engineer"
                  value={engineer}
                  onChange={({ currentTarget: { value } }) => change(({ notes }) => ({ engineer: value, notes }))}
                />
              )}
              <Facts
                of={[
                  ['Made by', of.madeBy],
                  ['Made', <When key="m" at={of.madeAt} show="both" />],
                  ['Released', of.releasedAt && <When key="r" at={of.releasedAt} show="both" />],
                  [
                    'Read by',
                    of.readers
                      .filter(({ readAt }) => readAt !== null)
                      .map(({ name }) => name)
                      .join(', '),
                  ],
                  [
                    'Not read yet by',
                    of.readers
                      .filter(({ readAt }) => readAt === null)
                      .map(({ name }) => name)
                      .join(', '),
                  ],
                  ['Devices', of.content.devices.length],
                  ['Findings', of.content.items.length],
                  ...(of.content.noMatch ? [['Published, and no match', of.content.noMatch.length] as const] : []),
                  ...(of.kind === 'PIIR' ? (['hardware', 'software'] as const) : []).map(
                    (subject) =>
                      [
                        subject === 'hardware' ? 'Of hardware' : 'Of software',
                        of.content.items.filter(({ about = 'software' }) => about === subject).length || 'none found',
                      ] as const,
                  ),
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
          <Talks account={account} of={of} />
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
