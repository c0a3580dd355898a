import { submitResponse } from '#api/response.ts'
import { deleteDraft, lockDraft } from '#database/draft.ts'
import { findInvitation, insertResponse, lockDecision, saveTurnout } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { countable } from '#domain/response/submit.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { submittedOf } from './draft-answers.ts'

/**
 * Cuts the thread: the draft goes, the slip joins its class's turnout, and a response is kept that has
 * nothing in common with either, of what was measured no more than the band that is counted. A submit that is sent again finds itself in the turnout and is done.
 */
export const answerSubmitResponse = handle(submitResponse, async ({ actor, tx, body, today, newId }) => {
  const { slipHmac, draftHmac } = actor
  const invitation = await findInvitation(tx, slipHmac)
  if (!invitation) throw new Problem('response-gone')
  const [decision, draft, survey] = await Promise.all([
    lockDecision(tx, invitation, slipHmac),
    lockDraft(tx, 'statistics', draftHmac),
    findSurvey(tx, invitation.surveyId),
  ])
  if (decision === 'answered') return
  if (!draft || !survey) throw new Problem('response-gone')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const questionnaire = askedIn('statistics', published.questionnaire)

  const answers = submittedOf(questionnaire, draft, body.answers)

  await Promise.all([
    deleteDraft(tx, 'statistics', draftHmac),
    saveTurnout(tx, invitation, slipHmac, 'answered'),
    insertResponse(tx, newId(), invitation, countable(questionnaire, answers)),
  ])
})
