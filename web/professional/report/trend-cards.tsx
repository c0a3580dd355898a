/**
 * Several lines over the years: as small charts side by side, and on a phone as a list that says each in brief, where a line
 * folds out its chart.
 */
import type { TrendReading } from '#domain/report/trend-reading.ts'
import { FoldList } from '../shell/fold.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import { TrendCard, TrendFigure } from './trend-card.tsx'
import styles from './trend.module.css'

type TrendCardsProps = {
  readonly trends: readonly (TrendReading & { readonly key: string })[]
  readonly look: 'cards' | 'small'
}

export function TrendCards({ trends, look }: TrendCardsProps) {
  const isNarrow = useNarrow()
  if (isNarrow)
    return (
      <FoldList
        rows={trends.map((trend) => ({ key: trend.key, name: trend.heading, aside: trend.brief, more: <TrendFigure trend={trend} /> }))}
      />
    )
  return (
    <div className={styles[look]}>
      {trends.map((trend) => (
        <TrendCard key={trend.key} level={look === 'small' ? 3 : 2} trend={trend} />
      ))}
    </div>
  )
}
