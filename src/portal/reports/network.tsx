import { Anchor, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ContractCrumbs } from '../ui/crumbs.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Confirm } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Day, Span, When } from '../ui/when.tsx'
import { NetworkReportBody } from './network-body.tsx'

type Row = Answer<'network-report.list'>['items'][number]

const states: Readonly<Record<Row['state'], { readonly word: string; readonly tone: Tone }>> = {
  'to come': { word: 'To come', tone: 'dim' },
  running: { word: 'Running', tone: 'plain' },
  due: { word: 'To be sent', tone: 'info' },
  late: { word: 'Late', tone: 'danger' },
  sent: { word: 'Sent', tone: 'ok' },
  'sent late': { word: 'Sent late', tone: 'warn' },
}
const kindWords = { quarter: 'Quarter', month: 'Month of defects' } as const
const keyOf = ({ kind, from }: Pick<Row, 'kind' | 'from'>) => `${kind}-${from}`

/** The reports that a contract promises about the network, each with its day; and the one that is chosen. */
export function NetworkReportsPage() {
  const { account, contract } = usePath()
  const [picks, pick] = usePicks()
  const query = useApi('network-report.list', { params: { account, contract } })
  return (
    <Page
      title={`Reports of ${contract}`}
      lead="Made of records, not typed: each quarter the whole network, each month the major and critical defects of supported devices."
      crumbs={<ContractCrumbs account={account} contract={contract} />}
    >
      <Loaded query={query} lines={10}>
        {({ items }) => {
          const chosen = items.find((row) => keyOf(row) === picks.report)
          const show = (row: Row) => pick({ report: keyOf(row) }, { push: true })
          return (
            <Stack gap="md">
              {chosen && <OneReport account={account} contract={contract} of={chosen} />}
              <Card title="All reports of the term" flush>
                <DataTable caption="Reports" columns={columns(show)} rows={items} rowKey={keyOf} empty={<NoReports />} />
              </Card>
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

const NoReports = () => <Empty title="No reports">This service promises no reports about the network.</Empty>

const columns = (show: (row: Row) => void): readonly Column<Row>[] => [
  {
    name: 'Report',
    lead: true,
    cell: (row) => (
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => show(row)}>
        {kindWords[row.kind]} <Span from={row.from} to={row.to} />
      </Anchor>
    ),
  },
  { name: 'Due', cell: ({ dueOn }) => (dueOn ? <Day on={dueOn} /> : 'holidays not entered') },
  { name: 'State', brief: true, cell: ({ state }) => <Tag tone={states[state].tone}>{states[state].word}</Tag> },
  {
    name: 'Sent',
    cell: ({ sent: [last] }) =>
      last ? (
        <>
          <When at={last.at} />, {last.sentBy}
          {last.version > 1 && `, version ${last.version}`}
        </>
      ) : null,
  },
]

type OneProps = { readonly account: string; readonly contract: string; readonly of: Row }

function OneReport({ account, contract, of }: OneProps) {
  const may = useMay()
  const [sending, setSending] = useState(false)
  const [why, setWhy] = useState('')
  const [last] = of.sent
  const query = useApi('network-report.read', { params: { account, contract, kind: of.kind, from: of.from } })
  const send = useAct('network-report.send', {
    done: 'The report is sent',
    after: () => {
      setSending(false)
      setWhy('')
    },
  })
  return (
    <Card
      title={
        <>
          {kindWords[of.kind]} <Span from={of.from} to={of.to} />
        </>
      }
      aside={
        may('network-report.send') === undefined &&
        of.state !== 'running' && <Act onClick={() => setSending(true)}>{last ? 'Send a further version' : 'Send it'}</Act>
      }
    >
      <Stack gap="md">
        <Group gap={8}>
          <Tag tone={states[of.state].tone}>{states[of.state].word}</Tag>
          <ClauseChips ids={of.clauses} most={5} />
          <Text size="sm" c="dimmed">
            {last ? (
              <>
                Version {last.version}, sent <When at={last.at} /> by {last.sentBy}
                {last.why && `: ${last.why}`}
              </>
            ) : (
              'Not sent yet: this is what it would say now.'
            )}
          </Text>
        </Group>
        <Loaded query={query} lines={8}>
          {(found) => <NetworkReportBody account={account} of={found} />}
        </Loaded>
      </Stack>
      <Confirm
        title={last ? 'Send a further version' : 'Send the report'}
        act="Send it"
        opened={sending}
        busy={send.isPending}
        error={send.error}
        onClose={() => setSending(false)}
        onConfirm={() => send.mutate({ params: { account, contract, kind: of.kind, from: of.from }, body: { why } })}
      >
        <Stack gap="sm">
          What it says is kept as it is, and the customer’s contacts hear of it.
          {last && <Textarea label="Why it is sent again" required value={why} onChange={(event) => setWhy(event.currentTarget.value)} />}
        </Stack>
      </Confirm>
    </Card>
  )
}
