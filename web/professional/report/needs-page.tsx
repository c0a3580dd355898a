/**
 * Where something is needed: question by question the share that did not give a good answer, and how many that may be. Institutions stand
 * by their names and are never ranked. It leads to a plan.
 */
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { responseBand } from '#domain/report/response-band.ts'
import { unitName, unitNameWithin } from '#domain/report/unit-name.ts'
import { writeNumber, writePercent } from '#domain/text/format.ts'
import type { NeedsOverview } from '#api/report-kinds.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { newPlanAddress } from '../intervention/plan-address.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { kindAddress } from './kind-address.ts'
import { hasEnvironment, KindPage, type KindProps } from './kind-page.tsx'
import { LiveNews } from './live-news.tsx'
import { ReportKinds } from './report-kinds.tsx'
import { SaveView } from './save-view.tsx'
import styles from './kind-page.module.css'

/** More columns than these can't be taken in: then one question at a time is spread out on the institutions. */
const mostColumns = 7

type Place = NeedsOverview['places'][number]

export function NeedsPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <KindPage me={me} surveyId={surveyId} kind="needs">
      {(props) => <Read {...props} />}
    </KindPage>
  )
}

function Read(props: KindProps) {
  const item = props.search.get('item') ?? ''
  const indicators = props.search.get('indicators') ?? ''
  const needs = useRead(
    'getNeedsOverview',
    { params: { surveyId: props.listed.surveyId }, query: { indicators: item === '' ? indicators : item } },
    { keepsLast: true },
  )
  return <LoadedPage query={needs}>{(found) => <View {...props} found={found} item={item} isStale={needs.isPlaceholderData} />}</LoadedPage>
}

type ViewProps = KindProps & { readonly found: NeedsOverview; readonly item: string; readonly isStale: boolean }

function View({ me, listed, unit, asked, found, item, isStale }: ViewProps) {
  const { t, language } = useWords()
  const [, go] = useLocation()
  const text = asked.texts[language]
  const questionOf = (code: string) => text.items[code]?.question ?? code
  const chosen = found.offered.includes(item) ? item : ''
  const here = (one: string) => kindAddress('needs', listed.surveyId, unit.unit, { item: one })
  const hasFigures = found.places.some(({ figures }) => figures.length > 0)
  return (
    <Page
      title={chosen === '' ? t('kinds.needs.title', { title: listed.title }) : questionOf(chosen)}
      tab={t('kinds.needs')}
      lead={t('kinds.needs.lead')}
      path={chosen === '' ? [] : [{ label: t('kinds.needs'), href: here('') }]}
      facts={[listed.title, t(`report.fact.${found.state}`)]}
      actions={
        hasFigures && (
          <>
            <Button look="secondary" size="small" icon="print" onClick={() => window.print()}>
              {t('report.print')}
            </Button>
            <SaveView />
          </>
        )
      }
    >
      <ReportKinds me={me} listed={listed} unit={unit.unit} current="needs" hasEnvironment={hasEnvironment(asked)} />
      <LiveNews listed={listed} unit={unit.unit} />
      <div className={`${styles.choices} no-print`}>
        <Select
          label={t('kinds.needs.choose')}
          options={[
            { value: '', label: t('kinds.needs.all') },
            ...found.offered.map((code) => ({ value: code, label: `${text.themes[themeOf(asked, code)] ?? ''}: ${questionOf(code)}` })),
          ]}
          value={chosen}
          onChange={(one) => go(here(one))}
        />
      </div>
      <div aria-busy={isStale || undefined}>
        {!hasFigures && (
          <EmptyState title={t('kinds.needs.none')}>{t(chosen === '' ? 'kinds.needs.none.text' : 'kinds.needs.none.question')}</EmptyState>
        )}
        {hasFigures && chosen === '' && <AllQuestions listed={listed} asked={asked} found={found} unit={unit.unit} />}
        {hasFigures && chosen !== '' && <OneQuestion me={me} asked={asked} found={found} item={chosen} />}
      </div>
      <p className={`quiet small ${styles.measure}`}>
        {t('kinds.needs.how')} {chosen !== '' && `${t('kinds.needs.interval.how')} ${t('kinds.needs.likely.how')} `}
        {t('kinds.unranked')}
      </p>
    </Page>
  )
}

type AllProps = Pick<ViewProps, 'listed' | 'asked' | 'found'> & { readonly unit: string }

function AllQuestions({ listed, asked, found, unit }: AllProps) {
  const { t, language } = useWords()
  const text = asked.texts[language]
  const places = found.places.length <= mostColumns ? found.places : found.places.slice(0, 1)
  return (
    <Sheet>
      <Table
        caption={t('kinds.needs')}
        isCaptionHidden
        narrow="fold"
        rows={found.items}
        rowKey={(code) => code}
        columns={[
          {
            key: 'item',
            heading: t('kinds.needs.answers'),
            isName: true,
            cell: (code) => (
              <>
                <a href={kindAddress('needs', listed.surveyId, unit, { item: code })}>{text.items[code]?.question ?? code}</a>
                <OtherAnswers asked={asked} code={code} />
              </>
            ),
          },
          ...places.map((place) => ({
            key: place.unit,
            heading: unitName(place, language),
            isNumber: true,
            cell: (code: string) => <Need place={place} code={code} />,
          })),
        ]}
      />
    </Sheet>
  )
}

type OneProps = Pick<ViewProps, 'me' | 'asked' | 'found'> & { readonly item: string }

