import { renewLink } from '#api/survey.ts'
import * as entry from '#database/entry.ts'
import { listInvitees, lockSurvey } from '#database/survey.ts'
import { mayInviteFrom } from '#domain/access/policy.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkAddress, linkOf } from './invite.ts'

/** For a letter that is lost, or a link that was opened on a device nobody has any more. Whose child it is not, is unknown. */
export const answerRenewLink = handle(renewLink, async ({ actor, tx, params, body, today, house, note }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  const invitee = (await listInvitees(tx, survey)).find(({ pupilId }) => pupilId === body.pupilId)
  if (!invitee || !mayInviteFrom(actor, invitee.classId)) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  if (wayIn(questionnaire.respondent) !== 'link') throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  if (invitee.turn === null || invitee.decision === 'answered') throw new Problem('link-used')
  const turn = invitee.turn + 1
  const link = linkOf(house.keyring, tx.municipalityId, survey.id, invitee.pupilId, turn)

  const linkHmac = house.keyring.linkHmac(tx.municipalityId, link)
  const isRenewed = await entry.renewLink(tx, { surveyId: survey.id, pupilId: invitee.pupilId, turn, linkHmac })
  if (!isRenewed) throw new Problem('link-used')
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: [invitee.pupilId] })
  return { link: linkAddress(house.origin, link) }
})
