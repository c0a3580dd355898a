import { listSurveys } from '#api/survey.ts'
import { countTurnout, listSurveys as listAll } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { surveyView } from './survey-view.ts'

export const answerListSurveys = handle(listSurveys, async ({ tx }) => {
  const surveys = await listAll(tx)
  const turnout = await countTurnout(tx)

  return surveys.map((survey) => ({ ...surveyView(survey), ...(turnout.get(survey.id) ?? { invited: 0, answered: 0 }) }))
})
