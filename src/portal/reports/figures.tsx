import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { localDate, resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { Answer } from '../../client/client.ts'
import { toIso } from '../../lib/time.ts'
import { ageBands, lateBands, metShare } from '../../reports/figures.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { usePicks } from '../ui/filters.ts'
import { DateField, Pick } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { priorities, queueWords } from '../ui/words.ts'

type Report = Answer<'report.desk'>

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
                <Load report={report} />
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

type Behind = (more: Readonly<Record<string, string>>) => Record<string, string>

/** The filters of the list of cases behind a figure. */
function useBehind(from: string, to: string): Behind {
  const { zone } = useMe().person
  const [{ account }] = usePicks()
  return useCallback(
    (more) => {
      const first = resolveLocal(zone, `${from}T00:00`)
      const last = resolveLocal(zone, `${addDays(to, 1)}T00:00`)
      return {
        ...(typeof first === 'number' ? { openedFrom: toIso(first) } : {}),
        ...(typeof last === 'number' ? { openedBefore: toIso(last) } : {}),
        ...(account ? { account } : {}),
        open: 'all',
        ...more,
      }
    },
    [zone, from, to, account],
  )
}

const Behind = ({ count, search }: { readonly count: number; readonly search: Record<string, string> }) =>
  count === 0 ? (
    <span className="dim">0</span>
  ) : (
    <TextLink to="/cases" search={search as never}>
      {count.toLocaleString('en')}
    </TextLink>
  )

const axes = ({ dim, line }: PlotColours, names: readonly string[]) => ({
  xAxis: {
    type: 'category',
    data: [...names],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: dim, fontSize: 11, hideOverlap: true },
  },
  yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: dim, fontSize: 11 } },
})
const legend = ({ dim }: PlotColours) => ({
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: dim, fontSize: 12 } },
})

function Answers({ report, behind }: { readonly report: Report; readonly behind: Behind }) {
  const rows = priorities.map(
    (priority) =>
      report.responses.find((row) => row.priority === priority) ?? { priority, met: 0, missed: 0, running: 0, none: 0, metShare: null },
  )
  const total = rows.reduce((sum, row) => ({ met: sum.met + row.met, missed: sum.missed + row.missed }), { met: 0, missed: 0 })
  const share = metShare(total)
  const option = useCallback(
    (colours: PlotColours) => ({
      ...legend(colours),
      ...axes(colours, priorities),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: (
        [
          ['met', 'Met', colours.ok],
          ['missed', 'Missed', colours.danger],
          ['running', 'Running', colours.info],
        ] as const
      ).map(([key, name, color]) => ({
        name,
        type: 'bar',
        stack: 'all',
        barMaxWidth: 44,
        itemStyle: { color },
        data: priorities.map((priority) => report.responses.find((row) => row.priority === priority)?.[key] ?? 0),
      })),
    }),
    [report],
  )
  const navigate = useNavigate()
  const pick = useCallback(
    ({ series, name }: { series: string; name: string }) =>
      void navigate({ to: '/cases', search: behind({ priority: name, response: series.toLowerCase() }) as never }),
    [navigate, behind],
  )
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Card title="First responses">
        <Group align="baseline" gap={8} mb={8}>
          <Text fz={30} fw={650} lh={1}>
            {share === null ? 'none yet' : `${share} %`}
          </Text>
          <Text size="sm" c="dimmed">
            {share === null ? 'answered in this time' : `met, of ${(total.met + total.missed).toLocaleString('en')} that ended`}
          </Text>
        </Group>
        <Plot label="First responses met, missed and running, by priority" height={220} option={option} onPick={pick} />
        <DataTable
          caption="First responses by priority"
          scroll
          rows={rows}
          rowKey={(row) => row.priority}
          empty={null}
          columns={[
            { name: 'Priority', lead: true, cell: (row) => row.priority },
            {
              name: 'Met',
              right: true,
              cell: (row) => <Behind count={row.met} search={behind({ priority: row.priority, response: 'met' })} />,
            },
            {
              name: 'Missed',
              right: true,
              cell: (row) => <Behind count={row.missed} search={behind({ priority: row.priority, response: 'missed' })} />,
            },
            {
              name: 'Running',
              right: true,
              cell: (row) => <Behind count={row.running} search={behind({ priority: row.priority, response: 'running' })} />,
            },
            {
              name: 'Share met',
              right: true,
              cell: (row) => (row.metShare === null ? <span className="dim">none</span> : `${row.metShare} %`),
            },
          ]}
        />
      </Card>
      <Misses report={report} behind={behind} />
    </SimpleGrid>
  )
}

