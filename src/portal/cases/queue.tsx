import { Checkbox, Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Lens, type QueueOrder, queueOrders } from '../../cases/desk/lenses.ts'
import { client, useApi } from '../api.ts'
import { useEvery } from '../live.ts'
import { useMay } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import { ClockBadge, standingOfRow } from '../ui/clock-badge.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconPhone } from '../ui/icons.ts'
import { useKeys } from '../ui/keys.ts'
import { RowLink } from '../ui/link.tsx'
import { useNow } from '../ui/now.ts'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'
import { priorities, queueWords } from '../ui/words.ts'
import { Bulk, NotDone, useDeskAct } from './bulk.tsx'
import { Instead } from './instead.tsx'
import { inView } from './next-in-view.tsx'
import { AtIt } from './presence.tsx'
import { type CaseRow, caseFile, EscalatedTag, PriorityTag, StateTag } from './tags.tsx'
import { Columns, Lenses, Views } from './views.tsx'

/** To the case, which then knows the view that it was opened from. */
function CaseLink({ row }: { readonly row: CaseRow }) {
  const [picks] = usePicks()
  return (
    <RowLink
      to="/accounts/$account/cases/$case"
      params={{ account: row.account, case: row.number }}
      search={inView(picks) as never}
      className="clip"
    >
      {row.summary}
    </RowLink>
  )
}

const columns: readonly Column<CaseRow>[] = [
  { name: 'First response', brief: true, cell: (row) => <ClockBadge of={row} />, width: 200 },
  {
    name: 'Case',
    lead: true,
    cell: (row) => (
      <>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <PriorityTag of={row.priority} />
          <CaseLink row={row} />
        </Group>
        <Group gap={8} mt={3}>
          <span className="small dim nowrap">{row.number}</span>
          {row.serial && <span className="small dim mono">{row.serial}</span>}
          <EscalatedTag of={row} />
          <AtIt number={row.number} />
        </Group>
      </>
    ),
  },
  { name: 'Account', brief: true, cell: (row) => row.accountName },
  { name: 'State', brief: true, cell: (row) => <StateTag of={row.state} /> },
  { name: 'Queue', wide: true, cell: (row) => queueWords[row.queue] },
  {
    name: 'Owner',
    brief: true,
    cell: (row) =>
      row.owner ?? (
        <Text span size="sm" c="dimmed">
          Nobody yet
        </Text>
      ),
  },
  {
    name: 'Updated',
    wide: true,
    cell: (row) => (
      <span className="nowrap">
        <When at={row.updatedAt} />
      </span>
    ),
  },
]

/** Columns that a reader may leave out. */
const optional = columns.map(({ name }) => name).filter((name) => name !== 'Case')

