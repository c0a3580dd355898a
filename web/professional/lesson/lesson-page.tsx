/** The class's lesson: the upper part is for the projector, the lower for the teacher. */
import { useState } from 'react'
import { getSlips } from '#api/lesson.ts'
import type { LessonView } from '#api/lesson.ts'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { addressOf } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { Board } from './board.tsx'
import { OneSlipCard } from './one-slip.tsx'
import styles from './lesson-page.module.css'

const runningMs = 2_500
const sealingMs = 2_000

/** Whether a class of so many answers will get figures of its own when it has been counted. */
function isEnough(answered: number): boolean {
  return answered >= thresholds.open.minimum
}

export function LessonPage({ id }: { readonly id: string }) {
  const lesson = useRead(
    'getLesson',
    { params: { id } },
    {
      everyMs: (known) => (known?.state === 'open' ? runningMs : known && !known.isSealed && isEnough(known.answered) ? sealingMs : false),
    },
  )
  return (
    <LoadedPage query={lesson}>{(known) => (known.state === 'open' ? <Running lesson={known} /> : <Ended lesson={known} />)}</LoadedPage>
  )
}

function Running({ lesson }: { readonly lesson: LessonView }) {
  const { t } = useWords()
  const title = t(lesson.isPaused ? 'lesson.title.paused' : 'lesson.title.running', { class: lesson.className })
  return (
    <Page title={title} tab={title} path={[{ label: t('lesson.tab'), href: addresses.lesson }]}>
      <Board
        board={{ ...lesson, invited: lesson.invited - lesson.exempt }}
        aside={
          <LinkButton href={`${addresses.lesson}/${lesson.id}/tavle`} look="quiet" size="small" icon="external" target="_blank">
            {t('lesson.wall')}
          </LinkButton>
        }
      />
      {lesson.isPaused && (
        <Notice title={t('lesson.paused')} isLive>
          <p>{t('lesson.paused.text')}</p>
        </Notice>
      )}
      <section className={styles.teacher} aria-labelledby="teacher">
        <div className={styles.head}>
          <h2 id="teacher">{t('lesson.teacher')}</h2>
          <div className={styles.acts}>
            <PauseLesson lesson={lesson} />
            <EndLesson lesson={lesson} />
          </div>
        </div>
        <div className={styles.cards}>
          <Card heading={t('lesson.slips')}>
            <p>{t('lesson.slips.text')}</p>
            <LinkButton href={addressOf(getSlips, { params: { id: lesson.id } })} look="secondary" icon="print" target="_blank">
              {t('lesson.slips.action')}
            </LinkButton>
          </Card>
          <OneSlipCard lesson={lesson} />
          <Missing lesson={lesson} />
        </div>
        <Card heading={t('lesson.script')}>
          <div className={styles.guide}>
            <Script />
          </div>
        </Card>
      </section>
    </Page>
  )
}

function Missing({ lesson }: { readonly lesson: LessonView }) {
  const { t, counted } = useWords()
  const [isShown, setShown] = useState(false)
  const count = lesson.missing.length
  return (
    <Card heading={t('lesson.missing')}>
      <p className={styles.count} role="status">
        {count === 0 ? t('lesson.missing.nobody') : counted('lesson.missing.count', count)}
      </p>
      {lesson.exempt > 0 && (
        <p>
          {counted('lesson.exempt', lesson.exempt)} <span className="quiet">{t('lesson.exempt.text')}</span>
        </p>
      )}
      {count > 0 && (
        <>
          <Button look="secondary" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {t(isShown ? 'lesson.missing.hide' : 'lesson.missing.show')}
          </Button>
          {isShown ? (
            <ul className={styles.names} aria-label={t('lesson.missing.list')}>
              {lesson.missing.map((name, place) => (
                <li key={`${place}${name}`}>{name}</li>
              ))}
            </ul>
          ) : (
            <p className="quiet small">{t('lesson.missing.text')}</p>
          )}
          <Disclosure summary={t('lesson.script.absent')}>
            <p>{t('lesson.missing.absent')}</p>
          </Disclosure>
        </>
      )}
    </Card>
  )
}

