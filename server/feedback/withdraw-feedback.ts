import { withdrawFeedback } from '#api/feedback.ts'
import { listFeedback, lockFeedbackPlace, saveFeedback } from '#database/feedback.ts'
import * as feedback from '#domain/report/use/feedback.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { feedbackPlace } from './feedback-place.ts'

export const answerWithdrawFeedback = handle(withdrawFeedback, async ({ actor, tx, params, now }) => {
  const held = await lockFeedbackPlace(tx, params.id)
  if (!held) throw new Problem('not-found')
  const place = await feedbackPlace(tx, actor, held.surveyId, held.unit)
  const one = (await listFeedback(tx, place)).find(({ id }) => id === params.id)
  if (!one) throw new Problem('not-found')
  const withdrawn = feedback.withdrawFeedback(one)
  if (typeof withdrawn === 'string') throw new Problem(withdrawn)

  await saveFeedback(tx, withdrawn, { id: actor.accountId, at: now })
  return { versions: await listFeedback(tx, place) }
})
