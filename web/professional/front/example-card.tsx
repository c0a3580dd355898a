/** What a question looks like in a class's report, with invented figures. */
import { useWords } from '../language.tsx'
import styles from './example-card.module.css'

const bars = [
  { option: 1, count: 10 },
  { option: 2, count: 7 },
  { option: 3, count: 3 },
  { option: 4, count: 1 },
] as const
const answered = 21

export function ExampleCard() {
  const { t, percent } = useWords()
  return (
    <figure className={styles.figure}>
      <div className={styles.card}>
        <p className={styles.finding}>{t('front.example.finding')}</p>
        <p className={styles.question}>{t('front.example.question')}</p>
        <dl className={styles.bars}>
          {bars.map(({ option, count }) => (
            <div key={option} className={styles.row}>
              <dt>{t(`front.example.option.${option}`)}</dt>
              <dd>
                <svg className={styles.track} width="100%" height="22" aria-hidden="true" focusable="false">
                  <rect width="100%" height="22" rx="5" className={styles.ground} />
                  <rect width={`${(count / answered) * 100}%`} height="22" rx="5" className={styles.bar} />
                </svg>
                <span>
                  <strong>{percent(count, answered)}</strong> ({count})
                </span>
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.n}>{t('front.example.n')}</p>
      </div>
      <figcaption className={styles.caption}>{t('front.example')}</figcaption>
    </figure>
  )
}
