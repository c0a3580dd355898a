/** Puts in the queue whoever is to be told and has no message yet. */
import { randomUUID } from 'node:crypto'
import { insertMessages, listTold, type Plan } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import { firstChannel } from '#domain/invitation/outcome.ts'
import type { Due } from '#domain/invitation/plan.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { availableChannels } from './carrier.ts'
import { listReceivers } from './list-receivers.ts'

export type Queueing = {
  readonly survey: Survey
  readonly plan: Plan
  readonly due: Due
  readonly now: Date
  readonly today: string
}

/** Returns how many are new. Whoever had the first word today, or has it waiting, is not reminded of it. */
export async function queueMessages(tx: Tx, house: House, { survey, plan, due, now, today }: Queueing): Promise<number> {
  const available = await availableChannels(tx, house)
  const channels = plan.channels.filter((channel) => available.includes(channel))
  const receivers = await listReceivers(tx, house.keyring, survey, today)
  const told = await listTold(tx, survey.id, 'invitation')

  const isFresh = ({ state, sentAt }: (typeof told)[number]) =>
    state === 'waiting' || state === 'sending' || (sentAt !== null && dayInDenmark(new Date(sentAt)) === today)
  const passedOver = new Set(told.filter((one) => due.occasion === 'invitation' || isFresh(one)).map(keyOf))
  const messages = receivers.flatMap(({ personId, pupilId, as, channels: reachable, language }) => {
    const channel = firstChannel(channels, reachable)
    return channel === undefined || passedOver.has(keyOf({ personId, pupilId }))
      ? []
      : [{ id: randomUUID(), surveyId: survey.id, personId, pupilId, ...due, turn: 0, channel, receivedAs: as, language }]
  })

  return insertMessages(tx, messages, now)
}

function keyOf({ personId, pupilId }: { readonly personId: string; readonly pupilId: string }): string {
  return `${personId} ${pupilId}`
}
