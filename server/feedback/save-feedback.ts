import { saveFeedback } from '#api/feedback.ts'
import { insertFeedback, listFeedback, lockFeedback, saveFeedback as keepFeedback } from '#database/feedback.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { draftFeedback } from '#domain/report/use/feedback.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { feedbackPlace } from './feedback-place.ts'
import { saidSentences } from './said-sentences.ts'

export const answerSaveFeedback = handle(saveFeedback, async ({ house, actor, tx, params, body, now, newId, note }) => {
  const place = await feedbackPlace(tx, actor, params.surveyId, body.unit)
  const refusal = refuseCpr(body.did, body.next)
  if (refusal) throw new Problem(refusal)
  // Figures are read by another login, which reads nothing else.
  const findings = await house.doors.as(actor, 'report', (figures) => saidSentences(actor, figures, place.surveyId, place.unit, body.items))
  const { did, next, nextOn, revision } = body
  await lockFeedback(tx, place)
  const drafted = draftFeedback(await listFeedback(tx, place), { findings, did, next, nextOn }, { newId: newId(), revision })
  if (typeof drafted === 'string') throw new Problem(drafted)
  const { feedback, isNew } = drafted

  note(`feedback:${feedback.id}`)
  await (isNew
    ? insertFeedback(tx, place, feedback, { id: actor.accountId, at: now })
    : keepFeedback(tx, feedback, { id: actor.accountId, at: now }))
  return { versions: await listFeedback(tx, place) }
})
