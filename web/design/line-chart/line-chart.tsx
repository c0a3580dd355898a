/** The same figure over several waves (`domain/report/chart/line-chart.ts`). */
import { useId } from 'react'
import { type LineChart as Drawn, lineChart } from '#domain/report/chart/line-chart.ts'
import { Chart, type ChartProps } from '../chart/chart.tsx'

type LineChartProps = ChartProps & { readonly chart: Omit<Drawn, 'id' | 'width' | 'direction'> }

export function LineChart({ chart, ...rest }: LineChartProps) {
  const id = useId()
  return <Chart {...rest} draw={(room) => lineChart({ ...chart, ...room, id })} />
}
