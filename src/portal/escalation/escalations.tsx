import { Stack } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { stepTitle } from '../../escalation/step.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { IconFlag } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { Requests } from './requests.tsx'

type Row = Answer<'escalation.list'>['items'][number]

const columns = (staff: boolean): readonly Column<Row>[] => [
  {
    name: 'Case',
    lead: true,
    cell: (row) => (
      <>
        <RowLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.case }}>
          {row.summary}
        </RowLink>
        <div className="small dim">
          {row.case}, {row.priority}
        </div>
      </>
    ),
  },
  {
    name: 'Step',
    brief: true,
    cell: (row) => (
      <Tag tone={row.code === 'due' ? 'danger' : 'warn'} icon={IconFlag}>
        {stepTitle(row.code)}
      </Tag>
    ),
  },
  {
    name: 'Why',
    cell: (row) => (
      <>
        <span style={{ marginRight: 8 }}>{row.reason}</span>
        <ClauseChips ids={row.clauses} />
      </>
    ),
  },
  {
    name: 'Was due',
    cell: (row) => (
      <span className="nowrap">
        <When at={row.dueAt} show="absolute" />
      </span>
    ),
  },
  {
    name: 'Escalated',
    cell: (row) => (
      <span className="nowrap">
        <When at={row.at} />
      </span>
    ),
  },
  ...(staff
    ? [
        {
          name: 'Told',
          cell: (row: Row) =>
            row.told.length === 0 ? <span className="dim">nobody</span> : <span className="break">{row.told.join(', ')}</span>,
        },
      ]
    : []),
]

/** Missed promises and who was told. */
export function EscalationsPage() {
  const me = useMe()
  const [picks] = usePicks()
  const query = useApi('escalation.list', { query: { limit: 200 } }, { every: 20_000 })
  const wanted = (picks.q ?? '').toLowerCase()
  const keep = (row: Row) => wanted === '' || `${row.case} ${row.summary} ${row.account} ${row.reason}`.toLowerCase().includes(wanted)
  return (
    <Page title="Escalations" lead="What somebody asked for, and what escalated by itself because a promise was missed.">
      <Stack gap="md">
        <Requests />
        <Card title="By itself" flush>
          <Filters>
            <SearchBox label="Search" placeholder="Case, account, words" />
          </Filters>
          <ListTable
            caption="Escalations, newest first"
            columns={columns(me.account.kind === 'provider')}
            query={query}
            keep={keep}
            rowKey={(row) => `${row.case} ${row.code} ${row.at}`}
            empty={
              wanted ? (
                <Empty title="No escalation fits">Search with another word.</Empty>
              ) : (
                <Empty title="Nothing has escalated">Every first response so far was in time, or nothing was promised.</Empty>
              )
            }
          />
        </Card>
      </Stack>
    </Page>
  )
}
