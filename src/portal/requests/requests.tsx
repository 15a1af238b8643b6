import { Group } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { stateTitles } from '../../requests/request.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { ActLink } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { stateChoices, stateTones } from './words.ts'

type Row = Answer<'request.list'>['items'][number]

export const StateTag = ({ of: { state, pausedOn } }: { readonly of: Pick<Row, 'state' | 'pausedOn'> }) => (
  <Group gap={6}>
    <Tag tone={stateTones[state]}>{stateTitles[state]}</Tag>
    {pausedOn !== null && <Tag tone="danger">Paused</Tag>}
  </Group>
)

const columns = (everyAccount: boolean): readonly Column<Row>[] => [
  {
    name: 'Request',
    lead: true,
    cell: ({ account, number, title, service }) => (
      <>
        <RowLink to="/accounts/$account/requests/$request" params={{ account, request: number }}>
          {title}
        </RowLink>
        <div className="small dim">
          {number}, {service}
        </div>
      </>
    ),
  },
  ...(everyAccount ? [{ name: 'Account', width: 110, cell: ({ account }: Row) => account }] : []),
  { name: 'State', brief: true, width: 220, cell: (row) => <StateTag of={row} /> },
  {
    name: 'Service days',
    width: 190,
    cell: ({ firstDay, lastDay }) =>
      firstDay === null || lastDay === null ? (
        <span className="dim">not agreed yet</span>
      ) : firstDay === lastDay ? (
        <Day on={firstDay} />
      ) : (
        <>
          <Day on={firstDay} /> to <Day on={lastDay} />
        </>
      ),
  },
  { name: 'Engineer', width: 170, cell: ({ engineer }) => engineer || <span className="dim">the pool</span> },
  { name: 'Asked', brief: true, width: 130, cell: ({ askedAt }) => <When at={askedAt} /> },
]

const lead = 'Reviews, guidance, window support and help with cases: asked for, agreed, redeemed, delivered and signed.'

/** Requests of every account that somebody may see. */
export function RequestsPage() {
  const me = useMe()
  return (
    <Page title="Requests" lead={lead} actions={me.account.kind === 'customer' && <AskLink account={me.account.code} />}>
      <RequestList account={undefined} />
    </Page>
  )
}

/** Requests of one account. */
export function AccountRequestsPage() {
  const { account } = usePath()
  return (
    <AccountPage title="Requests" lead={lead} actions={<AskLink account={account} />}>
      <RequestList account={account} />
    </AccountPage>
  )
}

function AskLink({ account }: { readonly account: string }) {
  const may = useMay()
  return (
    <ActLink
      to="/accounts/$account/catalogue"
      params={{ account }}
      reason={may('request.read')}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      Ask for a service
    </ActLink>
  )
}

function RequestList({ account }: { readonly account: string | undefined }) {
  const [picks] = usePicks()
  const me = useMe()
  const everyAccount = account === undefined && me.account.kind !== 'customer'
  const which = account ?? picks.account
  const query = useApi(
    'request.list',
    {
      query: {
        limit: 200,
        ...(which ? { account: which } : {}),
        ...(picks.state === 'open' ? { open: 'true' as const } : picks.state ? { state: picks.state } : {}),
      },
    },
    { keep: true },
  )
  return (
    <Card label="Requests" flush>
      <Filters>
        {everyAccount && <AccountFilter />}
        <Pick
          name="state"
          label="State"
          any="Every state"
          of={[{ value: 'open', label: 'Everything open' }, ...stateChoices]}
          width={220}
        />
      </Filters>
      <ListTable
        caption="Requests, newest first"
        columns={columns(everyAccount)}
        query={query}
        rowKey={({ number }) => number}
        empty={
          <Empty title={picks.state || picks.account ? 'Nothing fits' : 'No requests yet'}>
            {picks.state || picks.account ? 'Choose another state or account.' : 'What is asked for from the catalogue appears here.'}
          </Empty>
        }
      />
    </Card>
  )
}
