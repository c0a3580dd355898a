/** How a survey's people are told and what has become of it, in numbers. */
import type { InvitationStatus } from '#api/invitation.ts'
import { countMessages, countUnsettled, findPlan } from '#database/invitation.ts'
import type { Tx } from '#database/transaction.ts'
import { type Channel, channels, messageStates, occasions, type Receiver } from '#domain/invitation/invitation.ts'
import { firstChannel } from '#domain/invitation/outcome.ts'
import { suggestPlan } from '#domain/invitation/plan.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { availableChannels } from './carrier.ts'
import { listReceivers } from './list-receivers.ts'

export async function invitationStatus(tx: Tx, house: House, survey: Survey, today: string): Promise<InvitationStatus> {
  const available = await availableChannels(tx, house)
  const plan = await findPlan(tx, survey.id)
  const suggested = suggestPlan(survey, available, today)
  const receivers = survey.state === 'open' || survey.state === 'draft' ? await listReceivers(tx, house.keyring, survey, today) : []
  const counted = await countMessages(tx, survey.id)

  const { id, title, state, opensOn, closesOn } = survey
  return {
    surveyId: id,
    title,
    state,
    opensOn,
    closesOn,
    plan: plan ? { channels: [...plan.channels], invitesOn: plan.invitesOn, remindsOn: [...plan.remindsOn] } : null,
    isStopped: plan !== undefined && plan.stoppedAt !== null,
    suggested: { channels: [...suggested.channels], invitesOn: suggested.invitesOn, remindsOn: [...suggested.remindsOn] },
    available: [...available],
    receivers: countReceivers(receivers, plan?.channels ?? suggested.channels),
    messages: occasions.flatMap((occasion) =>
      channels
        .map((channel) => ({ occasion, channel, rows: counted.filter((row) => row.occasion === occasion && row.channel === channel) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ rows, ...told }) => ({
          ...told,
          counts: numbered(messageStates, (name) => rows.find(({ state: became }) => became === name)?.messages ?? 0),
        })),
    ),
    troubles: await countUnsettled(tx, survey.id),
  }
}

/** A letter where it is planned and nothing before it reaches; nobody's where no machine and no planned letter does. */
function countReceivers(receivers: readonly Receiver[], planned: readonly Channel[]): InvitationStatus['receivers'] {
  const chosen = receivers.map(
    ({ channels: reachable }) => firstChannel(planned, reachable) ?? (planned.includes('letter') ? 'letter' : undefined),
  )
  return {
    people: new Set(receivers.map(({ personId }) => personId)).size,
    children: new Set(receivers.map(({ pupilId }) => pupilId)).size,
    byChannel: numbered(channels, (channel) => chosen.filter((one) => one === channel).length),
    none: chosen.filter((one) => one === undefined).length,
  }
}

function numbered<K extends string>(names: readonly K[], count: (name: K) => number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, count(name)])) as Record<K, number>
}
