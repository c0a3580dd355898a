import { closeSurvey } from '#api/survey.ts'
import { enqueue } from '#database/jobs.ts'
import { endLessonsOfSurvey } from '#database/lesson.ts'
import { deleteOptOuts } from '#database/opt-out.ts'
import { deleteSlips, lockSurvey, saveSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import * as surveys from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { surveyView } from './survey-view.ts'

export const answerCloseSurvey = handle(closeSurvey, async ({ actor, tx, params, now }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')

  const closed = surveys.closeSurvey(survey)
  if (typeof closed === 'string') throw new Problem(closed)

  await saveSurvey(tx, closed)
  await endLessonsOfSurvey(tx, closed.id, now)
  await deleteSlips(tx, closed.id)
  await deleteOptOuts(tx, closed.id)
  await enqueue(tx, 'close-survey', { municipalityId: tx.municipalityId, surveyId: closed.id }, `close-survey:${closed.id}`)
  // Of whom was told only numbers stay.
  await enqueue(tx, 'plan-invitations', { municipalityId: tx.municipalityId, surveyId: closed.id }, `plan-invitations:${closed.id}`)
  return surveyView(closed)
})
