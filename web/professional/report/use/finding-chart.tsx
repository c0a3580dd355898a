/** A finding's chart as large as the place it stands in: drawn for a width that is read up close, and enlarged with its words. */
import { useEffect, useId, useRef, useState } from 'react'
import type { FigureReading } from '#domain/report/card-reading.ts'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { Drawing } from '../../../design/chart/drawing.tsx'
import styles from './use.module.css'

/** On a wall nobody reads a drawing of more pixels than this, drawn small; it is drawn for so many and made larger. */
const widest = 620

export function FindingChart({ chart }: { readonly chart: FigureReading['chart'] }) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(widest)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => {
      const room = Math.round(entry?.contentRect.width ?? 0)
      if (room > 0) setWidth(Math.min(widest, room))
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className={`chart__picture ${styles.drawing}`}>
      <Drawing tree={barChart({ ...chart, id, width })} />
    </div>
  )
}
