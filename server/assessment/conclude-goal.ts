import { concludeGoal } from '#api/assessment.ts'
import { saveGoalState } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { holdOpenAssessment } from './case.ts'

export const answerConcludeGoal = handle(concludeGoal, async ({ tx, params, body, note }) => {
  const found = await holdOpenAssessment(tx, params.id)

  if (!(await saveGoalState(tx, found.id, params.goalId, body.state))) throw new Problem('not-found')
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
})
