import { inviteOne } from '#api/survey.ts'
import { addInvited, insertInvitations, listInvitees, lockSurvey } from '#database/survey.ts'
import { mayInviteFrom } from '#domain/access/policy.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { inviteByName } from '../health/invite.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { linkAddress, linkOf, linksFor, unitsOf } from './invite.ts'

/** A child of another's district, one who has moved away and one who never was are equally unknown. */
export const answerInviteOne = handle(inviteOne, async ({ actor, tx, params, body, today, house, note }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey?.isRolling || survey.state === 'draft') throw new Problem('not-found')
  const invitee = (await listInvitees(tx, survey)).find(({ pupilId }) => pupilId === body.pupilId)
  if (!invitee || !mayInviteFrom(actor, invitee.classId)) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: [invitee.pupilId] })

  const { pupilId, classId, institutionId, grade, sex } = invitee
  if (invitee.turn === null) {
    const pupil = { pupilId, classId, institutionId, grade, sex }
    const slips = linksFor(house.keyring, tx.municipalityId, survey.id, [pupil])
    await addInvited(tx, survey.id, unitsOf([pupil]))
    await insertInvitations(tx, survey.id, slips)
    await inviteByName(tx, house.keyring, survey, slips, today)
  }
  return { link: linkAddress(house.origin, linkOf(house.keyring, tx.municipalityId, survey.id, pupilId, invitee.turn ?? 0)) }
})
