/** The assessment of one place's teaching or children's environment, in the law's four steps; and how far each place of a municipality is. */
import { coverageOf } from '#domain/questionnaire/teaching-environment.ts'
import { strengthsFirst } from '#domain/report/finding.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Report } from '#api/report.ts'
import type { Environment, EnvironmentRow } from '#api/environment.ts'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { newPlanAddress, planAddress } from '../intervention/plan-address.ts'
import { useWords } from '../language.tsx'
import { institutionAbove, kindAddress } from '../report/kind-address.ts'
import { hasEnvironment, KindPage, type KindProps, UnitField, usePath } from '../report/kind-page.tsx'
import { ReportKinds } from '../report/report-kinds.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { useLocation } from 'wouter'
import { Assess } from './assess.tsx'
import { FigureLine } from './figure-line.tsx'
import { Publish } from './publish.tsx'
import { useAssessment } from './use-assessment.ts'
import styles from './environment.module.css'

export function EnvironmentPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <KindPage me={me} surveyId={surveyId} kind="environment">
      {(props) => {
        const institution = institutionAbove(props.listed.units, props.unit.unit)
        if (institution === undefined) return <AllPlaces {...props} />
        return <OnePlace {...props} unit={institution} />
      }}
    </KindPage>
  )
}

function AllPlaces({ me, listed, unit, asked }: KindProps) {
  const { t, day } = useWords()
  const all = useRead('listEnvironments', { params: { surveyId: listed.surveyId } })
  return (
    <LoadedPage query={all}>
      {(rows) => (
        <Page title={t('environment.list.title')} lead={t('environment.list.lead')} tags={<Tag>{listed.title}</Tag>}>
          <ReportKinds me={me} listed={listed} unit={unit.unit} current="environment" hasEnvironment={hasEnvironment(asked)} />
          <Sheet>
            <Table
              caption={t('environment.list.title')}
              isCaptionHidden
              narrow="fold"
              rows={rows}
              rowKey={({ institutionId }) => institutionId}
              columns={[
                {
                  key: 'name',
                  heading: t('environment.list.place'),
                  isName: true,
                  cell: ({ institutionId, name }) => (
                    <a href={kindAddress('environment', listed.surveyId, `institution:${institutionId}`)}>{name}</a>
                  ),
                },
                { key: 'state', heading: t('environment.list.state'), cell: (row) => <StateOf row={row} /> },
                { key: 'next', heading: t('environment.list.next'), cell: ({ nextOn }) => (nextOn === null ? '–' : day(nextOn)) },
              ]}
            />
          </Sheet>
        </Page>
      )}
    </LoadedPage>
  )
}

function StateOf({ row: { publishedOn, hasDraft, isDue } }: { readonly row: EnvironmentRow }) {
  const { t, day } = useWords()
  if (isDue.next) return <Tag tone="warning">{t('environment.list.due')}</Tag>
  if (isDue.followUp) return <Tag tone="warning">{t('environment.list.followUp')}</Tag>
  if (publishedOn !== null) return <Tag tone="success">{t('environment.list.published', { date: day(publishedOn) })}</Tag>
  return <Tag tone="neutral">{t(hasDraft ? 'environment.list.draft' : 'environment.list.none')}</Tag>
}

