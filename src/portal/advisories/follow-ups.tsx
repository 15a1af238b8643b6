import { Group } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { AccountFilter } from '../ui/account-filter.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { callWords, SeverityOf } from './words.tsx'

type Row = Answer<'exposure.waiting'>['items'][number]

const columns: readonly Column<Row>[] = [
  {
    name: 'Record',
    lead: true,
    cell: ({ account, advisory }) => (
      <>
        <RowLink to="/accounts/$account/exposure/$key" params={{ account, key: advisory.key }}>
          {advisory.title}
        </RowLink>
        <div className="small dim">{advisory.number}</div>
      </>
    ),
  },
  { name: 'Account', brief: true, width: 200, cell: ({ accountName }) => accountName },
  {
    name: 'Severity',
    brief: true,
    width: 180,
    cell: ({ advisory }) => (
      <Group gap={6}>
        <SeverityOf of={advisory} />
      </Group>
    ),
  },
  {
    name: 'Stands',
    brief: true,
    width: 150,
    cell: ({ call }) => (
      <Tag tone={call === 'open' ? 'warn' : 'plain'}>{call === 'relevant' ? 'To be talked through' : callWords[call]}</Tag>
    ),
  },
  { name: 'Known since', width: 130, cell: ({ openedAt }) => <When at={openedAt} /> },
]

/** What an advisor has to judge, and what to talk through with a customer: over every account, the worst first (ACP-12.p1, p2). */
export function FollowUpsPage() {
  const [picks] = usePicks()
  const query = useApi('exposure.waiting', { query: { account: picks.account, call: picks.call as never } }, { keep: true })
  return (
    <Page
      title="Records to follow up"
      lead="Each record that touches devices of a customer waits here until it was judged and, if relevant, talked through."
    >
      <Card label="To follow up" flush>
        <Filters>
          <AccountFilter />
          <Pick
            name="call"
            label="Stands"
            any="Judged or not"
            width={200}
            of={[
              { value: 'open', label: 'To be judged' },
              { value: 'relevant', label: 'To be talked through' },
            ]}
          />
        </Filters>
        <ListTable
          caption="Records to follow up, worst first"
          columns={columns}
          query={query}
          rowKey={({ account, advisory }) => `${account} ${advisory.key}`}
          empty={
            <Empty title="Nothing waits">Every record that touches a device was judged, and those that matter were talked through.</Empty>
          }
        />
      </Card>
    </Page>
  )
}
