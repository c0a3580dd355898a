import { submitResponse } from '#api/response.ts'
import { draftDeletion, lockDraft } from '#database/draft.ts'
import { findSurveyOfSlip, lockInvitation, responseOf, turnoutOf } from '#database/response.ts'
import { doAtCommit } from '#database/transaction.ts'
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
  const { municipalityId, slipHmac, draftHmac } = actor
  const [invitation, draft, survey] = await Promise.all([
    lockInvitation(tx, slipHmac),
    lockDraft(tx, 'statistics', draftHmac),
    findSurveyOfSlip(tx, slipHmac),
  ])
  if (!invitation) throw new Problem('response-gone')
  if (invitation.decision === 'answered') return
  if (!draft || !survey) throw new Problem('response-gone')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const questionnaire = askedIn('statistics', published.questionnaire)

  const answers = submittedOf(questionnaire, draft, body.answers)

  doAtCommit(tx, draftDeletion('statistics', municipalityId, draftHmac))
  doAtCommit(tx, turnoutOf(municipalityId, invitation, slipHmac, 'answered'))
  doAtCommit(tx, responseOf(municipalityId, newId(), invitation, countable(questionnaire, answers)))
})
