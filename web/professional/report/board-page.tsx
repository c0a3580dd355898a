/** Chosen questions of chosen units over the years, in small charts on one axis. The board is its address; a name is given by saving the view. */
import { useLocation, useSearch } from 'wouter'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { readBoard } from '#domain/report/trends-reading.ts'
import { unitName } from '#domain/report/unit-name.ts'
import { mostIndicators, mostUnits, type TrendBoard, TrendBoardQuery } from '#api/trend.ts'
import { api, type Output } from '../../client.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Contents } from '../shell/contents.tsx'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { today } from '../today.ts'
import { boardAddress, kindAddress } from './kind-address.ts'
import type { Listed } from './kind-page.tsx'
import { useReportWords } from './report-words.ts'
import { TakeAwayPart } from './take-away.tsx'
import { TrendCards } from './trend-cards.tsx'
import { useTrendFiles } from './trend-files.ts'
import { Chosen } from './board-chosen.tsx'
import styles from './trend.module.css'

type Asked = Output<'getQuestionnaire'>

export function BoardPage({ surveyId }: { readonly surveyId: string }) {
  const query = TrendBoardQuery.safeParse(Object.fromEntries(new URLSearchParams(useSearch())))
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const listed = rows.find((row) => row.surveyId === surveyId)
        return listed && query.success ? <Read listed={listed} query={query.data} /> : <MissingPage />
      }}
    </LoadedPage>
  )
}

function Read({ listed, query }: { readonly listed: Listed; readonly query: TrendBoardQuery }) {
  const questionnaire = useRead('getQuestionnaire', { params: { ...listed.questionnaire } })
  const board = useRead('getTrendBoard', { params: { surveyId: listed.surveyId }, query }, { keepsLast: true })
  return (
    <LoadedPage query={questionnaire}>
      {(asked) => (
        <LoadedPage query={board}>
          {(found) => <View listed={listed} query={query} asked={asked} found={found} isStale={board.isPlaceholderData} />}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type ViewProps = {
  readonly listed: Listed
  readonly query: TrendBoardQuery
  readonly asked: Asked
  readonly found: TrendBoard
  readonly isStale: boolean
}

function View({ listed, query, asked, found, isStale }: ViewProps) {
  const { t, language } = useWords()
  const [, go] = useLocation()
  const text = withWordsOfIndices(asked.questionnaire, asked.texts[language], language)
  const questionOf = (code: string) => text.items[code]?.question ?? code
  const reading = readBoard(found, text, today(), useReportWords())
  const asking = { params: { surveyId: listed.surveyId }, query: { ...query, language } }
  const taking = useTrendFiles({ pdf: () => api.getTrendBoardPdf(asking), xlsx: () => api.getTrendBoardWorkbook(asking) }, reading, found)
  const units = query.units.split(',')
  const here = (nextUnits: readonly string[], items: readonly string[]) => go(boardAddress(listed.surveyId, nextUnits, items))
  const readable = listed.units.filter(({ level }) => level !== 'region' && level !== 'country')
  return (
    <Page
      title={reading.title}
      lead={reading.lead}
      facts={[listed.title]}
      actions={
        <LinkButton look="secondary" size="small" href={kindAddress('trend', listed.surveyId, units[0] ?? '')}>
          {t('board.back')}
        </LinkButton>
      }
    >
      {reading.parts.length > 1 && (
        <Contents parts={reading.parts.map(({ heading }, place) => ({ id: `question-${place}`, title: heading ?? '' }))} />
      )}
      <div aria-busy={isStale || undefined} className={styles.board}>
        {reading.parts.map(({ heading, trends }, place) => (
          <Section key={heading} id={`question-${place}`} title={heading ?? ''}>
            <TrendCards trends={trends} look="small" />
          </Section>
        ))}
      </div>
      <TakeAwayPart taking={taking} title={t('board.take')} more={t('board.take.more')} />
      <p className="quiet small">{reading.method.join(' ')}</p>
      <div className="no-print">
        <Section title={t('board.choose')}>
          <FoldWhenNarrow summary={t('board.chosen')}>
            <div className={styles.choose}>
              <Chosen
                heading={t('board.units', { most: mostUnits })}
                add={t('board.add.unit')}
                most={mostUnits}
                chosen={found.units.map(({ unit }) => unit)}
                offered={readable.map((unit) => ({ value: unit.unit, label: unitName(unit, language) }))}
                onChange={(next) => here(next, found.items)}
              />
              <Chosen
                heading={t('board.indicators', { most: mostIndicators })}
                add={t('board.add.indicator')}
                most={mostIndicators}
                chosen={found.items}
                offered={found.offered.map((code) => ({ value: code, label: questionOf(code) }))}
                onChange={(next) => here(units, next)}
              />
            </div>
          </FoldWhenNarrow>
        </Section>
      </div>
    </Page>
  )
}
