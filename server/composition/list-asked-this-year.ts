import { listAskedThisYear } from '#api/composition.ts'
import { listSurveys } from '#database/survey.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { handle } from '../http/handle.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export const answerListAskedThisYear = handle(listAskedThisYear, async ({ tx, query, today }) => {
  const schoolYear = query.schoolYear ?? schoolYearOf(today)
  const surveys = (await listSurveys(tx)).filter((survey) => survey.schoolYear === schoolYear)
  return {
    schoolYear,
    surveys: await Promise.all(
      surveys.map(async ({ id, title, opensOn, closesOn, grades, questionnaire: asked }) => {
        const { questionnaire, texts } = await publishedQuestionnaire(tx, asked)
        return {
          surveyId: id,
          title,
          respondent: questionnaire.respondent,
          opensOn,
          closesOn,
          grades: [...grades],
          questionnaire: asked,
          items: questionnaire.items.map(({ code, theme, kind, grid, replaces }) => ({
            code,
            theme,
            kind,
            ...(grid === undefined ? {} : { grid }),
            ...(replaces === undefined ? {} : { replaces }),
            question: texts.da.items[code]?.question ?? '',
          })),
        }
      }),
    ),
  }
})
