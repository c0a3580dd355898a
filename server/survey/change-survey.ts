import { changeSurvey } from '#api/survey.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { lockSurvey, saveSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { mayBeAskedByName, mayBeAskedWithoutName } from '#domain/survey/by-name.ts'
import { handle } from '../http/handle.ts'
import { refuseWithoutWords } from '../instrument/refuse-without-words.ts'
import { Problem } from '../problem.ts'
import { surveyView } from './survey-view.ts'

export const answerChangeSurvey = handle(changeSurvey, async ({ actor, tx, params, body, today }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, [...survey.institutionIds, ...body.institutionIds])) throw new Problem('not-found')
  const asked = await findQuestionnaire(tx, body.questionnaire.code, body.questionnaire.version)
  if (!asked) throw new Problem('questionnaire-unknown')
  await refuseWithoutWords(tx, asked, today)
  if (body.track === 'health' && !mayBeAskedByName(asked.questionnaire)) throw new Problem('questionnaire-not-by-name')
  if (body.track === 'statistics' && !mayBeAskedWithoutName(asked.questionnaire)) throw new Problem('questionnaire-by-name-only')

  if (survey.state !== 'draft') throw new Problem('survey-not-draft')
  const changed = { ...survey, ...body, schoolYear: schoolYearOf(body.opensOn) }

  await saveSurvey(tx, changed)
  return surveyView(changed)
})
