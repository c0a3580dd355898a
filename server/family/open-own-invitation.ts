import { randomBytes } from 'node:crypto'
import { openOwnInvitation } from '#api/family.ts'
import { lockNamedInvitation, saveFamilyLink } from '#database/consent.ts'
import { listNamedInvitations, listPersonsOfAccounts } from '#database/health.ts'
import { listOwnLinks } from '#database/opt-out.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Role } from '#domain/access/actor.ts'
import { linkFrom } from '#domain/survey/code.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { listBirthdays } from '../health/birthdays.ts'
import type { House } from '../house.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkOf } from '../survey/invite.ts'
import { consentOf, isOwnToAnswer, mayAnswerHere } from './family-child.ts'

/**
 * By name the link is one's own: what one parent begins the other does not see, and it is worth nothing once custody has
 * ended. It is a new one each time, so that another device of theirs may have it and an old one not; what was begun is
 * found again all the same. Its HMAC alone is stored, and the log holds neither.
 */
export const answerOpenOwnInvitation = handle(openOwnInvitation, async ({ actor, tx, body, today, house, note }) => {
  const { pupilId, surveyId } = body
  const [held, persons] = await Promise.all([lockNamedInvitation(tx, surveyId, pupilId), listPersonsOfAccounts(tx, [actor.accountId])])
  const invitation = (await listNamedInvitations(tx, { pupilIds: [pupilId] })).find((one) => one.surveyId === surveyId)
  const personId = persons.get(actor.accountId)
  if (!held || !invitation) {
    note(`survey:${surveyId}`, { pupilIds: [pupilId] })
    return { link: await linkWithoutName(tx, house, actor.role, body, today) }
  }
  if (personId === undefined) throw new Problem('not-found')
  const [{ questionnaire }, birthdays] = await Promise.all([
    publishedQuestionnaire(tx, invitation.questionnaire),
    listBirthdays(tx, house.keyring, [held.personId]),
  ])
  const { state, closesOn } = invitation.survey
  if (!takesAnswers({ state: state as 'open', closesOn }, today)) throw new Problem('survey-not-open')
  const consent = consentOf(invitation, birthdays.get(held.personId), today)
  if (!mayAnswerHere(consent, questionnaire.respondent, actor.role)) throw new Problem('consent-not-yours')

  const link = linkFrom(tx.municipalityId, randomBytes(24))
  const ownHmac = house.keyring.linkHmac(tx.municipalityId, `own|${surveyId}|${pupilId}|${personId}`)

  await saveFamilyLink(tx, house.keyring.linkHmac(tx.municipalityId, link), {
    ownHmac,
    slipHmac: held.slipHmac,
    personId,
    surveyId,
    pupilId,
  })
  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  return { link: `/svar/min-familie#k=${link}` }
})

/**
 * In the statistics track it is the child's link, the one in the letter: whoever comes in by it is nobody, and what both parents
 * have it opens once. That it has been used is not told here either.
 */
async function linkWithoutName(
  tx: Tx,
  { keyring }: House,
  role: Role,
  { pupilId, surveyId }: { readonly pupilId: string; readonly surveyId: string },
  today: string,
): Promise<string> {
  const slip = (await listOwnLinks(tx)).find((one) => one.surveyId === surveyId && one.pupilId === pupilId)
  const survey = slip && (await findSurvey(tx, surveyId))
  if (!survey) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  if (!isOwnToAnswer(questionnaire.respondent, role)) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  return `/svar/min-familie#k=${linkOf(keyring, tx.municipalityId, surveyId, pupilId, slip.turn)}`
}