const bands: readonly { readonly code: string; readonly title: string }[] = [...lateBands, { code: 'never', title: 'never answered' }]

/** The filters of the list of cases for one band. */
function bandFilter(code: string): Record<string, string> {
  const at = lateBands.findIndex((band) => band.code === code)
  if (at < 0) return { answered: 'false' }
  const [over, upTo] = [lateBands[at - 1]?.upToMinutes, lateBands[at]?.upToMinutes]
  return { ...(over ? { lateOver: String(over) } : {}), ...(upTo ? { lateUpTo: String(upTo) } : {}) }
}

function Misses({ report, behind }: { readonly report: Report; readonly behind: Behind }) {
  const rows = bands.map((band) => ({ ...band, count: report.misses.find((row) => row.band === band.code)?.count ?? 0 }))
  const all = rows.reduce((sum, row) => sum + row.count, 0)
  const option = useCallback(
    (colours: PlotColours) => ({
      ...axes(
        colours,
        bands.map((band) => band.title.replace(' late', '')),
      ),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: [
        {
          name: 'Missed',
          type: 'bar',
          barMaxWidth: 44,
          itemStyle: { color: colours.danger },
          data: bands.map((band) => report.misses.find((row) => row.band === band.code)?.count ?? 0),
        },
      ],
    }),
    [report],
  )
  return (
    <Card title="Why they were missed">
      <Group align="baseline" gap={8} mb={8}>
        <Text fz={30} fw={650} lh={1}>
          {all.toLocaleString('en')}
        </Text>
        <Text size="sm" c="dimmed">
          missed, by how late the answer came
        </Text>
      </Group>
      <Plot label="Missed first responses by how late the answer came" height={220} option={option} />
      <DataTable
        caption="Missed first responses by how late"
        scroll
        rows={rows}
        rowKey={(row) => row.code}
        empty={null}
        columns={[
          { name: 'How late', lead: true, cell: (row) => row.title },
          {
            name: 'Cases',
            right: true,
            cell: (row) => <Behind count={row.count} search={behind({ response: 'missed', ...bandFilter(row.code) })} />,
          },
        ]}
      />
    </Card>
  )
}

/** A long time is told by weeks, each by its Monday: days would be a hedge. */
function byWeek(rows: Report['volume']): Report['volume'] {
  if (rows.length <= 100) return rows
  const weeks = Map.groupBy(rows, ({ day }) => addDays(day, -((new Date(day).getUTCDay() + 6) % 7)))
  return [...weeks].map(([day, each]) => ({
    day,
    opened: each.reduce((sum, row) => sum + row.opened, 0),
    closed: each.reduce((sum, row) => sum + row.closed, 0),
  }))
}

function Volume({ report, behind }: { readonly report: Report; readonly behind: Behind }) {
  const weekly = report.volume.length > 100
  const option = useCallback(
    (colours: PlotColours) => ({
      ...legend(colours),
      ...axes(
        colours,
        byWeek(report.volume).map((row) => row.day),
      ),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: [
        { name: 'Opened', type: 'bar', itemStyle: { color: colours.accent }, data: byWeek(report.volume).map((row) => row.opened) },
        { name: 'Closed', type: 'bar', itemStyle: { color: colours.dim }, data: byWeek(report.volume).map((row) => row.closed) },
      ],
    }),
    [report],
  )
  const opened = report.volume.reduce((sum, row) => sum + row.opened, 0)
  const closed = report.volume.reduce((sum, row) => sum + row.closed, 0)
  return (
    <Card title={weekly ? 'Opened and closed, by week' : 'Opened and closed, by day'}>
      <Plot label="Cases opened and closed by day" option={option} />
      <DataTable
        caption="Opened and closed in the period"
        scroll
        rows={[
          { what: 'Opened', count: opened },
          { what: 'Closed', count: closed },
        ]}
        rowKey={(row) => row.what}
        empty={null}
        columns={[
          { name: 'In the period', lead: true, cell: (row) => row.what },
          {
            name: 'Cases',
            right: true,
            cell: (row) => (row.what === 'Opened' ? <Behind count={row.count} search={behind({})} /> : row.count.toLocaleString('en')),
          },
        ]}
      />
    </Card>
  )
}

