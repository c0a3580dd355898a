/** A chart drawn for the width there is, and the same figures as a table behind a visible switch. */
import './bar-chart.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Element } from '#domain/report/chart/element.ts'
import { Button } from '../button/button.tsx'
import { Drawing } from './drawing.tsx'

type BarChartProps = {
  /** Draws the chart for so many pixels; a function of `domain/report/chart`. */
  draw: (width: number) => Element
  /** The same figures as a table. */
  table: ReactNode
  showTable: string
  showChart: string
  /** Stands beside the switch: what the marks mean, and how sure the figure is. */
  children?: ReactNode
}

export function BarChart({ draw, table, showTable, showChart, children }: BarChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(560)
  const [isTable, setTable] = useState(false)
  useEffect(() => {
    const box = frame.current
    if (!box) return
    const measure = () => box.clientWidth > 0 && setWidth(Math.round(box.clientWidth))
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    measure()
    return () => observer.disconnect()
  }, [])
  return (
    <div className="bar-chart">
      <div ref={frame} className={isTable ? 'bar-chart__hidden' : 'bar-chart__picture'}>
        <Drawing tree={draw(width)} />
      </div>
      <div className={isTable ? undefined : 'bar-chart__hidden'}>{table}</div>
      <div className="bar-chart__foot">
        <div className="bar-chart__legend">{children}</div>
        <Button look="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? showChart : showTable}
        </Button>
      </div>
    </div>
  )
}
