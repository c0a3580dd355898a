import { settleTrouble } from '#api/invitation.ts'
import { insertMessages, lockMessage, type Message, saveMessage } from '#database/invitation.ts'
import { enqueue } from '#database/jobs.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Channel } from '#domain/invitation/invitation.ts'
import { type Survey, takesAnswers } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { availableChannels } from './carrier.ts'
import { invitationStatus } from './invitation-status.ts'
import { listReceivers } from './list-receivers.ts'

/** A letter is printed by people: choosing it says that they will. Two who settle the same at once settle it once. */
export const answerSettleTrouble = handle(settleTrouble, async ({ tx, params, body, now, today, newId, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  const message = survey && (await lockMessage(tx, params.messageId))
  if (!survey || message?.surveyId !== survey.id || message.isSettled || !isTrouble(message)) throw new Problem('not-found')
  const channel = body.how === 'another' ? body.channel : body.how === 'again' ? message.channel : undefined
  if (channel !== undefined && channel !== 'letter') {
    if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
    if (!(await availableChannels(tx, house)).includes(channel)) throw new Problem('invitation-channel-missing')
    if (!(await isReached(tx, house, survey, message, channel, today))) throw new Problem('nobody-to-write-to')
  }

  await saveMessage(tx, message, { state: message.state, nextAt: null, isSettled: true }, now)
  if (channel !== undefined && channel !== 'letter') {
    const { surveyId, personId, pupilId, occasion, dueOn, receivedAs, language } = message
    const again = { id: newId(), surveyId, personId, pupilId, occasion, dueOn, turn: message.turn + 1, channel, receivedAs, language }
    await insertMessages(tx, [again], now)
    await enqueue(tx, 'send-messages', { municipalityId: tx.municipalityId, surveyId }, `send-messages:${surveyId}`)
  }
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: [message.pupilId] })
  return invitationStatus(tx, house, survey, today)
})

async function isReached(
  tx: Tx,
  house: House,
  survey: Survey,
  { personId, pupilId }: Message,
  by: Channel,
  today: string,
): Promise<boolean> {
  const receivers = await listReceivers(tx, house.keyring, survey, today, { pupilIds: [pupilId] })
  return receivers.some((one) => one.personId === personId && one.channels.includes(by))
}

function isTrouble({ state }: Message): boolean {
  return state === 'bounced' || state === 'failed' || state === 'uncertain'
}