function OneQuestion({ me, asked, found, item }: OneProps) {
  const { t, language } = useWords()
  const theme = themeOf(asked, item)
  const themeName = asked.texts[language].themes[theme] ?? theme
  return (
    <Section title={t('kinds.needs.where')}>
      <p className={styles.measure}>
        {t('kinds.needs.counted')} <OtherAnswers asked={asked} code={item} />
      </p>
      <Sheet>
        <Table
          caption={t('kinds.needs.where')}
          isCaptionHidden
          narrow="fold"
          rows={found.places}
          rowKey={({ unit }) => unit}
          columns={[
            { key: 'unit', heading: t('report.choose.unit'), isName: true, cell: (place) => unitName(place, language) },
            { key: 'share', heading: t('kinds.keyFigures.share'), isNumber: true, cell: (place) => <Share place={place} code={item} /> },
            ...(found.places.some(({ figures }) => figures.some(({ likely }) => likely !== null))
              ? [
                  {
                    key: 'likely',
                    heading: t('kinds.needs.likely'),
                    isNumber: true,
                    cell: (place: Place) => <Likely place={place} code={item} />,
                  },
                ]
              : []),
            { key: 'people', heading: t('kinds.needs.people'), isNumber: true, cell: (place) => <People place={place} code={item} /> },
            { key: 'rate', heading: t('kinds.responses.share'), isNumber: true, cell: (place) => <Rate place={place} /> },
            ...(may(me, 'plan.write')
              ? [
                  {
                    key: 'plan',
                    heading: t('kinds.needs.plan'),
                    cell: ({ unit, ...place }: Place) => (
                      <a
                        className={styles.interval}
                        href={newPlanAddress({ theme, item, unit, surveyId: found.surveyId })}
                        aria-label={t('kinds.needs.planFor', { unit: unitNameWithin(place, language) })}
                      >
                        {t('kinds.needs.plan.make')}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Sheet>
      <p className="no-print">
        <a href={`${addresses.intervention}?theme=${theme}`}>
          {t('kinds.short.next.sheets', { theme: themeName.charAt(0).toLocaleLowerCase(language) + themeName.slice(1) })}
        </a>
      </p>
    </Section>
  )
}

function themeOf({ questionnaire }: KindProps['asked'], code: string): string {
  return questionnaire.items.find((item) => item.code === code)?.theme ?? ''
}

/** The answers that are counted here: all but the good ones. */
function OtherAnswers({ asked, code }: { readonly asked: KindProps['asked']; readonly code: string }) {
  const { t, language } = useWords()
  const item = asked.questionnaire.items.find((one) => one.code === code)
  const options = asked.texts[language].items[code]?.options ?? {}
  const counted = (item?.options ?? []).filter((option) => !item?.favourable.includes(option))
  const said =
    counted.length > 4
      ? t('kinds.needs.range', { first: options[counted[0] ?? ''] ?? '', last: options[counted.at(-1) ?? ''] ?? '' })
      : counted.map((option) => options[option] ?? option).join(', ')
  return <span className={`quiet small ${styles.question}`}>{t('kinds.needs.answered', { options: said })}</span>
}

type CellProps = { readonly place: Place; readonly code: string }

function figureAt({ place, code }: CellProps) {
  return place.figures.find(({ item }) => item === code)
}

function Need(props: CellProps) {
  const { t, number, language } = useWords()
  const figure = figureAt(props)
  if (!figure) return <span className="quiet small">{t('kinds.hidden')}</span>
  return (
    <>
      <strong>{figure.people ? t('kinds.needs.about', { count: number(figure.people.count) }) : '–'}</strong>{' '}
      <span className={`quiet small ${styles.interval}`}>
        {t('kinds.needs.share', { percent: writePercent(figure.percent, language, 0) })}
      </span>
    </>
  )
}

function Share(props: CellProps) {
  const { t, language } = useWords()
  const figure = figureAt(props)
  if (!figure) return <span className="quiet small">{t('kinds.hidden')}</span>
  const decimals = figure.n < 100 ? 0 : 1
  return (
    <>
      <strong>{writePercent(figure.percent, language, decimals)}</strong>{' '}
      <span className={`quiet small ${styles.interval}`}>
        {t('kinds.interval', { low: writeNumber(figure.low, language, decimals), high: writePercent(figure.high, language, decimals) })}
      </span>
    </>
  )
}

function Likely(props: CellProps) {
  const { language } = useWords()
  const likely = figureAt(props)?.likely ?? null
  return likely === null ? <>–</> : <strong>{writePercent(likely, language, 0)}</strong>
}

function People(props: CellProps) {
  const { t, number } = useWords()
  const figure = figureAt(props)
  if (!figure) return <>–</>
  if (!figure.people) return <span className="quiet small">{t('kinds.needs.tooFew')}</span>
  const { count, low, high } = figure.people
  return (
    <>
      <strong>{t('kinds.needs.about', { count: number(count) })}</strong>{' '}
      <span className={`quiet small ${styles.interval}`}>{t('kinds.interval', { low: number(low), high: number(high) })}</span>
    </>
  )
}

function Rate({ place }: { readonly place: Place }) {
  const { t, percent } = useWords()
  const band = responseBand(place)
  if (!place.isOpen && place.answered === 0) return <span className="quiet small">{t('kinds.band.waiting')}</span>
  return (
    <>
      {percent(place.answered, place.invited)}
      {band !== 'good' && <span className={`quiet small ${styles.question}`}>{t(`kinds.band.${band}`)}</span>}
    </>
  )
}
