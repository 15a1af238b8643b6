import { useCallback } from 'react'
import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { Answer } from '../../client/client.ts'
import { toIso } from '../../lib/time.ts'
import { useMe } from '../session.tsx'
import { usePicks } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import type { PlotColours } from '../ui/plot.tsx'

export type Report = Answer<'report.desk'>

export type Search = (more: Readonly<Record<string, string>>) => Record<string, string>

/** The filters of the list of cases behind a figure. */
export function useBehind(from: string, to: string): Search {
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

/** Filters for cases that were closed in the time instead of opened. */
export const closedInstead = ({ openedFrom, openedBefore, ...rest }: Record<string, string>): Record<string, string> => ({
  ...rest,
  ...(openedFrom ? { closedFrom: openedFrom } : {}),
  ...(openedBefore ? { closedBefore: openedBefore } : {}),
})

/** A figure that leads to its cases. */
export const Behind = ({ count, search }: { readonly count: number; readonly search: Record<string, string> }) =>
  count === 0 ? (
    <span className="dim">0</span>
  ) : (
    <TextLink to="/cases" search={search as never}>
      {count.toLocaleString('en')}
    </TextLink>
  )

export const axes = ({ dim, line }: PlotColours, names: readonly string[]) => ({
  xAxis: {
    type: 'category',
    data: [...names],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: dim, fontSize: 11, hideOverlap: true },
  },
  yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: dim, fontSize: 11 } },
})

/** Bars that lie, each with its name beside it: names that are long are read at every width. */
export const sideways = (colours: PlotColours, names: readonly string[]) => {
  const { xAxis, yAxis } = axes(colours, names)
  return {
    xAxis: yAxis,
    yAxis: { ...xAxis, inverse: true, axisLabel: { ...xAxis.axisLabel, hideOverlap: false, interval: 0 } },
    grid: { left: 8, right: 20, top: 8, bottom: 8, containLabel: true },
  }
}

export const legend = ({ dim }: PlotColours) => ({
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, itemGap: 18, textStyle: { color: dim, fontSize: 12 } },
})
