import { getAulaText } from '#api/invitation.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import { aulaWords } from '#domain/invitation/wording.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { readMessage } from './words.ts'

export const answerGetAulaText = handle(getAulaText, async ({ tx, params, query, house }) => {
  const survey = await findSurvey(tx, params.id)
  const municipality = await findMunicipality(tx)
  if (!survey || !municipality) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)

  return aulaWords(readMessage, {
    ...query,
    municipality: municipality.name,
    respondent: questionnaire.respondent,
    closesOn: survey.closesOn,
    origin: house.origin,
  })
})
