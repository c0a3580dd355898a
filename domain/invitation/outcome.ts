/** What the other side answered about a message, and what follows from it. */
import type { Channel } from './invitation.ts'

/** Why a message reached nobody, as far as the other side said. */
export const troubleReasons = ['unknown-receiver', 'mailbox-full', 'not-registered', 'refused', 'unreachable', 'unknown'] as const
export type TroubleReason = (typeof troubleReasons)[number]

/** What became of handing a message over. */
export type Outcome =
  | { readonly is: 'sent'; readonly transportId: string | null }
  /** Not taken just now: surely not handed over, unless the channel tells one id twice from two. */
  | { readonly is: 'later' }
  /** Nobody was there to take it: what else waits for this channel need not be tried just now. */
  | { readonly is: 'unreachable' }
  /** It may have been taken: the line broke before the other side had answered. */
  | { readonly is: 'uncertain' }
  | { readonly is: 'refused'; readonly reason: TroubleReason }

/** What the other side says later of what it took. */
export type Receipt = { readonly is: 'delivered' } | { readonly is: 'underway' } | { readonly is: 'lost'; readonly reason: TroubleReason }

/** Pauses before the second, third … attempt: a minute for a hiccup, half a day for a weekend's outage. */
const pausesMinutes = [1, 5, 15, 60, 180, 360, 720] as const

/** Minutes until it is tried again after so many attempts; undefined when it has been tried enough. */
export function pauseAfter(attempts: number): number | undefined {
  return pausesMinutes[attempts - 1]
}

/** Channels that know a message by our own id: handed over twice under one id, it arrives once. */
const knowOurId: readonly Channel[] = ['digitalPost', 'sms']

/** Whether a message that may have been handed over can be handed over again and still arrive once. */
export function isSafeToRepeat(channel: Channel): boolean {
  return knowOurId.includes(channel)
}

/** The channel after this one in the plan's order by which the receiver can be reached; undefined when none is left but paper. */
export function channelAfter(failed: Channel, planned: readonly Channel[], reachable: readonly Channel[]): Channel | undefined {
  return planned.slice(planned.indexOf(failed) + 1).find((channel) => channel !== 'letter' && reachable.includes(channel))
}

/** By which of the plan's channels somebody is written to first; undefined when no machine reaches them. */
export function firstChannel(planned: readonly Channel[], reachable: readonly Channel[]): Channel | undefined {
  return planned.find((channel) => channel !== 'letter' && reachable.includes(channel))
}

const dayBegins = 8
const dayEnds = 20

/** Whether a channel rests at this hour of the Danish day: a telephone that rings at night wakes a family. */
export function isQuiet(channel: Channel, hour: number): boolean {
  return channel === 'sms' && (hour < dayBegins || hour >= dayEnds)
}
