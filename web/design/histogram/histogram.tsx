/** How many are at each step of a score (`domain/report/chart/histogram.ts`). */
import { useId } from 'react'
import { type Histogram as Drawn, histogram } from '#domain/report/chart/histogram.ts'
import { Chart, type ChartProps } from '../chart/chart.tsx'

type HistogramProps = ChartProps & { readonly chart: Omit<Drawn, 'id' | 'width' | 'direction'> }

export function Histogram({ chart, ...rest }: HistogramProps) {
  const id = useId()
  return <Chart {...rest} draw={(room) => histogram({ ...chart, ...room, id })} />
}
