import { useCallback, useMemo } from 'react'
import { addDays } from '../../calendar/terms.ts'
import { daysMs, fromIso, toIso } from '../../lib/time.ts'
import { ageBands } from '../../reports/figures.ts'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Pick } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { DataTable } from '../ui/table.tsx'
import { priorities, queueWords } from '../ui/words.ts'
import { axes, Behind, closedInstead, legend, type Report, type Search } from './behind.tsx'

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

const volumeFile: readonly CsvColumn<Report['volume'][number]>[] = [
  { name: 'Day', of: (row) => row.day },
  { name: 'Opened', of: (row) => row.opened },
  { name: 'Closed', of: (row) => row.closed },
]

export function Volume({ report, behind }: { readonly report: Report; readonly behind: Search }) {
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
    <Card
      title={weekly ? 'Opened and closed, by week' : 'Opened and closed, by day'}
      aside={<ExportCsv list="Opened and closed" columns={volumeFile} read={async () => ({ items: report.volume })} />}
    >
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
            cell: (row) => <Behind count={row.count} search={row.what === 'Opened' ? behind({}) : closedInstead(behind({}))} />,
          },
        ]}
      />
    </Card>
  )
}

const backlogFile: readonly CsvColumn<Report['backlog'][number]>[] = [
  { name: 'Priority', of: (row) => row.priority },
  { name: 'Age', of: (row) => ageBands.find(({ code }) => code === row.band)?.title ?? row.band },
  { name: 'Cases', of: (row) => row.count },
]

/** The filters of the list of cases for one age at the instant of the figures. */
function aged(at: string, code: string): Record<string, string> {
  const index = ageBands.findIndex((band) => band.code === code)
  const [younger, older] = [ageBands[index - 1]?.upToDays, ageBands[index]?.upToDays]
  const ago = (days: number) => toIso(fromIso(at) - days * daysMs)
  // a case is of an age from the instant on at which it reaches it, so the edge belongs to the older ones
  return {
    ...(older ? { openedFrom: toIso(fromIso(at) - older * daysMs + 1) } : {}),
    ...(younger ? { openedBefore: toIso(Date.parse(ago(younger)) + 1) } : {}),
  }
}

export function Backlog({ report, account }: { readonly report: Report; readonly account: string | undefined }) {
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
    <Card
      title="Open now, by age"
      aside={<ExportCsv list="Backlog" columns={backlogFile} read={async () => ({ items: report.backlog })} />}
    >
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
            cell: (row: { priority: string }) => (
              <Behind
                count={of(row.priority, band.code)}
                search={{ open: 'true', priority: row.priority, ...aged(report.at, band.code), ...(account ? { account } : {}) }}
              />
            ),
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

const loadFile: readonly CsvColumn<Report['load'][number]>[] = [
  { name: 'Team', of: (row) => queueWords[row.queue as keyof typeof queueWords] ?? row.queue },
  { name: 'Weekday', of: (row) => weekdays[row.weekday - 1] },
  { name: 'Hour', of: (row) => row.hour },
  { name: 'Cases', of: (row) => row.count },
]

export function Load({ report, behind }: { readonly report: Report; readonly behind: Search }) {
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
      aside={
        <>
          <Pick name="team" label="Team" any="All teams" of={Object.entries(queueWords).map(([value, label]) => ({ value, label }))} />
          <ExportCsv list="Load" columns={loadFile} read={async () => ({ items: report.load })} />
        </>
      }
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
            cell: (row: { day: number }) => (
              <Behind
                count={[0, 1, 2, 3, 4, 5].reduce((sum, hour) => sum + at(row.day, start + hour), 0)}
                search={behind({
                  weekday: String(row.day),
                  hourFrom: String(start),
                  hourTo: String(start + 6),
                  zone: report.zone,
                  ...(queue ? { team: queue } : {}),
                })}
              />
            ),
          })),
        ]}
      />
    </Card>
  )
}
