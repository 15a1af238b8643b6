import { Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { countWords } from '../ui/words.ts'

type Row = { readonly id: string; readonly offering: string; readonly title: string }

const columns: readonly Column<Row>[] = [
  {
    name: 'Clause',
    lead: true,
    width: 150,
    sort: (row) => row.id,
    cell: (row) => (
      <RowLink to="/clauses/$clause" params={{ clause: row.id }} className="mono">
        {row.id}
      </RowLink>
    ),
  },
  { name: 'What it settles', brief: true, cell: (row) => row.title, sort: (row) => row.title },
  { name: 'Service', wide: true, cell: (row) => row.offering, width: 100, sort: (row) => row.offering },
]

/** Every clause of every service, in our own words. */
export function ClausesPage() {
  const [picks] = usePicks()
  const decided = useMay()('decision.read') === undefined
  const offerings = useApi('offering.list', {}, { fresh: 600_000 })
  const query = useApi('clause.list', { query: { offering: picks.offering } }, { fresh: 600_000, keep: true })
  const wanted = (picks.q ?? '').toLowerCase()
  const fits = (row: Row) => wanted === '' || `${row.id} ${row.title}`.toLowerCase().includes(wanted)
  const count = query.data?.items.filter(fits).length
  return (
    <Page
      title="Clauses"
      lead={`Each clause of the service descriptions: what it settles${decided ? ', where it is used, and the decisions it made' : ' and where it is used'}.`}
    >
      <Card label="Clauses" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Id or words" />
          <Pick
            name="offering"
            label="Service"
            any="All services"
            width={240}
            of={(offerings.data?.items ?? []).map(({ code, title }) => ({ value: code, label: `${code}, ${title}` }))}
          />
          <Text size="sm" c="dimmed" aria-live="polite">
            {count !== undefined && countWords(count, 'clause')}
          </Text>
        </Filters>
        <ListTable
          caption="Clauses"
          columns={columns}
          query={query}
          keep={fits}
          rowKey={(row) => row.id}
          empty={<Empty title="No clause fits">Search with another word, or choose all services.</Empty>}
        />
      </Card>
    </Page>
  )
}
