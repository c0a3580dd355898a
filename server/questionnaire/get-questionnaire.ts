import { getQuestionnaire } from '#api/questionnaire.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerGetQuestionnaire = handle(getQuestionnaire, async ({ tx, params }) => {
  const found = await findQuestionnaire(tx, params.code, params.version)
  if (!found) throw new Problem('not-found')
  return found
})
