import { publishFeedback } from '#api/feedback.ts'
import { listFeedback, lockFeedbackPlace, saveFeedback } from '#database/feedback.ts'
import * as feedback from '#domain/report/use/feedback.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { feedbackPlace } from './feedback-place.ts'

export const answerPublishFeedback = handle(publishFeedback, async ({ actor, tx, params, today, now }) => {
  const held = await lockFeedbackPlace(tx, params.id)
  if (!held) throw new Problem('not-found')
  const place = await feedbackPlace(tx, actor, held.surveyId, held.unit)
  const done = feedback.publishFeedback(await listFeedback(tx, place), params.id, today)
  if (typeof done === 'string') throw new Problem(done)

  const by = { id: actor.accountId, at: now }
  // First what is replaced: two are never published at once.
  if (done.replaced) await saveFeedback(tx, done.replaced, by)
  await saveFeedback(tx, done.published, by)
  return { versions: await listFeedback(tx, place) }
})
