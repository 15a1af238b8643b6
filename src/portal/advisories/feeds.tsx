import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Confirm, Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck, IconPlus } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Feed = Answer<'advisory-feed.list'>['items'][number]
type Ask = Answer<'advisory-feed.read'>['asks'][number]
type Fate = Ask['fates'][number]

/** Addresses that are asked for published records by themselves. */
export function FeedsPage() {
  const may = useMay()
  const refusal = may('advisory.edit')
  const [adding, setAdding] = useState(false)
  const query = useApi('advisory-feed.list', {}, { enabled: refusal === undefined, every: 5_000 })
  return (
    <Page
      title="Feeds"
      lead="Addresses that are asked for published records by themselves. What they bring is matched with devices at once."
      crumbs={<TextLink to="/advisories">Published records</TextLink>}
      actions={
        <Act reason={refusal} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          Add a feed
        </Act>
      }
    >
      {refusal !== undefined ? (
        <Card label="Feeds">
          <Text size="sm">You cannot see feeds: {refusal}.</Text>
        </Card>
      ) : (
        <Loaded query={query} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <Card label="Feeds">
                <Empty title="No feed yet">
                  Add the address of a list of records or of the index of a CSAF provider. Until then records come from files and are
                  written by hand.
                </Empty>
              </Card>
            ) : (
              <Stack gap="md">
                {items.map((feed) => (
                  <OneFeed key={feed.id} of={feed} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      )}
      {adding && <FeedDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

function StateOf({ of: { state, failures, asking, askedAt } }: { readonly of: Feed }) {
  if (state === 'paused') return <Tag tone="dim">Paused</Tag>
  if (asking) return <Tag tone="info">Being asked</Tag>
  if (failures > 0)
    return (
      <Tag tone="danger" icon={IconAlertTriangle}>
        Failing
      </Tag>
    )
  if (askedAt === null) return <Tag tone="info">Waits to be asked</Tag>
  return (
    <Tag tone="ok" icon={IconCheck}>
      Well
    </Tag>
  )
}

function OneFeed({ of }: { readonly of: Feed }) {
  const [shown, setShown] = useState(false)
  const [editing, setEditing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const params = { feed: of.id }
  const ask = useAct('advisory-feed.ask', { done: `${of.title} is asked now` })
  const change = useAct('advisory-feed.change', { done: of.state === 'paused' ? `${of.title} goes on` : `${of.title} is paused` })
  const remove = useAct('advisory-feed.remove', { done: `${of.title} is removed`, after: () => setRemoving(false) })
  const { title, everyHours } = of
  return (
    <Card
      title={
        <Group gap={8}>
          <span className="break">{of.title}</span>
          <StateOf of={of} />
        </Group>
      }
      aside={
        <Group gap={6}>
          <Act
            size="compact-sm"
            variant="default"
            reason={of.state === 'paused' ? 'It is paused' : of.asking ? 'It is being asked' : undefined}
            loading={ask.isPending}
            onClick={() => ask.mutate({ params })}
            aria-label={`Ask now: ${of.title}`}
          >
            Ask now
          </Act>
          <Button
            size="compact-sm"
            variant="default"
            loading={change.isPending}
            onClick={() =>
              change.mutate({
                params,
                body: { title, everyHours, state: of.state === 'paused' ? 'active' : 'paused' },
                ifMatch: of.version,
              })
            }
            aria-label={of.state === 'paused' ? `Go on: ${of.title}` : `Pause ${of.title}`}
          >
            {of.state === 'paused' ? 'Go on' : 'Pause'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)} aria-label={`Change ${of.title}`}>
            Change
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setRemoving(true)} aria-label={`Remove ${of.title}`}>
            Remove
          </Button>
        </Group>
      }
    >
      <Stack gap={6}>
        <Text size="sm" className="mono break">
          {of.url}
        </Text>
        <Text size="sm" className="break">
          {of.answer || 'Not asked yet.'}
        </Text>
        <Text size="sm" c="dimmed">
          {of.shape ?? 'not recognised yet'}, every {countWords(of.everyHours, 'hour')}
          {of.askedAt !== null && (
            <>
              , asked <When at={of.askedAt} />
            </>
          )}
          {of.state === 'active' && (
            <>
              , next <When at={of.nextAskAt} />
            </>
          )}
          {of.failingSince !== null && (
            <>
              , failing since <When at={of.failingSince} show="absolute" />
            </>
          )}
        </Text>
        {(ask.error ?? change.error) && (
          <Text size="sm" c="var(--hf-danger)" role="alert">
            {(ask.error ?? change.error)?.message}
          </Text>
        )}
        <details onToggle={({ currentTarget: { open } }) => setShown(open)}>
          <summary className="small">What came of it</summary>
          {shown && <Asks of={of} />}
        </details>
      </Stack>
      {editing && <FeedDialog feed={of} onClose={() => setEditing(false)} />}
      <Confirm
        title={`Remove ${of.title}?`}
        opened={removing}
        onClose={() => setRemoving(false)}
        act="Remove it"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          // what came of it is asked for no more
          setShown(false)
          remove.mutate({ params })
        }}
      >
        It is asked no more. The records that it brought stay in the register.
      </Confirm>
    </Card>
  )
}

const fateWords: Readonly<Record<Fate['fate'], string>> = {
  new: 'New',
  amended: 'Changed',
  unchanged: 'As before',
  older: 'Older than what is known',
  'no record': 'Could not be read',
}

const askColumns: readonly Column<Ask>[] = [
  { name: 'Asked', lead: true, width: 150, cell: ({ at }) => <When at={at} show="absolute" /> },
  { name: 'New', right: true, wide: true, width: 70, cell: ({ fresh }) => fresh },
  { name: 'Changed', right: true, wide: true, width: 90, cell: ({ amended }) => amended },
  { name: 'As before', right: true, wide: true, width: 90, cell: ({ same }) => same },
  { name: 'Not read', right: true, wide: true, width: 90, cell: ({ unread }) => unread },
  {
    name: 'What came of it',
    cell: ({ answer, fates }) => (
      <Stack gap={2}>
        <span className="break">{answer}</span>
        {fates.slice(0, mostFates).map((each) => (
          <span key={`${each.name} ${each.key}`} className="small break">
            {fateWords[each.fate]}:{' '}
            {each.key === null ? (
              `${each.name}: ${each.notes.join(' ')}`
            ) : (
              <TextLink to="/advisories/$key" params={{ key: each.key }}>
                {each.number}
              </TextLink>
            )}
          </span>
        ))}
        {fates.length > mostFates && <span className="small dim">and {fates.length - mostFates} more</span>}
      </Stack>
    ),
  },
]
const mostFates = 8

function Asks({ of }: { readonly of: Feed }) {
  const query = useApi('advisory-feed.read', { params: { feed: of.id } }, { every: 15_000 })
  return (
    <Loaded query={query} lines={3}>
      {({ asks, read, unread }) => (
        <Stack gap="sm" mt="sm">
          {(read > 0 || unread.length > 0) && (
            <Text size="sm">
              {countWords(read, 'record')} of it {read === 1 ? 'is' : 'are'} read
              {unread.length > 0 && `, ${unread.length} could not be; each asking tries them again`}.
            </Text>
          )}
          <DataTable
            caption={`What asking ${of.title} came to, newest first`}
            columns={askColumns}
            rows={asks}
            rowKey={({ at }) => at}
            empty={<p className="small dim">It has not been asked yet.</p>}
          />
        </Stack>
      )}
    </Loaded>
  )
}

/** Adds a feed, or changes how it is called and how often it is asked. */
function FeedDialog({ feed, onClose }: { readonly feed?: Feed; readonly onClose: () => void }) {
  const [url, setUrl] = useState(feed?.url ?? '')
  const [title, setTitle] = useState(feed?.title ?? '')
  const [hours, setHours] = useState<number | string>(feed?.everyHours ?? 1)
  const [tried, setTried] = useState(false)
  const add = useAct('advisory-feed.add', { done: 'The feed is added, and asked now', after: onClose })
  const change = useAct('advisory-feed.change', { done: 'The feed is changed', after: onClose })
  const act = feed ? change : add
  const everyHours = typeof hours === 'number' ? hours : 1
  const send = () => {
    setTried(true)
    if (url.trim() === '') return
    if (feed)
      change.mutate({
        params: { feed: feed.id },
        body: { title: title.trim() || feed.title, everyHours, state: feed.state },
        ifMatch: feed.version,
      })
    else add.mutate({ body: { url: url.trim(), title: title.trim(), everyHours } })
  }
  return (
    <Dialog title={feed ? `Change ${feed.title}` : 'Add a feed'} opened onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <TextInput
          label="Address"
          description="A record, a list of records, a ROLIE feed, or the index.txt or changes.csv of a CSAF provider."
          required
          type="url"
          autoComplete="off"
          placeholder="https://..."
          value={url}
          disabled={feed !== undefined}
          {...(feed ? {} : { 'data-autofocus': true })}
          error={tried && url.trim() === '' ? 'Where is to be asked?' : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          description="Left empty, it is called by its host."
          maxLength={100}
          value={title}
          {...(feed ? { 'data-autofocus': true } : {})}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <NumberInput
          label="Asked every so many hours"
          description="While it fails it is asked less and less often, at last once a day."
          min={1}
          max={168}
          allowDecimal={false}
          clampBehavior="strict"
          value={hours}
          onChange={setHours}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {feed ? 'Change it' : 'Add it'}
        </Send>
      </Form>
    </Dialog>
  )
}
