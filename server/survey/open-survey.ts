import { openSurvey } from '#api/survey.ts'
import { insertInvitations, insertSurveyUnits, listPupilsToInvite, lockSurvey, saveSurvey } from '#database/survey.ts'
import * as surveys from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { slipsFor, unitsOf } from './invite.ts'
import { surveyView } from './survey-view.ts'

export const answerOpenSurvey = handle(openSurvey, async ({ tx, params, today, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  const pupils = await listPupilsToInvite(tx, survey)

  const opened = surveys.openSurvey(survey, pupils.length, today)
  if (typeof opened === 'string') throw new Problem(opened)

  await saveSurvey(tx, opened)
  await insertSurveyUnits(tx, opened.id, unitsOf(pupils))
  await insertInvitations(tx, opened.id, slipsFor(house.keyring, tx.municipalityId, opened.id, pupils))
  return surveyView(opened)
})