function Backlog({ report, account }: { readonly report: Report; readonly account: string | undefined }) {
  const option = useCallback(
    (colours: PlotColours) => {
      const shades = { P1: colours.danger, P2: colours.warn, P3: colours.info, P4: colours.dim }
      return {
        ...legend(colours),
        ...axes(
          colours,
          ageBands.map((band) => band.title),
        ),
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        series: priorities.map((priority) => ({
          name: priority,
          type: 'bar',
          stack: 'all',
          barMaxWidth: 44,
          itemStyle: { color: shades[priority] },
          data: ageBands.map((band) => report.backlog.find((row) => row.priority === priority && row.band === band.code)?.count ?? 0),
        })),
      }
    },
    [report],
  )
  const of = (priority: string, band?: string) =>
    report.backlog.filter((row) => row.priority === priority && (!band || row.band === band)).reduce((sum, row) => sum + row.count, 0)
  return (
    <Card title="Open now, by age">
      <Plot label="Open cases by age and priority" option={option} />
      <DataTable
        caption="Open cases by priority and age"
        scroll
        rows={priorities.map((priority) => ({ priority }))}
        rowKey={(row) => row.priority}
        empty={null}
        columns={[
          { name: 'Priority', lead: true, cell: (row) => row.priority },
          ...ageBands.map((band) => ({
            name: band.title,
            right: true,
            cell: (row: { priority: string }) => of(row.priority, band.code) || <span className="dim">0</span>,
          })),
          {
            name: 'All',
            right: true,
            cell: (row) => (
              <Behind count={of(row.priority)} search={{ open: 'true', priority: row.priority, ...(account ? { account } : {}) }} />
            ),
          },
        ]}
      />
    </Card>
  )
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function Load({ report }: { readonly report: Report }) {
  const [{ team: queue = '' }] = usePicks()
  const cells = useMemo(() => {
    const counts = new Map<string, number>()
    for (const row of report.load)
      if (!queue || row.queue === queue)
        counts.set(`${row.weekday} ${row.hour}`, (counts.get(`${row.weekday} ${row.hour}`) ?? 0) + row.count)
    return counts
  }, [report, queue])
  const at = (weekday: number, hour: number) => cells.get(`${weekday} ${hour}`) ?? 0
  const most = Math.max(1, ...cells.values())
  const option = useCallback(
    (colours: PlotColours) => ({
      tooltip: {
        position: 'top',
        formatter: ({ value: [hour, day, count] }: { value: [number, number, number] }) =>
          `${weekdays[6 - day]} ${hour}:00, ${count} opened`,
      },
      grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
      xAxis: {
        type: 'category',
        data: Array.from({ length: 24 }, (_, hour) => `${hour}`),
        axisLabel: { color: colours.dim, fontSize: 11 },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      yAxis: {
        type: 'category',
        data: [...weekdays].reverse(),
        axisLabel: { color: colours.dim, fontSize: 11 },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [colours.sunken, colours.accent] } },
      series: [
        {
          name: 'Opened',
          type: 'heatmap',
          itemStyle: { borderColor: colours.surface, borderWidth: 2 },
          data: weekdays.flatMap((_, day) =>
            Array.from({ length: 24 }, (__, hour) => [hour, 6 - day, cells.get(`${day + 1} ${hour}`) ?? 0]),
          ),
        },
      ],
    }),
    [cells, most],
  )
  return (
    <Card
      title="When cases come, by hour of the week"
      aside={<Pick name="team" label="Team" any="All teams" of={Object.entries(queueWords).map(([value, label]) => ({ value, label }))} />}
    >
      <Plot label="Cases opened by hour of the week" height={240} option={option} />
      <DataTable
        caption="Cases opened by weekday and part of the day"
        scroll
        rows={weekdays.map((name, index) => ({ name, day: index + 1 }))}
        rowKey={(row) => row.name}
        empty={null}
        columns={[
          { name: 'Day', lead: true, cell: (row) => row.name },
          ...[0, 6, 12, 18].map((start) => ({
            name: `${start} to ${start + 6}`,
            right: true,
            cell: (row: { day: number }) =>
              [0, 1, 2, 3, 4, 5].reduce((sum, hour) => sum + at(row.day, start + hour), 0).toLocaleString('en'),
          })),
        ]}
      />
    </Card>
  )
}
