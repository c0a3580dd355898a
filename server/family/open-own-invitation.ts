import { openOwnInvitation } from '#api/family.ts'
import { lockNamedInvitation } from '#database/consent.ts'
import { listNamedInvitations } from '#database/health.ts'
import type { Keyring } from '#database/keyring.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkOf } from '../survey/invite.ts'
import { mayAnswerHere } from './family-child.ts'

/** The link is made anew from the installation's key each time: it is stored nowhere, and the log holds none. */
export const answerOpenOwnInvitation = handle(openOwnInvitation, async ({ actor, tx, body, today, house, note }) => {
  const { pupilId, surveyId } = body
  const held = await lockNamedInvitation(tx, surveyId, pupilId)
  const invitation = (await listNamedInvitations(tx, { pupilIds: [pupilId] })).find((one) => one.surveyId === surveyId)
  if (!held || !invitation) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, invitation.questionnaire)
  const { state, closesOn } = invitation.survey
  if (!takesAnswers({ state: state as 'open', closesOn }, today)) throw new Problem('survey-not-open')
  if (!mayAnswerHere(invitation, questionnaire.respondent, actor.role)) throw new Problem('consent-not-yours')

  const link = findLink(house.keyring, tx.municipalityId, surveyId, pupilId, held.slipHmac)
  if (link === undefined) throw new Problem('not-found')

  note(`survey:${surveyId}`, { pupilIds: [pupilId] })
  return { link: `/svar#k=${link}` }
})

/** The turn of a link is the roster's to know: this tries the few there can be, and none that is not the child's own. */
function findLink(keyring: Keyring, municipalityId: number, surveyId: string, pupilId: string, linkHmac: Buffer): string | undefined {
  for (let turn = 0; turn < 20; turn++) {
    const link = linkOf(keyring, municipalityId, surveyId, pupilId, turn)
    if (keyring.linkHmac(municipalityId, link).equals(linkHmac)) return link
  }
  return undefined
}
