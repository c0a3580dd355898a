/** The year (årshjul): what happens when, for each module, from the surveys that are planned and running. */
import { useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { moduleOf } from '#domain/questionnaire/module.ts'
import { monthsOf, stages, type WheelEntry, type WheelMonth, yearWheel } from '#domain/survey/year-wheel.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { today } from '../today.ts'
import { Wheel } from './wheel.tsx'
import styles from './year-page.module.css'

export function YearPage({ me }: { readonly me: Me }) {
  const surveys = useRead('listSurveys', undefined)
  const questionnaires = useRead('listQuestionnaires', undefined)
  return (
    <LoadedPage query={surveys}>
      {(rows) => <LoadedPage query={questionnaires}>{(known) => <Year me={me} surveys={rows} questionnaires={known} />}</LoadedPage>}
    </LoadedPage>
  )
}

type YearProps = { readonly me: Me; readonly surveys: Output<'listSurveys'>; readonly questionnaires: Output<'listQuestionnaires'> }

function Year({ me, surveys, questionnaires }: YearProps) {
  const { t, counted, schoolYear: writeYear } = useWords()
  const [, go] = useLocation()
  const thisYear = schoolYearOf(today())
  const wanted = Number(new URLSearchParams(useSearch()).get('skoleaar'))
  const year = Number.isInteger(wanted) && wanted >= 2000 && wanted < 2100 ? wanted : thisYear
  const entries = yearWheel(
    surveys.map((survey) => {
      const asked = questionnaires.find(
        ({ code, version }) => code === survey.questionnaire.code && version === survey.questionnaire.version,
      )
      return { ...survey, module: moduleOf({ respondent: asked?.respondent ?? 'pupil', grades: survey.grades }) }
    }),
    year,
  )
  const now = year === thisYear ? today() : null
  const current = entries.filter(({ from, to }) => now !== null && from <= now && now <= to)
  const plan = may(me, 'survey.plan') && <LinkButton href={`${addresses.survey}/ny`}>{t('year.plan')}</LinkButton>
  const show = (to: number) => go(`${addresses.year}?skoleaar=${to}`)
  return (
    <Page
      title={
        now === null
          ? t('year.title', { year: writeYear(year) })
          : current.length > 0
            ? counted('year.title.now', current.length)
            : t('year.title.quiet')
      }
      tab={t('year.tab')}
      lead={t('year.lead')}
      actions={
        <>
          {plan}
          <Button look="secondary" icon="print" onClick={() => window.print()}>
            {t('templates.print')}
          </Button>
        </>
      }
    >
      <div className={styles.years}>
        <Button look="quiet" size="small" icon="back" onClick={() => show(year - 1)}>
          {writeYear(year - 1)}
        </Button>
        {year !== thisYear && (
          <Button look="quiet" size="small" onClick={() => show(thisYear)}>
            {t('year.now')}
          </Button>
        )}
        <Button look="quiet" size="small" iconAfter="forward" onClick={() => show(year + 1)}>
          {writeYear(year + 1)}
        </Button>
      </div>
      {entries.length === 0 ? (
        <EmptyState title={t('year.empty', { year: writeYear(year) })} action={plan}>
          {t('year.empty.text')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.top}>
            <Wheel entries={entries} schoolYear={year} now={now} />
            <Key />
          </div>
          <Section title={t('year.months')}>
            <ol className={styles.months}>
              {monthsOf(entries, year).map((month) => (
                <Month key={month.month} month={month} isNow={now?.startsWith(month.month) ?? false} />
              ))}
            </ol>
          </Section>
        </>
      )}
    </Page>
  )
}

function Key() {
  const { t } = useWords()
  return (
    <ul className={styles.key}>
      {stages.map((stage) => (
        <li key={stage} className={styles.keyRow}>
          <svg className={styles.swatch} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <rect width="24" height="24" rx="5" className={styles[stage]} />
          </svg>
          <span>
            <strong>{t(`year.stage.${stage}`)}</strong>
            {t(`year.stage.${stage}.text`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Month({ month: { month, begins, goesOn }, isNow }: { readonly month: WheelMonth; readonly isNow: boolean }) {
  const { t, list } = useWords()
  const number = Number(month.slice(5))
  return (
    <li className={styles.month} data-now={isNow || undefined}>
      <div className={styles.monthHead}>
        <h3 className={styles.monthTitle}>{t('year.monthOf', { month: t(`year.month.long.${number as 1}`), year: month.slice(0, 4) })}</h3>
        {isNow && <Tag>{t('year.now')}</Tag>}
      </div>
      {begins.length === 0 && goesOn.length === 0 && <p className="small quiet">{t('year.month.nothing')}</p>}
      {begins.length > 0 && (
        <ul className={styles.entries}>
          {begins.map((entry) => (
            <Entry key={`${entry.surveyId} ${entry.stage}`} entry={entry} />
          ))}
        </ul>
      )}
      {goesOn.length > 0 && (
        <div className={styles.goesOn}>
          <p>{t('year.goesOn')}</p>
          <ul>
            {stages.flatMap((stage) => {
              const titles = goesOn.filter((entry) => entry.stage === stage).map(({ title }) => title)
              return titles.length === 0
                ? []
                : [<li key={stage}>{t('year.goesOn.stage', { stage: t(`year.stage.${stage}`), surveys: list(titles) })}</li>]
            })}
          </ul>
        </div>
      )}
    </li>
  )
}

function Entry({ entry }: { readonly entry: WheelEntry }) {
  const { t, period } = useWords()
  return (
    <li className={styles.entry}>
      <svg className={styles.dot} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <circle cx="6" cy="6" r="6" className={styles[entry.stage]} />
      </svg>
      <span>
        <strong>{t(`year.stage.${entry.stage}`)}</strong> · <a href={`${addresses.survey}/${entry.surveyId}`}>{entry.title}</a>
        <span className={styles.where}>
          {t(`year.module.${entry.module}`)} · {period(entry.from, entry.to)}
        </span>
      </span>
    </li>
  )
}
