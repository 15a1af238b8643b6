import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { VerdictTag } from '../ui/decision-view.tsx'
import { usePicks } from '../ui/filters.ts'
import { Pick, SearchBox } from '../ui/form.tsx'
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
        <div className="small dim break">{row.subject}</div>
      </>
    ),
  },
  { name: 'Verdict', cell: (row) => <VerdictTag verdict={row.verdict} /> },
  { name: 'Service', cell: (row) => row.offering ?? <span className="dim">none</span> },
  ...(withAccount ? [{ name: 'Account', cell: (row: Row) => row.account }] : []),
  { name: 'Decided by', cell: (row) => <ClauseChips ids={row.decidedBy} most={5} /> },
  { name: 'Asked by', cell: (row) => actorWords(row.actor) },
  {
    name: 'When',
    cell: (row) => (
      <span className="nowrap">
        <When at={row.at} />
      </span>
    ),
  },
]

/** Every decision I may see, newest first: by clause and verdict. */
export function DecisionsPage() {
  const me = useMe()
  const [picks] = usePicks()
  const query = useApi(
    'decision.list',
    { query: { limit: 50, cursor: picks.after, clause: picks.clause, verdict: picks.verdict as never } },
    { keep: true },
  )
  return (
    <Page
      title="Decisions"
      lead="What was decided, by which clause, newest first. A decision is stored with the act that it decided and can be judged again."
    >
      <Card label="Decisions" flush>
        <div style={{ padding: '14px 16px', borderBottom: '1px solid var(--hf-line)' }} className="filters">
          <SearchBox name="clause" label="Clause" placeholder="ACP-9.p4" width={200} />
          <Pick
            name="verdict"
            label="Verdict"
            any="All"
            of={[
              { value: 'granted', label: 'Granted' },
              { value: 'refused', label: 'Refused' },
              { value: 'needs approval', label: 'Needs approval' },
            ]}
          />
        </div>
        <ListTable
          caption="Decisions, newest first"
          columns={decisionColumns(me.account.kind !== 'customer')}
          query={query}
          rowKey={(row) => row.id}
          empty={
            picks.clause || picks.verdict ? (
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
