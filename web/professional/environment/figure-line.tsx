/** One question of the mapping: the finding, and its share with how sure it is. */
import type { Card } from '#domain/report/card.ts'
import { findingAlone } from '#domain/report/finding.ts'
import { writeNumber, writePercent } from '#domain/text/format.ts'
import type { ItemText } from '#domain/questionnaire/questionnaire.ts'
import { useWords } from '../language.tsx'
import styles from './environment.module.css'

export function FigureLine({ card, text }: { readonly card: Card; readonly text: ItemText | undefined }) {
  const { t, language } = useWords()
  if (!text) return null
  const favourable = card.figure?.favourable
  const decimals = card.figure?.decimals ?? 0
  return (
    <li className={styles.figure}>
      <span>{findingAlone(card, text, language)}</span>
      {favourable && (
        <span className={`quiet small ${styles.share}`}>
          {writePercent(favourable.percent, language, decimals)}{' '}
          {t('kinds.interval', {
            low: writeNumber(favourable.low, language, decimals),
            high: writePercent(favourable.high, language, decimals),
          })}
        </span>
      )}
    </li>
  )
}
