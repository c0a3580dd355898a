import { closeAssessment } from '#api/assessment.ts'
import { listInformants, saveClosed, saveInformant } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { holdOpenAssessment } from './case.ts'

/** Links that are still out die with the case. */
export const answerCloseAssessment = handle(closeAssessment, async ({ tx, params, now, note }) => {
  const found = await holdOpenAssessment(tx, params.id)
  const waiting = (await listInformants(tx, [found.id])).filter(({ state }) => state === 'invited')

  for (const { id } of waiting) await saveInformant(tx, id, { state: 'withdrawn' })
  await saveClosed(tx, found.id, now)
  note(`assessments:${found.id}`, { pupilIds: [found.pupilId] })
})
