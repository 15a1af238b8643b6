import { Button, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { readingWords } from '../../meetings/promised.ts'
import { useApi } from '../api.ts'
import { NotObliged } from '../guidance/support.tsx'
import { useMe } from '../session.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import { csvFile, csvName } from '../ui/csv-file.ts'
import { IconDownload } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, Span } from '../ui/when.tsx'

type Whole = Answer<'meeting.promised'>
type Kept = Whole['kept'][number]
type Owed = Whole['owed'][number]
type Period = NonNullable<Kept['duty']>['periods'][number]

const rowKey = ({ contract, kind }: Kept) => `${contract} ${kind}`

const csvColumns: readonly { readonly name: string; readonly of: (row: Kept) => string | number }[] = [
  { name: 'Contract', of: ({ contract }) => contract },
  { name: 'Meeting', of: ({ title }) => title },
  { name: 'Clauses', of: ({ clauses }) => clauses.join(' ') },
  { name: 'From', of: ({ from }) => from },
  { name: 'Until', of: ({ until }) => until },
  { name: 'Promised', of: ({ counts }) => counts.promised },
  { name: 'Held', of: ({ counts }) => counts.held },
  { name: 'Missed', of: ({ counts }) => counts.missed },
  { name: 'Cancelled by the provider', of: ({ counts }) => counts.cancelledByProvider },
  { name: 'Cancelled by the customer', of: ({ counts }) => counts.cancelledByCustomer },
  { name: 'Moved', of: ({ counts }) => counts.moved },
  { name: 'Suspended', of: ({ counts }) => counts.suspended },
  { name: 'To come', of: ({ counts }) => counts.ahead },
  { name: 'Nothing said', of: ({ counts }) => counts.unsaid },
  { name: 'Attended by the customer', of: ({ counts }) => counts.attended },
]

function save(account: string, rows: readonly Kept[]) {
  const url = URL.createObjectURL(new Blob([csvFile(csvColumns, rows)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = csvName(`Meetings ${account}`, rows[0]?.until ?? '')
  link.click()
  URL.revokeObjectURL(url)
}

/** What was promised against what was held, by contract; the customer's duty to attend; what is promised once. */
export function Promised({ account }: { readonly account: string }) {
  const query = useApi('meeting.promised', { params: { account } })
  const own = useMe().account.code === account
  return (
    <Loaded query={query} lines={6}>
      {({ kept, owed, freed }) => (
        <Stack gap="md">
          <Card
            title="Promised against held"
            flush
            aside={
              kept.length > 0 && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconDownload size={14} aria-hidden />}
                  onClick={() => save(account, kept)}
                >
                  As CSV
                </Button>
              )
            }
          >
            <DataTable
              caption="Promised against held, by contract and kind"
              columns={keptColumns}
              rows={kept}
              rowKey={rowKey}
              empty={<Empty title="Nothing to compare yet">Figures appear with the first meeting.</Empty>}
            />
          </Card>
          {kept
            .filter(({ duty }) => duty !== null)
            .map(({ contract, duty, counts }) => (
              <Card key={contract} title={`${own ? 'Your' : 'The customer’s'} attendance under ${contract}`} flush>
                <Text size="sm" px="md" py="sm" c="dimmed">
                  {duty &&
                    `A meeting is planned every ${duty.scheduleEveryDays} days: ${counts.promised} in all. To attend ${readingWords[duty.reading]} is asked for by policy B71. `}
                  <ClauseChip id="SSM-4.c" />
                </Text>
                <DataTable
                  caption={`Attendance by period under ${contract}`}
                  columns={periodColumns}
                  rows={duty?.periods ?? []}
                  rowKey={({ from }) => from}
                  empty={<Empty title="No period yet" />}
                />
              </Card>
            ))}
          {freed.map((each) => (
            <NotObliged key={each.contract} of={each} title={`When the provider was not obliged under ${each.contract}`} />
          ))}
          {owed.length > 0 && (
            <Card title="Promised once" flush>
              <DataTable
                caption="What is promised once"
                columns={owedColumns}
                rows={owed}
                rowKey={({ contract, what }) => `${contract} ${what}`}
                empty={null}
              />
            </Card>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

const number = (name: string, of: (counts: Kept['counts']) => number): Column<Kept> => ({
  name,
  right: true,
  width: 86,
  cell: ({ counts }) => of(counts),
})

const keptColumns: readonly Column<Kept>[] = [
  {
    name: 'Contract',
    lead: true,
    width: '36%',
    cell: ({ contract, title, from, until, clauses }) => (
      <>
        {title} under {contract}
        <div className="small dim">
          <Span from={from} to={until} />{' '}
          {clauses.map((id) => (
            <ClauseChip key={id} id={id} />
          ))}
        </div>
      </>
    ),
  },
  number('Promised', ({ promised }) => promised),
  number('Held', ({ held }) => held),
  number('Attended', ({ attended }) => attended),
  number('Missed', ({ missed }) => missed),
  {
    name: 'Cancelled',
    right: true,
    width: 100,
    cell: ({ counts }) => (
      <>
        {counts.cancelledByProvider + counts.cancelledByCustomer}
        {counts.cancelledByCustomer > 0 && <div className="small dim">{counts.cancelledByCustomer} by customer</div>}
      </>
    ),
  },
  number('Moved', ({ moved }) => moved),
  number('Suspended', ({ suspended }) => suspended),
  number('To come', ({ ahead }) => ahead),
  {
    name: 'Nothing said',
    right: true,
    width: 86,
    cell: ({ counts: { unsaid } }) => (unsaid > 0 ? <Tag tone="warn">{unsaid}</Tag> : 0),
  },
]

const periodTones = { met: 'ok', 'not met': 'danger', running: 'info', 'to come': 'dim', 'no meeting was offered': 'dim' } as const

const periodColumns: readonly Column<Period>[] = [
  { name: 'Period', lead: true, cell: ({ from, to }) => <Span from={from} to={to} /> },
  { name: 'Attended', right: true, width: 110, cell: ({ attended }) => attended },
  { name: 'Asked for', right: true, width: 110, cell: ({ due }) => due },
  { name: 'Offered', right: true, width: 110, cell: ({ offered }) => offered },
  { name: 'Duty', brief: true, width: 190, cell: ({ state }) => <Tag tone={periodTones[state]}>{state}</Tag> },
]

const owedTones = { done: 'ok', planned: 'info', open: 'dim', late: 'warn' } as const

const owedColumns: readonly Column<Owed>[] = [
  {
    name: 'What',
    lead: true,
    cell: ({ what, contract, clause }) => (
      <>
        {what} <ClauseChip id={clause} />
        <div className="small dim">{contract}</div>
      </>
    ),
  },
  { name: 'Due', width: 150, cell: ({ dueOn }) => dueOn && <Day on={dueOn} /> },
  { name: 'On', width: 150, cell: ({ on }) => on && <Day on={on} /> },
  { name: 'State', brief: true, width: 120, cell: ({ state }) => <Tag tone={owedTones[state]}>{state}</Tag> },
]
