/** The year as a wheel: months round the rim, one ring for each module. The list below says the same in words. */
import { useId } from 'react'
import type { WheelEntry } from '#domain/survey/year-wheel.ts'
import { useWords } from '../language.tsx'
import { angleOf, arcPath, innerRadius, linePath, monthAngles, outerRadius, pointAt, ringsOf } from './wheel-model.ts'
import styles from './year-page.module.css'

type WheelProps = { readonly entries: readonly WheelEntry[]; readonly schoolYear: number; readonly now: string | null }

export function Wheel({ entries, schoolYear, now }: WheelProps) {
  const { t, schoolYear: writeYear } = useWords()
  const id = useId()
  const angles = monthAngles(schoolYear)
  const rings = ringsOf(entries, schoolYear)
  const rim = outerRadius - 13
  const current = now === null ? null : Number(now.slice(5, 7))
  return (
    <svg className={styles.wheel} viewBox="-302 -302 604 604" role="img" aria-label={t('year.wheel', { year: writeYear(schoolYear) })}>
      {rings.map(({ module, inner, outer }) => (
        <path key={module} className={styles.track} d={arcPath({ inner, outer, from: 0, to: 360 })} />
      ))}
      {angles.map((angle, place) => {
        const [x, y] = pointAt(outerRadius - 28, angle)
        const [toX, toY] = pointAt(innerRadius, angle)
        return <line key={place} className={styles.monthLine} x1={x} y1={y} x2={toX} y2={toY} />
      })}
      {angles.map((angle, place) => {
        const middle = (angle + (angles[place + 1] ?? 360)) / 2
        const month = ((7 + place) % 12) + 1
        // Below the middle the words stand the other way round, so that nobody turns their head.
        const isBelow = middle > 90 && middle < 270
        const [x, y] = pointAt(rim, middle)
        return (
          <text
            key={place}
            className={`${styles.monthName} ${month === current ? styles.monthNow : ''}`}
            x={x}
            y={y}
            dominantBaseline="central"
            transform={`rotate(${isBelow ? middle + 180 : middle} ${x} ${y})`}
          >
            {t(`year.month.${month as 1}`)}
          </text>
        )
      })}
      {rings.flatMap(({ arcs }) =>
        arcs.map((arc) => (
          <path key={`${arc.entry.surveyId} ${arc.entry.stage}`} className={styles[arc.entry.stage]} d={arcPath(arc)}>
            <title>{`${arc.entry.title}: ${t(`year.stage.${arc.entry.stage}`)}`}</title>
          </path>
        )),
      )}
      {rings.map(({ module, nameRadius }) => (
        <g key={module}>
          <path id={`${id}-${module}`} d={linePath(nameRadius, 1.5, 178)} fill="none" />
          <text className={styles.moduleName}>
            <textPath href={`#${id}-${module}`}>{t(`year.module.${module}`)}</textPath>
          </text>
        </g>
      ))}
      {now !== null && <Now angle={angleOf(now, schoolYear)} />}
      <text className={styles.year} x="0" y="0" dominantBaseline="central">
        {writeYear(schoolYear)}
      </text>
    </svg>
  )
}

function Now({ angle }: { readonly angle: number }) {
  const [x, y] = pointAt(innerRadius - 12, angle)
  const [toX, toY] = pointAt(outerRadius - 30, angle)
  return (
    <g>
      <line className={styles.now} x1={x} y1={y} x2={toX} y2={toY} />
      <circle className={styles.nowDot} cx={x} cy={y} r="5" />
    </g>
  )
}
