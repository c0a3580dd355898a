/**
 * Several views of the same thing, scale by scale: a lane for each view with a mark of its own shape. Each lane
 * has its own bands, for what is usual differs from one kind of informant to the other. Text carries everything;
 * the drawing only helps.
 */
import './profile-chart.css'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { element } from '#domain/report/chart/element.ts'
import {
  bandDefinitions,
  drawBand,
  drawTrack,
  type ProfileBand,
  type ProfileTrack,
  trackHeight,
} from '#domain/report/chart/profile-chart.ts'
import { drawShape } from '#domain/report/chart/shape.ts'
import { Button } from '../button/button.tsx'
import { Drawing } from '../chart/drawing.tsx'

export type ProfileLane = ProfileTrack & {
  readonly key: string
  readonly label: string
  /** "7 · tydeligt uden for" */
  readonly words: string
}

export type ProfileRow = { readonly key: string; readonly label: string; readonly note?: ReactNode; readonly lanes: readonly ProfileLane[] }

type ProfileChartProps = {
  readonly rows: readonly ProfileRow[]
  /** What the patterns mean, from the mildest. */
  readonly bands: readonly { readonly name: string; readonly weight: ProfileBand['weight'] }[]
  readonly bandsLabel: string
  /** The same figures as a table. */
  readonly table: ReactNode
  readonly showTable: string
  readonly showChart: string
  /** Stands beside the switch. */
  readonly children?: ReactNode
}

export function ProfileChart({ rows, bands, bandsLabel, table, showTable, showChart, children }: ProfileChartProps) {
  const [isTable, setTable] = useState(false)
  return (
    <div className="profile-chart">
      <div className={isTable ? 'profile-chart__hidden' : 'profile-chart__rows'}>
        {bands.length > 0 && (
          <ul className="profile-chart__key" aria-label={bandsLabel}>
            {bands.map(({ name, weight }) => (
              <li key={name}>
                <Swatch weight={weight} />
                {name}
              </li>
            ))}
          </ul>
        )}
        {rows.map((row) => (
          <Row key={row.key} label={row.label} note={row.note} lanes={row.lanes} />
        ))}
      </div>
      <div className={isTable ? undefined : 'profile-chart__hidden'}>{table}</div>
      <div className="profile-chart__foot">
        <div className="profile-chart__note">{children}</div>
        <span className="no-print">
          <Button look="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? showChart : showTable}
          </Button>
        </span>
      </div>
    </div>
  )
}

function Row({ label, note, lanes }: Omit<ProfileRow, 'key'>) {
  const id = useId()
  return (
    <div className="profile-chart__row" role="group" aria-labelledby={id}>
      <p className="profile-chart__head">
        <span id={id} className="profile-chart__name">
          {label}
        </span>
        {note && <span className="profile-chart__remark">{note}</span>}
      </p>
      <ul className="profile-chart__lanes">
        {lanes.map((lane) => (
          <li key={lane.key} className="profile-chart__lane">
            <span className="profile-chart__who">
              <Drawing
                tree={element('svg', { class: 'profile-chart__shape', viewBox: '-9 -9 18 18', ...unseen }, [
                  drawShape(lane.shape, 0, 0, 'full'),
                ])}
              />
              {lane.label}
            </span>
            <Track lane={lane} />
            <span className="profile-chart__words">{lane.words}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The words beside it say the same. */
const unseen = { 'aria-hidden': 'true', focusable: 'false' } as const

const swatch = { width: 36, height: 16 } as const

function Swatch({ weight }: { readonly weight: ProfileBand['weight'] }) {
  const id = useId()
  return (
    <Drawing
      tree={element('svg', { class: 'profile-chart__swatch', ...swatch, ...unseen }, [
        bandDefinitions(id),
        ...drawBand(id, weight, 0, 0, swatch.width, swatch.height),
      ])}
    />
  )
}

function Track({ lane }: { readonly lane: ProfileLane }) {
  const id = useId()
  const box = useRef<HTMLSpanElement>(null)
  const [width, setWidth] = useState(240)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => entry && entry.contentRect.width > 0 && setWidth(Math.round(entry.contentRect.width)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <span ref={box} className="profile-chart__track">
      <Drawing
        tree={element('svg', { viewBox: `0 0 ${width} ${trackHeight}`, ...unseen }, [bandDefinitions(id), ...drawTrack(id, lane, width)])}
      />
    </span>
  )
}
