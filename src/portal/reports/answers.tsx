import { Group, SimpleGrid, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { missReasonNames, missReasons } from '../../cases/lists/miss-reasons.ts'
import { lateBands, metShare } from '../../reports/figures.ts'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { DataTable } from '../ui/table.tsx'
import { priorities } from '../ui/words.ts'
import { axes, Behind, legend, type Report, type Search } from './behind.tsx'

const answersFile: readonly CsvColumn<Report['responses'][number]>[] = [
  { name: 'Priority', of: (row) => row.priority },
  { name: 'Met', of: (row) => row.met },
  { name: 'Missed', of: (row) => row.missed },
  { name: 'Running', of: (row) => row.running },
  { name: 'Share met in percent', of: (row) => row.metShare },
]

/** First responses, and why targets were missed. */
export function Answers({ report, behind }: { readonly report: Report; readonly behind: Search }) {
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
      <Card title="First responses" aside={<ExportCsv list="First responses" columns={answersFile} read={async () => ({ items: rows })} />}>
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

const missesFile: readonly CsvColumn<{ readonly title: string; readonly count: number }>[] = [
  { name: 'Missed because', of: (row) => row.title },
  { name: 'Cases', of: (row) => row.count },
]

function Misses({ report, behind }: { readonly report: Report; readonly behind: Search }) {
  const rows = bands.map((band) => ({ ...band, count: report.misses.find((row) => row.band === band.code)?.count ?? 0 }))
  const reasons = missReasonNames.map((code) => ({
    code,
    title: missReasons[code],
    count: report.missReasons.find((row) => row.reason === code)?.count ?? 0,
  }))
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
    <Card
      title="Why they were missed"
      aside={<ExportCsv list="Missed first responses" columns={missesFile} read={async () => ({ items: [...reasons, ...rows] })} />}
    >
      <Group align="baseline" gap={8} mb={8}>
        <Text fz={30} fw={650} lh={1}>
          {all.toLocaleString('en')}
        </Text>
        <Text size="sm" c="dimmed">
          missed: what had not been done by then, and how late the answer came
        </Text>
      </Group>
      <DataTable
        caption="Missed first responses by what had not been done"
        scroll
        rows={reasons}
        rowKey={(row) => row.code}
        empty={null}
        columns={[
          { name: 'By the due instant', lead: true, cell: (row) => row.title },
          {
            name: 'Cases',
            right: true,
            cell: (row) => <Behind count={row.count} search={behind({ response: 'missed', missedWhy: row.code })} />,
          },
        ]}
      />
      {report.missed.length > 0 && (
        <DataTable
          caption="Missed first responses with their reason"
          scroll
          rows={report.missed}
          rowKey={(row) => row.case}
          empty={null}
          columns={[
            {
              name: 'Case',
              lead: true,
              cell: (row) => (
                <TextLink
                  to="/accounts/$account/cases/$case"
                  params={{ account: row.case.slice(0, row.case.lastIndexOf('-')), case: row.case }}
                >
                  {row.case}
                </TextLink>
              ),
            },
            { name: 'Priority', cell: (row) => row.priority },
            { name: 'Reason', cell: (row) => row.said || <span className="dim">none given yet: {missReasons[row.reason]}</span> },
          ]}
        />
      )}
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
