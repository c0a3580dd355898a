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

/** A report's figures with the words they are told in: all that a table of them is made of. */
export type WordedReport = {
  readonly report: Report
  readonly questionnaire: Questionnaire
  readonly text: ReportText
  readonly words: ReportWords
}

export type ToldReport = WordedReport & {
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

/** Without its sentences, charts and tables, which take longer to compose than the figures to read. */
export async function wordReport({ actor, tx, params, query }: Asked, form: Form): Promise<WordedReport> {
  const { language, ...choice } = query
  const { report, questionnaire } = await loadReport(actor, tx, params.surveyId, choice, form)
  const { texts } = await publishedQuestionnaire(tx, report.questionnaire)
  const text = withWordsOfIndices(questionnaire, texts[language], language)
  return { report, questionnaire, text, words: reportWords(language, reportTexts(language)) }
}

export async function tellReport(asked: Asked, form: Form): Promise<ToldReport> {
  const worded = await wordReport(asked, form)
  const { actor, params, today, house } = asked
  const { language: _, ...choice } = asked.query
  const reading = readReport({ ...worded, choice, today, isForOwner: isForOwner(actor) }, worded.words)
  return { ...worded, reading, address: `${house.origin}/rapporter/${params.surveyId}${writeChoice(choice)}` }
}

/** Whether somebody has a say in what is asked, and so is told how well indices hold. */
export function isForOwner(actor: Actor): boolean {
  return may(actor, 'bank.comment')
}
