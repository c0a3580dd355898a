/** Trends of exactly the choice in the address, loaded once and told: what every file of them is made of. */
import type { TrendBoardQuery, TrendQuery } from '#api/trend.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { writeTrendChoice } from '#domain/report/choice-address.ts'
import { type ReportWords, reportWords } from '#domain/report/report-words.ts'
import { readBoard, readTrends, type TrendsReading, type TrendText } from '#domain/report/trends-reading.ts'
import type { Language } from '#domain/text/text.ts'
import type { House } from '../house.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { loadTrend } from './load-trend.ts'
import { loadTrendBoard } from './load-trend-board.ts'
import { reportTexts } from './report-texts.ts'

export type ToldTrends = {
  readonly reading: TrendsReading
  readonly words: ReportWords
  /** Where the same trends stand on the screen. */
  readonly address: string
}

type Asked<Query> = {
  readonly actor: Actor
  readonly tx: Tx
  readonly params: { readonly surveyId: string }
  readonly query: Query & { readonly language: Language }
  readonly today: string
  readonly house: Pick<House, 'origin'>
}

export async function tellTrend({ actor, tx, params, query, today, house }: Asked<TrendQuery>, form: Form): Promise<ToldTrends> {
  const { language, ...choice } = query
  const trend = await loadTrend(actor, tx, params.surveyId, choice, form)
  const words = reportWords(language, reportTexts(language))
  const reading = readTrends(trend, await textOf(tx, trend.questionnaire, language), today, words)
  return { reading, words, address: `${house.origin}/rapporter/${params.surveyId}/udvikling${writeTrendChoice(choice)}` }
}

export async function tellTrendBoard({ actor, tx, params, query, today, house }: Asked<TrendBoardQuery>, form: Form): Promise<ToldTrends> {
  const { language, ...choice } = query
  const board = await loadTrendBoard(actor, tx, params.surveyId, choice, form)
  const words = reportWords(language, reportTexts(language))
  const reading = readBoard(board, await textOf(tx, board.questionnaire, language), today, words)
  return { reading, words, address: `${house.origin}/rapporter/${params.surveyId}/tavle${writeTrendChoice(choice)}` }
}

async function textOf(tx: Tx, asked: { readonly code: string; readonly version: string }, language: Language): Promise<TrendText> {
  const { questionnaire, texts } = await publishedQuestionnaire(tx, asked)
  return withWordsOfIndices(questionnaire, texts[language], language)
}
