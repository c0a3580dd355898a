/** Key figures (nøgletal): a few questions on one page, each with how sure it is. The choice of them is in the address. */
import { useLocation } from 'wouter'
import { comparisonFinding, otherName } from '#domain/report/finding.ts'
import { mostKeyFigures } from '#domain/report/key-figures.ts'
import { unitName, unitNameWithin } from '#domain/report/unit-name.ts'
import { writeNumber, writePercent } from '#domain/text/format.ts'
import { KeyFiguresQuery, type KeyFigures } from '#api/report-kinds.ts'
import type { Card } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { kindAddress } from './kind-address.ts'
import { hasEnvironment, KindPage, type KindProps, UnitField, usePath } from './kind-page.tsx'
import { LiveNews } from './live-news.tsx'
import { ReportKinds } from './report-kinds.tsx'
import { SaveView } from './save-view.tsx'
import { comparisonsFor } from './units.ts'
import styles from './kind-page.module.css'

export function KeyFiguresPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <KindPage me={me} surveyId={surveyId} kind="keyFigures">
      {(props) => <Chosen {...props} />}
    </KindPage>
  )
}

function Chosen(props: KindProps) {
  const query = KeyFiguresQuery.safeParse(Object.fromEntries(props.search))
  return query.success ? <Read {...props} query={query.data} /> : <MissingPage />
}

function Read({ query, ...props }: KindProps & { readonly query: KeyFiguresQuery }) {
  const figures = useRead('getKeyFigures', { params: { surveyId: props.listed.surveyId }, query }, { keepsLast: true })
  return (
    <LoadedPage query={figures}>
      {(found) => <View {...props} query={query} found={found} isStale={figures.isPlaceholderData} />}
    </LoadedPage>
  )
}

type ViewProps = KindProps & { readonly query: KeyFiguresQuery; readonly found: KeyFigures; readonly isStale: boolean }

