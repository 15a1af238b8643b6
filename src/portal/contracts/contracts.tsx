import { client, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath } from '../ui/filters.ts'
import { Filters } from '../ui/form.tsx'
import { IconShoppingCart } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Span } from '../ui/when.tsx'
import { countWords, serviceWords } from '../ui/words.ts'
import { type Contract, ContractTag } from './contract-tags.tsx'

const columns = (account: string, titles: ReadonlyMap<string, string>): readonly Column<Contract>[] => [
  {
    name: 'Contract',
    lead: true,
    sort: (row) => row.number,
    cell: (row) => (
      <>
        <RowLink to="/accounts/$account/contracts/$contract" params={{ account, contract: row.number }}>
          {titles.get(row.service) ?? serviceWords(row.service)}
        </RowLink>
        <div className="small dim">
          {row.number}
          {row.kind === 'base' ? ', base contract' : `, ${row.service}`}
        </div>
      </>
    ),
  },
  { name: 'State', brief: true, cell: (row) => <ContractTag account={account} of={row} />, sort: (row) => row.state },
  { name: 'Term', brief: true, cell: (row) => <Span from={row.startsOn} to={row.endsOn} />, sort: (row) => row.endsOn },
  { name: 'Devices', cell: (row) => row.devices, right: true, sort: (row) => row.devices },
  { name: 'Purchase order', cell: (row) => row.poNumber || <span className="dim">none</span> },
]

const file: readonly CsvColumn<Contract>[] = [
  { name: 'Contract', of: (row) => row.number },
  { name: 'Kind', of: (row) => row.kind },
  { name: 'Service', of: (row) => row.service },
  { name: 'State', of: (row) => row.state },
  { name: 'Starts', of: (row) => row.startsOn },
  { name: 'Ends', of: (row) => row.endsOn },
  { name: 'Activated', of: (row) => row.activatedOn },
  { name: 'Devices', of: (row) => row.devices },
  { name: 'Purchase order', of: (row) => row.poNumber },
]

/** The contracts of an account; for the customer, "My contracts". */
export function ContractsPage() {
  const me = useMe()
  const may = useMay()
  const { account } = usePath()
  const own = me.account.code === account
  return (
    <Page
      title={own ? 'My contracts' : `Contracts of ${account}`}
      lead="What was bought and for how long. Each opens in plain words: what it gives, when, and what both sides owe."
      crumbs={
        own ? undefined : (
          <>
            <TextLink to="/accounts">Accounts</TextLink>
            <span aria-hidden>/</span>
            <TextLink to="/accounts/$account" params={{ account }}>
              {account}
            </TextLink>
          </>
        )
      }
      actions={
        <ActLink
          to="/orders/new"
          search={{ account } as never}
          variant={own ? 'default' : 'filled'}
          reason={may('order.place')}
          leftSection={<IconShoppingCart size={16} aria-hidden />}
        >
          Place an order
        </ActLink>
      }
    >
      <ContractList account={account} />
    </Page>
  )
}

export function ContractList({ account }: { readonly account: string }) {
  const query = useApi('contract.list', { params: { account } })
  const offerings = useApi('offering.list', {}, { fresh: 600_000 })
  const titles = new Map((offerings.data?.items ?? []).map(({ code, title }) => [code, title]))
  return (
    <Card label="Contracts" flush>
      <Filters
        end={
          <ExportCsv list={`Contracts of ${account}`} columns={file} read={() => client.call('contract.list', { params: { account } })} />
        }
      >
        <span className="dim">{query.data && countWords(query.data.items.length, 'contract')}</span>
      </Filters>
      <ListTable
        caption="Contracts"
        columns={columns(account, titles)}
        query={query}
        rowKey={(row) => row.number}
        empty={<Empty title="No contract yet">An order that is granted becomes a contract and is listed here.</Empty>}
      />
    </Card>
  )
}
