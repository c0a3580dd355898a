import { shareFamilyVersion } from '#api/assessment.ts'
import { handle } from '../http/handle.ts'
import { reachAssessment } from './case.ts'

/** Nothing is kept but the row in the log; a closed case is shared too, for the family may ask again. */
export const answerShareFamilyVersion = handle(shareFamilyVersion, async ({ tx, params, note }) => {
  const { id, legalBasis, pupilId } = await reachAssessment(tx, params.id)
  note(`assessments:${id}`, { purpose: legalBasis, pupilIds: [pupilId] })
})
