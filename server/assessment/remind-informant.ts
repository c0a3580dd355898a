import { remindInformant } from '#api/assessment.ts'
import { saveInformant } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { linkOf } from './case.ts'
import { reachInvited } from './invited.ts'

export const answerRemindInformant = handle(remindInformant, async ({ tx, params, house, now, note }) => {
  const { assessment, informant } = await reachInvited(tx, params)

  await saveInformant(tx, informant.id, { remindedAt: now.toISOString() })
  note(`assessments:${assessment.id}`, { purpose: assessment.legalBasis, pupilIds: [assessment.pupilId] })
  return { link: linkOf(house, tx.municipalityId, assessment.id, informant.id, informant.turn).address }
})
