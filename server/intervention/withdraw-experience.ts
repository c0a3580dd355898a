import { withdrawExperience } from '#api/intervention.ts'
import { deleteExperience } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerWithdrawExperience = handle(withdrawExperience, async ({ tx, params }) => {
  if (!(await deleteExperience(tx, params.id))) throw new Problem('not-found')
})
