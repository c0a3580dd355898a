/** A question's answers as bars (`domain/report/chart/bar-chart.ts`). */
import type { Element } from '#domain/report/chart/element.ts'
import type { Direction } from '#domain/report/chart/frame.ts'
import { Chart, type ChartProps } from '../chart/chart.tsx'

/** `draw` is given so many pixels, and the way the page reads. */
export function BarChart({ draw, ...rest }: ChartProps & { readonly draw: (width: number, direction: Direction) => Element }) {
  return <Chart {...rest} draw={({ width, direction }) => draw(width, direction)} />
}
