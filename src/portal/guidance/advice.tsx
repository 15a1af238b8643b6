import { Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ContractCrumbs } from '../ui/crumbs.tsx'
import { usePath } from '../ui/filters.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { ReleasePlans } from './release-plans.tsx'

type Board = Answer<'advice.board'>
type Entry = Board['entries'][number]
type About = { readonly account: string; readonly contract: string }

/** The named advisor of a contract, and what was done under each of the five duties: both sides read the same. */
export function AdvicePage() {
  const { account, contract } = usePath()
  const may = useMay()
  const [open, setOpen] = useState<'log' | 'name'>()
  const query = useApi('advice.board', { params: { account, contract } })
  const close = () => setOpen(undefined)
  return (
    <Page
      title={`Advisor of ${contract}`}
      lead="One named person who knows the network: what was done under each of five duties, and when."
      crumbs={<ContractCrumbs account={account} contract={contract} />}
      actions={
        <>
          {may('advice.log') === undefined && <Act onClick={() => setOpen('log')}>Write down</Act>}
          {may('advisor.name') === undefined && (
            <Act variant="default" onClick={() => setOpen('name')}>
              Name the advisor
            </Act>
          )}
        </>
      }
    >
      <Loaded query={query} lines={10}>
        {(found) => (
          <Stack gap="md">
            <Who of={found} />
            <Card title="Five duties">
              <ul className="lines">
                {found.duties.map(({ duty, title, clauses, entries, lastOn }) => (
                  <li key={duty}>
                    <Group justify="space-between" gap="md">
                      <Text size="sm">
                        <b>{duty}</b> {title} <ClauseChips ids={clauses} />
                      </Text>
                      <Text size="sm" c="dimmed">
                        {entries === 0 ? 'not yet' : entries === 1 ? 'once' : `${entries} times`}
                        {lastOn && (
                          <>
                            , last <Day on={lastOn} />
                          </>
                        )}
                      </Text>
                    </Group>
                  </li>
                ))}
              </ul>
            </Card>
            <ReleasePlans account={account} contract={contract} />
            <Card title="What was done">
              {found.entries.length === 0 ? (
                <Empty title="Nothing yet">What the advisor writes down stands here.</Empty>
              ) : (
                <ul className="lines">
                  {found.entries.map((entry) => (
                    <OneEntry key={`${entry.on} ${entry.duty} ${entry.text}`} account={account} of={entry} />
                  ))}
                </ul>
              )}
            </Card>
            {open === 'log' && <LogDialog account={account} contract={contract} duties={found.duties} onClose={close} />}
            {open === 'name' && <NameDialog account={account} contract={contract} onClose={close} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

const Who = ({ of }: { readonly of: Board }) => (
  <Card title="The advisor">
    {of.advisor ? (
      <Text size="sm">
        <b>{of.advisor.name}</b>, {of.advisor.theatre}, {of.advisor.zone}
      </Text>
    ) : (
      <Group gap={8}>
        <Tag tone="danger">Nobody is named</Tag>
        <ClauseChips ids={['ACP-10.p1']} />
      </Group>
    )}
    {of.history.length > 0 && (
      <ul className="small dim" style={{ margin: '6px 0 0', paddingLeft: 18 }}>
        {of.history.map(({ name, startsOn, why }) => (
          <li key={`${startsOn} ${name}`}>
            {name} from <Day on={startsOn} />
            {why && `: ${why}`}
          </li>
        ))}
      </ul>
    )}
  </Card>
)

const OneEntry = ({ account, of }: { readonly account: string; readonly of: Entry }) => (
  <li>
    <Text size="sm" className="break">
      <b>{of.duty}</b> {of.text}
      {of.case && (
        <>
          {' '}
          <TextLink to="/accounts/$account/cases/$case" params={{ account, case: of.case }}>
            {of.case}
          </TextLink>
        </>
      )}
    </Text>
    {of.question && (
      <Text size="sm" className="break">
        {of.question.asker} asked by {of.question.channel === 'email' ? 'e-mail' : 'telephone'}
        {of.question.product && ` about ${of.question.product}`}: {of.question.question}
        {of.question.answer && <> Answer: {of.question.answer}</>}
        {!of.question.named && <Tag tone="warn">not a named contact</Tag>}
      </Text>
    )}
    <Text size="xs" c="dimmed">
      <Day on={of.on} />, {of.by}
    </Text>
  </li>
)

function NameDialog({ account, contract, onClose }: About & { readonly onClose: () => void }) {
  const staff = useApi('advisor.candidates', { params: { account } })
  const [person, setPerson] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const act = useAct('advisor.name', { done: 'The advisor is named', after: onClose })
  return (
    <Dialog title="Name the advisor" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { person, why } })}>
        <Select
          label="Who takes over, from today on"
          required
          data={(staff.data?.items ?? []).map(({ id, name, zone }) => ({ value: id, label: `${name}, ${zone}` }))}
          value={person}
          onChange={setPerson}
        />
        <Textarea label="Why" value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Name
        </Send>
      </Form>
    </Dialog>
  )
}

type LogProps = About & { readonly duties: Board['duties']; readonly onClose: () => void }

function LogDialog({ account, contract, duties, onClose }: LogProps) {
  const people = useApi('person.list', { params: { account } })
  const [duty, setDuty] = useState<Entry['duty']>('a')
  const [given, setGiven] = useState({ text: '', on: '', case: '', person: '', channel: 'email', product: '', question: '', answer: '' })
  const set = (part: Partial<typeof given>) => setGiven({ ...given, ...part })
  const act = useAct('advice.log', { done: 'It is written down', after: onClose })
  const submit = () =>
    act.mutate({
      params: { account, contract },
      body: {
        duty,
        text: given.text,
        ...(given.on ? { on: given.on } : {}),
        ...(given.case ? { case: given.case } : {}),
        ...(duty === 'e' && given.question
          ? {
              ...(given.person ? { person: given.person } : {}),
              question: {
                channel: given.channel as 'email' | 'call',
                product: given.product,
                question: given.question,
                answer: given.answer,
              },
            }
          : {}),
      },
    })
  return (
    <Dialog title="Write down what was done" opened onClose={onClose}>
      <Form onSubmit={submit}>
        <Select
          label="Duty"
          data={duties.map((each) => ({ value: each.duty, label: each.title }))}
          value={duty}
          onChange={(value) => setDuty((value ?? 'a') as Entry['duty'])}
          allowDeselect={false}
        />
        <Textarea label="What was done" required value={given.text} onChange={(event) => set({ text: event.currentTarget.value })} />
        <Group grow align="flex-start">
          <DateField label="Day" value={given.on} onChange={(event) => set({ on: event.currentTarget.value })} />
          <TextInput label="Case" value={given.case} onChange={(event) => set({ case: event.currentTarget.value.trim() })} />
        </Group>
        {duty === 'e' && (
          <>
            <Text size="sm" c="dimmed">
              A question has no clock. A fault is no question: it is reported as a case, by telephone or here.
            </Text>
            <Group grow align="flex-start">
              <Select
                label="Who asked"
                data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                value={given.person || null}
                onChange={(person) => set({ person: person ?? '' })}
                searchable
              />
              <Select
                label="By"
                data={[
                  { value: 'email', label: 'E-mail' },
                  { value: 'call', label: 'Telephone' },
                ]}
                value={given.channel}
                onChange={(channel) => set({ channel: channel ?? 'email' })}
                allowDeselect={false}
              />
            </Group>
            <TextInput label="Product" value={given.product} onChange={(event) => set({ product: event.currentTarget.value })} />
            <Textarea label="Question" value={given.question} onChange={(event) => set({ question: event.currentTarget.value })} />
            <Textarea label="Answer" value={given.answer} onChange={(event) => set({ answer: event.currentTarget.value })} />
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write down
        </Send>
      </Form>
    </Dialog>
  )
}
