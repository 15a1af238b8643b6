import { Group, SegmentedControl, Switch, Text } from '@mantine/core'
import { client, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import { ClockBadge, useStanding } from '../ui/clock-badge.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconPhone } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'
import { priorities, queueWords } from '../ui/words.ts'
import { Instead } from './instead.tsx'
import { type CaseRow, caseFile, EscalatedTag, PriorityTag, StateTag } from './tags.tsx'

const columns: readonly Column<CaseRow>[] = [
  { name: 'First response', brief: true, cell: (row) => <ClockBadge of={row} />, width: 200 },
  {
    name: 'Case',
    lead: true,
    cell: (row) => (
      <>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <PriorityTag of={row.priority} />
          <RowLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.number }} className="clip">
            {row.summary}
          </RowLink>
        </Group>
        <Group gap={8} mt={3}>
          <span className="small dim nowrap">{row.number}</span>
          {row.serial && <span className="small dim mono">{row.serial}</span>}
          <EscalatedTag of={row} />
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

/** Everybody's open cases, what is due next first. */
export function QueuePage() {
  const may = useMay()
  const [picks, pick] = usePicks()
  const open = picks.open !== 'false'
  const filters = {
    priority: picks.priority as never,
    queue: picks.queue as never,
    mine: picks.mine === 'true' ? 'true' : undefined,
    open: open ? 'true' : 'false',
  } as const
  // words are looked for in the list of cases, newest first; without them the queue is in its own order
  const searching = Boolean(picks.q)
  const page = { limit: 50, cursor: picks.after }
  const queue = useApi('queue.list', { query: { ...filters, ...page } }, { every: 15_000, keep: true, enabled: !searching })
  const found = useApi('case.list', { query: { ...filters, ...page, query: picks.q } }, { every: 15_000, keep: true, enabled: searching })
  const query = searching ? found : queue
  const filtered = Boolean(picks.q || picks.priority || picks.queue || picks.mine || picks.open)
  return (
    <Page
      title="Queue"
      lead="Open cases of every account, by what is due next."
      actions={
        <ActLink to="/ask" reason={may('case.open')} leftSection={<IconPhone size={16} aria-hidden />}>
          Log a call
        </ActLink>
      }
    >
      <Card label="Cases by next due" flush>
        <Filters
          end={
            <ExportCsv
              list="Queue"
              columns={caseFile}
              read={(cursor) =>
                searching
                  ? client.call('case.list', { query: { ...filters, query: picks.q, limit: 200, cursor } })
                  : client.call('queue.list', { query: { ...filters, limit: 200, cursor } })
              }
            />
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
          <SegmentedControl
            aria-label="Open or closed"
            value={open ? 'true' : 'false'}
            onChange={(value) => pick({ open: value === 'true' ? undefined : 'false' })}
            data={[
              { value: 'true', label: 'Open' },
              { value: 'false', label: 'Closed' },
            ]}
          />
          <Switch
            label="Mine only"
            checked={picks.mine === 'true'}
            onChange={(event) => pick({ mine: event.currentTarget.checked ? 'true' : undefined })}
          />
        </Filters>
        {searching && <Instead of={found.data?.instead} />}
        {query.data && <Tally rows={query.data.items} more={query.data.next !== null} />}
        <ListTable
          caption="Cases by next due"
          columns={columns}
          query={query}
          rowKey={(row) => row.number}
          empty={
            filtered ? (
              <Empty title="No case fits these filters">Take a filter away, or search with fewer words.</Empty>
            ) : (
              <Empty title="Nothing is open">Every case is closed. New cases come up here by themselves, the next due first.</Empty>
            )
          }
        />
      </Card>
    </Page>
  )
}

/** Counts what needs somebody now, in words. */
function Tally({ rows, more }: { readonly rows: readonly CaseRow[]; readonly more: boolean }) {
  const standings = rows.map(useStandingOf)
  const count = (wanted: string) => standings.filter((each) => each === wanted).length
  const [overdue, risk] = [count('overdue'), count('at-risk')]
  if (rows.length === 0) return null
  return (
    <Text size="sm" className="tally" aria-live="polite">
      <b>{overdue}</b> overdue, <b>{risk}</b> at risk, {more ? `${rows.length} shown, there are more` : `${rows.length} in all`}
    </Text>
  )
}
const useStandingOf = (row: CaseRow) => useStanding(row)
