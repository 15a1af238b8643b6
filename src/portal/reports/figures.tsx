import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { localDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { usePicks } from '../ui/filters.ts'
import { DateField } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Answers } from './answers.tsx'
import { useBehind } from './behind.tsx'
import { Backlog, Load, Volume } from './flow.tsx'

const spans = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
] as const

/** Figures of the desk, each with the cases behind it. */
export function FiguresPage() {
  const me = useMe()
  const [picks, pick] = usePicks()
  const today = localDate(me.person.zone, Date.now())
  const to = picks.to ?? (typeof today === 'string' ? today : '')
  const from = picks.from ?? addDays(to, -(Number(picks.days ?? 30) - 1))
  const query = useApi('report.desk', { query: { from, to, ...(picks.account ? { account: picks.account } : {}) } }, { keep: true })
  const behind = useBehind(from, to)
  return (
    <Page title="Figures" lead="Volume, answers, backlog and load. Press a figure to see the cases behind it.">
      <Stack gap="md">
        <Group align="flex-end" className="noprint">
          <SegmentedControl
            aria-label="Period"
            data={[...spans]}
            value={picks.from ? '' : (picks.days ?? '30')}
            onChange={(days) => pick({ days, from: undefined, to: undefined })}
          />
          <DateField label="From" value={from} onChange={(event) => pick({ from: event.currentTarget.value, to })} w={160} />
          <DateField label="To" value={to} onChange={(event) => pick({ from, to: event.currentTarget.value })} w={160} />
          {me.account.kind !== 'customer' && <AccountFilter />}
        </Group>
        <Loaded query={query} page>
          {(report) =>
            report.volume.length === 0 && report.backlog.length === 0 ? (
              <Card label="Figures">
                <Empty title="No case in this time">Choose a longer period, or another account.</Empty>
              </Card>
            ) : (
              <>
                <Answers report={report} behind={behind} />
                <SimpleGrid cols={{ base: 1, lg: 2 }}>
                  <Volume report={report} behind={behind} />
                  <Backlog report={report} account={picks.account} />
                </SimpleGrid>
                <Load report={report} behind={behind} />
                <Text size="xs" c="dimmed">
                  Days and hours of {report.zone}.
                </Text>
              </>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  )
}
