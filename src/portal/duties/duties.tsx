import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { client, useApi } from '../api.ts'
import { AccountPage } from '../ui/account-page.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { IconChevronDown, IconChevronUp } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, Span, When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { DueWords, ItemDetails } from './item.tsx'
import { Loans } from './loans.tsx'
import { WhoTakesPart } from './participants.tsx'
import {
  actWords,
  type ContractDuties,
  type Item,
  inOrder,
  partyWords,
  StateTag,
  stateWords,
  unmet,
  type Work,
  waitWords,
} from './words.tsx'

type Row = Item & { readonly contract: string; readonly work: string }

const file: readonly CsvColumn<Row>[] = [
  { name: 'Contract', of: (row) => row.contract },
  { name: 'Work', of: (row) => row.work },
  { name: 'Duty', of: (row) => row.title },
  { name: 'Clauses', of: (row) => row.clauses.join(' ') },
  { name: 'Owed by', of: (row) => partyWords[row.party] },
  { name: 'Due', of: (row) => row.due.words },
  { name: 'Due on', of: (row) => row.due.on },
  { name: 'State', of: (row) => stateWords(row.state) },
  { name: 'Since', of: (row) => row.since },
  { name: 'What waits', of: (row) => waitWords(row) },
  { name: 'Evidence', of: (row) => row.evidence?.text ?? row.fact?.found ?? '' },
  { name: 'Waived up to', of: (row) => row.waiver?.until ?? null },
  { name: 'Waived because', of: (row) => row.waiver?.text ?? '' },
  { name: 'To do', of: (row) => row.cure },
]

const rowsOf = (contracts: readonly ContractDuties[]): readonly Row[] =>
  contracts.flatMap(({ number, items, engagements }) => [
    ...items.map((item) => ({ ...item, contract: number, work: '' })),
    ...engagements.flatMap(({ title, items: each }) => each.map((item) => ({ ...item, contract: number, work: title }))),
  ])

/** What each side owes, under each contract and each piece of work: both sides see this page. */
export function DutiesPage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const query = { contract: picks.contract, ended: picks.ended as never }
  // what is shown is chosen here, so that the counts beside a title are those of all its duties
  const wanted = (item: Item) =>
    (!picks.side || item.party === picks.side) && (!picks.state || (picks.state === 'unmet' ? unmet(item) : item.state === picks.state))
  const filtered = Boolean(picks.side || picks.state)
  const found = useApi('duty.list', { params: { account }, query }, { keep: true })
  return (
    <AccountPage
      title="Duties"
      lead="What each side owes, by when, and what meets it. A duty that is not met holds up what needs it and nothing else; cases are always taken in."
    >
      <Card label="Which duties are shown" flush>
        <Filters
          end={
            <ExportCsv
              list={`duties ${account}`}
              columns={file}
              read={async () => ({
                items: rowsOf((await client.call('duty.list', { params: { account }, query })).contracts).filter(wanted),
              })}
            />
          }
        >
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
          <Pick
            name="state"
            label="State"
            any="Every state"
            of={[
              { value: 'unmet', label: 'All that is not met' },
              ...(
                ['open', 'overdue', 'broken', 'cannot', 'will-be-unmet', 'waived', 'met', 'standing', 'not-asked', 'not-needed'] as const
              ).map((value) => ({
                value,
                label: stateWords(value),
              })),
            ]}
            width={190}
          />
          <Pick
            name="ended"
            label="Work that has ended"
            any="Running work"
            of={[{ value: 'true', label: 'With ended work' }]}
            width={170}
          />
        </Filters>
      </Card>
      <Stack gap="md" mt="md">
        <Loaded query={found} lines={12}>
          {({ contracts }) =>
            contracts.length === 0 ? (
              <Empty title="No contract is running">Duties stand here as soon as a contract for a service is made.</Empty>
            ) : rowsOf(contracts).some(wanted) ? (
              <Stack gap="md">
                {contracts
                  .filter((contract) => rowsOf([contract]).some(wanted))
                  .map((contract) => (
                    <OfContract key={contract.number} account={account} of={contract} wanted={wanted} filtered={filtered} />
                  ))}
              </Stack>
            ) : (
              <Empty title="No duty is like that">Choose another side or state above.</Empty>
            )
          }
        </Loaded>
        <Loans account={account} />
      </Stack>
    </AccountPage>
  )
}

const Counts = ({ items }: { readonly items: readonly Item[] }) => {
  const counted = items.filter(({ sum, effect, neededHere }) => !sum && effect !== 'advice' && neededHere)
  const late = counted.filter((item) => unmet(item) && item.state !== 'open').length
  const open = counted.filter(({ state }) => state === 'open').length
  return (
    <Group gap={6}>
      {late > 0 && <Tag tone="danger">{countWords(late, 'is', 'are')} late or not met</Tag>}
      {open > 0 && <Tag tone="warn">{open} open</Tag>}
      {late + open === 0 && <Tag tone="ok">In order</Tag>}
    </Group>
  )
}

type Chosen = { readonly wanted: (item: Item) => boolean; readonly filtered: boolean }

