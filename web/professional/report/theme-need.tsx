/** At the end of a theme that is clearly worse, or that the reader picked: why, and what could be done. */
import type { ThemeReading } from '#domain/report/reading.ts'
import type { Me } from '#api/session.ts'
import { Suggestions } from '../intervention/suggestions.tsx'
import styles from './theme-need.module.css'

type ThemeNeedProps = {
  readonly need: NonNullable<ThemeReading['need']>
  readonly surveyId: string
  readonly unit: string
  readonly me: Me
}

export function ThemeNeed({ need, surveyId, unit, me }: ThemeNeedProps) {
  return (
    <div className={styles.need}>
      <Suggestions
        themes={[{ theme: need.theme, reason: need.reason.kind === 'clearlyLower' ? 'worse' : 'chosen' }]}
        surveyId={surveyId}
        unit={unit}
        item={need.items[0]}
        me={me}
      />
      <p className={styles.because}>{need.because}</p>
    </div>
  )
}
