import { submitHealthResponse } from '#api/health.ts'
import { findFamilyLink, lockInvitationBySlip, saveNamedInvitation } from '#database/consent.ts'
import { deleteDraft, lockDraft, openDraftTexts } from '#database/draft.ts'
import { countIn, findColourRules, insertNamedResponse } from '#database/health.ts'
import { findSurvey } from '#database/survey.ts'
import { consentOn } from '#domain/consent/consent.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { countable } from '#domain/response/submit.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { namedOf } from '../response/draft-answers.ts'
import { listBirthdays } from './birthdays.ts'

/**
 * Keeps the response by name and counts it in its class, in one transaction: with the twins' answers, so that a
 * report tells nothing about who answered how. A submit that is sent again finds itself answered and is done.
 */
export const answerSubmitHealthResponse = handle(submitHealthResponse, async ({ actor, tx, body, house, now, today, newId }) => {
  const { slipHmac, draftHmac } = actor
  const invitation = await lockInvitationBySlip(tx, slipHmac)
  if (!invitation) throw new Problem('response-gone')
  if (invitation.hasAnswered) return
  const { surveyId, pupilId, personId, classId } = invitation
  const [draft, survey, birthdays, link] = await Promise.all([
    lockDraft(tx, 'health', draftHmac),
    findSurvey(tx, surveyId),
    listBirthdays(tx, house.keyring, [personId]),
    draftHmac === slipHmac ? undefined : findFamilyLink(tx, { ownHmac: draftHmac }, today),
  ])
  // A consent that was taken back while somebody was answering ends the answering; so does custody that has ended.
  const { decision } = consentOn(invitation, birthdays.get(personId), today)
  if (!draft || !survey || decision !== 'given') throw new Problem('response-gone')
  if (draftHmac !== slipHmac && link?.holds !== true) throw new Problem('response-gone')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const [{ questionnaire }, rules] = await Promise.all([
    publishedQuestionnaire(tx, survey.questionnaire),
    findColourRules(tx, survey.questionnaire, null),
  ])

  const texts = openDraftTexts(house.keyring, { track: 'health', municipalityId: tx.municipalityId, slipHmac: draftHmac }, draft)
  const { answers, written } = namedOf(questionnaire, draft, texts, body)
  const { talkAbout, notTalkAbout, text } = body.wishes
  const ofThisQuestionnaire = (theme: string) => questionnaire.themes.includes(theme)

  await insertNamedResponse(tx, house.keyring, {
    id: newId(),
    surveyId,
    pupilId,
    personId,
    classId,
    respondent: questionnaire.respondent,
    answeredBy: questionnaire.respondent === 'parent' ? (link?.personId ?? null) : null,
    questionnaire: survey.questionnaire,
    colourRulesVersion: rules?.version ?? null,
    answers,
    talkAbout: talkAbout.filter((theme) => ofThisQuestionnaire(theme) && !notTalkAbout.includes(theme)),
    notTalkAbout: notTalkAbout.filter(ofThisQuestionnaire),
    wishText: text.trim(),
    written,
    submittedAt: now.toISOString(),
  })
  await deleteDraft(tx, 'health', draftHmac)
  await saveNamedInvitation(tx, invitation, { answeredOn: today })
  const isCounted = await countIn(tx, slipHmac, newId(), countable(askedIn('statistics', questionnaire), answers))
  if (isCounted !== true) throw new Problem(isCounted === false ? 'response-already-submitted' : 'response-gone')
})
