/** At the end of a theme that is clearly worse, or that the reader picked: why, and what could be done. */
import type { Need } from '#domain/report/needs.ts'
import type { Me } from '#api/session.ts'
import { Suggestions } from '../intervention/suggestions.tsx'
import { useWords } from '../language.tsx'
import styles from './theme-need.module.css'

type ThemeNeedProps = {
  readonly need: Need
  /** After "fordi". */
  readonly reason: string
  readonly surveyId: string
  readonly unit: string
  readonly me: Me
}

export function ThemeNeed({ need, reason, surveyId, unit, me }: ThemeNeedProps) {
  const { t } = useWords()
  return (
    <div className={styles.need}>
      <Suggestions
        themes={[{ theme: need.theme, reason: need.reason.kind === 'clearlyLower' ? 'worse' : 'chosen' }]}
        surveyId={surveyId}
        unit={unit}
        item={need.items[0]}
        me={me}
      />
      <p className={styles.because}>{t('report.need.because', { reason })}</p>
    </div>
  )
}
