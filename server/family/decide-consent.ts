import { decideConsent } from '#api/family.ts'
import { insertConsent, lockNamedInvitation, markDeclined, saveNamedInvitation } from '#database/consent.ts'
import { listPersonsOfAccounts } from '#database/health.ts'
import { findSurvey } from '#database/survey.ts'
import { consentScope, decide } from '#domain/consent/consent.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { decidesAs } from './family-child.ts'

/** A child one does not have custody of is as unknown as one who was never invited. */
export const answerDecideConsent = handle(decideConsent, async ({ actor, tx, body, now, today, newId, note }) => {
  const { pupilId, surveyId, decision } = body
  const [invitation, survey, persons] = await Promise.all([
    lockNamedInvitation(tx, surveyId, pupilId),
    findSurvey(tx, surveyId),
    listPersonsOfAccounts(tx, [actor.accountId]),
  ])
  if (!invitation || !survey) throw new Problem('not-found')
  const as = decidesAs(actor.role)

  const decided = decide(invitation, decision, { as, isOpen: takesAnswers(survey, today) })
  if (typeof decided === 'string') throw new Problem(decided)

  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  await saveNamedInvitation(tx, invitation, { decision: decided.decision })
  await insertConsent(tx, {
    id: newId(),
    surveyId,
    pupilId,
    classId: invitation.classId,
    decision,
    decidedAs: as,
    personId: persons.get(actor.accountId) ?? null,
    scope: consentScope,
    at: now.toISOString(),
  })
  await markDeclined(tx, invitation.slipHmac, decision === 'declined')
})
