/**
 * Telling people that they are asked: who is told, by which channel, and what became of it. A message never names a child
 * or the topic where others may read along; what it leads to still asks who somebody is.
 */
import type { RespondentLanguage } from '../text/text.ts'

/** In the order in which they are tried, unless a survey says otherwise. A letter is printed and put in the post by people. */
export const channels = ['digitalPost', 'email', 'sms', 'letter'] as const
export type Channel = (typeof channels)[number]

/** The first word of a survey, or a reminder to whoever has neither answered nor said no. */
export const occasions = ['invitation', 'reminder'] as const
export type Occasion = (typeof occasions)[number]

/**
 * waiting → sending → sent → delivered; or
 * `bounced` (handed over, and came back), `failed` (never handed over; tried as often as is sensible), `uncertain` (the program
 * ended between handing over and writing it down: never sent again by itself), `stopped` (answered, declined, closed or
 * withdrawn before it was sent).
 */
export const messageStates = ['waiting', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'uncertain', 'stopped'] as const
export type MessageState = (typeof messageStates)[number]

/** As what somebody is written to: with custody, as the young person asked, or as a foster parent. */
export type ReceiverRole = 'custodyHolder' | 'self' | 'fosterParent'

/** Somebody who is written to about one invitation. */
export type Receiver = {
  readonly personId: string
  /** The child whose invitation it is: of a young person, themselves. */
  readonly pupilId: string
  readonly as: ReceiverRole
  /** By which they can be reached, best first; a letter is always possible, if only handed over by the school. */
  readonly channels: readonly Channel[]
  /** Danish where nobody has said: a Danish message ends with a line in English. */
  readonly language: RespondentLanguage
  /** Whether a letter can be posted: an address is known and not protected. Else the school hands it over. */
  readonly isPostable: boolean
}
