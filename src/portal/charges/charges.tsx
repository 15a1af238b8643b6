import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { client, useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePath } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { moneyWords } from '../ui/money.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { minutesWords } from '../ui/time.ts'
import { Day } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'

type Line = Answer<'charge.list'>['items'][number]

const exported = [
  { name: 'Line', of: ({ line }: Line) => line },
  { name: 'Case', of: (row: Line) => row.case ?? '' },
  { name: 'Request', of: (row: Line) => row.request ?? '' },
  { name: 'Day', of: ({ day }: Line) => day },
  { name: 'Minutes', of: ({ minutes }: Line) => minutes ?? '' },
  { name: 'Rate for an hour, smallest unit', of: ({ hourAmount }: Line) => hourAmount ?? '' },
  { name: 'Amount, smallest unit', of: ({ amount }: Line) => amount },
  { name: 'Currency', of: ({ currency }: Line) => currency },
  { name: 'Kind', of: ({ kind }: Line) => kind },
  { name: 'Takes back line', of: ({ counters }: Line) => counters ?? '' },
  { name: 'Reason', of: ({ reason }: Line) => reason },
  { name: 'Clauses', of: ({ clauses }: Line) => clauses.join(' ') },
]

/** The statement of an account: what work was charged, line by line; what was wrong is taken back by a further line. */
export function ChargesPage() {
  const { account } = usePath()
  const may = useMay()
  const [wrong, setWrong] = useState<Line>()
  const query = useApi('charge.list', { params: { account }, query: { limit: 200 } })
  const mayBill = may('charge.bill') === undefined
  const columns: readonly Column<Line>[] = [
    { name: 'Line', lead: true, width: 90, cell: ({ line }) => <b>{line}</b> },
    { name: 'For', cell: (row) => <About account={account} of={row} /> },
    { name: 'Day', cell: ({ day }) => <Day on={day} /> },
    { name: 'Time', right: true, cell: ({ minutes }) => minutes !== null && `${minutes < 0 ? '−' : ''}${minutesWords(Math.abs(minutes))}` },
    { name: 'For an hour', right: true, cell: ({ hourAmount, currency }) => hourAmount !== null && moneyWords(hourAmount, currency) },
    { name: 'Amount', right: true, cell: ({ amount, currency }) => <b>{moneyWords(amount, currency)}</b> },
    {
      name: 'What it is',
      cell: (row) =>
        row.kind === 'counter' ? (
          <>
            <Tag tone="warn">Takes line {row.counters} back</Tag> <span className="small">{row.reason}</span>
          </>
        ) : row.counteredBy === null ? (
          <>
            <ClauseChips ids={row.clauses} /> <span className="small">{row.reason}</span>
          </>
        ) : (
          <Tag tone="dim">Taken back by line {row.counteredBy}</Tag>
        ),
    },
    ...(mayBill
      ? [
          {
            name: 'Correct',
            silent: true,
            cell: (row: Line) =>
              row.kind === 'charge' && row.counteredBy === null ? (
                <Button size="compact-sm" variant="default" onClick={() => setWrong(row)}>
                  Take back
                </Button>
              ) : null,
          },
        ]
      : []),
  ]
  return (
    <AccountPage
      title="Charges"
      lead="Work by the hour, where a change that nobody authorised caused it, and what a missed duty cost. Lines never change; what was wrong is taken back by a further line."
      actions={
        <ExportCsv
          list={`charges ${account}`}
          columns={exported}
          read={(cursor) => client.call('charge.list', { params: { account }, query: { limit: 200, ...(cursor ? { cursor } : {}) } })}
        />
      }
    >
      <Loaded query={query} lines={6}>
        {({ items, next }) => (
          <Card title="Statement" flush aside={next === null && items.length > 0 && <Text size="sm">{totalWords(items)} in all</Text>}>
            <DataTable
              caption="Lines of the statement"
              columns={columns}
              rows={items}
              rowKey={({ line }) => String(line)}
              empty={
                <Empty title="Nothing was charged">
                  Work by the hour is charged only after you accepted the rates on the page of a case.
                </Empty>
              }
            />
          </Card>
        )}
      </Loaded>
      {wrong && <TakeBack account={account} line={wrong} onClose={() => setWrong(undefined)} />}
    </AccountPage>
  )
}

/** The case that was worked on, or the piece of work. */
function About({ account, of }: { readonly account: string; readonly of: Line }) {
  const may = useMay()
  if (of.case !== null)
    return may('case.read') === undefined ? (
      <TextLink to="/accounts/$account/cases/$case" params={{ account, case: of.case }}>
        {of.case}
      </TextLink>
    ) : (
      of.case
    )
  if (of.request === null) return null
  return may('request.read') === undefined ? (
    <TextLink to="/accounts/$account/requests/$request" params={{ account, request: of.request }}>
      {of.request}
    </TextLink>
  ) : (
    of.request
  )
}

/** What all lines come to, in each currency. */
const totalWords = (lines: readonly Line[]): string =>
  [...Map.groupBy(lines, ({ currency }) => currency)]
    .map(([currency, all]) =>
      moneyWords(
        all.reduce((sum, { amount }) => sum + amount, 0),
        currency,
      ),
    )
    .join(', ')

function TakeBack({ account, line, onClose }: { readonly account: string; readonly line: Line; readonly onClose: () => void }) {
  const act = useAct('charge.correct', { done: ({ line: by }) => `Taken back by line ${by}`, after: onClose })
  return (
    <WordDialog
      title={`Take line ${line.line} back`}
      label="Why"
      lead={`A further line of ${moneyWords(-line.amount, line.currency)} is written. This one stays as it is.`}
      hint="The customer reads it."
      most={500}
      button="Take it back"
      act={act}
      onSend={(reason) => act.mutate({ params: { account }, body: { line: line.line, reason } })}
      onClose={onClose}
    />
  )
}
