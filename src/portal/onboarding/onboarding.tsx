import { Group, Progress, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { DocumentLink, FileField } from '../documents/file-field.tsx'
import { useMay } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { actorWords, serviceWords } from '../ui/words.ts'

type List = Answer<'onboarding.list'>['items'][number]
type Item = List['items'][number]

const looks = {
  done: { word: 'Done', tone: 'ok', icon: IconCheck },
  declined: { word: 'Declined', tone: 'dim', icon: IconX },
  open: { word: 'Open', tone: 'warn', icon: IconCircleDashed },
} as const

/** Where a record stands that shows an item. */
const pages = {
  meetings: { to: '/accounts/$account/meetings', title: 'Meetings' },
  'contact-matrix': { to: '/accounts/$account/contact-matrix', title: 'Contact matrix' },
  'contact-data': { to: '/accounts/$account/contact-data', title: 'Contact data' },
  reconciliations: { to: '/accounts/$account/reconciliations', title: 'Lists of devices' },
} as const

const columns = (account: string, edit: ((item: Item) => void) | undefined): readonly Column<Item>[] => [
  {
    name: 'Item',
    lead: true,
    cell: ({ title, clauses }) => (
      <Stack gap={3}>
        <span>{title}</span>
        <ClauseChips ids={clauses} />
      </Stack>
    ),
  },
  {
    name: 'State',
    brief: true,
    cell: ({ said, shown }) => {
      const { word, tone, icon } = looks[shown ? 'done' : (said?.state ?? 'open')]
      return (
        <Tag tone={tone} icon={icon}>
          {word}
        </Tag>
      )
    },
  },
  {
    name: 'What shows it',
    cell: ({ said, shown }) =>
      shown ? (
        <Stack gap={3}>
          <span className="break">{shown.text}</span>
          <span className="small dim">
            {dateWords(shown.on)},{' '}
            {shown.meeting ? (
              <TextLink to="/accounts/$account/meetings/$meeting" params={{ account, meeting: shown.meeting }}>
                meeting {shown.meeting}
              </TextLink>
            ) : (
              <TextLink to={pages[shown.page].to} params={{ account }}>
                {pages[shown.page].title}
              </TextLink>
            )}
          </span>
        </Stack>
      ) : (
        said && (
          <Stack gap={3}>
            <span className="break">{said.text}</span>
            {said.document && <DocumentLink account={account} id={said.document.id} name={said.document.name} />}
            <span className="small dim">
              {dateWords(said.on)}, {actorWords(said.by)}
              {said.meeting && `, meeting ${said.meeting}`}
            </span>
          </Stack>
        )
      ),
  },
  ...(edit
    ? [
        {
          name: 'Change',
          silent: true,
          right: true,
          cell: (item: Item) =>
            item.shown ? null : (
              <Act size="compact-sm" variant="default" aria-label={`Say how far it is: ${item.title}`} onClick={() => edit(item)}>
                {item.said ? 'Change' : 'Tick'}
              </Act>
            ),
        } satisfies Column<Item>,
      ]
    : []),
]

/** What is set up at the beginning of each contract, with what shows it. Both sides see this page. */
export function OnboardingPage() {
  const { account } = usePath()
  const query = useApi('onboarding.list', { params: { account } })
  return (
    <AccountPage title="Onboarding" lead="What is set up at the beginning of a contract, item by item, each with what shows it.">
      <Loaded query={query} lines={10}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing is to be set up">Items stand here while a contract runs whose service sets something up.</Empty>
          ) : (
            <Stack gap="md">
              {items.map((list) => (
                <OfContract key={list.contract} account={account} of={list} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </AccountPage>
  )
}

function OfContract({ account, of }: { readonly account: string; readonly of: List }) {
  const may = useMay()
  const [editing, setEditing] = useState<Item>()
  const groups = [...Map.groupBy(of.items, ({ group }) => group)]
  const edit = may('onboarding.tick') === undefined ? setEditing : undefined
  return (
    <Card
      title={`${serviceWords(of.service)}, ${of.contract}`}
      aside={
        of.items.length > 0 && (
          <Tag tone={of.complete ? 'ok' : 'info'} icon={of.complete ? IconCheck : IconCircleDashed}>
            {of.done} of {of.of} done
          </Tag>
        )
      }
    >
      <Stack gap="md">
        {of.items.length > 0 && (
          <>
            <Progress value={(100 * of.done) / of.of} aria-label={`${of.done} of ${of.of} items done`} />
            <Group gap="sm">
              {of.late && (
                <Tag tone="danger" icon={IconAlertTriangle}>
                  Late
                </Tag>
              )}
              <Text size="sm">
                {of.dueOn
                  ? `The meeting is to be offered by ${dateWords(of.dueOn)}, ten working days after the contract became active.`
                  : `By when cannot be told: ${of.dueProblem}.`}{' '}
                {of.offeredOn && `It was offered on ${dateWords(of.offeredOn)}.`}
              </Text>
            </Group>
          </>
        )}
        {of.byRequest && (
          <Text size="sm">
            Onboarding by a service manager is bought as a request; its parts are delivered under it.{' '}
            <TextLink to="/accounts/$account/requests" params={{ account }}>
              Requests
            </TextLink>
          </Text>
        )}
        {groups.map(([group, items]) => (
          <section key={group} aria-label={group}>
            <Text fw={600} size="sm" mb={4}>
              {group}
            </Text>
            <DataTable caption={group} columns={columns(account, edit)} rows={items} rowKey={({ code }) => code} empty={null} />
          </section>
        ))}
      </Stack>
      {editing && <TickDialog account={account} contract={of.contract} of={editing} onClose={() => setEditing(undefined)} />}
    </Card>
  )
}

type TickProps = { readonly account: string; readonly contract: string; readonly of: Item; readonly onClose: () => void }

function TickDialog({ account, contract, of, onClose }: TickProps) {
  const [state, setState] = useState<'done' | 'open' | 'declined'>('done')
  const [on, setOn] = useState('')
  const [text, setText] = useState('')
  const [meeting, setMeeting] = useState(of.said?.meeting ?? '')
  const [document, setDocument] = useState<string>()
  const act = useAct('onboarding.tick', { done: 'It is written', after: onClose })
  return (
    <Dialog title={of.title} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, contract },
            body: { item: of.code, state, on: on || null, text, document: document ?? null, meeting: meeting || null },
          })
        }
      >
        <Labelled label="State">
          <SegmentedControl
            data={[
              { value: 'done', label: 'Done' },
              { value: 'open', label: 'Open' },
              { value: 'declined', label: 'Declined by the customer' },
            ]}
            value={state}
            onChange={(value) => setState(value as typeof state)}
          />
        </Labelled>
        <Textarea label="What shows it" required data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <TextInput
          label="Meeting"
          description={of.meeting ? 'Only a meeting shows this: name it by its number.' : 'By its number, if there was one.'}
          required={of.meeting && state === 'done'}
          placeholder={`${account}-M1`}
          value={meeting}
          onChange={(event) => setMeeting(event.currentTarget.value)}
        />
        <DateField
          label="On"
          description="Today, unless it was earlier."
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <FileField account={account} label="File" onKept={(kept) => setDocument(kept?.id)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
