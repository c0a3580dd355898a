/** Asks what became of messages that were taken, where the channel can be asked. */
import { listMessages, saveMessage } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import type { Receipt } from '#domain/invitation/outcome.ts'
import type { House } from '../house.ts'
import { inMinutes, writeLoss } from './write-outcome.ts'

/** Asked ever more rarely: minutes after it was sent, and how long until it is asked again. After a week nobody asks. */
const rhythm = [
  { untilMinutes: 60, everyMinutes: 10 },
  { untilMinutes: 24 * 60, everyMinutes: 60 },
  { untilMinutes: 7 * 24 * 60, everyMinutes: 6 * 60 },
] as const

const atOnce = 50
/** A gateway that is slow is asked for the rest later: nobody who stops, and no message, waits behind its answers. */
const patienceMs = 5_000

export async function readReceipts(
  house: House,
  asSystem: <R>(work: (tx: Tx) => Promise<R>) => Promise<R>,
  surveyId: string,
): Promise<void> {
  const due = await asSystem((tx) => listMessages(tx, surveyId, { states: ['sent'], dueAt: house.now() }))
  if (due.length === 0) return
  const answers = new Map<string, Receipt | undefined>()
  const endsAt = performance.now() + patienceMs
  for (const { id, channel, transportId } of due.slice(0, atOnce)) {
    if (performance.now() > endsAt) break
    const carrier = channel === 'letter' ? undefined : house.carriers?.get(channel)
    answers.set(id, transportId === null ? undefined : await carrier?.ask?.(transportId))
  }

  await asSystem(async (tx) => {
    const now = house.now()
    for (const message of due.filter(({ id }) => answers.has(id))) {
      const receipt = answers.get(message.id)
      if (receipt?.is === 'delivered') await saveMessage(tx, message, { state: 'delivered', nextAt: null }, now)
      else if (receipt?.is === 'lost') await writeLoss(tx, house, message, { state: 'bounced', reason: receipt.reason })
      else await saveMessage(tx, message, { state: 'sent', nextAt: askAgainAt(message.sentAt, now) }, now)
    }
  })
}

function askAgainAt(sentAt: string | null, now: Date): Date | null {
  const minutes = sentAt === null ? 0 : (now.getTime() - new Date(sentAt).getTime()) / 60_000
  const step = rhythm.find(({ untilMinutes }) => minutes < untilMinutes)
  return step === undefined ? null : inMinutes(now, step.everyMinutes)
}
