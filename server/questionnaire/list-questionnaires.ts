import { listQuestionnaires } from '#api/questionnaire.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { listQuestionnaires as listPublished } from '#database/questionnaire.ts'
import { handle } from '../http/handle.ts'

export const answerListQuestionnaires = handle(listQuestionnaires, async ({ tx }) => {
  const published = await listPublished(tx)
  return published.map(({ questionnaire, texts }) => ({
    code: questionnaire.code,
    version: questionnaire.version,
    title: { da: texts.da.title, en: texts.en.title },
    respondent: questionnaire.respondent,
    grades: [...questionnaire.grades],
    items: questionnaire.items.length,
    themes: questionnaire.themes.length,
    minutes: minutesToAnswer(questionnaire),
  }))
})
