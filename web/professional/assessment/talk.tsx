/** What the meeting may begin with: questions, never a finding about the child. */
import type { TalkTopic } from '#domain/assessment/meeting.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { useWords } from '../language.tsx'
import styles from './assessment.module.css'
import { useScoreName } from './names.ts'

export function isGood({ why }: TalkTopic): boolean {
  return why === 'strength' || why === 'goesWell'
}

export function Talk({ view, topics }: { readonly view: AssessmentView; readonly topics: readonly TalkTopic[] }) {
  const { t } = useWords()
  const scoreName = useScoreName(view)
  const lines = (some: readonly TalkTopic[]) => (
    <ul className={styles.talk}>
      {some.map(({ score, why }) => (
        <li key={score}>{t(`assessment.talk.${why}`, { score: scoreName(score) })}</li>
      ))}
    </ul>
  )
  const good = topics.filter(isGood)
  const rest = topics.filter((topic) => !isGood(topic))
  return (
    <>
      {rest.length > 0 && (
        <section className={styles.part} aria-labelledby="talk-title">
          <h2 id="talk-title">{t('assessment.talk.title')}</h2>
          {lines(rest)}
        </section>
      )}
      {good.length > 0 && (
        <section className={styles.part} aria-labelledby="good-title">
          <h2 id="good-title">{t('assessment.talk.goodTitle')}</h2>
          {lines(good)}
        </section>
      )}
    </>
  )
}
