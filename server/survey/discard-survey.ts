import { discardSurvey } from '#api/survey.ts'
import { deleteSurvey, lockSurvey } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardSurvey = handle(discardSurvey, async ({ tx, params }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')

  if (survey.state !== 'draft') throw new Problem('survey-not-draft')

  await deleteSurvey(tx, survey.id)
})
