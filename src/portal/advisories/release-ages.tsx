import { SimpleGrid } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { labelWords } from '../lifecycle/words.tsx'
import { sideways } from '../reports/behind.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Plot, type PlotColours } from '../ui/plot.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'

type Age = Answer<'lifecycle.ages'>['ages'][number]

/** How old the releases are that run, by when their branches first shipped; each bar and each row leads to its devices. */
export function ReleaseAges({ account }: { readonly account: string }) {
  const query = useApi('lifecycle.ages', { params: { account } })
  return (
    <Card title="Age of the releases that run">
      <Loaded query={query} lines={6}>
        {({ ages }) =>
          ages.every(({ devices }) => devices === 0) ? (
            <Empty title="No device yet">Register devices with their releases; their ages show here.</Empty>
          ) : (
            <Ages account={account} of={ages} />
          )
        }
      </Loaded>
    </Card>
  )
}

/** How the dates of a bar are known: what is published is not said of each. */
const knownWords = ({ known, devices, band }: Age): string =>
  band === 'not known'
    ? 'no date in the table'
    : Object.entries(known)
        .map(([label, count]) => `${labelWords[label as keyof typeof labelWords].word.toLowerCase()}${count < devices ? ` ${count}` : ''}`)
        .join(', ')

function Ages({ account, of }: { readonly account: string; readonly of: readonly Age[] }) {
  const navigate = useNavigate()
  const option = useCallback(
    (colours: PlotColours) => ({
      ...sideways(
        colours,
        of.map(({ band }) => band),
      ),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: [
        {
          name: 'Devices',
          type: 'bar',
          cursor: 'pointer',
          data: of.map(({ band, devices }) => ({
            value: devices,
            itemStyle: { color: band === 'not known' ? colours.dim : colours.accent },
          })),
        },
      ],
    }),
    [of],
  )
  const open = useCallback(
    ({ name }: { readonly name: string }) =>
      void navigate({ to: '/accounts/$account/lifecycle', params: { account }, search: { age: name } as never }),
    [navigate, account],
  )
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Plot label="Devices by the age of the release they run" option={option} onPick={open} />
      <DataTable
        caption="Devices by the age of the release they run"
        scroll
        rows={of}
        rowKey={({ band }) => band}
        empty={null}
        columns={[
          {
            name: 'Since the branch first shipped',
            lead: true,
            cell: ({ band, devices }) =>
              devices === 0 ? (
                band
              ) : (
                <TextLink to="/accounts/$account/lifecycle" params={{ account }} search={{ age: band } as never}>
                  {band}
                </TextLink>
              ),
          },
          { name: 'Known', cell: (age) => <span className="dim">{age.devices === 0 ? '' : knownWords(age)}</span> },
          { name: 'Devices', right: true, cell: ({ devices }) => devices.toLocaleString('en') },
        ]}
      />
    </SimpleGrid>
  )
}
