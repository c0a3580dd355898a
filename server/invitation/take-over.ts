/** Claims that have run out: whoever took the message died before writing down what became of it. */
import { listMessages, saveMessage } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import { isSafeToRepeat } from '#domain/invitation/outcome.ts'
import type { House } from '../house.ts'

export async function takeOverFromTheDead(tx: Tx, house: House, surveyId: string): Promise<void> {
  const now = house.now()
  for (const message of await listMessages(tx, surveyId, { states: ['sending'], dueAt: now, isHeld: true }))
    await saveMessage(
      tx,
      message,
      isSafeToRepeat(message.channel) ? { state: 'waiting', nextAt: now } : { state: 'uncertain', reason: 'unknown', nextAt: null },
      now,
    )
}
