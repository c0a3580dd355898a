/** A report of exactly the choice in the address, loaded once and told: what every file of it is made of. */
import type { Report, ReportQuery } from '#api/report.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { writeChoice } from '#domain/report/choice-address.ts'
import { type ReportReading, readReport, type ReportText } from '#domain/report/reading.ts'
import { type ReportWords, reportWords } from '#domain/report/report-words.ts'
import type { Language } from '#domain/text/text.ts'
import type { House } from '../house.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { loadReport } from './load-report.ts'
import { reportTexts } from './report-texts.ts'

export type ToldReport = {
  readonly report: Report
  readonly questionnaire: Questionnaire
  readonly text: ReportText
  readonly words: ReportWords
  readonly reading: ReportReading
  /** Where the same report stands on the screen. */
  readonly address: string
}

type Asked = {
  readonly actor: Actor
  readonly tx: Tx
  readonly params: { readonly surveyId: string }
  readonly query: ReportQuery & { readonly language: Language }
  readonly today: string
  readonly house: Pick<House, 'origin'>
}

export async function tellReport({ actor, tx, params, query, today, house }: Asked, form: Form): Promise<ToldReport> {
  const { language, ...choice } = query
  const { report, questionnaire } = await loadReport(actor, tx, params.surveyId, choice, form)
  const { texts } = await publishedQuestionnaire(tx, report.questionnaire)
  const text = withWordsOfIndices(questionnaire, texts[language], language)
  const words = reportWords(language, reportTexts(language))
  const reading = readReport({ report, choice, questionnaire, text, today, isForOwner: may(actor, 'bank.comment') }, words)
  return { report, questionnaire, text, words, reading, address: `${house.origin}/rapporter/${params.surveyId}${writeChoice(choice)}` }
}
