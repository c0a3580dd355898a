/** What a child's class and school have told of their answers: "I sagde – vi gjorde". */
import type { FamilyFeedback } from '#api/feedback.ts'
import { unitName } from '#domain/report/unit-name.ts'
import { useWords } from '../language.tsx'
import { FeedbackView } from '../report/use/feedback-view.tsx'
import styles from './family-page.module.css'

export function ToldBack({ pupilId, feedback }: { readonly pupilId: string; readonly feedback: readonly FamilyFeedback[] }) {
  const { t, day, language } = useWords()
  const own = feedback.filter(({ pupilIds }) => pupilIds.includes(pupilId))
  if (own.length === 0) return null
  return (
    <div className={styles.part}>
      <h3>{t('use.feedback.family')}</h3>
      {own.map((one) => (
        <article key={one.id} className={styles.part} aria-label={`${unitName(one.unit, language)}: ${one.title}`}>
          <p>
            <strong>{unitName(one.unit, language)}</strong>
            <span className="quiet">
              {' '}
              · {one.title} · {day(one.publishedOn ?? '')}
            </span>
          </p>
          <FeedbackView feedback={one} level={4} />
        </article>
      ))}
    </div>
  )
}
