import { withdrawInformant } from '#api/assessment.ts'
import { saveInformant } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { reachInvited } from './invited.ts'

export const answerWithdrawInformant = handle(withdrawInformant, async ({ tx, params, note }) => {
  const { assessment, informant } = await reachInvited(tx, params)

  await saveInformant(tx, informant.id, { state: 'withdrawn' })
  note(`assessments:${assessment.id}`, { pupilIds: [assessment.pupilId] })
})
