/** "I sagde – vi gjorde" as pupils and parents read it: what was said, what was done, what comes next. */
import type { ReactNode } from 'react'
import type { Feedback } from '#api/feedback.ts'
import { Icon, type IconName } from '../../../design/icon/icon.tsx'
import { useWords } from '../../language.tsx'
import styles from './feedback.module.css'

type FeedbackViewProps = {
  readonly feedback: Pick<Feedback, 'findings' | 'did' | 'next' | 'nextOn'>
  /** Level of its headings. */
  readonly level: 2 | 3 | 4
}

export function FeedbackView({ feedback: { findings, did, next, nextOn }, level }: FeedbackViewProps) {
  const { t, day, language } = useWords()
  return (
    <div className={styles.view}>
      <Part icon="people" heading={t('use.feedback.said')} level={level}>
        <ul className={styles.said}>
          {findings.map((one) => (
            <li key={one.item}>{one[language]}</li>
          ))}
        </ul>
      </Part>
      <Part icon="check" heading={t('use.feedback.did')} level={level}>
        <p className={styles.words}>{did}</p>
      </Part>
      {(next.trim() !== '' || nextOn !== null) && (
        <Part icon="calendar" heading={t('use.feedback.next')} level={level}>
          {next.trim() !== '' && <p className={styles.words}>{next}</p>}
          {nextOn !== null && <p className="quiet">{t('use.feedback.nextOn', { date: day(nextOn) })}</p>}
        </Part>
      )}
    </div>
  )
}

type PartProps = { readonly icon: IconName; readonly heading: string; readonly level: 2 | 3 | 4; readonly children: ReactNode }

function Part({ icon, heading, level, children }: PartProps) {
  const Heading = `h${level}` as const
  return (
    <div className={styles.part}>
      <Heading className={styles.heading}>
        <Icon name={icon} /> {heading}
      </Heading>
      {children}
    </div>
  )
}
