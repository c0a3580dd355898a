import { discardSurvey } from '#api/survey.ts'
import { deleteSurvey, lockSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardSurvey = handle(discardSurvey, async ({ actor, tx, params }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')

  if (survey.state !== 'draft') throw new Problem('survey-not-draft')

  await deleteSurvey(tx, survey.id)
})
