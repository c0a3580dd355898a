/** Writes down what became of a message, and what follows. */
import { findPlan, type Message, saveMessage } from '#database/invitation.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { isSafeToRepeat, type Outcome, pauseAfter, type TroubleReason } from '#domain/invitation/outcome.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { tryNextChannel } from './next-channel.ts'

/** When is first asked what became of something that was taken. */
const firstAskMinutes = 1

/** One outcome for all that were told by the same message. */
export async function writeOutcome(
  tx: Tx,
  house: House,
  messages: readonly Message[],
  outcome: Outcome,
  { canAsk }: { readonly canAsk: boolean },
): Promise<void> {
  const now = house.now()
  const together = messages[0]?.id ?? null
  for (const message of messages) {
    if (outcome.is === 'sent')
      await saveMessage(
        tx,
        message,
        {
          state: 'sent',
          sentAt: now,
          transportId: outcome.transportId ?? together,
          nextAt: canAsk ? inMinutes(now, firstAskMinutes) : null,
        },
        now,
      )
    else if (outcome.is === 'refused') await writeLoss(tx, house, message, { state: 'failed', reason: outcome.reason })
    else if (outcome.is === 'uncertain' && !isSafeToRepeat(message.channel))
      await saveMessage(tx, message, { state: 'uncertain', reason: 'unknown', nextAt: null, transportId: together }, now)
    else await tryAgain(tx, house, message)
  }
}

/** Later, with growing pauses; after the last it has failed. */
export async function tryAgain(tx: Tx, house: House, message: Message): Promise<void> {
  const pause = pauseAfter(message.attempts)
  if (pause === undefined) return writeLoss(tx, house, message, { state: 'failed', reason: 'unreachable' })
  const now = house.now()
  await saveMessage(tx, message, { state: 'waiting', nextAt: inMinutes(now, pause) }, now)
}

/** It did not arrive: the next channel takes over, or somebody is told that nobody was reached. */
export async function writeLoss(
  tx: Tx,
  house: House,
  message: Message,
  loss: { readonly state: 'failed' | 'bounced'; readonly reason: TroubleReason },
): Promise<void> {
  const now = house.now()
  if (!(await saveMessage(tx, message, { ...loss, nextAt: null }, now))) return
  const survey = await findSurvey(tx, message.surveyId)
  const plan = await findPlan(tx, message.surveyId)
  const isTakenOver = survey && plan && (await tryNextChannel(tx, house, { survey, plan, message, now, today: dayInDenmark(now) }))
  if (isTakenOver) await saveMessage(tx, { ...message, state: loss.state }, { ...loss, nextAt: null, isSettled: true }, now)
}

export function inMinutes(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}
