import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { ActLink } from '../ui/act.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { VerdictTag } from '../ui/decision-view.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconShoppingCart } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Span, When } from '../ui/when.tsx'
import { actorWords, salesWords, spaced } from '../ui/words.ts'

type Row = Answer<'order.list'>['items'][number]

const verdicts = ['granted', 'refused', 'needs approval'] as const
const Outcome = ({ of }: { readonly of: string }) =>
  (verdicts as readonly string[]).includes(of) ? <VerdictTag verdict={of as (typeof verdicts)[number]} /> : <Tag>{spaced(of)}</Tag>

const columns: readonly Column<Row>[] = [
  {
    name: 'Order',
    lead: true,
    sort: (row) => row.number,
    cell: (row) => (
      <RowLink to="/accounts/$account/decisions/$decision" params={{ account: row.account, decision: row.decision }}>
        {row.number}
      </RowLink>
    ),
  },
  { name: 'Outcome', brief: true, cell: (row) => <Outcome of={row.outcome} />, sort: (row) => row.outcome },
  { name: 'Service', brief: true, cell: (row) => row.offering, sort: (row) => row.offering },
  {
    name: 'Account',
    brief: true,
    sort: (row) => row.account,
    cell: (row) => row.account,
  },
  {
    name: 'Channel',
    wide: true,
    cell: (row) => salesWords[row.channel as keyof typeof salesWords] ?? row.channel,
    sort: (row) => row.channel,
  },
  { name: 'Term', cell: (row) => <Span from={row.startsOn} to={row.endsOn} /> },
  { name: 'Devices', cell: (row) => row.serials, right: true, sort: (row) => row.serials },
  {
    name: 'Contract',
    cell: (row) =>
      row.contract && (
        <TextLink to="/accounts/$account/contracts/$contract" params={{ account: row.account, contract: row.contract }}>
          {row.contract}
        </TextLink>
      ),
  },
  {
    name: 'Placed',
    sort: (row) => row.at,
    cell: (row) => (
      <>
        <When at={row.at} />
        <div className="small dim">{actorWords(row.placedBy)}</div>
      </>
    ),
  },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'Order', of: (row) => row.number },
  { name: 'Account', of: (row) => row.account },
  { name: 'Service', of: (row) => row.offering },
  { name: 'Outcome', of: (row) => row.outcome },
  { name: 'Channel', of: (row) => row.channel },
  { name: 'Starts', of: (row) => row.startsOn },
  { name: 'Ends', of: (row) => row.endsOn },
  { name: 'Devices', of: (row) => row.serials },
  { name: 'Contract', of: (row) => row.contract },
  { name: 'Placed', of: (row) => row.at },
  { name: 'Placed by', of: (row) => row.placedBy },
]

/** Orders and what became of them. */
export function OrdersPage() {
  const me = useMe()
  const may = useMay()
  const [picks] = usePicks()
  const query = useApi('order.list', { query: { limit: 100, cursor: picks.after, account: picks.account } }, { keep: true })
  const wanted = (picks.q ?? '').toLowerCase()
  const keep = (row: Row) =>
    (wanted === '' ||
      `${row.number} ${row.account} ${row.offering} ${row.contract ?? ''} ${row.placedBy}`.toLowerCase().includes(wanted)) &&
    (picks.outcome === undefined || row.outcome === picks.outcome)
  const outcomes = [...new Set((query.data?.items ?? []).map(({ outcome }) => outcome))]
  return (
    <Page
      title="Orders"
      lead="What was ordered, and whether it became a contract. Each opens its decision."
      actions={
        <ActLink
          to="/orders/new"
          search={(me.account.kind === 'customer' ? { account: me.account.code } : {}) as never}
          reason={may('order.place')}
          leftSection={<IconShoppingCart size={16} aria-hidden />}
        >
          Place an order
        </ActLink>
      }
    >
      <Card label="Orders" flush>
        <Filters
          end={
            <ExportCsv
              list="Orders"
              columns={file}
              keep={keep}
              read={(cursor) => client.call('order.list', { query: { account: picks.account, limit: 200, cursor } })}
            />
          }
        >
          <SearchBox label="Search" placeholder="Number, account, service" />
          <Pick name="outcome" label="Outcome" any="All outcomes" of={outcomes.map((value) => ({ value, label: spaced(value) }))} />
          <AccountFilter />
        </Filters>
        <ListTable
          caption="Orders, newest first"
          columns={columns}
          query={query}
          keep={keep}
          rowKey={(row) => row.number}
          empty={
            wanted || picks.outcome || picks.account ? (
              <Empty title="No order fits">Search with another word, or take the filter away.</Empty>
            ) : (
              <Empty title="No order yet">Place the first one: the decision is shown before it is sent.</Empty>
            )
          }
        />
      </Card>
    </Page>
  )
}
