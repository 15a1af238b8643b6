import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { VerdictTag } from '../ui/decision-view.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'
import { actOf, actorWords } from '../ui/words.ts'

type Row = Answer<'decision.list'>['items'][number]

export const decisionColumns = (withAccount: boolean): readonly Column<Row>[] => [
  {
    name: 'Act',
    lead: true,
    cell: (row) => (
      <>
        <RowLink to="/accounts/$account/decisions/$decision" params={{ account: row.account, decision: row.id }}>
          {actOf(row.act)}
        </RowLink>
        <span className="dim break beside-lead">{row.subject}</span>
      </>
    ),
  },
  { name: 'Verdict', brief: true, cell: (row) => <VerdictTag verdict={row.verdict} /> },
  { name: 'Service', brief: true, cell: (row) => row.offering ?? <span className="dim">No service</span> },
  ...(withAccount ? [{ name: 'Account', brief: true, cell: (row: Row) => row.account }] : []),
  { name: 'Decided by', cell: (row) => <ClauseChips ids={row.decidedBy} most={3} /> },
  { name: 'Asked by', brief: true, cell: (row) => actorWords(row.actor) },
  {
    name: 'When',
    brief: true,
    cell: (row) => (
      <span className="nowrap">
        <When at={row.at} />
      </span>
    ),
  },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'Decided', of: (row) => row.at },
  { name: 'Act', of: (row) => row.act },
  { name: 'About', of: (row) => row.subject },
  { name: 'Verdict', of: (row) => row.verdict },
  { name: 'Service', of: (row) => row.offering },
  { name: 'Account', of: (row) => row.account },
  { name: 'Decided by', of: (row) => row.decidedBy.join(' ') },
  { name: 'Asked by', of: (row) => row.actor },
  { name: 'Decision', of: (row) => row.id },
]

/** Every decision I may see, newest first: by clause and verdict. */
export function DecisionsPage() {
  const me = useMe()
  const [picks] = usePicks()
  const filters = { clause: picks.clause, verdict: picks.verdict as never, account: picks.account }
  const query = useApi('decision.list', { query: { ...filters, limit: 50, cursor: picks.after } }, { keep: true })
  return (
    <Page
      title="Decisions"
      lead="What was decided, by which clause, newest first. A decision is stored with the act that it decided and can be judged again."
    >
      <Card label="Decisions" flush>
        <Filters
          end={
            <ExportCsv
              list="Decisions"
              columns={file}
              read={(cursor) => client.call('decision.list', { query: { ...filters, limit: 200, cursor } })}
            />
          }
        >
          <SearchBox name="clause" label="Clause" placeholder="Clause, such as ACP-9.p4" width={240} />
          <Pick
            name="verdict"
            label="Verdict"
            any="All verdicts"
            of={[
              { value: 'granted', label: 'Granted' },
              { value: 'refused', label: 'Refused' },
              { value: 'needs approval', label: 'Needs approval' },
            ]}
          />
          <AccountFilter />
        </Filters>
        <ListTable
          caption="Decisions, newest first"
          columns={decisionColumns(me.account.kind !== 'customer')}
          query={query}
          rowKey={(row) => row.id}
          empty={
            picks.clause || picks.verdict || picks.account ? (
              <Empty title="No decision fits">Check the clause id, or take the filter away.</Empty>
            ) : (
              <Empty title="Nothing was decided yet">Each order, activation, contact and case leaves its decision here.</Empty>
            )
          }
        />
      </Card>
    </Page>
  )
}
