import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import { AccountFilter } from '../ui/account-filter.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Day } from '../ui/when.tsx'
import { partyWords, StateTag, stateWords } from './words.tsx'

type Row = Answer<'duty.board'>['items'][number]

const columns: readonly Column<Row>[] = [
  {
    name: 'Duty',
    lead: true,
    cell: ({ account, contract, title, engagementTitle, clauses }) => (
      <>
        <RowLink to="/accounts/$account/duties" params={{ account }} search={{ contract, state: 'unmet' } as never}>
          {title}
        </RowLink>
        <div className="small dim">
          {engagementTitle ?? contract} <ClauseChips ids={clauses} />
        </div>
      </>
    ),
  },
  { name: 'Account', brief: true, width: 170, sort: ({ accountName }) => accountName, cell: ({ accountName }) => accountName },
  { name: 'Owed by', brief: true, width: 110, sort: ({ party }) => party, cell: ({ party }) => partyWords[party] },
  {
    name: 'Stands',
    brief: true,
    width: 150,
    sort: ({ since }) => since ?? '',
    cell: ({ state, since }) => (
      <>
        <StateTag state={state} />
        {since && (
          <div className="small dim">
            since <Day on={since} />
          </div>
        )}
      </>
    ),
  },
  {
    name: 'To do',
    width: 260,
    cell: ({ account, cure, cases }) => (
      <>
        <span className="break">{cure}</span>
        {cases.map(({ number, item, dueOn }) => (
          <div key={`${number} ${item}`} className="small">
            <TextLink to="/accounts/$account/cases/$case" params={{ account, case: number }}>
              {number}
            </TextLink>
            {dueOn && (
              <span className="dim">
                {' '}
                due on <Day on={dueOn} />
              </span>
            )}
          </div>
        ))}
      </>
    ),
  },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'Account', of: (row) => row.account },
  { name: 'Contract', of: (row) => row.contract },
  { name: 'Work', of: (row) => row.engagementTitle },
  { name: 'Duty', of: (row) => row.title },
  { name: 'Clauses', of: (row) => row.clauses.join(' ') },
  { name: 'Owed by', of: (row) => partyWords[row.party] },
  { name: 'State', of: (row) => stateWords(row.state) },
  { name: 'Since', of: (row) => row.since },
  { name: 'To do', of: (row) => row.cure },
  { name: 'Cases', of: (row) => row.cases.map(({ number, dueOn }) => (dueOn ? `${number} by ${dueOn}` : number)).join(', ') },
]

/** What is late or not met over every account, and whose it is. */
export function DutyBoardPage() {
  const [picks] = usePicks()
  const asked = { account: picks.account, side: picks.side as never }
  const query = useApi('duty.board', { query: { ...asked, cursor: picks.after } }, { keep: true })
  return (
    <Page
      title="Duties"
      lead="What is overdue, not met, awaited on a case or cannot be met, over all accounts: the provider’s own duties and the customers’."
    >
      <Card label="Late or not met" flush>
        <Filters
          end={
            <ExportCsv
              list="duties"
              columns={file}
              read={(cursor) => client.call('duty.board', { query: { ...asked, ...(cursor ? { cursor } : {}) } })}
            />
          }
        >
          <AccountFilter />
          <Pick
            name="side"
            label="Owed by"
            any="Both sides"
            of={[
              { value: 'customer', label: 'Owed by the customer' },
              { value: 'provider', label: 'Owed by the provider' },
            ]}
            width={200}
          />
        </Filters>
        <ListTable
          caption="Duties that are late or not met"
          columns={columns}
          query={query}
          rowKey={({ contract, engagement, duty }) => `${contract} ${engagement} ${duty}`}
          empty={<Empty title="Nothing is late">Every duty of both sides is met, waived or not due yet.</Empty>}
        />
      </Card>
    </Page>
  )
}
