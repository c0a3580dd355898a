/** The teacher's classes in open surveys. */
import { useLocation } from 'wouter'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './lessons-page.module.css'

type Row = Output<'listLessons'>[number]

export function LessonsPage() {
  const { t, counted } = useWords()
  const lessons = useRead('listLessons', undefined)
  return (
    <LoadedPage query={lessons}>
      {(rows) => {
        const running = rows.find(({ lesson }) => lesson?.state === 'open')
        const waiting = rows.filter(({ lesson }) => lesson === null)
        const title = running
          ? t('lesson.title.running', { class: running.className })
          : waiting.length > 0
            ? counted('lesson.title.waiting', waiting.length)
            : t(rows.length > 0 ? 'lesson.title.done' : 'lesson.title.none')
        return (
          <Page title={title} tab={t('lesson.tab')} lead={rows.length > 0 ? t('lesson.lead') : undefined}>
            {rows.length === 0 ? <EmptyState title={t('lesson.title.none')}>{t('lesson.none')}</EmptyState> : <Lessons rows={rows} />}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

const rank = { open: 0, none: 1, ended: 2 } as const

function Lessons({ rows }: { readonly rows: readonly Row[] }) {
  const state = ({ lesson }: Row) => lesson?.state ?? 'none'
  const sorted = [...rows].sort(
    (a, b) => rank[state(a)] - rank[state(b)] || a.closesOn.localeCompare(b.closesOn) || a.className.localeCompare(b.className, 'da'),
  )
  return (
    <ul className={styles.lessons}>
      {sorted.map((row, place) => (
        <li key={row.surveyId + row.classId} className={styles.lesson}>
          <Lesson row={row} state={state(row)} isFirst={place === 0} />
        </li>
      ))}
    </ul>
  )
}

function Lesson({ row, state, isFirst }: { readonly row: Row; readonly state: keyof typeof rank; readonly isFirst: boolean }) {
  const { t, day } = useWords()
  const [, go] = useLocation()
  const open = useAct('openLesson', ({ id }) => go(`${addresses.lesson}/${id}`))
  const values = {
    class: row.className,
    institution: row.institution,
    invited: row.invited,
    answered: row.answered,
    date: day(row.closesOn),
  }
  const here = `${addresses.lesson}/${row.lesson?.id}`
  const begin = (look: 'primary' | 'secondary' | 'quiet', key: 'open' | 'again') => (
    <Button
      look={look}
      isBusy={open.isPending}
      aria-label={t(`lesson.${key}.for`, values)}
      onClick={() => open.mutate({ body: { surveyId: row.surveyId, classId: row.classId } })}
    >
      {t(`lesson.${key}`)}
    </Button>
  )
  return (
    <>
      <div className={styles.words}>
        <h2 className={styles.name}>
          {row.className}{' '}
          <Tag tone={state === 'open' ? 'success' : 'neutral'}>{t(`lesson.state.${row.lesson?.isPaused ? 'paused' : state}`)}</Tag>
        </h2>
        <p>{row.surveyTitle}</p>
        <p className="quiet">
          {t(state === 'none' ? 'lesson.row.invited' : state === 'open' ? 'lesson.row.running' : 'lesson.row.ended', values)}
        </p>
        {open.error && <Refused error={open.error} />}
      </div>
      <div className={styles.acts}>
        {state === 'none' && begin(isFirst ? 'primary' : 'secondary', 'open')}
        {state === 'open' && (
          <LinkButton href={here} look={isFirst ? 'primary' : 'secondary'} aria-label={t('lesson.continue.for', values)}>
            {t('lesson.continue')}
          </LinkButton>
        )}
        {state === 'ended' && (
          <>
            <LinkButton href={here} look="secondary" aria-label={t('lesson.result.for', values)}>
              {t('lesson.result')}
            </LinkButton>
            {begin('quiet', 'again')}
          </>
        )}
      </div>
    </>
  )
}
