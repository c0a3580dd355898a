/** What the invitations of a survey come to, from the numbers the server tells. */
import type { InvitationPlan, InvitationStatus } from '#api/invitation.ts'
import { type Channel, type MessageState, messageStates, type Occasion } from '#domain/invitation/invitation.ts'

type Counted = Pick<InvitationStatus, 'messages'>

/** How many messages are in one of these states. */
export function countIn({ messages }: Counted, states: readonly MessageState[], occasion?: Occasion): number {
  return messages
    .filter((row) => occasion === undefined || row.occasion === occasion)
    .reduce((sum, { counts }) => sum + states.reduce((some, state) => some + (counts[state] ?? 0), 0), 0)
}

const finished = ['sent', 'delivered', 'bounced', 'failed', 'uncertain', 'stopped'] as const

/** How many messages have gone as far as they go by themselves, of all there are. */
export function progressOf(status: Counted): { readonly done: number; readonly all: number } {
  return { done: countIn(status, finished), all: countIn(status, messageStates) }
}

/** Messages that are on their way out now, so that the figures change while one looks. */
export function underway(status: Counted): number {
  return countIn(status, ['waiting', 'sending'])
}

/** Messages that have left, whatever became of them. */
export function gone(status: Counted): number {
  return countIn(status, ['sent', 'delivered', 'bounced'])
}

/** The states that stand in the table: what has happened, and always the two that everybody looks for. */
export function shownStates(status: Counted): readonly MessageState[] {
  return messageStates.filter((state) => state === 'sent' || state === 'delivered' || countIn(status, [state]) > 0)
}

/** What the page is about just now; its heading says it. */
export type Stage = 'over' | 'unplanned' | 'troubles' | 'sending' | 'sent' | 'byHand' | 'stopped' | 'planned' | 'none'

export function stageOf(status: Pick<InvitationStatus, 'state' | 'plan' | 'isStopped' | 'troubles' | 'messages'>, today: string): Stage {
  if (status.state === 'closed' || status.state === 'sealed') return 'over'
  if (status.troubles > 0) return 'troubles'
  if (underway(status) > 0) return 'sending'
  if (gone(status) > 0) return 'sent'
  if (status.plan === null) return 'unplanned'
  if (status.isStopped) return 'stopped'
  if (machines(status.plan.channels).length === 0) return 'byHand'
  return nextDay(status, today) === undefined ? 'none' : 'planned'
}

/** Channels by which somebody is written to without a person carrying it. */
export function machines(channels: readonly Channel[]): readonly Channel[] {
  return channels.filter((channel) => channel !== 'letter')
}

/** The next day on which the plan sends something: the first message, or a reminder. */
export function nextDay(
  { plan, messages }: Pick<InvitationStatus, 'plan' | 'messages'>,
  today: string,
): { readonly occasion: Occasion; readonly day: string } | undefined {
  if (plan === null || machines(plan.channels).length === 0) return undefined
  if (countIn({ messages }, messageStates, 'invitation') === 0) return { occasion: 'invitation', day: plan.invitesOn }
  const reminder = plan.remindsOn.toSorted().find((day) => day > today)
  return reminder === undefined ? undefined : { occasion: 'reminder', day: reminder }
}

/** How many of a kind may be sent now, by channel in the plan's order: never more than there are receivers. */
export function mayGoOut(
  { receivers, messages }: Pick<InvitationStatus, 'receivers' | 'messages'>,
  plan: InvitationPlan,
  occasion: Occasion,
): { readonly most: number; readonly ways: readonly { readonly channel: Channel; readonly count: number }[] } {
  const ways = machines(plan.channels)
    .map((channel) => ({ channel, count: receivers.byChannel[channel] ?? 0 }))
    .filter(({ count }) => count > 0)
  const everybody = ways.reduce((sum, { count }) => sum + count, 0)
  // Whoever has had the first word, or is about to, does not get it again; one that did not arrive is dealt with by name.
  const told =
    occasion === 'invitation'
      ? countIn(
          { messages },
          messageStates.filter((state) => state !== 'stopped'),
          'invitation',
        )
      : 0
  return { most: Math.max(0, everybody - told), ways }
}
