/** What is going on and what is ready to read: surveys that take answers, and reports with open figures. */
import type { Output } from '../../client.ts'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useWords } from '../language.tsx'
import { nameIn } from '../report/unit-words.ts'
import { addresses } from '../shell/navigation.ts'
import { Section } from '../shell/page.tsx'
import { type Line, Lines } from './frame.tsx'
import type { ReadableReport } from './tasks.ts'
import styles from './home-page.module.css'

export function Running({ surveys }: { readonly surveys: readonly Output<'listSurveys'>[number][] }) {
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
                {t(survey.isRolling ? 'home.survey.rolling' : 'home.survey.running', {
                  answered: survey.answered,
                  invited: survey.invited,
                  date: day(survey.closesOn),
                })}
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

/** More than these are found in their own room. */
const fewReports = 4

type ReportsProps = {
  readonly ready: readonly ReadableReport[]
  /** Nothing waits before it, so the newest has the primary button. */
  readonly isFirst?: boolean
}

export function Reports({ ready, isFirst = false }: ReportsProps) {
  const { t, counted, schoolYear, language } = useWords()
  return (
    <Lines
      heading={t('home.ready')}
      isFirst={isFirst}
      {...(ready.length > fewReports ? { more: { href: addresses.report, words: t('home.ready.all', { count: ready.length }) } } : {})}
      lines={ready.slice(0, fewReports).map(({ report, unit, openClasses }): Line => ({
        key: report.surveyId,
        title: report.title,
        detail: `${t('home.report.schoolYear', { year: schoolYear(report.schoolYear) })} · ${
          openClasses > 0
            ? counted('home.report.open', openClasses)
            : t('report.list.begin', { unit: nameIn(report.units, unit, language) })
        }`,
        href: `${addresses.report}/${report.surveyId}?unit=${unit}`,
        action: t('home.report.action'),
      }))}
    />
  )
}
