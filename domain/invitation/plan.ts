/** On which days and by which channels the people of a survey are told. */
import { addDays } from '../calendar/calendar.ts'
import type { Survey } from '../survey/survey.ts'
import { type Channel, channels } from './invitation.ts'

export type InvitationPlan = {
  readonly channels: readonly Channel[]
  readonly invitesOn: string
  readonly remindsOn: readonly string[]
}

/** Why a plan cannot be kept. The names are part of the public contract. */
export type PlanRefusal = 'invitation-channel-missing' | 'invitation-days-wrong'

const firstReminderDays = 7
const lastReminderDays = 3

/** What most would do: at once, once more after a week, and once more three days before the end, as far as there is room. */
export function suggestPlan(survey: Pick<Survey, 'opensOn' | 'closesOn'>, available: readonly Channel[], today: string): InvitationPlan {
  const invitesOn = later(survey.opensOn, today)
  const days = [addDays(invitesOn, firstReminderDays), addDays(survey.closesOn, -lastReminderDays)]
  const [first = '', last = ''] = days
  return {
    channels: channels.filter((channel) => available.includes(channel)),
    invitesOn,
    // Two reminders close together are one too many.
    remindsOn: [first, ...(addDays(first, lastReminderDays) < last ? [last] : [])].filter(
      (day) => day > invitesOn && day <= survey.closesOn,
    ),
  }
}

/**
 * The plan in good order, or why it cannot be kept. Days that are over may stand in it: they were kept.
 */
export function checkPlan(
  plan: InvitationPlan,
  { survey, available }: { survey: Pick<Survey, 'opensOn' | 'closesOn'>; available: readonly Channel[] },
): InvitationPlan | PlanRefusal {
  const { invitesOn } = plan
  const wanted = [...new Set(plan.channels)]
  const remindsOn = [...new Set(plan.remindsOn)].toSorted()
  if (!wanted.every((channel) => available.includes(channel))) return 'invitation-channel-missing'
  const isWithin = (day: string) => survey.opensOn <= day && day <= survey.closesOn
  if (![invitesOn, ...remindsOn].every(isWithin) || remindsOn.some((day) => day <= invitesOn)) return 'invitation-days-wrong'
  return { channels: wanted, invitesOn, remindsOn }
}

export type Due = { readonly occasion: 'invitation' | 'reminder'; readonly dueOn: string }

/**
 * What is to go out today by a plan: the first word to whoever has not had it, from its day on, so that one who is invited later
 * is told too; and a reminder on each of its days, which is dropped when nobody was there to send it that day.
 */
export function dueToday(plan: InvitationPlan, survey: Pick<Survey, 'opensOn'>, today: string): readonly Due[] {
  if (today < plan.invitesOn) return []
  return [invitationOf(survey), ...plan.remindsOn.filter((day) => day === today).map((dueOn) => ({ occasion: 'reminder' as const, dueOn }))]
}

/** There is one first word to each, whenever it goes out: its day is the survey's, not the plan's, which may change. */
export function invitationOf({ opensOn }: Pick<Survey, 'opensOn'>): Due {
  return { occasion: 'invitation', dueOn: opensOn }
}

function later(one: string, other: string): string {
  return one < other ? other : one
}
