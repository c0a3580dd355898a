/** What waits for this person today. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { today } from '../today.ts'
import { administratorTasks, type ReadableReport, readableReports, runningSurveys, type Task, teacherTasks } from './tasks.ts'
import type { Output } from '../../client.ts'
import { nameIn } from '../report/unit-words.ts'
import styles from './home-page.module.css'

export function HomePage({ me }: { readonly me: Me }) {
  if (may(me, 'lesson.lead')) return <TeacherHome me={me} />
  if (may(me, 'survey.plan')) return <AdministratorHome me={me} />
  if (may(me, 'report.read')) return <ReaderHome me={me} />
  return <OtherHome me={me} />
}

function TeacherHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const lessons = useRead('listLessons', undefined)
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={lessons}>
      {(rows) => {
        const tasks = teacherTasks(rows)
        const ready = readableReports(reports.data ?? [], me.role)
        return (
          <Home
            me={me}
            title={
              tasks.length > 0
                ? counted('home.title.classes', tasks.length)
                : ready.length > 0
                  ? counted('home.title.reports', ready.length)
                  : t('home.title.nothing')
            }
          >
            <Tasks tasks={tasks} />
            <Reports ready={ready} isFirst={tasks.length === 0} />
            {tasks.length === 0 && ready.length === 0 && (
              <EmptyState title={t('home.empty.lesson.title')}>{t('home.empty.lesson')}</EmptyState>
            )}
          </Home>
        )
      }}
    </LoadedPage>
  )
}

function AdministratorHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const institutions = useRead('listInstitutions', undefined)
  const files = useRead('listRosterImports', undefined)
  const surveys = useRead('listSurveys', undefined)
  return (
    <LoadedPage query={institutions}>
      {(units) => (
        <LoadedPage query={files}>
          {(imports) => (
            <LoadedPage query={surveys}>
              {(rounds) => {
                const tasks = administratorTasks(units, imports, rounds, today())
                const running = runningSurveys(rounds, today())
                return (
                  <Home me={me} title={tasks.length > 0 ? counted('home.title.waiting', tasks.length) : t('home.title.nothing')}>
                    <Tasks tasks={tasks} />
                    <Running surveys={running} />
                    {tasks.length === 0 && running.length === 0 && (
                      <EmptyState
                        title={t('home.empty.admin.title')}
                        action={<LinkButton href={`${addresses.survey}/ny`}>{t('home.task.planSurvey.title')}</LinkButton>}
                      >
                        {t('home.empty.admin')}
                      </EmptyState>
                    )}
                  </Home>
                )
              }}
            </LoadedPage>
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

function ReaderHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const mayFollow = may(me, 'survey.read')
  const reports = useRead('listReports', undefined)
  const surveys = useRead('listSurveys', undefined, { isEnabled: mayFollow })
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const ready = readableReports(rows, me.role)
        const running = runningSurveys(surveys.data ?? [], today())
        return (
          <Home me={me} title={ready.length > 0 ? counted('home.title.reports', ready.length) : t('home.title.nothing')}>
            <Reports ready={ready} isFirst />
            <Running surveys={running} />
            {ready.length === 0 && running.length === 0 && (
              <EmptyState title={t('home.empty.report.title')}>{t('home.empty.report')}</EmptyState>
            )}
          </Home>
        )
      }}
    </LoadedPage>
  )
}

function OtherHome({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const surveys = useRead('listSurveys', undefined, { isEnabled: may(me, 'survey.read') })
  const running = runningSurveys(surveys.data ?? [], today())
  return (
    <Home me={me} title={t('home.title.nothing')}>
      {running.length > 0 ? (
        <Running surveys={running} />
      ) : (
        <EmptyState title={t('home.empty.other.title')}>{t('home.empty.other')}</EmptyState>
      )}
    </Home>
  )
}

function Home({ me, title, children }: { readonly me: Me; readonly title: string; readonly children: React.ReactNode }) {
  const { t } = useWords()
  const [firstName = me.name] = me.name.split(' ')
  return (
    <Page title={title} tab={t('home.tab')} lead={t('home.greeting', { name: firstName })}>
      {children}
    </Page>
  )
}

/** The first waits most, so it alone has the primary button. */
function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useWords()
  const words = useTaskWords()
  if (tasks.length === 0) return null
  return (
    <Section title={t('home.tasks')}>
      <ul className={styles.tasks}>
        {tasks.map((task, place) => {
          const { title, detail, action } = words(task)
          return (
            <li key={task.href + title} className={styles.task}>
              <div className={styles.words}>
                <h3 className={styles.title}>{title}</h3>
                <p className="quiet">{detail}</p>
              </div>
              <LinkButton
                href={task.href}
                look={place === 0 ? 'primary' : 'secondary'}
                iconAfter="forward"
                aria-label={`${action}: ${title}`}
              >
                {action}
              </LinkButton>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** The sentences of a task. */
function useTaskWords(): (task: Task) => { readonly title: string; readonly detail: string; readonly action: string } {
  const { t, day, moment } = useWords()
  return (task) => {
    const action = t(`home.task.${task.kind}.action`)
    switch (task.kind) {
      case 'startLesson':
      case 'continueLesson': {
        const { className, surveyTitle, invited, answered, closesOn } = task.lesson
        const values = { class: className, survey: surveyTitle, invited, answered, date: day(closesOn) }
        return { title: t(`home.task.${task.kind}.title`, values), detail: t(`home.task.${task.kind}.detail`, values), action }
      }
      case 'approveRoster': {
        const values = { what: t(`roster.kindOf.${task.file.summary?.kind ?? 'pupils'}`), moment: moment(task.file.createdAt) }
        return { title: t('home.task.approveRoster.title', values), detail: t('home.task.approveRoster.detail', values), action }
      }
      case 'finishDraft':
      case 'closeSurvey': {
        const { title, invited, answered, opensOn, closesOn } = task.survey
        const values = { survey: title, invited, answered, date: day(task.kind === 'finishDraft' ? opensOn : closesOn) }
        return { title: t(`home.task.${task.kind}.title`, values), detail: t(`home.task.${task.kind}.detail`, values), action }
      }
      case 'importRoster':
      case 'planSurvey':
        return { title: t(`home.task.${task.kind}.title`), detail: t(`home.task.${task.kind}.detail`), action }
    }
  }
}

function Running({ surveys }: { readonly surveys: Output<'listSurveys'> | readonly Output<'listSurveys'>[number][] }) {
  const { t, percent, day } = useWords()
  if (surveys.length === 0) return null
  return (
    <Section title={t('home.running')}>
      <ul className={styles.tasks}>
        {surveys.map((survey) => (
          <li key={survey.id} className={styles.task}>
            <div className={styles.words}>
              <h3 className={styles.title}>
                <a href={`${addresses.survey}/${survey.id}`}>{survey.title}</a>
              </h3>
              <p className="quiet">
                {t('home.survey.running', { answered: survey.answered, invited: survey.invited, date: day(survey.closesOn) })}
              </p>
            </div>
            <div className={styles.meter}>
              <ProgressBar
                label={survey.title}
                value={survey.answered}
                max={survey.invited}
                text={percent(survey.answered, survey.invited)}
                isQuiet
              />
              <span className={styles.share} aria-hidden="true">
                {percent(survey.answered, survey.invited)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Reports({
  ready,
  isFirst = false,
}: {
  readonly ready: readonly ReadableReport[]
  /** Nothing waits before it, so the newest has the primary button. */ readonly isFirst?: boolean
}) {
  const { t, counted, schoolYear, language } = useWords()
  if (ready.length === 0) return null
  return (
    <Section title={t('home.ready')}>
      <ul className={styles.tasks}>
        {ready.map(({ report, unit, openClasses }, place) => (
          <li key={report.surveyId} className={styles.task}>
            <div className={styles.words}>
              <h3 className={styles.title}>{report.title}</h3>
              <p className="quiet">
                {t('home.report.schoolYear', { year: schoolYear(report.schoolYear) })} ·{' '}
                {openClasses > 0
                  ? counted('home.report.open', openClasses)
                  : t('report.list.begin', { unit: nameIn(report.units, unit, language) })}
              </p>
            </div>
            <LinkButton
              href={`${addresses.report}/${report.surveyId}?unit=${unit}`}
              look={isFirst && place === 0 ? 'primary' : 'secondary'}
              iconAfter="forward"
              aria-label={`${t('home.report.action')}: ${report.title}`}
            >
              {t('home.report.action')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
