/** For a pupil who was not at the class's lesson: what it asked, and the way in from here. Nobody else is shown it. */
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import styles from './missed-lessons.module.css'

type Missed = Output<'listMissedLessons'>[number]

export function MissedLessons() {
  const { t } = useWords()
  const missed = useRead('listMissedLessons', undefined)
  if (!missed.data || missed.data.length === 0) return null
  return (
    <section className={styles.missed} aria-labelledby="missed">
      <h2 id="missed">{t('lesson.missed')}</h2>
      {missed.data.map((one) => (
        <OneMissed key={one.surveyId} missed={one} />
      ))}
    </section>
  )
}

function OneMissed({ missed: { surveyId, title, closesOn } }: { readonly missed: Missed }) {
  const { t, day } = useWords()
  // The address is asked for when it is to be used, and is no link to copy by mistake.
  const open = useAct('openMissedLesson', ({ link }) => window.location.assign(link))
  return (
    <Card
      heading={title}
      footer={
        <Button
          iconAfter="forward"
          isBusy={open.isPending}
          aria-label={t('lesson.missed.answer.for', { survey: title })}
          onClick={() => open.mutate({ params: { id: surveyId } })}
        >
          {t('lesson.missed.answer')}
        </Button>
      }
    >
      <p>{t('lesson.missed.text', { date: day(closesOn) })}</p>
      {open.error && <Refused error={open.error} />}
    </Card>
  )
}
