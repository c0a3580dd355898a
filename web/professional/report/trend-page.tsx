/** One unit over its waves, question by question, unranked. The whole choice is in the address. */
import { useLocation } from 'wouter'
import { mostKeyFigures } from '#domain/report/key-figures.ts'
import { readTrends } from '#domain/report/trends-reading.ts'
import { unitName } from '#domain/report/unit-name.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { mostUnits, TrendQuery, type TrendReport } from '#api/trend.ts'
import { api } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { today } from '../today.ts'
import { boardAddress, importAddress, kindAddress } from './kind-address.ts'
import { hasEnvironment, KindPage, type KindProps, UnitField, usePath } from './kind-page.tsx'
import { LiveNews } from './live-news.tsx'
import { ReportKinds } from './report-kinds.tsx'
import { useReportWords } from './report-words.ts'
import { TakeAwayPart } from './take-away.tsx'
import { TrendCards } from './trend-cards.tsx'
import { useTrendFiles } from './trend-files.ts'
import { comparisonsFor } from './units.ts'
import kindStyles from './kind-page.module.css'
import styles from './trend.module.css'

export function TrendPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <KindPage me={me} surveyId={surveyId} kind="trend">
      {(props) => <Chosen {...props} />}
    </KindPage>
  )
}

function Chosen(props: KindProps) {
  const query = TrendQuery.safeParse(Object.fromEntries(props.search))
  return query.success ? <Read {...props} query={query.data} /> : <MissingPage />
}

function Read({ query, ...props }: KindProps & { readonly query: TrendQuery }) {
  const trend = useRead('getTrend', { params: { surveyId: props.listed.surveyId }, query }, { keepsLast: true })
  return (
    <LoadedPage query={trend}>{(found) => <View {...props} query={query} found={found} isStale={trend.isPlaceholderData} />}</LoadedPage>
  )
}

type ViewProps = KindProps & { readonly query: TrendQuery; readonly found: TrendReport; readonly isStale: boolean }

function View({ me, listed, unit, asked, query, found, isStale }: ViewProps) {
  const { t, percent, schoolYear, language } = useWords()
  const [, go] = useLocation()
  const path = usePath(listed, unit, 'trend')
  const text = withWordsOfIndices(asked.questionnaire, asked.texts[language], language)
  const reading = readTrends(found, text, today(), useReportWords())
  const taking = useTrendFiles(
    {
      pdf: () => api.getTrendPdf({ params: { surveyId: listed.surveyId }, query: { ...query, language } }),
      xlsx: () => api.getTrendWorkbook({ params: { surveyId: listed.surveyId }, query: { ...query, language } }),
    },
    reading,
    found,
  )
  const compare = query.compare === 'none' ? '' : query.compare
  const split = query.split === 'none' ? '' : query.split
  const here = (change: Readonly<Record<string, string>>) => {
    const { unit: key = unit.unit, ...rest } = { compare, split, themes: query.themes, indicators: query.indicators, ...change }
    return kindAddress('trend', listed.surveyId, key, rest)
  }
  const { answered, invited } = found.unit
  const hasYears = found.years.length > 1
  return (
    <Page
      title={reading.title}
      tab={`${t('trend.tab')}: ${unitName(unit, language)}`}
      lead={reading.lead}
      path={path}
      facts={[
        listed.title,
        t('report.fact.answered', { answered, invited, percent: percent(answered, invited) }),
        t(`report.fact.${found.state}`),
      ]}
      actions={
        <LinkButton
          look="secondary"
          size="small"
          href={boardAddress(listed.surveyId, boardUnits(listed, unit), query.indicators.split(',').slice(0, 3))}
        >
          {t('board.make')}
        </LinkButton>
      }
    >
      <ReportKinds me={me} listed={listed} unit={unit.unit} current="trend" hasEnvironment={hasEnvironment(asked)} />
      <LiveNews listed={listed} unit={unit.unit} />
      <FoldWhenNarrow summary={t('kinds.choose')}>
        <div className={`${kindStyles.choices} no-print`}>
          <UnitField listed={listed} unit={unit} onChoose={(key) => go(here({ unit: key, compare: '' }))} />
          <Select
            label={t('report.choose.compare')}
            options={[
              { value: '', label: t('report.choose.compare.none') },
              ...comparisonsFor(listed.units, unit.unit).flatMap(({ value, of }) =>
                value === 'rest' || value === 'similar' ? [] : [{ value, label: unitName(of, language) }],
              ),
            ]}
            value={compare}
            onChange={(value) => go(here({ compare: value }))}
          />
          <Checkboxes
            label={t('report.choose.split')}
            look="plain"
            options={[{ value: 'sex', label: t('report.choose.split.sex') }]}
            values={split === '' ? [] : [split]}
            onChange={(values) => go(here({ split: values.length > 0 ? 'sex' : '' }))}
          />
        </div>
      </FoldWhenNarrow>
      {!hasYears && (
        <EmptyState
          title={t('trend.first')}
          action={
            <LinkButton href={kindAddress('keyFigures', listed.surveyId, unit.unit)} look="primary" iconAfter="forward">
              {t('trend.first.go')}
            </LinkButton>
          }
        >
          {t('trend.first.text', { unit: unitName(unit, language) })}
        </EmptyState>
      )}
      {hasYears && (
        <div aria-busy={isStale || undefined}>
          {found.items.length === 0 && <Notice kind="info" title={t('trend.none')} />}
          <TrendCards trends={reading.parts.flatMap(({ trends }) => trends)} look="cards" />
        </div>
      )}
      {hasYears && <TakeAwayPart taking={taking} title={t('trend.take')} more={t('trend.take.more')} />}
      {hasYears && (
        <Section title={t('trend.waves')}>
          <ul className={styles.waves}>
            {reading.waves.map((wave) => (
              <li key={wave}>{wave}</li>
            ))}
          </ul>
          <p className="quiet small">{reading.method.join(' ')}</p>
        </Section>
      )}
      {hasYears && (
        <div className="no-print">
          <Section title={t('trend.choose')}>
            <Disclosure summary={t('kinds.keyFigures.chooseOthers', { count: found.items.length, most: mostKeyFigures })}>
              <div className={kindStyles.offered}>
                {asked.questionnaire.themes.map((theme) => (
                  <Questions
                    key={theme}
                    theme={theme}
                    asked={asked}
                    found={found}
                    onChoose={(indicators) => go(here({ indicators, themes: '' }))}
                  />
                ))}
              </div>
            </Disclosure>
            {(query.indicators !== '' || query.themes !== '') && (
              <div>
                <Button look="quiet" size="small" onClick={() => go(here({ indicators: '', themes: '' }))}>
                  {t('kinds.keyFigures.usual')}
                </Button>
              </div>
            )}
          </Section>
        </div>
      )}
      {may(me, 'figures.import') && (
        <p className="no-print">
          <a href={importAddress(listed.surveyId)}>{t('imported.link')}</a>
        </p>
      )}
      <Newer listed={listed} unit={unit.unit} schoolYear={schoolYear} />
    </Page>
  )
}