function OfContract({ account, of, wanted, filtered }: { readonly account: string; readonly of: ContractDuties } & Chosen) {
  const own = of.items.filter(wanted)
  return (
    <Card
      title={
        <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: of.number }}>
          {of.title}
        </TextLink>
      }
      aside={<Counts items={[...of.items, ...of.engagements.flatMap(({ items }) => items)]} />}
      flush
    >
      <Text size="sm" c="dimmed" px="md" pt="xs" component="div">
        {of.number}, <Span from={of.startsOn} to={of.endsOn} />
        {of.state === 'pending' && ', not activated yet'}
        <Delay days={of.delayDays} />
      </Text>
      {own.length > 0 && <Items account={account} contract={of.number} items={own} caption={`Duties of contract ${of.number}`} />}
      {of.engagements
        .filter(({ items }) => !filtered || items.some(wanted))
        .map((work) => (
          <OfWork key={work.id} account={account} of={work} wanted={wanted} />
        ))}
    </Card>
  )
}

const Delay = ({ days }: { readonly days: number | null }) =>
  days === null ? (
    <>, the days waited for the customer are not known: a calendar has no holidays for the year</>
  ) : days > 0 ? (
    <>, waited {countWords(days, 'working day')} for the customer</>
  ) : null

const OfWork = ({ account, of, wanted }: { readonly account: string; readonly of: Work; readonly wanted: Chosen['wanted'] }) => (
  <section aria-label={of.title} style={{ borderTop: '1px solid var(--hf-line)' }}>
    <Group justify="space-between" px="md" pt="sm" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text fw={650} component="h3" className="break">
          {of.title}
        </Text>
        <Text size="sm" c="dimmed" component="div">
          {of.kind === 'window' ? 'Change window' : 'Service request'}: {of.acts.map(actWords).join(', ')}
          {of.startsOn && (
            <>
              , starts <Day on={of.startsOn} />
            </>
          )}
          {of.windowStartsAt && (
            <>
              , <When at={of.windowStartsAt} show="absolute" />
            </>
          )}
          {of.endedOn && (
            <>
              , ended <Day on={of.endedOn} />
            </>
          )}
          <Delay days={of.delayDays} />
        </Text>
      </div>
      <Counts items={of.items} />
    </Group>
    <Items account={account} contract={of.contract} items={of.items.filter(wanted)} caption={`Duties of ${of.title}`} />
    <WhoTakesPart account={account} contract={of.contract} engagement={of.id} />
  </section>
)

type ItemsProps = { readonly account: string; readonly contract: string; readonly items: readonly Item[]; readonly caption: string }

function Items({ account, contract, items, caption }: ItemsProps) {
  const [open, setOpen] = useState<string>()
  return (
    <DataTable
      caption={caption}
      columns={columns(open, (code) => setOpen(open === code ? undefined : code))}
      rows={inOrder(items)}
      rowKey={({ code }) => code}
      below={(item) => item.code === open && <ItemDetails account={account} contract={contract} item={item} />}
      empty={
        <Text size="sm" c="dimmed" p="md">
          None that you look for.
        </Text>
      }
    />
  )
}

const columns = (open: string | undefined, toggle: (code: string) => void): readonly Column<Item>[] => [
  {
    name: 'Duty',
    lead: true,
    cell: (item) => (
      <>
        {item.title}
        <Group gap={6} mt={2}>
          <ClauseChips ids={item.clauses} />
          <span className="small dim">{item.neededHere ? waitWords(item) : 'Not needed for this work'}</span>
        </Group>
      </>
    ),
  },
  { name: 'Owed by', brief: true, width: 110, cell: ({ party }) => partyWords[party] },
  { name: 'Due', width: 210, cell: (item) => <DueWords item={item} /> },
  {
    name: 'Stands',
    brief: true,
    width: 230,
    cell: (item) => (
      <>
        <StateTag state={item.state} />
        <div className="small dim break">
          <Since item={item} />
        </div>
      </>
    ),
  },
  {
    name: 'Details',
    silent: true,
    brief: true,
    width: 110,
    cell: ({ code, title }) => (
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={open === code}
        aria-label={`Details of ${title}`}
        onClick={() => toggle(code)}
        rightSection={open === code ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
      >
        Details
      </Button>
    ),
  },
]

function Since({ item }: { readonly item: Item }) {
  if (item.state === 'waived' && item.waiver?.until)
    return (
      <>
        up to <Day on={item.waiver.until} />
      </>
    )
  if (item.state === 'will-be-unmet' && item.since)
    return (
      <>
        cannot be met from <Day on={item.since} />
      </>
    )
  if (item.state === 'met' || item.state === 'standing') {
    return item.fact ? item.fact.found : item.evidence ? <Day on={item.evidence.on} /> : null
  }
  if (item.state === 'not-needed' || item.state === 'not-asked') return null
  return (
    <>
      {item.since && (
        <>
          {item.state === 'open' ? 'asked ' : 'since '}
          <Day on={item.since} />
        </>
      )}
      {item.fact && <div>{item.fact.found}</div>}
    </>
  )
}
