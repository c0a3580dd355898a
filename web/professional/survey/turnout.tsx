import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useWords } from '../language.tsx'
import styles from './survey.module.css'

/** How many have answered: the bar for the eye, the words for everybody. */
export function Turnout({ label, answered, invited }: { readonly label: string; readonly answered: number; readonly invited: number }) {
  const { t, percent } = useWords()
  return (
    <div className={styles.turnout}>
      <ProgressBar label={label} value={answered} max={invited} text={t('survey.answeredOf', { answered, invited })} isQuiet />
      <span className={styles.share}>{percent(answered, invited)}</span>
      <span className={styles.figures}>{t('survey.answeredOf', { answered, invited })}</span>
    </div>
  )
}
