import { Autocomplete, Button, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { webinarTopics } from '../../meetings/webinars/posting.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { DateField, Dialog, Form, ownZone, Send, ZoneField } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, Span } from '../ui/when.tsx'
import { theatres, theatreWords } from '../ui/words.ts'
import { AnswerDialog, QuestionsDialog } from './webinar-questions.tsx'
import { MeetingTime } from './words.tsx'

type Of = Answer<'webinar.of-account'>
type Offered = Of['items'][number]
type Listed = Answer<'webinar.list'>['items'][number]
type Any = Omit<Offered, 'mine'>

const postingWords = {
  'not held': 'Not held yet',
  waiting: 'Recording due',
  overdue: 'Recording overdue',
  'in time': 'Posted in time',
  late: 'Posted late',
} as const
const postingTones = { 'not held': 'info', waiting: 'info', overdue: 'danger', 'in time': 'ok', late: 'warn' } as const

const Posting = ({ of }: { readonly of: Any }) =>
  of.state === 'cancelled' ? (
    <Tag tone="dim">Cancelled</Tag>
  ) : (
    <>
      <Tag tone={postingTones[of.posting]}>{postingWords[of.posting]}</Tag>
      {of.postBy && (
        <div className="small dim">
          {of.postedOn ? (
            <>
              on <Day on={of.postedOn} />, due <Day on={of.postBy} />
            </>
          ) : (
            <>
              by <Day on={of.postBy} />
            </>
          )}
        </div>
      )}
    </>
  )

const common: readonly Column<Any>[] = [
  {
    name: 'Webinar',
    lead: true,
    cell: ({ title, topic, host, about, reason }) => (
      <>
        {title}
        <div className="small dim break">
          {topic}, hosted by {host}
          {reason && `. ${reason}`}
        </div>
        {about && <div className="small dim break">{about}</div>}
      </>
    ),
  },
  { name: 'When', width: 220, cell: (of) => <MeetingTime of={of} /> },
  { name: 'Seats', right: true, width: 100, cell: ({ taken, capacity }) => `${taken} of ${capacity}` },
  { name: 'Recording', brief: true, width: 190, cell: (of) => <Posting of={of} /> },
]

/** Webinars of the theatre of an account. */
export function WebinarsPage() {
  const { account } = usePath()
  const own = useMe().account.code === account
  const query = useApi('webinar.of-account', { params: { account } })
  const [asked, setAsked] = useState<Offered>()
  return (
    <Page
      title={own ? 'Webinars' : `Webinars for ${account}`}
      lead="Live sessions with an expert, once a quarter, shared by everybody in your region. The recording is posted within five business days."
      crumbs={
        <TextLink to="/accounts/$account/meetings" params={{ account }}>
          {own ? 'Meetings' : `Meetings of ${account}`}
        </TextLink>
      }
    >
      <Loaded query={query} lines={8}>
        {(found) => (
          <Stack gap="md">
            <Card label="Webinars" flush>
              <DataTable
                caption="Webinars, newest first"
                columns={[...(common as readonly Column<Offered>[]), seatColumn(account, found.contract), questionColumn(setAsked)]}
                rows={found.items}
                rowKey={({ id }) => id}
                empty={<Empty title="No webinar yet">One is held in every quarter of a contract that promises it.</Empty>}
              />
            </Card>
            {found.quarters.length > 0 && (
              <Card title={`Quarters of ${found.contract}`} flush>
                <DataTable
                  caption="Quarters of the contract"
                  columns={quarterColumns}
                  rows={found.quarters}
                  rowKey={({ from }) => from}
                  empty={null}
                />
              </Card>
            )}
          </Stack>
        )}
      </Loaded>
      {asked && <QuestionsDialog account={account} of={asked} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

/** Opens the questions of a webinar; the words on the button are part of its name. */
const OpenQuestions = ({ of, words, onOpen }: { readonly of: Any; readonly words: string; readonly onOpen: () => void }) => (
  <Button size="compact-sm" variant="default" aria-label={`${words}: questions at ${of.title}`} onClick={onOpen}>
    {words}
  </Button>
)

const questionColumn = (onOpen: (of: Offered) => void): Column<Offered> => ({
  name: 'Questions',
  width: 140,
  cell: (of) =>
    of.state === 'cancelled' ? null : (
      <OpenQuestions of={of} words={of.state === 'held' ? 'Read them' : 'Ask or read'} onOpen={() => onOpen(of)} />
    ),
})

const questionWords = ({ asked, open }: Listed['questions']): string =>
  open > 0 ? `${open} to answer` : asked === 0 ? 'None yet' : `${asked} answered`

const quarterTones = { met: 'ok', running: 'info', 'to come': 'dim', 'not met': 'danger' } as const
const quarterColumns: readonly Column<Of['quarters'][number]>[] = [
  { name: 'Quarter', lead: true, cell: ({ from, to }) => <Span from={from} to={to} /> },
  { name: 'Held', right: true, width: 90, cell: ({ held }) => held },
  { name: 'Promise', brief: true, width: 140, cell: ({ state }) => <Tag tone={quarterTones[state]}>{state}</Tag> },
]

const seatColumn = (account: string, contract: string | null): Column<Offered> => ({
  name: 'Your seat',
  width: 150,
  cell: (of) =>
    of.recording ? (
      <a href={of.recording} target="_blank" rel="noreferrer">
        Watch it
      </a>
    ) : of.state === 'planned' ? (
      <Seat account={account} of={of} contract={contract} />
    ) : null,
})

function Seat({ account, of, contract }: { readonly account: string; readonly of: Offered; readonly contract: string | null }) {
  const may = useMay()
  const act = useAct('webinar.register', { done: ({ comes }) => (comes ? 'You have a seat' : 'Your seat is given back') })
  const full = !of.mine && of.taken >= of.capacity
  const reason =
    may('webinar.join') ??
    (contract === null ? 'No contract of the account promises webinars today' : full ? 'It is full; the recording follows' : undefined)
  return (
    <Act
      size="compact-sm"
      variant={of.mine ? 'default' : 'filled'}
      reason={reason}
      loading={act.isPending}
      onClick={() => act.mutate({ params: { account, webinar: of.id }, body: { comes: !of.mine } })}
    >
      {of.mine ? 'Give it back' : 'Take a seat'}
    </Act>
  )
}

/** The provider's view: webinars of every theatre. */
export function AllWebinarsPage() {
  const may = useMay()
  const query = useApi('webinar.list', {})
  const [open, setOpen] = useState<'plan' | Listed>()
  const [asked, setAsked] = useState<Listed>()
  return (
    <Page
      title="Webinars"
      lead="Shared by a theatre. Each quarter of a contract needs one; the recording is due five business days after it."
      actions={
        <Act reason={may('webinar.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('plan')}>
          Plan a webinar
        </Act>
      }
    >
      <Card label="Webinars" flush>
        <ListTable
          caption="Webinars of every theatre, newest first"
          columns={[
            ...(common as readonly Column<Listed>[]),
            { name: 'Theatre', brief: true, width: 110, cell: ({ theatre }) => theatreWords[theatre] },
            {
              name: 'Questions',
              width: 150,
              cell: (of) => <OpenQuestions of={of} words={questionWords(of.questions)} onOpen={() => setAsked(of)} />,
            },
            { name: 'Next', width: 150, cell: (of) => <Next of={of} onPost={() => setOpen(of)} /> },
          ]}
          query={query}
          rowKey={({ id }) => id}
          empty={<Empty title="No webinar yet">Plan the first one.</Empty>}
        />
      </Card>
      {asked && <AnswerDialog of={asked} onClose={() => setAsked(undefined)} />}
      {open === 'plan' && <PlanWebinar onClose={() => setOpen(undefined)} />}
      {open && open !== 'plan' && <PostDialog of={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function Next({ of, onPost }: { readonly of: Listed; readonly onPost: () => void }) {
  const hold = useAct('webinar.hold', { done: 'It is marked as held with everybody who registered' })
  if (of.state === 'held' && of.recording === null)
    return (
      <Act size="compact-sm" onClick={onPost}>
        Post the recording
      </Act>
    )
  if (of.state !== 'planned') return of.recording ? <a href={of.recording}>Recording</a> : null
  const begun = Date.parse(of.startsAt) <= Date.now()
  const attended = of.seats.filter(({ state }) => state === 'registered').map(({ personId }) => personId)
  return (
    <Act
      size="compact-sm"
      variant="default"
      reason={begun ? undefined : 'It has not begun'}
      loading={hold.isPending}
      onClick={() => hold.mutate({ params: { webinar: of.id }, body: { attended } })}
    >
      It was held
    </Act>
  )
}

function PostDialog({ of, onClose }: { readonly of: Listed; readonly onClose: () => void }) {
  const [recording, setRecording] = useState('')
  const act = useAct('webinar.post', { done: 'The recording is posted', after: onClose })
  return (
    <Dialog title={`Post the recording of ${of.title}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { webinar: of.id }, body: { recording } })}>
        <TextInput
          label="Address of the recording"
          placeholder="https://"
          type="url"
          required
          data-autofocus
          value={recording}
          onChange={(event) => setRecording(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Post it
        </Send>
      </Form>
    </Dialog>
  )
}

function PlanWebinar({ onClose }: { readonly onClose: () => void }) {
  const [theatre, setTheatre] = useState<string>('EMEA')
  const [title, setTitle] = useState('')
  const [topic, setTopic] = useState<string>(webinarTopics[0])
  const [about, setAbout] = useState('')
  const [host, setHost] = useState('')
  const [on, setOn] = useState('')
  const [time, setTime] = useState('15:00')
  const [zone, setZone] = useState(ownZone())
  const [capacity, setCapacity] = useState<number | string>(200)
  const act = useAct('webinar.plan', { done: 'The webinar is planned', after: onClose })
  return (
    <Dialog title="Plan a webinar" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            body: { theatre: theatre as 'EMEA', title, topic, about, host, on, time, zone, capacity: Number(capacity) },
          })
        }
      >
        <TextInput label="Title" required data-autofocus value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Group grow align="flex-start">
          <Select
            label="Theatre"
            data={theatres.map((value) => ({ value, label: theatreWords[value] }))}
            value={theatre}
            allowDeselect={false}
            onChange={(value) => setTheatre(value ?? 'EMEA')}
          />
          <Autocomplete label="Topic" required data={[...webinarTopics]} value={topic} onChange={setTopic} />
        </Group>
        <TextInput
          label="Host"
          description="An expert in the subject (ACP-7.a)"
          required
          value={host}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <DateField label="Day" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TextInput type="time" label="Time" required value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </Group>
        <Group grow align="flex-start">
          <ZoneField label="Time zone" required value={zone} onChange={setZone} />
          <NumberInput label="Seats" required min={1} max={10000} value={capacity} onChange={setCapacity} />
        </Group>
        <Textarea label="What it is about" autosize minRows={2} value={about} onChange={(event) => setAbout(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Plan it
        </Send>
      </Form>
    </Dialog>
  )
}
