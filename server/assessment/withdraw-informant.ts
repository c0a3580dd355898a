import { withdrawInformant } from '#api/assessment.ts'
import { saveWithdrawn } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { reachInvited } from './invited.ts'

export const answerWithdrawInformant = handle(withdrawInformant, async ({ tx, params, note }) => {
  const { assessment, informant } = await reachInvited(tx, params)

  await saveWithdrawn(tx, assessment.id, [informant.id])
  note(`assessments:${assessment.id}`, { purpose: assessment.legalBasis, pupilIds: [assessment.pupilId] })
})
