import { listInviting } from '#api/survey.ts'
import { listSurveys } from '#database/survey.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { invitingView } from './inviting.ts'

export const answerListInviting = handle(listInviting, async ({ tx, today }) => {
  const surveys = (await listSurveys(tx)).filter((survey) => survey.isRolling && takesAnswers(survey, today))

  return Promise.all(
    surveys.map(async (survey) => invitingView(survey, (await publishedQuestionnaire(tx, survey.questionnaire)).questionnaire, today)),
  )
})
