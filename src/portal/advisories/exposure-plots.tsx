import { SimpleGrid } from '@mantine/core'
import { useCallback } from 'react'
import type { Answer } from '../../client/client.ts'
import { axes, legend, sideways } from '../reports/behind.tsx'
import { Card } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { DataTable } from '../ui/table.tsx'
import { dateWords } from '../ui/time.ts'
import { ReleaseAges } from './release-ages.tsx'
import { type Severity, severityWords } from './words.tsx'

type Summary = Answer<'exposure.summary'>

const stacked: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'none']
const mostReleases = 12

/** Exposure over half a year and the releases that run, each with its figures beneath. */
export function ExposurePlots({ account, of }: { readonly account: string; readonly of: Summary }) {
  const over = useCallback(
    (colours: PlotColours) => {
      const by: Readonly<Record<Severity, string>> = {
        critical: colours.critical,
        high: colours.high,
        medium: colours.medium,
        low: colours.low,
        none: colours.dim,
      }
      return {
        ...legend(colours),
        ...axes(
          colours,
          of.overTime.map(({ at }) => dateWords(at.slice(0, 10))),
        ),
        // the name of the last week has room
        grid: { left: 8, right: 34, top: 32, bottom: 8, containLabel: true },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        series: stacked
          .filter((severity) => of.overTime.some(({ pairs }) => (pairs[severity] ?? 0) > 0))
          .map((severity) => ({
            name: severityWords[severity],
            type: 'bar',
            stack: 'all',
            itemStyle: { color: by[severity] },
            data: of.overTime.map(({ pairs }) => pairs[severity] ?? 0),
          })),
      }
    },
    [of],
  )
  const releases = of.releases.slice(0, mostReleases)
  const running = useCallback(
    (colours: PlotColours) => ({
      ...sideways(
        colours,
        of.releases.slice(0, mostReleases).map(({ release }) => release),
      ),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: [
        {
          name: 'Devices',
          type: 'bar',
          itemStyle: { color: colours.accent },
          data: of.releases.slice(0, mostReleases).map(({ devices }) => devices),
        },
      ],
    }),
    [of],
  )
  const last = of.overTime.at(-1)
  const first = of.overTime[0]
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Card title="Exposure by week">
        <Plot label="Pairs of device and record that are affected, by week and severity" option={over} />
        <DataTable
          caption="Affected pairs of device and record, half a year ago and now"
          scroll
          rows={stacked.filter((severity) => (last?.pairs[severity] ?? 0) + (first?.pairs[severity] ?? 0) > 0)}
          rowKey={(severity) => severity}
          empty={<p className="small dim">Nothing was affected in this time.</p>}
          columns={[
            { name: 'Severity', lead: true, cell: (severity) => severityWords[severity] },
            { name: 'Half a year ago', right: true, cell: (severity) => (first?.pairs[severity] ?? 0).toLocaleString('en') },
            { name: 'Now', right: true, cell: (severity) => (last?.pairs[severity] ?? 0).toLocaleString('en') },
          ]}
        />
      </Card>
      <Card title="Releases that run">
        <Plot label="Devices by release" option={running} />
        <DataTable
          caption="Devices by release"
          scroll
          rows={releases}
          rowKey={({ release }) => release}
          empty={null}
          columns={[
            { name: 'Release', lead: true, cell: ({ release }) => <span className="mono">{release}</span> },
            { name: 'Devices', right: true, cell: ({ devices }) => devices.toLocaleString('en') },
          ]}
        />
        {of.releases.length > mostReleases && <p className="small dim">{of.releases.length - mostReleases} more releases are not shown.</p>}
      </Card>
      <div style={{ gridColumn: '1 / -1' }}>
        <ReleaseAges account={account} />
      </div>
    </SimpleGrid>
  )
}