/** The row that has the focus, or undefined. */
const focused = (rows: readonly CaseRow[]): CaseRow | undefined => {
  const href = document.activeElement?.closest<HTMLAnchorElement>('.rowlink')?.getAttribute('href') ?? ''
  return rows.find(({ number }) => href.split(/[?#]/)[0]?.endsWith(`/${number}`))
}

/** Everybody's open cases, what is due next first. */
export function QueuePage() {
  const may = useMay()
  const navigate = useNavigate()
  const [picks, pick] = usePicks()
  const open = picks.open !== 'false'
  const lens = (picks.lens ?? (picks.mine === 'true' ? 'mine' : undefined)) as Lens | undefined
  const filters = { priority: picks.priority as never, queue: picks.queue as never, open: open ? 'true' : 'false' } as const
  // words are looked for in the list of cases, newest first; without them the queue is in its own order
  const searching = Boolean(picks.q) || !open
  const order = picks.order as QueueOrder | undefined
  const page = { limit: 50, cursor: picks.after }
  const every = useEvery()
  const queue = useApi('queue.list', { query: { ...filters, ...page, lens, order } }, { every, keep: true, enabled: !searching })
  const found = useApi('case.list', { query: { ...filters, ...page, query: picks.q } }, { every, keep: true, enabled: searching })
  const query = searching ? found : queue
  const rows = query.data?.items ?? []
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const selected = rows.filter(({ number }) => picked.has(number))
  const clear = () => setPicked(new Set())
  const acting = useDeskAct(clear)
  const toggle = (number: string) =>
    setPicked((before) => {
      const after = new Set(before)
      if (!after.delete(number)) after.add(number)
      return after
    })
  // what is selected is what is seen: another lens, filter or page begins anew
  const seen = JSON.stringify([lens, order, filters, picks.q, picks.after])
  // biome-ignore lint/correctness/useExhaustiveDependencies: cleared when the list is another one
  useEffect(clear, [seen])
  const goTo = (row: CaseRow | undefined, act?: string) =>
    row &&
    void navigate({
      to: '/accounts/$account/cases/$case',
      params: { account: row.account, case: row.number },
      search: { ...inView(picks), ...(act ? { do: act } : {}) } as never,
    })
  useKeys({
    c: () => may('case.open') === undefined && void navigate({ to: '/ask' }),
    x: () => {
      const row = focused(rows)
      if (row) toggle(row.number)
    },
    a: () => {
      const row = focused(rows)
      const asked = selected.length > 0 ? selected : row ? [row] : []
      if (asked.length > 0 && may('case.assign') === undefined) acting.perform(asked, { kind: 'assign', to: 'me', reason: '' })
    },
    Escape: clear,
    r: () => goTo(focused(rows), 'reply'),
    n: () => goTo(focused(rows), 'note'),
    e: () => goTo(focused(rows), 'escalate'),
  })
  const hidden = (picks.columns ?? '').split(',')
  const all = rows.length > 0 && selected.length === rows.length
  const shown: readonly Column<CaseRow>[] = [
    {
      name: 'Selected',
      silent: true,
      brief: true,
      width: 40,
      cell: (row) => (
        <Checkbox size="xs" aria-label={`Select ${row.number}`} checked={picked.has(row.number)} onChange={() => toggle(row.number)} />
      ),
    },
    ...columns.filter(({ name }) => !hidden.includes(name)),
  ]
  const filtered = Boolean(picks.q || picks.priority || picks.queue || lens || picks.open)
  return (
    <Page
      title="Queue"
      lead={lens && !searching ? leads[lens] : 'Open cases of every account.'}
      actions={
        <>
          <Views />
          <ActLink to="/ask" reason={may('case.open')} leftSection={<IconPhone size={16} aria-hidden />}>
            Log a call
          </ActLink>
        </>
      }
    >
      <Card label="Cases by next due" flush>
        <Lenses />
        <Filters
          end={
            <>
              <Columns names={optional} />
              <ExportCsv
                list="Queue"
                columns={caseFile}
                read={(cursor) =>
                  searching
                    ? client.call('case.list', { query: { ...filters, query: picks.q, limit: 200, cursor } })
                    : client.call('queue.list', { query: { ...filters, lens, order, limit: 200, cursor } })
                }
              />
            </>
          }
        >
          <SearchBox label="Search" placeholder="Number, serial, person, words" />
          <Pick
            name="queue"
            label="Queue"
            any="All queues"
            of={Object.entries(queueWords).map(([value, label]) => ({ value, label }))}
            width={170}
          />
          <Pick
            name="priority"
            label="Priority"
            any="All priorities"
            of={priorities.map((value) => ({ value, label: value }))}
            width={130}
          />
          {!searching && (
            <Pick
              name="order"
              label="Order"
              any={queueOrders.due}
              of={Object.entries(queueOrders)
                .filter(([value]) => value !== 'due')
                .map(([value, label]) => ({ value, label }))}
              width={170}
            />
          )}
          <SegmentedControl
            aria-label="Open or closed"
            value={open ? 'true' : 'false'}
            onChange={(value) => pick({ open: value === 'true' ? undefined : 'false' })}
            data={[
              { value: 'true', label: 'Open' },
              { value: 'false', label: 'Closed' },
            ]}
          />
        </Filters>
        {searching && <Instead of={found.data?.instead} />}
        <NotDone acting={acting} />
        {(!query.data || rows.length > 0) && (
          <Group gap="md" className="tally" wrap="nowrap">
            <Checkbox
              size="xs"
              aria-label={all ? 'Select none' : 'Select all that are shown'}
              checked={all}
              disabled={rows.length === 0}
              indeterminate={selected.length > 0 && !all}
              onChange={() => (all ? clear() : setPicked(new Set(rows.map(({ number }) => number))))}
            />
            {query.data ? <Tally rows={rows} more={query.data.next !== null} /> : <Skeleton height={12} width={180} />}
          </Group>
        )}
        <ListTable
          caption="Cases by next due"
          columns={shown}
          query={query}
          rowKey={(row) => row.number}
          empty={
            filtered ? (
              <Empty title={lens && !searching ? emptyWords[lens] : 'No case fits these filters'}>
                {lens && !searching && !picks.priority && !picks.queue
                  ? 'It fills by itself when something comes.'
                  : 'Take a filter away, or search with fewer words.'}
              </Empty>
            ) : (
              <Empty title="Nothing is open">Every case is closed. New cases come up here by themselves, the next due first.</Empty>
            )
          }
        />
        {selected.length > 0 && <Bulk rows={selected} acting={acting} clear={clear} />}
      </Card>
    </Page>
  )
}

const leads: Readonly<Record<Lens, string>> = {
  all: 'Open cases of every account, by what is due next.',
  'at-risk': 'The first response is overdue, or due within the hour.',
  mine: 'Open cases that you own.',
  team: 'The queues of your teams, and what your colleagues there own.',
  unassigned: 'Nobody has these yet.',
  waiting: 'The customer has to answer first.',
  escalated: 'Escalated and still open.',
}
const emptyWords: Readonly<Record<Lens, string>> = {
  all: 'Nothing is open',
  'at-risk': 'Nothing is due within the hour',
  mine: 'You have no open case',
  team: 'Your teams have no open case',
  unassigned: 'Every case is with somebody',
  waiting: 'No case waits for a customer',
  escalated: 'Nothing is escalated',
}

/** Counts what needs somebody now, in words. */
function Tally({ rows, more }: { readonly rows: readonly CaseRow[]; readonly more: boolean }) {
  const now = useNow()
  const standings = rows.map((row) => standingOfRow(row, now))
  const count = (wanted: string) => standings.filter((each) => each === wanted).length
  const [overdue, risk] = [count('overdue'), count('at-risk')]
  if (rows.length === 0) return null
  return (
    <Text size="sm" aria-live="polite">
      <b>{overdue}</b> overdue, <b>{risk}</b> at risk, {more ? `${rows.length} shown, there are more` : `${rows.length} in all`}
    </Text>
  )
}
