import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { ActLink } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { IconUpload } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { FindingTag, SummaryTags, severities } from './words.tsx'

type Counts = Answer<'health.counts'>
type Row = Counts['devices'][number]

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Device',
    lead: true,
    width: 200,
    cell: ({ serial, product }) => (
      <>
        <RowLink to="/accounts/$account/devices/$serial/reading" params={{ account, serial }} className="mono">
          {serial}
        </RowLink>
        <div className="small dim">{product || 'product not known'}</div>
      </>
    ),
  },
  {
    name: 'Findings',
    brief: true,
    cell: ({ summary }) => (
      <Group gap={6}>
        <SummaryTags of={summary} />
      </Group>
    ),
  },
  { name: 'Passed', right: true, width: 90, cell: ({ summary }) => summary.outcomes.pass ?? 0 },
  { name: 'Read', brief: true, width: 140, cell: ({ readAt }) => <When at={readAt} /> },
]

/** How the devices of an account are, by the newest reading of each: the worst first, and which checks find most. */
export function HealthPage() {
  const { account } = usePath()
  const may = useMay()
  const [picks] = usePicks()
  const query = useApi('health.counts', { params: { account }, query: { query: picks.q ?? '' } }, { every: 15_000, keep: true })
  return (
    <AccountPage
      title="Health"
      lead="What devices answered to show commands, held against the limits of the devices themselves and of the profile. What was not answered is not judged, and never counts as healthy."
      actions={
        <>
          <ActLink to="/accounts/$account/checks" params={{ account }} variant="default" reason={may('device-data.read')}>
            Checks
          </ActLink>
          <ActLink
            to="/accounts/$account/devices/data"
            params={{ account }}
            reason={may('device-data.take')}
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            Bring device data in
          </ActLink>
        </>
      }
    >
      <Loaded query={query} lines={10}>
        {(counts) =>
          counts.devices.length === 0 && !picks.q && counts.left === 0 ? (
            <Card label="Health">
              <Empty title="No device was read yet">
                Bring in what devices answer to show commands: files of a collector, sessions, or support reports.
              </Empty>
            </Card>
          ) : (
            <div className="split">
              <Card label="Devices" flush>
                <Filters>
                  <SearchBox label="Search" placeholder="Serial or product" />
                  <Text size="sm" c="dimmed" aria-live="polite">
                    {countWords(counts.count, 'device')}
                    {counts.count > counts.devices.length && `, the ${counts.devices.length} worst are listed`}
                    {counts.left > 0 &&
                      `; ${countWords(counts.left, 'device')} with newer data ${counts.left === 1 ? 'is' : 'are'} being judged`}
                  </Text>
                </Filters>
                <DataTable
                  caption="Devices by health, the worst first"
                  columns={columns(account)}
                  rows={counts.devices}
                  rowKey={({ serial }) => serial}
                  empty={<Empty title="No device fits">Search with fewer letters.</Empty>}
                />
              </Card>
              <Stack gap="md">
                <Checks of={counts} />
              </Stack>
            </div>
          )
        }
      </Loaded>
    </AccountPage>
  )
}

const Checks = ({ of: { checks } }: { readonly of: Counts }) => (
  <Card title="Rules that are not met">
    {checks.length === 0 ? (
      <Text size="sm">None: every rule that could be judged is met.</Text>
    ) : (
      <ul className="lines small" aria-label="Checks by devices">
        {checks
          .toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity) || other.devices - one.devices)
          .map(({ id, title, severity, devices }) => (
            <li key={id}>
              <Group gap={6} justify="space-between" wrap="nowrap">
                <span>
                  <FindingTag of={severity} /> {title}
                </span>
                <span className="dim nowrap">{countWords(devices, 'device')}</span>
              </Group>
            </li>
          ))}
      </ul>
    )}
  </Card>
)
