/** What a planner should know of how people are told, before a survey opens. Nothing of it stands in the way. */
import type { Survey, SurveyFinding } from '../survey/survey.ts'
import type { Channel } from './invitation.ts'
import type { InvitationPlan } from './plan.ts'

export type InvitationFinding = {
  readonly name:
    | 'invitations-unplanned'
    | 'invitations-outside'
    | 'invitations-late'
    | 'invitations-channel-missing'
    | 'invitations-unreached'
  readonly level: 'warning'
  readonly values: SurveyFinding['values']
}

/** When more than one in ten can be told by hand alone, it is a job that somebody must have time for. */
const manyUnreached = 0.1
/** Told so late, families have no week to think in. */
const fewDays = 7

export function checkInvitations(
  survey: Pick<Survey, 'opensOn' | 'closesOn' | 'isRolling'>,
  telling: {
    readonly plan: InvitationPlan | undefined
    readonly available: readonly Channel[]
    /** Receivers, and those of them that no machine and no planned letter reaches. */
    readonly receivers: number
    readonly unreached: number
    /** Whole days between two. */
    readonly daysBetween: (from: string, to: string) => number
  },
): readonly InvitationFinding[] {
  const { plan, available, receivers, unreached } = telling
  if (plan === undefined) return [{ name: 'invitations-unplanned', level: 'warning', values: {} }]
  const findings: InvitationFinding[] = []
  const warn = (name: InvitationFinding['name'], values: InvitationFinding['values'] = {}) =>
    findings.push({ name, level: 'warning', values })
  const isOutside = [plan.invitesOn, ...plan.remindsOn].some((day) => day < survey.opensOn || day > survey.closesOn)
  if (isOutside) warn('invitations-outside')
  else if (!survey.isRolling && telling.daysBetween(plan.invitesOn, survey.closesOn) < fewDays)
    warn('invitations-late', { days: String(telling.daysBetween(plan.invitesOn, survey.closesOn)) })
  if (plan.channels.some((channel) => !available.includes(channel))) warn('invitations-channel-missing')
  if (unreached > receivers * manyUnreached) warn('invitations-unreached', { unreached: String(unreached), receivers: String(receivers) })
  return findings
}
