/** What every chart has around it: a drawing for the width there is, and the same figures as a table behind a visible switch. */
import './chart.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Element } from '#domain/report/chart/element.ts'
import type { Direction } from '#domain/report/chart/frame.ts'
import { Button } from '../button/button.tsx'
import { Drawing } from './drawing.tsx'

export type ChartProps = {
  /** The same figures as a table. */
  readonly table: ReactNode
  readonly showTable: string
  readonly showChart: string
  /** Stands beside the switch: what the marks mean, and how sure the figure is. */
  readonly children?: ReactNode
}

/** What a chart is drawn for: the pixels there are, and the way the page reads. */
export type Room = { readonly width: number; readonly direction: Direction }

export function Chart({ draw, table, showTable, showChart, children }: ChartProps & { readonly draw: (room: Room) => Element }) {
  const frame = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<Room>({ width: 560, direction: 'ltr' })
  const [isTable, setTable] = useState(false)
  useEffect(() => {
    const box = frame.current
    if (!box) return
    const measure = () => {
      if (box.clientWidth === 0) return
      const direction = getComputedStyle(box).direction === 'rtl' ? 'rtl' : 'ltr'
      setRoom({ width: Math.round(box.clientWidth), direction })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    measure()
    return () => observer.disconnect()
  }, [])
  return (
    <div className="chart">
      <div ref={frame} className={isTable ? 'chart__hidden' : 'chart__picture'}>
        <Drawing tree={draw(room)} />
      </div>
      <div className={isTable ? undefined : 'chart__hidden'}>{table}</div>
      <div className="chart__foot">
        <div className="chart__legend">{children}</div>
        <Button look="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? showChart : showTable}
        </Button>
      </div>
    </div>
  )
}
