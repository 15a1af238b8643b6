import { useCallback, useMemo } from 'react'
import { addDays } from '../../calendar/terms.ts'
import { ageBands } from '../../reports/figures.ts'
import { usePicks } from '../ui/filters.ts'
import { Pick } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { DataTable } from '../ui/table.tsx'
import { priorities, queueWords } from '../ui/words.ts'
import { axes, Behind, legend, type Report, type Search } from './behind.tsx'

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

export function Load({ report }: { readonly report: Report }) {
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
