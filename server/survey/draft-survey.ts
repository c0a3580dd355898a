import { draftSurvey } from '#api/survey.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { insertSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { mayBeAskedByName, mayBeAskedWithoutName } from '#domain/survey/by-name.ts'
import { handle } from '../http/handle.ts'
import { refuseWithoutWords } from '../instrument/refuse-without-words.ts'
import { Problem } from '../problem.ts'
import { surveyView } from './survey-view.ts'

export const answerDraftSurvey = handle(draftSurvey, async ({ actor, tx, body, today, newId, note }) => {
  if (!mayPlanFor(actor, body.institutionIds)) throw new Problem('not-found')
  const asked = await findQuestionnaire(tx, body.questionnaire.code, body.questionnaire.version)
  if (!asked) throw new Problem('questionnaire-unknown')
  await refuseWithoutWords(tx, asked, today)
  if (body.track === 'health' && !mayBeAskedByName(asked.questionnaire)) throw new Problem('questionnaire-not-by-name')
  if (body.track === 'statistics' && !mayBeAskedWithoutName(asked.questionnaire)) throw new Problem('questionnaire-by-name-only')

  const survey = {
    ...body,
    id: newId(),
    municipalityId: tx.municipalityId,
    state: 'draft' as const,
    schoolYear: schoolYearOf(body.opensOn),
  }

  await insertSurvey(tx, survey)
  note(`surveys:${survey.id}`)
  return surveyView(survey)
})
