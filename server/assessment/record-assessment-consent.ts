import { recordAssessmentConsent } from '#api/assessment.ts'
import { insertAssessmentConsent, listInformants, saveWithdrawn } from '#database/assessment.ts'
import { unansweredOf } from '#domain/assessment/assessment.ts'
import { handle } from '../http/handle.ts'
import { holdOpenAssessment } from './case.ts'

/** When the family takes its word back nobody is asked any more: the links that are out die. */
export const answerRecordAssessmentConsent = handle(recordAssessmentConsent, async ({ actor, tx, params, body, now, newId, note }) => {
  const { id, pupilId, legalBasis } = await holdOpenAssessment(tx, params.id)
  const unanswered = body.decision === 'withdrawn' ? unansweredOf(await listInformants(tx, [id])) : []

  await insertAssessmentConsent(tx, id, newId(), { ...body, recordedBy: actor.accountId, recordedAt: now.toISOString() })
  await saveWithdrawn(
    tx,
    id,
    unanswered.map((informant) => informant.id),
  )
  note(`assessments:${id}`, { purpose: legalBasis, pupilIds: [pupilId] })
})
