import { getFeedback } from '#api/feedback.ts'
import { listFeedback } from '#database/feedback.ts'
import { handle } from '../http/handle.ts'
import { feedbackPlace } from './feedback-place.ts'

export const answerGetFeedback = handle(getFeedback, async ({ actor, tx, params, query }) => {
  const place = await feedbackPlace(tx, actor, params.surveyId, query.unit)
  return { versions: await listFeedback(tx, place) }
})
