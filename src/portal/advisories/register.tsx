import { Group } from '@mantine/core'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconPlus, IconRefresh, IconUpload } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { type Entered, kindWords, numbersOf, SeverityOf, severityWords } from './words.tsx'

const columns: readonly Column<Entered>[] = [
  {
    name: 'Record',
    lead: true,
    cell: (row) => (
      <>
        <RowLink to="/advisories/$key" params={{ key: row.key }}>
          {row.title}
        </RowLink>
        <div className="small dim">{numbersOf(row)}</div>
      </>
    ),
  },
  {
    name: 'Severity',
    brief: true,
    width: 190,
    cell: (row) => (
      <Group gap={6}>
        <SeverityOf of={row} />
        {row.state === 'draft' && <Tag tone="info">Draft</Tag>}
        {row.rejected && <Tag tone="dim">Withdrawn</Tag>}
      </Group>
    ),
  },
  { name: 'Kind', width: 170, cell: (row) => kindWords[row.kind] },
  {
    name: 'Published',
    brief: true,
    width: 130,
    cell: (row) => (row.publishedAt ? <Day on={row.publishedAt.slice(0, 10)} /> : <span className="dim">not yet</span>),
  },
  {
    name: 'Read',
    width: 130,
    cell: (row) =>
      row.doubts > 0 ? <Tag tone="warn">{row.doubts === 1 ? '1 doubt' : `${row.doubts} doubts`}</Tag> : <span className="dim">whole</span>,
  },
]

/** The register: everything that is published about the software. */
export function RegisterPage() {
  const [picks] = usePicks()
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const filters = {
    query: picks.q,
    kind: picks.kind as never,
    severity: picks.severity as never,
    state: picks.state as never,
    exploited: picks.exploited,
  }
  const query = useApi('advisory.list', { query: { ...filters, limit: 50, cursor: picks.after } }, { keep: true })
  const filtered = Object.values(filters).some((value) => value !== undefined)
  return (
    <Page
      title="Published records"
      lead="Security advisories, bug notifications and technical bulletins, each with what it says and what of it is doubtful."
      actions={
        staff && (
          <>
            <ActLink
              to="/advisories/feeds"
              variant="default"
              reason={may('advisory.edit')}
              leftSection={<IconRefresh size={16} aria-hidden />}
            >
              Feeds
            </ActLink>
            <ActLink
              to="/advisories/import"
              variant="default"
              reason={may('advisory.edit')}
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              Load records
            </ActLink>
            <ActLink to="/advisories/new" reason={may('advisory.edit')} leftSection={<IconPlus size={16} aria-hidden />}>
              Write a record
            </ActLink>
          </>
        )
      }
    >
      <Card label="Records" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Number, CVE, problem report, words" />
          <Pick
            name="kind"
            label="Kind"
            any="All kinds"
            width={190}
            of={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
          />
          <Pick
            name="severity"
            label="Severity"
            any="All severities"
            of={Object.entries(severityWords).map(([value, label]) => ({ value, label }))}
          />
          <Pick
            name="exploited"
            label="Exploited"
            any="Exploited or not"
            width={180}
            of={[{ value: 'true', label: 'Known to be exploited' }]}
          />
          {staff && (
            <Pick
              name="state"
              label="State"
              any="Drafts too"
              width={150}
              of={[
                { value: 'published', label: 'Published' },
                { value: 'draft', label: 'Drafts' },
              ]}
            />
          )}
        </Filters>
        <ListTable
          caption="Records, newest first"
          columns={columns}
          query={query}
          rowKey={(row) => row.key}
          empty={
            filtered ? (
              <Empty title="No record fits">Search with another word, or take a filter away.</Empty>
            ) : (
              <Empty title="Nothing is published yet">
                {staff ? 'Load CVE records or CSAF advisories, or write a record of your own.' : 'The provider has loaded no record yet.'}
              </Empty>
            )
          }
        />
      </Card>
    </Page>
  )
}
