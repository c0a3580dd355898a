import { decideConsent } from '#api/family.ts'
import { insertConsent, lockNamedInvitation, markDeclined, saveNamedInvitation } from '#database/consent.ts'
import { listPersonsOfAccounts } from '#database/health.ts'
import { findSurvey } from '#database/survey.ts'
import { consentOn, consentScope, decide } from '#domain/consent/consent.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { decidesAs } from './family-child.ts'

/** A child one does not have custody of is as unknown as one who was never invited. */
export const answerDecideConsent = handle(decideConsent, async ({ actor, tx, body, house, now, today, newId, note }) => {
  const { pupilId, surveyId, decision } = body
  const [held, survey, persons] = await Promise.all([
    lockNamedInvitation(tx, surveyId, pupilId),
    findSurvey(tx, surveyId),
    listPersonsOfAccounts(tx, [actor.accountId]),
  ])
  if (!held || !survey) throw new Problem('not-found')
  const birthdays = await listBirthdays(tx, house.keyring, [held.personId])
  const invitation = consentOn(held, birthdays.get(held.personId), today)
  const as = decidesAs(actor.role)

  const decided = decide(invitation, decision, { as, isOpen: takesAnswers(survey, today) })
  if (typeof decided === 'string') throw new Problem(decided)

  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  // The same again is no new decision: the history keeps the one there is.
  if (decided.decision === invitation.decision) return
  await saveNamedInvitation(tx, invitation, { decides: decided.decides, decision: decided.decision })
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