function Script() {
  const { t } = useWords()
  return (
    <>
      <ol className={styles.script}>
        {([1, 2, 3, 4, 5] as const).map((line) => (
          <li key={line}>{t(`lesson.script.${line}`)}</li>
        ))}
      </ol>
      <div>
        {(['upset', 'reader', 'slip', 'wrong', 'late', 'line'] as const).map((trouble) => (
          <Disclosure key={trouble} summary={t(`lesson.script.${trouble}`)}>
            <p>{t(`lesson.script.${trouble}.text`)}</p>
          </Disclosure>
        ))}
      </div>
    </>
  )
}

function PauseLesson({ lesson }: { readonly lesson: LessonView }) {
  const { t } = useWords()
  const pause = useAct('pauseLesson')
  const resume = useAct('resumeLesson')
  const turn = lesson.isPaused ? resume : pause
  return (
    <>
      <Button
        look={lesson.isPaused ? 'primary' : 'secondary'}
        isBusy={turn.isPending}
        onClick={() => turn.mutate({ params: { id: lesson.id } })}
      >
        {t(lesson.isPaused ? 'lesson.resume' : 'lesson.pause')}
      </Button>
      {turn.error && <Refused error={turn.error} />}
    </>
  )
}

function EndLesson({ lesson }: { readonly lesson: LessonView }) {
  const { t, counted } = useWords()
  const [isAsking, setAsking] = useState(false)
  const end = useAct('endLesson', () => setAsking(false))
  const { answered, exempt, missing } = lesson
  const invited = lesson.invited - exempt
  return (
    <>
      <Button look={lesson.isPaused ? 'secondary' : 'primary'} onClick={() => setAsking(true)}>
        {t('lesson.end')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('lesson.end.title', { class: lesson.className })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('lesson.end.no')}
            </Button>
            <Button isBusy={end.isPending} onClick={() => end.mutate({ params: { id: lesson.id } })}>
              {t('lesson.end.yes')}
            </Button>
          </>
        }
      >
        <p>
          <strong>
            {t('lesson.end.answered', { answered, invited })} {missing.length > 0 && counted('lesson.end.missing', missing.length)}
          </strong>
        </p>
        <ul>
          <li>{t('lesson.end.code')}</li>
          <li>{t('lesson.end.inside')}</li>
          <li>{t('lesson.end.sealed')}</li>
        </ul>
        {end.error && <Refused error={end.error} />}
      </Dialog>
    </>
  )
}

function Ended({ lesson }: { readonly lesson: LessonView }) {
  const { t } = useWords()
  const { className, answered, invited } = lesson
  // A class too small is gone through as well, and has no figures afterwards.
  const isSealed = lesson.isSealed && isEnough(answered)
  const report = `${addresses.report}/${lesson.surveyId}?unit=class:${lesson.classId}`
  const back = (
    <LinkButton href={addresses.lesson} look="secondary">
      {t('lesson.ended.back')}
    </LinkButton>
  )
  return (
    <Page
      title={t('lesson.ended.title', { class: className })}
      lead={t('lesson.row.ended', { answered, invited })}
      path={[{ label: t('lesson.tab'), href: addresses.lesson }]}
      actions={
        <>
          {isSealed && <LinkButton href={report}>{t('lesson.ended.result')}</LinkButton>}
          {back}
        </>
      }
    >
      <div className={styles.ended}>
        {isSealed && <Notice kind="success" title={t('lesson.ended.sealed')} isLive />}
        {!isSealed && isEnough(answered) && (
          <Notice title={t('lesson.ended.counting.title')} isLive>
            <Spinner label={t('lesson.ended.counting')} />
          </Notice>
        )}
        {!isEnough(answered) && (
          <Notice title={t('lesson.ended.few.title')}>
            <p>{t('lesson.ended.few', { answered, threshold: thresholds.open.minimum })}</p>
          </Notice>
        )}
        <p>{t('lesson.ended.thanks')}</p>
        {lesson.missing.length > 0 && <After lesson={lesson} />}
      </div>
    </Page>
  )
}

/** Who did not come: how they still can, and what becomes of what they answer. */
function After({ lesson }: { readonly lesson: LessonView }) {
  const { t, counted } = useWords()
  return (
    <section className={styles.after} aria-labelledby="after">
      <h2 id="after">{counted('lesson.after', lesson.missing.length)}</h2>
      <ul>
        <li>{t('lesson.after.again')}</li>
        <li>{t('lesson.after.home')}</li>
        <li>{t('lesson.after.pooled')}</li>
      </ul>
    </section>
  )
}
