import { closeAssessment } from '#api/assessment.ts'
import { listInformants, saveClosed, saveWithdrawn } from '#database/assessment.ts'
import { unansweredOf } from '#domain/assessment/assessment.ts'
import { handle } from '../http/handle.ts'
import { holdOpenAssessment } from './case.ts'

/** Links that are still out die with the case. */
export const answerCloseAssessment = handle(closeAssessment, async ({ tx, params, now, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const unanswered = unansweredOf(await listInformants(tx, [found.id]))

  await saveWithdrawn(
    tx,
    found.id,
    unanswered.map(({ id }) => id),
  )
  await saveClosed(tx, found.id, now)
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })
})
