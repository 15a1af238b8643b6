import { Group, SegmentedControl, SimpleGrid, Switch, Text } from '@mantine/core'
import { fromIso } from '../../lib/time.ts'
import { client, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { ActLink } from '../ui/act.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconLifebuoy } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { useToday } from '../ui/today.ts'
import { Day, When } from '../ui/when.tsx'
import { priorities } from '../ui/words.ts'
import { FromFigures, figureQuery, fromFigure } from './from-figures.tsx'
import { Instead } from './instead.tsx'
import { type CaseRow, caseFile, EscalatedTag, PriorityTag, StateTag } from './tags.tsx'

export const caseColumns = (withAccount: boolean): readonly Column<CaseRow>[] => [
  {
    name: 'Case',
    lead: true,
    cell: (row) => (
      <>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <PriorityTag of={row.priority} />
          <RowLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.number }}>
            {row.summary}
          </RowLink>
        </Group>
        <Group gap={8} mt={3}>
          <span className="small dim nowrap">{row.number}</span>
          {row.customerReference && <span className="small dim">your reference {row.customerReference}</span>}
          <EscalatedTag of={row} />
        </Group>
      </>
    ),
  },
  ...(withAccount ? [{ name: 'Account', brief: true, cell: (row: CaseRow) => row.accountName }] : []),
  {
    name: 'State',
    brief: true,
    cell: (row) => (
      <>
        <StateTag of={row.state} />
        {row.closedAt === null && <div className="small dim">Next: {row.nextStep}</div>}
      </>
    ),
  },
  { name: 'Worked on by', brief: true, cell: (row) => row.owner ?? <span className="dim">Nobody yet</span> },
  {
    name: 'Device',
    brief: true,
    cell: (row) => (row.serial ? <span className="mono nowrap">{row.serial}</span> : <span className="dim">No device</span>),
  },
  { name: 'First response', brief: true, cell: (row) => <ClockBadge of={row} /> },
  { name: 'Asked by', brief: true, cell: (row) => row.requester ?? '' },
  {
    name: 'Opened',
    brief: true,
    cell: (row) => (
      <span className="nowrap">
        <When at={row.reportedAt} />
      </span>
    ),
  },
]

/** The cases I may see: a customer's home, and everybody's search. */
export function CasesPage() {
  const me = useMe()
  const may = useMay()
  const customer = me.account.kind === 'customer'
  const [picks, pick] = usePicks()
  const open = picks.open ?? 'true'
  const filters = {
    query: picks.q,
    priority: picks.priority as never,
    account: picks.account,
    mine: picks.mine === 'true' ? 'true' : undefined,
    open: open === 'all' ? undefined : open,
    unexplained: picks.unexplained === 'true' ? 'true' : undefined,
    oldest: picks.oldest === 'true' ? 'true' : undefined,
    ...figureQuery(picks),
  } as const
  const query = useApi('case.list', { query: { ...filters, limit: 50, cursor: picks.after } }, { every: 30_000, keep: true })
  const filtered = Boolean(picks.q || picks.priority || picks.mine || picks.unexplained || picks.account) || fromFigure(picks)
  return (
    <Page
      title={customer ? 'My cases' : 'Cases'}
      lead={
        customer
          ? `What ${me.account.name || 'your company'} asked for, and what was promised. Times are in ${me.person.zone}.`
          : `Every case you may see, ${filters.oldest ? 'oldest' : 'newest'} first.`
      }
      actions={
        <ActLink to="/ask" reason={may('case.open')} leftSection={<IconLifebuoy size={16} aria-hidden />}>
          {customer ? 'Ask for help' : 'Open a case'}
        </ActLink>
      }
    >
      {customer && <AtAGlance />}
      <Card label="Cases" flush>
        <Filters
          end={
            <ExportCsv
              list="Cases"
              columns={caseFile}
              read={(cursor) => client.call('case.list', { query: { ...filters, limit: 200, cursor } })}
            />
          }
        >
          <SearchBox label="Search" placeholder="Number, serial, reference, words" />
          <Pick
            name="priority"
            label="Priority"
            any="All priorities"
            of={priorities.map((value) => ({ value, label: value }))}
            width={130}
          />
          <AccountFilter />
          <SegmentedControl
            aria-label="Open or closed"
            value={open}
            onChange={(value) => pick({ open: value === 'true' ? undefined : value })}
            data={[
              { value: 'true', label: 'Open' },
              { value: 'false', label: 'Closed' },
              { value: 'all', label: 'All' },
            ]}
          />
          <Switch
            label={customer ? 'Asked by me' : 'Mine only'}
            checked={picks.mine === 'true'}
            onChange={(event) => pick({ mine: event.currentTarget.checked ? 'true' : undefined })}
          />
          {!picks.q && (
            <Switch
              label="Oldest first"
              checked={picks.oldest === 'true'}
              onChange={(event) => pick({ oldest: event.currentTarget.checked ? 'true' : undefined })}
            />
          )}
          {!customer && (
            <Switch
              label="Late, no reason given"
              checked={picks.unexplained === 'true'}
              onChange={(event) => pick({ unexplained: event.currentTarget.checked ? 'true' : undefined })}
            />
          )}
        </Filters>
        <FromFigures />
        {picks.q && <Instead of={query.data?.instead} />}
        <ListTable
          caption={`Cases, ${filters.oldest ? 'oldest' : 'newest'} first`}
          columns={caseColumns(!customer)}
          query={query}
          rowKey={(row) => row.number}
          empty={
            filtered ? (
              <Empty title="No case fits">Take a filter away, or search with fewer words.</Empty>
            ) : open === 'true' ? (
              <Empty
                title="No open case"
                action={
                  may('case.open') === undefined && (
                    <ActLink to="/ask" variant="default">
                      {customer ? 'Ask for help' : 'Open a case'}
                    </ActLink>
                  )
                }
              >
                Nothing waits for an answer. Closed cases stay under “Closed”.
              </Empty>
            ) : (
              <Empty title="No case yet">A case is there from the moment somebody asks for help.</Empty>
            )
          }
        />
      </Card>
    </Page>
  )
}

