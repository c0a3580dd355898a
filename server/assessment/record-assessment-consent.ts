import { recordAssessmentConsent } from '#api/assessment.ts'
import { insertAssessmentConsent } from '#database/assessment.ts'
import { handle } from '../http/handle.ts'
import { holdOpenAssessment } from './case.ts'

export const answerRecordAssessmentConsent = handle(recordAssessmentConsent, async ({ actor, tx, params, body, now, newId, note }) => {
  const { id, pupilId } = await holdOpenAssessment(tx, params.id)

  await insertAssessmentConsent(tx, id, newId(), { ...body, recordedBy: actor.accountId, recordedAt: now.toISOString() })
  note(`assessments:${id}`, { pupilIds: [pupilId] })
})
