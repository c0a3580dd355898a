/**
 * Hands messages of one survey over, one by one, for a few seconds, and comes back for the rest.
 *
 * Each is claimed in a committed transaction, handed over, and what became of it is written in the next. A program that dies in
 * between leaves a claim that runs out; whoever finds it sends again where the channel knows our id, and else says that nobody
 * knows. Nobody gets two, and nobody is forgotten.
 */
import { enqueueAt } from '#database/jobs.ts'
import { countWaitingFor, nextMoment } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import { isQuiet, type Outcome } from '#domain/invitation/outcome.ts'
import { hourInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import type { Carrier, Carriers, Parcel, SentChannel } from '../invitation/carrier.ts'
import { claimNext, type Claimed } from '../invitation/claim-message.ts'
import { readReceipts } from '../invitation/read-receipts.ts'
import { writeOutcome } from '../invitation/write-outcome.ts'
import { log } from '../log.ts'
import { takeOverFromTheDead } from '../invitation/take-over.ts'

export type SendMessagesJob = { readonly municipalityId: number; readonly surveyId: string }

/** Short, so that a server that is told to stop does not wait for a whole municipality's mail. */
const sliceMs = 5_000
/** When nobody was there to take a message. */
const restMs = 60_000
/** How often is looked whether it is day again. */
const nightMs = 30 * 60_000

export async function sendMessages(house: House, { municipalityId, surveyId }: SendMessagesJob): Promise<void> {
  const { carriers } = house
  if (carriers === undefined || carriers.size === 0) return
  const asSystem = <R>(work: (tx: Tx) => Promise<R>) =>
    house.doors.asSystem(`send-messages surveys:${surveyId}`, { municipalityId, login: 'staff' }, work)
  const endsAt = performance.now() + sliceMs
  const channels = [...carriers.keys()]
  const awake = channels.filter((channel) => !isQuiet(channel, hourInDenmark(house.now())))
  const asleep = channels.filter((channel) => !awake.includes(channel))

  await asSystem((tx) => takeOverFromTheDead(tx, house, surveyId))
  await readReceipts(house, asSystem, surveyId)
  let isDown = false
  for (const channel of awake) isDown = (await sendBy(channel)) || isDown

  await asSystem(async (tx) => {
    const soonest = await nextMoment(tx, surveyId, awake)
    const isWaitingForDay = (await countWaitingFor(tx, surveyId, asleep)) > 0
    const now = house.now().getTime()
    const moments = [
      ...(soonest ? [Math.max(soonest.getTime(), now + (isDown ? restMs : 0))] : []),
      ...(isWaitingForDay ? [now + nightMs] : []),
    ]
    // Another key than the one by which somebody asks for it now: neither moves the other.
    if (moments.length > 0)
      await enqueueAt(tx, 'send-messages', { municipalityId, surveyId }, `send-messages-later:${surveyId}`, new Date(Math.min(...moments)))
  })

  /** True when nobody was there. What became of one is written together with the claim of the next. */
  async function sendBy(channel: SentChannel): Promise<boolean> {
    const carrier = (carriers as Carriers).get(channel)
    if (carrier === undefined) return false
    let claimed: Claimed | undefined = await asSystem((tx) => claimNext(tx, house, surveyId, channel))
    while (claimed !== undefined) {
      const { make, messages } = claimed
      const outcome = make === undefined ? undefined : await handOver(carrier, make)
      const isOver = performance.now() > endsAt || outcome?.is === 'unreachable'
      claimed = await asSystem(async (tx) => {
        if (outcome !== undefined) await writeOutcome(tx, house, messages, outcome, { canAsk: carrier.ask !== undefined })
        return isOver ? undefined : claimNext(tx, house, surveyId, channel)
      })
      if (outcome?.is === 'unreachable') return true
    }
    return false
  }
}

/** What we could not even make is tried again like anything else, and told to whoever runs the installation. */
async function handOver(carrier: Carrier, make: () => Parcel): Promise<Outcome> {
  let parcel: Parcel
  try {
    parcel = make()
  } catch (error) {
    log.defect({ requestId: '-', where: 'send-messages', error })
    return { is: 'later' }
  }
  return carrier.send(parcel)
}
