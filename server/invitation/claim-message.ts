/** Takes the next message of a survey that may be sent now, asking once more whether it still should. */
import { claimMessage, findPlan, type Message, saveMessage, stopWaiting } from '#database/invitation.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { tellsOfAll } from '#domain/invitation/receivers.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import type { Parcel, SentChannel } from './carrier.ts'
import { tryNextChannel } from './next-channel.ts'
import { addressOf } from './list-receivers.ts'
import { parcelOf } from './parcel-of.ts'

/** The first of the messages is handed over, for all of them: a parent of twins hears once. Without anything to make, all were stopped. */
export type Claimed = { readonly messages: readonly Message[]; readonly make: (() => Parcel) | undefined }

/** Longer than any carrier tries, and short enough that nobody waits long for a server that died. */
const claimMinutes = 5

export async function claimNext(tx: Tx, house: House, surveyId: string, channel: SentChannel): Promise<Claimed | undefined> {
  const now = house.now()
  const today = dayInDenmark(now)
  const survey = await findSurvey(tx, surveyId)
  const plan = await findPlan(tx, surveyId)
  const municipality = await findMunicipality(tx)
  if (!survey || !plan || !municipality || !takesAnswers(survey, today) || plan.stoppedAt !== null) {
    await stopWaiting(tx, surveyId, now)
    return undefined
  }
  const until = new Date(now.getTime() + claimMinutes * 60_000)
  const claimed = await claimMessage(tx, { surveyId, channel, now, until, isForAll: tellsOfAll(channel) })
  if (claimed.length === 0) return undefined

  const messages: Message[] = []
  let make: (() => Parcel) | undefined
  for (const message of claimed) {
    const address = await addressOf(tx, house.keyring, survey, { ...message, channel }, today)
    const made =
      address && address.channel !== 'letter' ? await parcelOf(tx, house, { survey, municipality, message, address, now }) : undefined
    if (made === undefined) {
      // Answered, said no, without custody since yesterday: nobody is told. Moved behind protection: another channel may do.
      await saveMessage(tx, message, { state: 'stopped', nextAt: null }, now)
      await tryNextChannel(tx, house, { survey, plan, message, now, today })
      continue
    }
    make ??= made
    messages.push(message)
  }
  return { messages, make }
}
