import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePicks } from '../ui/filters.ts'
import { DateField, Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconClock } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { shortValue } from '../ui/value.tsx'
import { Day } from '../ui/when.tsx'

export type Policy = Answer<'policy.list'>['items'][number]

export const isDefault = (policy: Policy): boolean => JSON.stringify(policy.value) === JSON.stringify(policy.default)
const columns: readonly Column<Policy>[] = [
  { name: 'Number', brief: true, width: 84, cell: (row) => row.id, sort: (row) => Number(row.id.slice(1)) },
  {
    name: 'Policy',
    lead: true,
    sort: (row) => row.title,
    cell: (row) => (
      <>
        <RowLink to="/policies/$key" params={{ key: row.key }}>
          {row.title}
        </RowLink>
        <div className="small dim">{row.gap}</div>
      </>
    ),
  },
  { name: 'In force', cell: (row) => <span className="break">{shortValue(row.value)}</span>, width: '30%' },
  {
    name: 'Set by',
    cell: (row) => (
      <>
        {isDefault(row) ? <Tag tone="dim">Default</Tag> : <Tag tone="info">Set by {row.author}</Tag>}
        <div className="small dim nowrap">
          since <Day on={row.effectiveFrom} />
        </div>
      </>
    ),
  },
  { name: 'Clauses', cell: (row) => <ClauseChips ids={row.clauses} most={3} /> },
]

/** The policies: what holds where the documents are silent or contradict each other. */
export function PoliciesPage() {
  const me = useMe()
  const [picks, pick] = usePicks()
  const query = useApi('policy.list', { query: { on: picks.on } }, { keep: true })
  const proposals = useApi('policy.proposals', {}, { enabled: me.account.kind === 'provider' })
  const waiting = new Set((proposals.data?.items ?? []).filter(({ approver }) => approver === null).map(({ key }) => key))
  const wanted = (picks.q ?? '').toLowerCase()
  const fits = (row: Policy) =>
    (wanted === '' || `${row.id} ${row.key} ${row.title} ${row.gap} ${row.clauses.join(' ')}`.toLowerCase().includes(wanted)) &&
    (picks.only !== 'set' || !isDefault(row)) &&
    (picks.only !== 'waiting' || waiting.has(row.key))
  return (
    <Page
      title="Policies"
      lead="Dated answers where the service descriptions are silent or contradict each other. Every decision shows the ones it used."
    >
      <Card label="Policies" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Number, word or clause" />
          <Pick
            name="only"
            label="Show"
            any="All policies"
            width={200}
            of={[
              { value: 'set', label: 'Set by the vendor' },
              { value: 'waiting', label: 'Waiting for approval' },
            ]}
          />
          <DateField
            label="In force on"
            className="beside"
            value={picks.on ?? ''}
            onChange={(event) => pick({ on: event.currentTarget.value || undefined })}
          />
          {waiting.size > 0 && (
            <Tag tone="warn" icon={IconClock}>
              {waiting.size} waiting for approval
            </Tag>
          )}
        </Filters>
        <ListTable
          caption="Policies with the value in force"
          columns={columns}
          query={query}
          keep={fits}
          rowKey={(row) => row.key}
          empty={<Empty title="No policy fits">Search with another word.</Empty>}
        />
      </Card>
    </Page>
  )
}
