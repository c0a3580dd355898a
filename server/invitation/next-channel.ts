/** When a message did not arrive: the plan's next channel by which its receiver can be reached. */
import { randomUUID } from 'node:crypto'
import { insertMessages, type Message, type Plan } from '#database/invitation.ts'
import { enqueue } from '#database/jobs.ts'
import type { Tx } from '#database/transaction.ts'
import { channelAfter } from '#domain/invitation/outcome.ts'
import { type Survey, takesAnswers } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { availableChannels } from './carrier.ts'
import { listReceivers } from './list-receivers.ts'

type Failed = {
  readonly survey: Survey
  readonly plan: Plan
  readonly message: Message
  readonly now: Date
  readonly today: string
}

/** Whether there was one. Nobody who need not be written to any more is written to otherwise. */
export async function tryNextChannel(tx: Tx, house: House, { survey, plan, message, now, today }: Failed): Promise<boolean> {
  if (!takesAnswers(survey, today) || plan.stoppedAt !== null) return false
  const { surveyId, personId, pupilId, occasion, dueOn, receivedAs, language } = message
  const receiver = (await listReceivers(tx, house.keyring, survey, today, { pupilIds: [pupilId] })).find((one) => one.personId === personId)
  const available = await availableChannels(tx, house)
  const channel =
    receiver &&
    channelAfter(
      message.channel,
      plan.channels.filter((one) => available.includes(one)),
      receiver.channels,
    )
  if (channel === undefined) return false

  const next = { id: randomUUID(), surveyId, personId, pupilId, occasion, dueOn, turn: message.turn + 1, channel, receivedAs, language }
  await insertMessages(tx, [next], now)
  await enqueue(tx, 'send-messages', { municipalityId: tx.municipalityId, surveyId }, `send-messages:${surveyId}`)
  return true
}