function View({ me, listed, unit, asked, query, found, isStale }: ViewProps) {
  const { t, counted, percent, schoolYear, language } = useWords()
  const [, go] = useLocation()
  const path = usePath(listed, unit, 'keyFigures')
  const text = asked.texts[language]
  const compare = query.compare === 'none' ? '' : query.compare
  const here = (change: Readonly<Record<string, string>>) => {
    const { unit: key = unit.unit, ...rest } = { compare, indicators: query.indicators, ...change }
    return kindAddress('keyFigures', listed.surveyId, key, rest)
  }
  const others = comparisonsFor(listed.units, unit.unit)
  const comparison = found.cards.find((card) => card.comparison !== null)?.comparison
  const { answered, invited } = found.unit
  return (
    <Page
      title={t('kinds.keyFigures.title', { unit: unitNameWithin(unit, language) })}
      tab={`${t('kinds.keyFigures')}: ${unitName(unit, language)}`}
      lead={t('kinds.keyFigures.lead')}
      path={path}
      facts={[
        listed.title,
        t('report.fact.answered', { answered, invited, percent: percent(answered, invited) }),
        t(`report.fact.${found.state}`),
      ]}
      actions={
        <>
          <Button look="secondary" size="small" icon="print" onClick={() => window.print()}>
            {t('report.print')}
          </Button>
          <SaveView />
        </>
      }
    >
      <ReportKinds me={me} listed={listed} unit={unit.unit} current="keyFigures" hasEnvironment={hasEnvironment(asked)} />
      <LiveNews listed={listed} unit={unit.unit} />
      <FoldWhenNarrow summary={t('kinds.choose')}>
        <div className={`${styles.choices} no-print`}>
          <UnitField listed={listed} unit={unit} onChoose={(key) => go(here({ unit: key, compare: '' }))} />
          <Select
            label={t('report.choose.compare')}
            options={[
              { value: '', label: t('report.choose.compare.none') },
              ...others.map(({ value, of }) => ({
                value,
                label: value === 'rest' ? t('report.choose.compare.rest', { name: unitName(of, language) }) : unitName(of, language),
              })),
              ...(found.earlier === null
                ? []
                : [{ value: 'earlier', label: t('report.choose.compare.earlier', { year: schoolYear(found.earlier) }) }]),
            ]}
            value={compare}
            onChange={(value) => go(here({ compare: value }))}
          />
        </div>
      </FoldWhenNarrow>
      <div aria-busy={isStale || undefined}>
        <Sheet>
          <Table
            caption={t('kinds.keyFigures')}
            isCaptionHidden
            narrow="fold"
            rows={found.cards}
            rowKey={({ item }) => item}
            columns={[
              {
                key: 'item',
                heading: t('kinds.keyFigures.indicator'),
                isName: true,
                cell: (card) => (
                  <Indicator
                    card={card}
                    question={text.items[card.item]?.question ?? card.item}
                    finding={text.items[card.item]?.finding ?? ''}
                  />
                ),
              },
              { key: 'share', heading: t('kinds.keyFigures.share'), isNumber: true, cell: (card) => <Share card={card} /> },
              { key: 'n', heading: t('kinds.keyFigures.n'), isNumber: true, cell: ({ figure, bands }) => figure?.n ?? bands?.n ?? '–' },
              ...(comparison
                ? [
                    {
                      key: 'other',
                      heading: otherName(comparison, language),
                      isNumber: true,
                      cell: ({ comparison: other }: Card) =>
                        other?.figure.favourable ? writePercent(other.figure.favourable.percent, language, other.figure.decimals) : '–',
                    },
                    {
                      key: 'verdict',
                      heading: t('kinds.keyFigures.verdict'),
                      cell: (card: Card) =>
                        comparisonFinding(card as never, language) ?? (card.uncompared ? t(`report.uncompared.${card.uncompared}`) : '–'),
                    },
                  ]
                : []),
            ]}
          />
        </Sheet>
      </div>
      <p className="quiet small">
        {found.compared > 0 && `${counted('report.method.compared', found.compared)} ${t('report.method.chance')} `}
        {t('kinds.unranked')}
      </p>
      <div className="no-print">
        <Section title={t('kinds.keyFigures.choose')}>
          <Disclosure summary={t('kinds.keyFigures.chooseOthers', { count: found.cards.length, most: mostKeyFigures })}>
            <div className={styles.offered}>
              {asked.questionnaire.themes.map((theme) => {
                const own = found.offered.filter((code) => asked.questionnaire.items.find((item) => item.code === code)?.theme === theme)
                if (own.length === 0) return null
                const chosen = found.cards.map(({ item }) => item)
                return (
                  <Checkboxes
                    key={theme}
                    look="plain"
                    label={text.themes[theme] ?? theme}
                    options={own.map((code) => ({ value: code, label: text.items[code]?.question ?? code }))}
                    values={own.filter((code) => chosen.includes(code))}
                    onChange={(values) => {
                      const next = found.offered.filter((code) => (own.includes(code) ? values.includes(code) : chosen.includes(code)))
                      go(here({ indicators: next.join() === found.usual.join() ? '' : next.slice(0, mostKeyFigures).join(',') }))
                    }}
                  />
                )
              })}
            </div>
          </Disclosure>
          {query.indicators !== '' && (
            <div>
              <Button look="quiet" size="small" onClick={() => go(here({ indicators: '' }))}>
                {t('kinds.keyFigures.usual')}
              </Button>
            </div>
          )}
        </Section>
      </div>
    </Page>
  )
}

/** What is counted, as the sentence it completes, and the question it was asked by. */
function Indicator({ card, question, finding: what }: { readonly card: Card; readonly question: string; readonly finding: string }) {
  const { t } = useWords()
  return (
    <>
      <span>{what === '' ? question : t('kinds.keyFigures.who', { what })}</span>
      <span className={`quiet small ${styles.question}`}>{question}</span>
      {card.state === 'hidden' && card.hidden && (
        <span className={`quiet small ${styles.question}`}>{t(`kinds.short.because.${card.hidden.reason}`)}</span>
      )}
    </>
  )
}

/** The share with its interval; of a sensitive question in a small group only that it is shown roughly. */
function Share({ card }: { readonly card: Card }) {
  const { t, language } = useWords()
  const { figure, state } = card
  if (state === 'bands') return <span className="small">{t('kinds.rough')}</span>
  if (!figure?.favourable) return <span className="quiet small">{t('kinds.hidden')}</span>
  const { percent, low, high } = figure.favourable
  const { decimals } = figure
  return (
    <>
      <strong>{writePercent(percent, language, decimals)}</strong>{' '}
      <span className={`quiet small ${styles.interval}`}>
        {t('kinds.interval', { low: writeNumber(low, language, decimals), high: writePercent(high, language, decimals) })}
      </span>
    </>
  )
}
