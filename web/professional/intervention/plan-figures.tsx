/** The figure before and the figure after, with their uncertainty: what the plan is measured by. */
import type { ActionPlan } from '#api/intervention.ts'
import type { Card as ReportCard } from '#api/report.ts'
import type { Output } from '../../client.ts'
import { Card } from '../../design/card/card.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { addresses } from '../shell/navigation.ts'
import styles from './intervention.module.css'

type Listed = Output<'listReports'>[number]

export function PlanFigures({ plan }: { readonly plan: ActionPlan }) {
  const { t, schoolYear, language } = useWords()
  const reports = useRead('listReports', undefined)
  const before = reports.data?.find(({ surveyId, units }) => surveyId === plan.surveyId && units.some(({ unit }) => unit === plan.unit))
  const questionnaire = useRead(
    'getQuestionnaire',
    { params: { code: before?.questionnaire.code ?? '', version: before?.questionnaire.version ?? '' } },
    { isEnabled: before !== undefined && plan.item !== null },
  )
  if (before === undefined) return null
  const asked = plan.item === null ? undefined : questionnaire.data?.texts[language].items[plan.item]
  const after = reports.data
    ?.filter(
      (row) =>
        row.questionnaire.code === before.questionnaire.code &&
        row.schoolYear > before.schoolYear &&
        row.units.some(({ unit, isOpen }) => unit === plan.unit && isOpen),
    )
    .toSorted((left, right) => right.schoolYear - left.schoolYear)[0]
  return (
    <Section title={t('actionPlan.measure')}>
      {asked && <p className={styles.measure}>{asked.question}</p>}
      <div className={styles.figures}>
        <FigureCard
          plan={plan}
          listed={before}
          finding={asked?.finding}
          heading={t('actionPlan.before', { year: schoolYear(before.schoolYear) })}
        />
        {after ? (
          <FigureCard
            plan={plan}
            listed={after}
            finding={asked?.finding}
            heading={t('actionPlan.after', { year: schoolYear(after.schoolYear) })}
            isAfter
          />
        ) : (
          <Card heading={t('actionPlan.after.none.title')}>
            <p>{t('actionPlan.after.none')}</p>
          </Card>
        )}
      </div>
    </Section>
  )
}

function FigureCard({
  plan,
  listed,
  heading,
  finding,
  isAfter = false,
}: {
  readonly plan: ActionPlan
  readonly listed: Listed
  readonly heading: string
  /** What the share did or had, as it completes a sentence. */
  readonly finding: string | undefined
  readonly isAfter?: boolean
}) {
  const { t, number } = useWords()
  const report = useRead('getReport', {
    params: { surveyId: listed.surveyId },
    query: { unit: plan.unit, themes: plan.theme, ...(isAfter ? { compare: 'earlier' as const } : {}) },
  })
  const cards = report.data?.themes.flatMap((theme) => theme.cards) ?? []
  const card = plan.item === null ? undefined : cards.find(({ item }) => item === plan.item)
  const address = `${addresses.report}/${listed.surveyId}?unit=${plan.unit}&themes=${plan.theme}`
  return (
    <Card heading={heading} lead={listed.title}>
      {card?.figure?.favourable ? (
        <>
          <p>
            <span className={styles.figure}>{t('actionPlan.figure', { percent: number(Math.round(card.figure.favourable.percent)) })}</span>{' '}
            {finding}
          </p>
          <p className="quiet small">
            {t('actionPlan.figure.interval', {
              low: number(Math.round(card.figure.favourable.low)),
              high: number(Math.round(card.figure.favourable.high)),
              n: number(card.figure.n),
            })}
          </p>
          {isAfter && <Verdict card={card} />}
        </>
      ) : (
        report.data !== undefined && plan.item !== null && <p className="quiet">{t('actionPlan.figure.hidden')}</p>
      )}
      <p>
        <a href={address}>{t('actionPlan.toReport')}</a>
      </p>
    </Card>
  )
}

function Verdict({ card }: { readonly card: ReportCard }) {
  const { t } = useWords()
  const gap = card.comparison?.gap
  return gap ? <p>{t(`actionPlan.verdict.${gap.verdict}`)}</p> : null
}
