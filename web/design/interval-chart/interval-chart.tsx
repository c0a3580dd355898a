/** Dots on their intervals, along one scale (`domain/report/chart/interval-chart.ts`). */
import { useId } from 'react'
import { type IntervalChart as Drawn, intervalChart } from '#domain/report/chart/interval-chart.ts'
import { Chart, type ChartProps } from '../chart/chart.tsx'

type IntervalChartProps = ChartProps & { readonly chart: Omit<Drawn, 'id' | 'width' | 'direction'> }

export function IntervalChart({ chart, ...rest }: IntervalChartProps) {
  const id = useId()
  return <Chart {...rest} draw={(room) => intervalChart({ ...chart, ...room, id })} />
}