/** A board begins with the unit and those right below it. */
function boardUnits(listed: KindProps['listed'], unit: KindProps['unit']): readonly string[] {
  const below = listed.units.filter(({ parent, level, isOpen }) => parent === unit.unit && level !== 'municipalYearGroup' && isOpen)
  return [unit.unit, ...below.map((one) => one.unit)].slice(0, mostUnits)
}

type QuestionsProps = Pick<KindProps, 'asked'> & {
  readonly theme: string
  readonly found: TrendReport
  readonly onChoose: (indicators: string) => void
}

/** The questions of one theme, and its index, to choose from. */
function Questions({ theme, asked, found, onChoose }: QuestionsProps) {
  const { language } = useWords()
  const text = withWordsOfIndices(asked.questionnaire, asked.texts[language], language)
  const themeOf = (code: string) =>
    [...asked.questionnaire.items, ...(asked.questionnaire.indices ?? [])].find((one) => one.code === code)?.theme
  const own = found.offered.filter((code) => themeOf(code) === theme)
  if (own.length === 0) return null
  const chosen = found.items.map(({ item }) => item)
  return (
    <Checkboxes
      look="plain"
      label={text.themes[theme] ?? theme}
      options={own.map((code) => ({ value: code, label: text.items[code]?.question ?? code }))}
      values={own.filter((code) => chosen.includes(code))}
      onChange={(values) => {
        const next = found.offered.filter((code) => (own.includes(code) ? values.includes(code) : chosen.includes(code)))
        onChoose(next.slice(0, mostKeyFigures).join(','))
      }}
    />
  )
}

/** Who comes by an address of last year is told that there is more by now. */
function Newer({
  listed,
  unit,
  schoolYear,
}: {
  readonly listed: KindProps['listed']
  readonly unit: string
  readonly schoolYear: (year: number) => string
}) {
  const { t } = useWords()
  const reports = useRead('listReports', undefined)
  const newest = (reports.data ?? [])
    .filter((row) => row.questionnaire.code === listed.questionnaire.code && row.schoolYear > listed.schoolYear)
    .filter((row) => row.units.some((one) => one.unit === unit && one.isOpen))
    .toSorted((a, b) => b.schoolYear - a.schoolYear)[0]
  if (!newest) return null
  return (
    <p className="no-print">
      {t('trend.newer')}{' '}
      <a href={kindAddress('trend', newest.surveyId, unit)}>{t('trend.newer.go', { year: schoolYear(newest.schoolYear) })}</a>
    </p>
  )
}