function OnePlace(props: KindProps) {
  const { listed, unit } = props
  const institutionId = unit.unit.slice('institution:'.length)
  const environment = useRead('getEnvironment', { params: { surveyId: listed.surveyId, institutionId } })
  const content = unit.kind === 'daycare' ? 'all' : 'teachingEnvironment'
  const report = useRead('getReport', { params: { surveyId: listed.surveyId }, query: { unit: unit.unit, content } })
  if (unit.kind !== 'daycare' && !hasEnvironment(props.asked)) return <MissingPage />
  return (
    <LoadedPage query={environment}>
      {(found) => (
        <LoadedPage query={report}>
          {(figures) => <PlaceView key={`${listed.surveyId} ${institutionId}`} {...props} environment={found} report={figures} />}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type PlaceProps = KindProps & { readonly environment: Environment; readonly report: Report }

function PlaceView({ me, listed, unit, asked, environment, report }: PlaceProps) {
  const { t, counted, day, list, percent, language } = useWords()
  const [, go] = useLocation()
  const path = usePath(listed, unit, 'environment')
  const draft = useAssessment(environment)
  const text = asked.texts[language]
  const isDaycare = environment.kind === 'daycare'
  const themes = report.themes.map(({ theme, cards }) => ({ theme, name: text.themes[theme] ?? theme, cards }))
  const hasFigures = environment.done.includes('mapping')
  const uncovered = isDaycare ? [] : coverageOf(asked.questionnaire.items).filter(({ items }) => items.length === 0)
  const [latest] = environment.publications
  const { answered, invited } = report.unit
  return (
    <Page
      title={t(isDaycare ? 'environment.title.daycare' : 'environment.title', { name: environment.name })}
      tab={`${t(isDaycare ? 'environment.tab.daycare' : 'environment.tab')}: ${unitName(unit, language)}`}
      lead={environment.mayWrite ? t('environment.lead') : t('environment.readOnly')}
      path={path}
      tags={
        <>
          <Tag>{listed.title}</Tag>
          {latest?.isPublic === true && (
            <Tag tone="success">{t('environment.published', { date: day(latest.publishedOn), version: latest.version })}</Tag>
          )}
        </>
      }
    >
      <ReportKinds me={me} listed={listed} unit={unit.unit} current="environment" hasEnvironment={hasEnvironment(asked)} />
      <div className={`${styles.choices} no-print`}>
        <UnitField listed={listed} unit={unit} onChoose={(key) => go(kindAddress('environment', listed.surveyId, key))} />
      </div>
      {environment.isDue.followUp && environment.followUpOn !== null && (
        <Notice kind="warning" title={t('environment.due.followUp', { date: day(environment.followUpOn) })} />
      )}
      {environment.isDue.next && <Notice kind="warning" title={t('environment.due.next')} />}
      <Steps done={environment.done} />

      <Section title={`1. ${t('environment.step.mapping')}`}>
        <p className={styles.measure}>
          {hasFigures
            ? t('environment.mapping.text', { answered, invited, percent: percent(answered, invited) })
            : t('environment.mapping.none')}
        </p>
        {uncovered.length > 0 && (
          <p className={styles.measure}>
            {t('environment.mapping.uncovered', { parts: list(uncovered.map(({ part }) => t(`environment.part.${part}`))) })}
          </p>
        )}
        {hasFigures &&
          themes.map(({ theme, name, cards }) => {
            const hidden = cards.filter(({ state }) => state === 'hidden').length
            return (
              <div key={theme} className={styles.theme}>
                <h3>{name}</h3>
                <ul className={styles.figures}>
                  {strengthsFirst(cards as never)
                    .filter(({ state }) => state !== 'hidden')
                    .map((card) => (
                      <FigureLine key={card.item} card={card as never} text={text.items[card.item]} />
                    ))}
                </ul>
                {hidden > 0 && <p className="quiet small">{counted('environment.hiddenFigures', hidden)}</p>}
              </div>
            )
          })}
        <p className="no-print">
          <a href={`${kindAddress('basic', listed.surveyId, unit.unit)}${isDaycare ? '' : '&content=teachingEnvironment'}`}>
            {t('environment.mapping.report')}
          </a>
        </p>
      </Section>

      <Assess
        environment={environment}
        draft={draft}
        themes={themes}
        plans={<Plans me={me} environment={environment} unit={unit.unit} />}
      />
      <Publish environment={environment} municipalityId={me.municipality.id} isSealed={listed.state === 'sealed'} draft={draft} />
    </Page>
  )
}

function Steps({ done }: { readonly done: Environment['done'] }) {
  const { t } = useWords()
  return (
    <ol className={styles.steps} aria-label={t('environment.steps')}>
      {(['mapping', 'assessment', 'plan', 'followUp'] as const).map((step, place) => (
        <li key={step} className={styles.step}>
          <span>
            {place + 1}. {t(`environment.step.${step}`)}
          </span>
          {done.includes(step) ? (
            <Tag tone="success" icon="check">
              {t('environment.step.done')}
            </Tag>
          ) : (
            <Tag tone="neutral">{t('environment.step.missing')}</Tag>
          )}
        </li>
      ))}
    </ol>
  )
}

function Plans({ me, environment, unit }: { readonly me: Me; readonly environment: Environment; readonly unit: string }) {
  const { t, day } = useWords()
  const theme = environment.words.themes.find(({ change }) => change !== '')?.theme
  return (
    <Section title={`3. ${t('environment.step.plan')}`}>
      <p className={styles.measure}>{t('environment.plan.lead')}</p>
      {environment.plans.length === 0 ? (
        <p className="quiet">{t('environment.plan.none')}</p>
      ) : (
        <Sheet>
          <Table
            caption={t('environment.step.plan')}
            isCaptionHidden
            narrow="fold"
            rows={environment.plans}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'title',
                heading: t('environment.plan.title'),
                isName: true,
                cell: ({ id, title }) => (may(me, 'plan.read') ? <a href={planAddress(id)}>{title}</a> : title),
              },
              { key: 'owner', heading: t('environment.plan.owner'), cell: ({ owner }) => owner },
              { key: 'due', heading: t('environment.plan.dueOn'), cell: ({ dueOn }) => <span className={styles.share}>{day(dueOn)}</span> },
            ]}
          />
        </Sheet>
      )}
      {environment.mayWrite && may(me, 'plan.write') && (
        <div className="no-print">
          <LinkButton look="secondary" href={newPlanAddress({ unit, surveyId: environment.surveyId, theme })}>
            {t('environment.plan.make')}
          </LinkButton>
        </div>
      )}
    </Section>
  )
}
