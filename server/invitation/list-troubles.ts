import { listTroubles } from '#api/invitation.ts'
import { listNames, listProtected } from '#database/identity.ts'
import { findPlan, listUnsettled } from '#database/invitation.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { availableChannels } from './carrier.ts'
import { listReceivers } from './list-receivers.ts'

/** Whoever has answered meanwhile needs no message and is left out. */
export const answerListTroubles = handle(listTroubles, async ({ tx, params, today, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  const unsettled = await listUnsettled(tx, survey.id)
  const pupilIds = [...new Set(unsettled.map(({ pupilId }) => pupilId))]
  const receivers = await listReceivers(tx, house.keyring, survey, today, { pupilIds })
  const invitees = new Map((await listInvitees(tx, survey)).map((invitee) => [invitee.pupilId, invitee]))
  const children = pupilIds.flatMap((id) => invitees.get(id)?.personId ?? [])
  const persons = [...children, ...unsettled.map(({ personId }) => personId)]
  const names = await listNames(tx, house.keyring, persons)
  const hidden = new Set(await listProtected(tx, persons))
  const available = await availableChannels(tx, house)
  const planned = (await findPlan(tx, survey.id))?.channels ?? available

  const troubles = unsettled.flatMap((message) => {
    const invitee = invitees.get(message.pupilId)
    const receiver = receivers.find(({ personId, pupilId }) => personId === message.personId && pupilId === message.pupilId)
    if (!invitee || !receiver) return []
    const others = [...new Set([...planned, ...available])].filter(
      (channel) => channel !== message.channel && available.includes(channel) && receiver.channels.includes(channel),
    )
    return [
      {
        messageId: message.id,
        occasion: message.occasion,
        channel: message.channel,
        state: message.state as 'bounced' | 'failed' | 'uncertain',
        reason: message.reason ?? 'unknown',
        at: new Date(message.changedAt).toISOString(),
        pupilId: message.pupilId,
        child: names.get(invitee.personId) ?? '',
        receiver: hidden.has(message.personId) ? '' : (names.get(message.personId) ?? ''),
        classId: invitee.classId,
        className: invitee.className,
        institution: invitee.institution,
        others,
      },
    ]
  })
  note(`surveys:${survey.id}`, { pupilIds: troubles.map(({ pupilId }) => pupilId) })
  return troubles
})
