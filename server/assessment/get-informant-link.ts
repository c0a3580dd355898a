import { getInformantLink } from '#api/assessment.ts'
import { handle } from '../http/handle.ts'
import { linkOf } from './case.ts'
import { reachInvited } from './invited.ts'

export const answerGetInformantLink = handle(getInformantLink, async ({ tx, params, house, note }) => {
  const { assessment, informant } = await reachInvited(tx, params)

  note(`assessments:${assessment.id}`, { purpose: assessment.legalBasis, pupilIds: [assessment.pupilId] })
  return { link: linkOf(house, tx.municipalityId, assessment.id, informant.id, informant.turn).address }
})
