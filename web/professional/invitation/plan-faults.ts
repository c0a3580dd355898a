/** What keeps a plan from being saved, beside the field it is about. */
import type { InvitationPlan } from '#api/invitation.ts'
import { isDay } from '#domain/calendar/calendar.ts'

export type PlanFault = {
  readonly field: 'invites' | `reminds-${number}`
  /** Key of the texts, `invitation.plan.fault.<fault>`. */
  readonly fault: 'invites' | 'invites.outside' | 'reminds' | 'reminds.early' | 'reminds.late' | 'reminds.twice'
}

export function planFaults(
  { invitesOn, remindsOn }: InvitationPlan,
  { opensOn, closesOn }: { readonly opensOn: string; readonly closesOn: string },
): readonly PlanFault[] {
  const faults: PlanFault[] = []
  if (!isDay(invitesOn)) faults.push({ field: 'invites', fault: 'invites' })
  else if (invitesOn < opensOn || invitesOn > closesOn) faults.push({ field: 'invites', fault: 'invites.outside' })
  remindsOn.forEach((day, place) => {
    const say = (fault: PlanFault['fault']) => faults.push({ field: `reminds-${place}`, fault })
    if (!isDay(day)) say('reminds')
    else if (isDay(invitesOn) && day <= invitesOn) say('reminds.early')
    else if (day > closesOn) say('reminds.late')
    else if (remindsOn.indexOf(day) < place) say('reminds.twice')
  })
  return faults
}

/** A channel a place up or down among those that are chosen. */
export function moved<One>(order: readonly One[], one: One, by: -1 | 1): readonly One[] {
  const from = order.indexOf(one)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return order
  const next = order.toSpliced(from, 1)
  return next.toSpliced(to, 0, one)
}
