/** Whether it holds together: what is asked twice, how much each year group is asked, what the assessment lacks, what the gate says. */
import { environmentParts } from '#domain/questionnaire/teaching-environment.ts'
import type { Load } from '#domain/questionnaire/load.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import { Findings } from './findings.tsx'
import type { StepProps } from './compose-page.tsx'
import styles from './compose-page.module.css'

export function CheckStep({ base, outcome, year, questionOf }: StepProps) {
  const { t, counted, period, schoolYear, list, number } = useWords()
  const { faults, within, across, strangers, load, coverage, composed, findings } = outcome
  const lost = composed?.languagesLost ?? []
  const isCalm = faults.length + within.length + across.length + strangers.length + lost.length === 0
  const missing = coverage.filter(({ items }) => items.length === 0)
  const isForSchool = base.questionnaire.respondent === 'pupil' && missing.length < environmentParts.length
  return (
    <>
      <Section title={t('compose.warnings')}>
        {isCalm && <Notice kind="success" title={t('compose.warnings.none')} />}
        {faults.map(({ fault, at, by }) => (
          <Notice
            key={`${fault} ${at}`}
            kind="danger"
            title={t(`compose.fault.${fault}`, { question: questionOf(at), other: questionOf(by ?? '') })}
          />
        ))}
        {lost.map(({ language, items }) => (
          <Notice
            key={language}
            kind="warning"
            title={t('compose.languagesLost', { language: t(`questionnaire.language.${language}`), count: items.length })}
          >
            <Questions codes={items} questionOf={questionOf} />
          </Notice>
        ))}
        {within.map(({ code, other, how }) => (
          <Notice
            key={`${code} ${other}`}
            kind="warning"
            title={t(`compose.twice.${how}`, { question: questionOf(code), other: questionOf(other) })}
          />
        ))}
        {strangers.map((code) => (
          <Notice key={code} kind="warning" title={t('compose.audience', { question: questionOf(code) })} />
        ))}
        {across.map(({ survey, twice }) => (
          <Notice
            key={survey.surveyId}
            kind="warning"
            title={counted('compose.twice.survey', twice.length, {
              title: survey.title,
              period: period(survey.opensOn, survey.closesOn),
            })}
          >
            <Questions codes={twice.map(({ code }) => code)} questionOf={questionOf} />
          </Notice>
        ))}
      </Section>

      <Section title={t('compose.load', { year: schoolYear(year.schoolYear) })}>
        {outcome.isPlanned && <p className="quiet">{t('compose.load.same')}</p>}
        <Sheet>
          <Table<Load>
            caption={t('compose.load.caption')}
            isCaptionHidden
            rows={load}
            rowKey={({ grade }) => String(grade)}
            narrow="fold"
            columns={[
              {
                key: 'grade',
                heading: t('compose.load.grade'),
                isName: true,
                cell: ({ grade }) => (grade === null ? t('compose.load.grade.none') : t('compose.load.grade.one', { grade })),
              },
              { key: 'surveys', heading: t('compose.load.surveys'), cell: ({ surveys }) => list(surveys.map(({ title }) => title)) },
              { key: 'questions', heading: t('compose.load.questions'), isNumber: true, cell: ({ questions }) => number(questions) },
              { key: 'minutes', heading: t('compose.load.minutes'), isNumber: true, cell: ({ minutes }) => number(minutes) },
            ]}
          />
        </Sheet>
        <p className="quiet small">{t('compose.load.estimate')}</p>
      </Section>

      <Section title={t('compose.umv')}>
        {isForSchool ? (
          <>
            <ul className={styles.parts}>
              {coverage.map(({ part, items }) => (
                <li key={part} className={`${styles.part} ${items.length > 0 ? styles.isThere : styles.isMissing}`}>
                  <Icon name={items.length > 0 ? 'success' : 'warning'} />
                  <span>
                    <strong className={styles.partName}>{t(`compose.umv.${part}`)}</strong>
                    <br />
                    <span className="quiet small">
                      {items.length === 0 ? t('compose.umv.count.zero') : counted('compose.umv.count', items.length)}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
            <p>
              {missing.length === 0
                ? t('compose.umv.whole')
                : t('compose.umv.missing', { parts: list(missing.map(({ part }) => t(`compose.umv.${part}`))) })}
            </p>
            <p className="quiet small">{t('compose.umv.why')}</p>
          </>
        ) : (
          <p className="quiet">{t('compose.umv.none')}</p>
        )}
      </Section>

      <Section title={t('compose.quality')}>
        <Findings findings={findings} questionOf={questionOf} />
      </Section>
    </>
  )
}

function Questions({ codes, questionOf }: { readonly codes: readonly string[]; readonly questionOf: StepProps['questionOf'] }) {
  const { counted } = useWords()
  return (
    <Disclosure summary={counted('questionnaire.theme.count', codes.length)}>
      <ul className={styles.list}>
        {codes.map((code) => (
          <li key={code}>{questionOf(code)}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
