import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, DataTable, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { sideWords } from './words.tsx'

export type Action = Answer<'meeting-action.mine'>['items'][number]

/** What was agreed, by whom it is done and when. */
export const actionColumns = (withAccount: boolean, settle: (action: Action) => void, mayAll: boolean): readonly Column<Action>[] => [
  {
    name: 'Action',
    lead: true,
    cell: ({ text, account, meeting, about, note }) => (
      <>
        <span className="break">{text}</span>
        <div className="small dim break">
          {withAccount && `${account}, `}
          <TextLink to="/accounts/$account/meetings/$meeting" params={{ account, meeting }}>
            {meeting}
          </TextLink>
          {about && `, about ${about}`}
          {note && `, ${note}`}
        </div>
      </>
    ),
  },
  {
    name: 'Owner',
    width: 190,
    cell: ({ ownerName, side, mine }) => (
      <>
        {mine ? 'You' : ownerName} <span className="small dim">for {sideWords[side]}</span>
      </>
    ),
  },
  {
    name: 'Due',
    brief: true,
    width: 190,
    cell: ({ dueOn, overdue }) => (
      <>
        <Day on={dueOn} /> {overdue && <Tag tone="danger">Overdue</Tag>}
      </>
    ),
  },
  {
    name: 'State',
    brief: true,
    width: 120,
    cell: (action) =>
      action.state === 'open' ? (
        <Act
          size="compact-sm"
          variant="default"
          reason={action.mine || mayAll ? undefined : `It belongs to ${action.ownerName}`}
          onClick={() => settle(action)}
        >
          Settle
        </Act>
      ) : (
        <Tag tone={action.state === 'done' ? 'ok' : 'dim'}>{action.state === 'done' ? 'Done' : 'Dropped'}</Tag>
      ),
  },
]

export function SettleDialog({ of, onClose }: { readonly of: Action; readonly onClose: () => void }) {
  const [state, setState] = useState<'done' | 'dropped'>('done')
  const [note, setNote] = useState('')
  const act = useAct('meeting-action.settle', { done: 'The action is settled', after: onClose })
  return (
    <Dialog title="Settle an action" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, action: of.id }, body: { state, note } })}>
        <p className="break">{of.text}</p>
        <Select
          label="It is"
          data={[
            { value: 'done', label: 'Done' },
            { value: 'dropped', label: 'Dropped, with a reason' },
          ]}
          value={state}
          allowDeselect={false}
          onChange={(value) => setState(value as typeof state)}
        />
        <TextInput
          label={state === 'done' ? 'What was done' : 'Why it is dropped'}
          required={state === 'dropped'}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Settle it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Open actions of an account. */
export function OpenActions({ account }: { readonly account: string }) {
  const may = useMay()
  const query = useApi('meeting-action.list', { params: { account } })
  const [settling, setSettling] = useState<Action>()
  return (
    <Card title="Open actions" flush>
      <ListTable
        caption="Open actions, the first due first"
        columns={actionColumns(false, setSettling, may('meeting.run') === undefined)}
        query={query}
        rowKey={({ id }) => id}
        empty={<Empty title="No open action">What people take on in meetings stands here until it is done.</Empty>}
      />
      {settling && <SettleDialog of={settling} onClose={() => setSettling(undefined)} />}
    </Card>
  )
}

/** Actions of one meeting. */
export function ActionTable({ rows }: { readonly rows: readonly Action[] }) {
  const may = useMay()
  const [settling, setSettling] = useState<Action>()
  return (
    <>
      <DataTable
        caption="Actions of this meeting"
        columns={actionColumns(false, setSettling, may('meeting.run') === undefined)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Empty title="No action yet">Add what somebody takes on, with the day it is due.</Empty>}
      />
      {settling && <SettleDialog of={settling} onClose={() => setSettling(undefined)} />}
    </>
  )
}

/** What I took on in meetings, over all accounts. */
export function MyActionsPage() {
  const query = useApi('meeting-action.mine', {})
  const [settling, setSettling] = useState<Action>()
  return (
    <Page title="My actions" lead="What you took on in meetings. It stands on the agenda of each further meeting until it is done.">
      <Card label="My open actions" flush>
        <ListTable
          caption="My open actions, the first due first"
          columns={actionColumns(true, setSettling, true)}
          query={query}
          rowKey={({ id }) => id}
          empty={<Empty title="Nothing is open">What you take on in a meeting appears here.</Empty>}
        />
      </Card>
      {settling && <SettleDialog of={settling} onClose={() => setSettling(undefined)} />}
    </Page>
  )
}
