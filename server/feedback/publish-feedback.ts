import { publishFeedback } from '#api/feedback.ts'
import { listFeedback, lockFeedbackPlace, saveFeedback } from '#database/feedback.ts'
import * as feedback from '#domain/report/use/feedback.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { feedbackPlace } from './feedback-place.ts'
import { saidSentences } from './said-sentences.ts'

export const answerPublishFeedback = handle(publishFeedback, async ({ house, actor, tx, params, body, today, now }) => {
  const held = await lockFeedbackPlace(tx, params.id)
  if (!held) throw new Problem('not-found')
  const place = await feedbackPlace(tx, actor, held.surveyId, held.unit)
  const done = feedback.publishFeedback(await listFeedback(tx, place), { id: params.id, revision: body.revision }, today)
  if (typeof done === 'string') throw new Problem(done)

  // As the sentences stand on the day. What a class's families are told is no secret, and is put down as shown to everybody.
  const everybody = { municipalityId: actor.municipalityId, role: 'guest' } as const
  const items = done.published.findings.map(({ item }) => item)
  const findings = await house.doors.as(everybody, 'report', (figures) =>
    saidSentences(actor, figures, place.surveyId, place.unit, items, 'public'),
  )

  const by = { id: actor.accountId, at: now }
  // First what is replaced: two are never published at once.
  if (done.replaced) await saveFeedback(tx, done.replaced, by)
  await saveFeedback(tx, { ...done.published, findings }, by)
  return { versions: await listFeedback(tx, place) }
})
