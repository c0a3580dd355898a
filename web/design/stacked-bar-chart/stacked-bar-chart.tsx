/** How the answers of several groups divide, one whole bar for each (`domain/report/chart/stacked-bar-chart.ts`). */
import { useId } from 'react'
import { type StackedBarChart as Drawn, stackedBarChart } from '#domain/report/chart/stacked-bar-chart.ts'
import { Chart, type ChartProps } from '../chart/chart.tsx'

type StackedBarChartProps = ChartProps & { readonly chart: Omit<Drawn, 'id' | 'width' | 'direction'> }

export function StackedBarChart({ chart, ...rest }: StackedBarChartProps) {
  const id = useId()
  return <Chart {...rest} draw={(room) => stackedBarChart({ ...chart, ...room, id })} />
}
