/**
 * Several views of the same thing, scale by scale: a lane for each view with a mark of its own shape. Each lane
 * has its own bands, for what is usual differs from one kind of informant to the other. Text carries everything;
 * the drawing only helps.
 */
import './profile-chart.css'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../button/button.tsx'

/** Six shapes that are told apart without colour, small and in print. */
const shapes = {
  circle: 'M0-6.5A6.5 6.5 0 1 0 0 6.5 6.5 6.5 0 1 0 0-6.5Z',
  square: 'M-6-6H6V6H-6Z',
  triangle: 'M0-7.5 7.5 6H-7.5Z',
  diamond: 'M0-8 8 0 0 8-8 0Z',
  plus: 'M-2.5-7h5v4.5H7v5H2.5V7h-5V2.5H-7v-5h4.5Z',
  flag: 'M-6.5-7H6.5L0 7.5Z',
} as const

export type Shape = keyof typeof shapes
export const shapeNames = Object.keys(shapes) as readonly Shape[]

export type ProfileBand = {
  readonly from: number
  readonly to: number
  /** From 0, the mildest, to 3. */
  readonly weight: 0 | 1 | 2 | 3
}

export type ProfileLane = {
  readonly key: string
  readonly label: string
  readonly shape: Shape
  readonly range: { readonly from: number; readonly to: number }
  readonly bands: readonly ProfileBand[]
  /** Null when there is no score; then only `words` say so. */
  readonly value: number | null
  /** Where it was before, drawn hollow. */
  readonly before?: number | null
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
                <svg className="profile-chart__swatch" aria-hidden="true" focusable="false">
                  <Band x="0" width="100%" weight={weight} />
                </svg>
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
              <svg className="profile-chart__shape" viewBox="-9 -9 18 18" aria-hidden="true" focusable="false">
                <path d={shapes[lane.shape]} />
              </svg>
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

/** A whole number stands in the middle of its step, so that a band's edge lies between two scores. */
function Track({ lane: { range, bands, value, before = null, shape } }: { readonly lane: ProfileLane }) {
  const steps = range.to - range.from + 1
  const share = (at: number) => `${((at - range.from) / steps) * 100}%`
  const middle = (at: number) => share(at + 0.5)
  return (
    <svg className="profile-chart__track" aria-hidden="true" focusable="false">
      {bands.map(({ from, to, weight }) => (
        <Band key={from} x={share(from)} width={`${((to - from + 1) / steps) * 100}%`} weight={weight} />
      ))}
      {before !== null && value !== null && before !== value && (
        <line className="profile-chart__move" x1={middle(before)} x2={middle(value)} y1="50%" y2="50%" />
      )}
      {before !== null && (
        <svg x={middle(before)} y="50%" overflow="visible">
          <path className="profile-chart__before" d={shapes[shape]} />
        </svg>
      )}
      {value !== null && (
        <svg x={middle(value)} y="50%" overflow="visible">
          <path className="profile-chart__mark" d={shapes[shape]} />
        </svg>
      )}
    </svg>
  )
}

/** The heavier the band, the denser its lines. */
function Band({ x, width, weight }: { readonly x: string; readonly width: string; readonly weight: ProfileBand['weight'] }) {
  const id = useId()
  const apart = [0, 10, 6, 4][weight] ?? 0
  return (
    <>
      <rect className={`profile-chart__band profile-chart__band--${weight}`} x={x} width={width} height="100%" />
      {apart > 0 && (
        <>
          <pattern id={id} width={apart} height={apart} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="profile-chart__hatch" x1="0" x2="0" y1="0" y2={apart} />
          </pattern>
          <rect x={x} width={width} height="100%" fill={`url(#${id})`} />
        </>
      )}
    </>
  )
}
