import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import { AccountPage } from '../ui/account-page.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Waiting } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { callWords, numbersOf, SeverityOf, severityWords, verdicts } from './words.tsx'

type Row = Answer<'exposure.list'>['items'][number]
type Summary = Answer<'exposure.summary'>

// the plots bring a library of their own; the list does not wait for it
const Plots = lazy(async () => ({ default: (await import('./exposure-plots.tsx')).ExposurePlots }))

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Record',
    lead: true,
    cell: ({ advisory }) => (
      <>
        <RowLink to="/accounts/$account/exposure/$key" params={{ account, key: advisory.key }}>
          {advisory.title}
        </RowLink>
        <div className="small dim">{numbersOf(advisory)}</div>
      </>
    ),
  },
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
    name: 'Affected',
    right: true,
    width: 90,
    cell: ({ affected }) => (affected > 0 ? <b>{affected.toLocaleString('en')}</b> : <span className="dim">0</span>),
  },
  { name: 'Not certain', right: true, width: 100, cell: ({ unknown }) => unknown.toLocaleString('en') },
  { name: 'Not evaluated', right: true, width: 110, cell: ({ notEvaluated }) => notEvaluated.toLocaleString('en') },
  {
    name: 'Follow-up',
    brief: true,
    width: 170,
    cell: ({ call, settledAt, acknowledged, affected, unknown }) =>
      settledAt ? (
        <Tag tone="ok">Settled</Tag>
      ) : affected + unknown === 0 ? (
        <span className="dim">none</span>
      ) : (
        <Group gap={6}>
          <Tag tone={call === 'open' ? 'warn' : 'plain'}>{callWords[call]}</Tag>
          {acknowledged !== 0 && (
            <span className="small dim">{acknowledged === 'all' ? 'acknowledged' : `${acknowledged} acknowledged`}</span>
          )}
        </Group>
      ),
  },
  { name: 'Since', brief: true, width: 130, cell: ({ since }) => since && <When at={since} /> },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'Number', of: ({ advisory }) => advisory.number },
  { name: 'Key', of: ({ advisory }) => advisory.key },
  { name: 'Title', of: ({ advisory }) => advisory.title },
  { name: 'Severity', of: ({ advisory }) => advisory.severity },
  { name: 'Exploited', of: ({ advisory }) => (advisory.exploited ? 'yes' : 'no') },
  { name: 'Affected', of: (row) => row.affected },
  { name: 'Not certain', of: (row) => row.unknown },
  { name: 'Not evaluated', of: (row) => row.notEvaluated },
  { name: 'Fixed', of: (row) => row.fixed },
  { name: 'Follow-up', of: (row) => (row.settledAt ? 'settled' : row.call) },
  { name: 'Since', of: (row) => row.since },
]

/** How exposed an account is: records by the devices they are about, the worst first, and how that went over half a year. */
export function ExposurePage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const summary = useApi('exposure.summary', { params: { account } })
  const filters = {
    query: picks.q,
    severity: picks.severity as never,
    // what is fixed everywhere is no exposure: it is shown when it is asked for
    verdict: (picks.verdict ?? 'affected') === 'any' ? undefined : ((picks.verdict ?? 'affected') as never),
    open: picks.open,
  }
  const query = useApi('exposure.list', { params: { account }, query: { ...filters, limit: 50, cursor: picks.after } }, { keep: true })
  return (
    <AccountPage
      title="Exposure"
      lead="Which published records are about your devices, by model, release and cards. What nobody can be certain of is said, and never counts as safe."
    >
      <Stack gap="md">
        <Loaded query={summary} lines={6}>
          {(found) => (
            <>
              <Standing of={found} account={account} />
              {found.judged > 0 && (
                <Suspense fallback={<Waiting lines={8} />}>
                  <Plots account={account} of={found} />
                </Suspense>
              )}
            </>
          )}
        </Loaded>
        <Card title="Records, worst first" flush>
          <Filters
            end={
              <ExportCsv
                list={`Exposure of ${account}`}
                columns={file}
                read={(cursor) => client.call('exposure.list', { params: { account }, query: { ...filters, limit: 200, cursor } })}
              />
            }
          >
            <SearchBox label="Search" placeholder="Number, CVE, words" />
            <Pick
              name="verdict"
              label="Devices are"
              any="Affected"
              width={170}
              of={[
                ...Object.entries(verdicts)
                  .filter(([value]) => value !== 'affected')
                  .map(([value, { word }]) => ({ value, label: word })),
                { value: 'any', label: 'Any verdict' },
              ]}
            />
            <Pick
              name="severity"
              label="Severity"
              any="All severities"
              of={Object.entries(severityWords).map(([value, label]) => ({ value, label }))}
            />
            <Pick
              name="open"
              label="Follow-up"
              any="Settled or not"
              of={[
                { value: 'true', label: 'Open' },
                { value: 'false', label: 'Settled or not relevant' },
              ]}
            />
          </Filters>
          <ListTable
            caption="Records by devices, worst first"
            columns={columns(account)}
            query={query}
            rowKey={({ advisory }) => advisory.key}
            empty={
              <Empty title="No record fits">
                {picks.q || picks.severity || picks.open
                  ? 'Take a filter away.'
                  : 'Nothing that is published is about these devices in this way.'}
              </Empty>
            }
          />
        </Card>
      </Stack>
    </AccountPage>
  )
}

function Standing({ of, account }: { readonly of: Summary; readonly account: string }) {
  const { judged, affected, unjudged } = of
  const figure = (name: string, value: number, tone?: string) => (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="xl" fw={650} {...(tone ? { c: tone } : {})}>
        {value.toLocaleString('en')}
      </Text>
    </div>
  )
  return (
    <Card label="Devices">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {figure('Devices judged', judged)}
        {figure('Affected by at least one record', affected, affected > 0 ? 'var(--hf-danger)' : undefined)}
        {figure('Cannot be judged', unjudged.count, unjudged.count > 0 ? 'var(--hf-warn)' : undefined)}
      </SimpleGrid>
      {unjudged.count > 0 && (
        <Text size="sm" mt="sm" className="break">
          No release is known of{' '}
          {unjudged.serials.map((serial, at) => (
            <span key={serial}>
              {at > 0 && ', '}
              <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
                {serial}
              </TextLink>
            </span>
          ))}
          {unjudged.count > unjudged.serials.length && ` and ${(unjudged.count - unjudged.serials.length).toLocaleString('en')} more`}.
          Enter it on the device, or import what the device says.
        </Text>
      )}
    </Card>
  )
}
