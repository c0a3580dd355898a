import { openSurvey } from '#api/survey.ts'
import { enqueue } from '#database/jobs.ts'
import { insertInvitations, insertSurveyUnits, listPupilsToInvite, lockSurvey, saveSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import * as surveys from '#domain/survey/survey.ts'
import { keepOut } from '../family/keep-out.ts'
import { inviteByName } from '../health/invite.ts'
import { handle } from '../http/handle.ts'
import { refuseWithoutWords } from '../instrument/refuse-without-words.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linksFor, slipsFor, unitsOf } from './invite.ts'
import { surveyView } from './survey-view.ts'

export const answerOpenSurvey = handle(openSurvey, async ({ actor, tx, params, today, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  // A rolling survey opens empty: it invites one at a time.
  const pupils = survey.isRolling ? [] : await listPupilsToInvite(tx, survey)
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const { questionnaire } = published
  await refuseWithoutWords(tx, published, today)

  const opened = surveys.openSurvey(survey, pupils.length, today)
  if (typeof opened === 'string') throw new Problem(opened)

  await saveSurvey(tx, opened)
  await insertSurveyUnits(tx, opened.id, unitsOf(pupils))
  const handOut = surveys.wayIn(questionnaire.respondent) === 'link' ? linksFor : slipsFor
  const slips = handOut(house.keyring, tx.municipalityId, opened.id, pupils)
  await insertInvitations(tx, opened.id, slips)
  await inviteByName(tx, house.keyring, opened, slips, today)
  await keepOut(tx, house.keyring, opened.id, today)
  // Whom a plan made before tells today.
  await enqueue(tx, 'plan-invitations', { municipalityId: tx.municipalityId, surveyId: opened.id }, `plan-invitations:${opened.id}`)
  return surveyView(opened)
})
