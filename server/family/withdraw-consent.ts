import { withdrawConsent } from '#api/family.ts'
import { countOut, forgetResponse, insertConsent, lockNamedInvitation, saveNamedInvitation } from '#database/consent.ts'
import { listPersonsOfAccounts } from '#database/health.ts'
import { consentOn, consentScope, withdraw } from '#domain/consent/consent.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { countable } from '#domain/response/submit.ts'
import { listBirthdays } from '../health/birthdays.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { decidesAs } from './family-child.ts'

/**
 * Deletes what is kept by name, at any time, and the copy that waits to be counted. What has been sealed stays counted: it is nobody's
 * any more, and a figure that changed by one child would tell what the child had answered.
 */
export const answerWithdrawConsent = handle(withdrawConsent, async ({ actor, tx, body, house, now, today, newId, note }) => {
  const { pupilId, surveyId } = body
  const [held, persons] = await Promise.all([lockNamedInvitation(tx, surveyId, pupilId), listPersonsOfAccounts(tx, [actor.accountId])])
  if (!held) throw new Problem('not-found')
  const birthdays = await listBirthdays(tx, house.keyring, [held.personId])
  const invitation = consentOn(held, birthdays.get(held.personId), today)
  const as = decidesAs(actor.role)

  const withdrawn = withdraw(invitation, as)
  if (typeof withdrawn === 'string') throw new Problem(withdrawn)

  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  const forgotten = await forgetResponse(tx, surveyId, pupilId)
  if (forgotten) {
    const { questionnaire } = await publishedQuestionnaire(tx, forgotten.questionnaire)
    await countOut(tx, held.slipHmac, countable(askedIn('statistics', questionnaire), forgotten.answers))
  }
  await saveNamedInvitation(tx, invitation, {
    decides: withdrawn.decides,
    decision: withdrawn.decision,
    answeredOn: null,
    talkedOn: null,
    journalledOn: null,
  })
  await insertConsent(tx, {
    id: newId(),
    surveyId,
    pupilId,
    classId: invitation.classId,
    decision: 'withdrawn',
    decidedAs: as,
    personId: persons.get(actor.accountId) ?? null,
    scope: consentScope,
    at: now.toISOString(),
  })
  return { deletedResponses: forgotten ? 1 : 0 }
})