/** The three things a customer looks for first. */
function AtAGlance() {
  const me = useMe()
  const account = me.account.code
  const open = useApi('case.list', { query: { open: 'true', limit: 200 } }, { every: 30_000 })
  const contracts = useApi('contract.list', { params: { account } })
  const items = open.data?.items ?? []
  const next = items
    .filter((row) => row.response === 'running' && row.dueAt !== null)
    .sort((a, b) => fromIso(a.dueAt ?? '') - fromIso(b.dueAt ?? ''))[0]
  const waiting = items.filter((row) => row.state === 'waiting-customer' || row.state === 'resolved')
  const today = useToday(account)
  const active = (contracts.data?.items ?? []).filter((each) => each.state === 'active' && each.endsOn >= today && each.kind === 'service')
  const ending = [...active].sort((a, b) => a.endsOn.localeCompare(b.endsOn))[0]
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md" mb="md">
      <Card label="Next promise">
        <Text size="xs" c="dimmed">
          Next promised answer
        </Text>
        {next?.dueAt ? (
          <>
            <Text fw={650}>
              <When at={next.dueAt} show="both" />
            </Text>
            <Text size="sm">
              <TextLink to="/accounts/$account/cases/$case" params={{ account, case: next.number }}>
                {next.number}
              </TextLink>{' '}
              {next.summary}
            </Text>
          </>
        ) : (
          <Text fw={650}>None is running</Text>
        )}
      </Card>
      <Card label="Waiting for you">
        <Text size="xs" c="dimmed">
          Waiting for you
        </Text>
        <Text fw={650}>{waiting.length === 0 ? 'Nothing' : `${waiting.length} ${waiting.length === 1 ? 'case' : 'cases'}`}</Text>
        {waiting.slice(0, 2).map((row) => (
          <Text key={row.number} size="sm" truncate>
            <TextLink to="/accounts/$account/cases/$case" params={{ account, case: row.number }}>
              {row.number}
            </TextLink>{' '}
            {row.summary}
          </Text>
        ))}
      </Card>
      <Card label="Services in force">
        <Text size="xs" c="dimmed">
          Services in force
        </Text>
        <Text fw={650}>{active.length === 0 ? 'None' : [...new Set(active.map((each) => each.service))].join(', ')}</Text>
        <Text size="sm">
          {ending ? (
            <>
              Next to end:{' '}
              <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: ending.number }}>
                {ending.number}
              </TextLink>{' '}
              on <Day on={ending.endsOn} />
            </>
          ) : (
            <TextLink to="/services">See the services</TextLink>
          )}
        </Text>
      </Card>
    </SimpleGrid>
  )
}
