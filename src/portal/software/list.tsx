import { Stack } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { kindTitles } from '../../software/releases/release.ts'
import { useApi } from '../api.ts'
import { AccountPage } from '../ui/account-page.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'

type Row = Answer<'software.list'>['items'][number]

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Software',
    lead: true,
    sort: ({ serial }) => serial,
    cell: ({ serial, product, description, found }) => (
      <Stack gap={2}>
        <RowLink to="/accounts/$account/software/$software" params={{ account, software: serial }}>
          {product || serial}
        </RowLink>
        <span className="small dim">
          <span className="mono">{serial}</span>
          {description && `, ${description}`}
        </span>
        {found.map(({ version, kind }) => (
          <span key={version} className="small">
            <span className="mono">{version}</span> {kindTitles[kind]}
          </span>
        ))}
      </Stack>
    ),
  },
  { name: 'Agreed release', cell: ({ accepted }) => <span className="mono">{accepted || 'none yet'}</span> },
  { name: 'Runs', cell: ({ running }) => <span className="mono">{running || 'not known'}</span> },
  {
    name: 'Support',
    brief: true,
    cell: ({ active, contract, coveredUntil }) =>
      active && coveredUntil ? (
        <Tag tone="ok" icon={IconCheck}>
          until {dateWords(coveredUntil)}
        </Tag>
      ) : (
        <Tag tone="warn">{contract ? `${contract} does not run` : 'No contract'}</Tag>
      ),
  },
  {
    name: 'What waits',
    cell: ({ waits, overdue }) =>
      waits.length === 0 ? (
        <span className="dim">Nothing</span>
      ) : (
        <Stack gap={3}>
          {overdue > 0 && (
            <Tag tone="danger" icon={IconAlertTriangle}>
              {overdue} overdue
            </Tag>
          )}
          {waits.slice(0, 3).map((each) => (
            <span key={each} className="small">
              {each}
            </span>
          ))}
          {waits.length > 3 && <span className="small dim">and {waits.length - 3} more</span>}
        </Stack>
      ),
  },
]

/** Custom software of an account, and what waits for somebody. */
export function SoftwareListPage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const query = useApi('software.list', { params: { account }, query: { query: picks.q } }, { keep: true })
  return (
    <AccountPage
      title="Custom software"
      lead="Software that was built for one customer: the release both sides agreed on, and the patches and updates made for it."
    >
      <Card title="Software" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Software, version, maintenance release, defect" />
        </Filters>
        <Loaded query={query} lines={6}>
          {({ items }) => (
            <DataTable
              caption="Custom software"
              columns={columns(account)}
              rows={items}
              rowKey={({ serial }) => serial}
              empty={
                picks.q ? (
                  <Empty title="Nothing is found">No software and no release of it has all of these words.</Empty>
                ) : (
                  <Empty title="There is no custom software">
                    It stands here once an item of the kind “software” is among the devices. Support for it is ordered like any service.
                  </Empty>
                )
              }
            />
          )}
        </Loaded>
      </Card>
    </AccountPage>
  )
}
