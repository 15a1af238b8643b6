import { useComputedColorScheme } from '@mantine/core'
import { BarChart, HeatmapChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use as withParts } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

withParts([BarChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer])

/** The portal's colours as a plot needs them. */
export type PlotColours = {
  readonly [name in 'ink' | 'dim' | 'line' | 'surface' | 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'sunken' | Shade]: string
}
/** Of what is severe: in the order and the hues of the tags that say it in words. */
type Shade = 'critical' | 'high' | 'medium' | 'low'

const coloursNow = (): PlotColours => {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(`--hf-${name}`).trim()
  return {
    ink: read('ink'),
    dim: read('dim'),
    line: read('line'),
    surface: read('surface'),
    accent: read('accent'),
    ok: read('ok'),
    warn: read('warn'),
    danger: read('danger'),
    info: read('info'),
    sunken: read('sunken'),
    critical: read('plot-critical'),
    high: read('plot-high'),
    medium: read('plot-medium'),
    low: read('plot-low'),
  }
}

type Props = {
  /** Said to those who do not see it; the table beneath holds the same figures. */
  readonly label: string
  readonly height?: number
  readonly option: (colours: PlotColours) => EChartsCoreOption
  /** What was pressed: the name of its series and its place. */
  readonly onPick?: (picked: { readonly series: string; readonly name: string; readonly index: number; readonly value: unknown }) => void
}

/** A plot that follows the scheme and the width of its place, and is never wider than it. It moves nowhere: figures are read, not watched. */
export function Plot({ label, height = 260, option, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const scheme = useComputedColorScheme()
  useEffect(() => {
    if (!place.current) return
    const made = init(place.current, undefined, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const made = chart.current
    if (!made) return
    void scheme // the colours are read anew when it changes
    const colours = coloursNow()
    made.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit', color: colours.ink },
        grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
        tooltip: {
          backgroundColor: colours.surface,
          borderColor: colours.line,
          textStyle: { color: colours.ink, fontSize: 12 },
          appendTo: 'body',
        },
        ...option(colours),
      },
      true,
    )
  }, [option, scheme])
  useEffect(() => {
    const made = chart.current
    if (!made || !onPick) return
    const pick = (event: { seriesName?: string; name?: string; dataIndex?: number; value?: unknown }) =>
      onPick({ series: event.seriesName ?? '', name: event.name ?? '', index: event.dataIndex ?? 0, value: event.value })
    made.on('click', pick as never)
    return () => {
      made.off('click', pick as never)
    }
  }, [onPick])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%', overflow: 'hidden' }} />
}
