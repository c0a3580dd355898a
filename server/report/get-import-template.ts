import { getImportTemplate } from '#api/imported-figure.ts'
import { countedItems, withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { importHeadings } from '#domain/report/imported-figures.ts'
import { offeredKeyFigures } from '#domain/report/key-figures.ts'
import { csvOf } from '#domain/text/csv.ts'
import { handle } from '../http/handle.ts'
import { followedSurvey } from './imported-file.ts'

/** The whole municipality and the year before are written in; whoever fills it in writes over them. */
export const answerGetImportTemplate = handle(getImportTemplate, async ({ tx, params, query: { language } }) => {
  const { survey, asked } = await followedSurvey(tx, params.surveyId)

  const heading = importHeadings[language]
  const columns = [heading.year, heading.unit, heading.item, heading.question, heading.percent, heading.n, heading.source]
  const text = withWordsOfIndices(asked.questionnaire, asked.texts[language], language)
  const year = `${survey.schoolYear - 1}/${String(survey.schoolYear % 100).padStart(2, '0')}`
  const whole = language === 'da' ? 'Kommunen' : 'Municipality'
  const rows = offeredKeyFigures({ items: countedItems(asked.questionnaire) }).map((item) => {
    const { question, finding } = text.items[item] ?? { question: item, finding: '' }
    return [year, whole, item, finding === '' ? question : finding, null, null, null]
  })
  return new TextEncoder().encode(csvOf(columns, rows))
})
