/**
 * How the people of a survey are told: the plan, and the queue of messages. A message is claimed in one transaction and what
 * became of it written in another, so that a program that dies in between leaves a row that says so.
 */
import { sql } from 'kysely'
import type { Channel, MessageState, Occasion, ReceiverRole } from '#domain/invitation/invitation.ts'
import type { TroubleReason } from '#domain/invitation/outcome.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Tx } from './transaction.ts'

export type Plan = {
  readonly channels: readonly Channel[]
  readonly invitesOn: string
  readonly remindsOn: readonly string[]
  /** When somebody stopped it; null while it runs. */
  readonly stoppedAt: string | null
}

/** The plan of a survey, if anybody has made one. */
export async function findPlan(tx: Tx, surveyId: string): Promise<Plan | undefined> {
  const row = await tx
    .selectFrom('common.invitationPlan')
    .select(['channels', 'invitesOn', 'remindsOn', 'stoppedAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .executeTakeFirst()
  return row && { ...row, channels: row.channels as Channel[] }
}

/** Makes or changes the plan of a survey; one that was stopped runs again. */
export async function savePlan(tx: Tx, surveyId: string, plan: Omit<Plan, 'stoppedAt'>, now: Date): Promise<void> {
  const row = {
    channels: [...plan.channels],
    invitesOn: plan.invitesOn,
    remindsOn: [...plan.remindsOn],
    plannedAt: now.toISOString(),
    stoppedAt: null,
  }
  await tx
    .insertInto('common.invitationPlan')
    .values({ municipalityId: tx.municipalityId, surveyId, ...row })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'surveyId']).doUpdateSet(row))
    .execute()
}

/** Says that nothing more is to go out by the plan. */
export async function stopPlan(tx: Tx, surveyId: string, now: Date): Promise<void> {
  await tx
    .updateTable('common.invitationPlan')
    .set({ stoppedAt: now.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .execute()
}

/** Surveys whose people are told by a plan, with those that are over and have messages left. */
export async function listPlannedSurveys(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.invitationPlan as p')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'p.municipalityId').onRef('s.id', '=', 'p.surveyId'))
    .select('p.surveyId')
    .where('p.municipalityId', '=', tx.municipalityId)
    .where((eb) =>
      eb.or([
        eb.and([eb('s.state', '=', 'open'), eb('p.stoppedAt', 'is', null)]),
        eb.exists(
          eb
            .selectFrom('common.invitationMessage as m')
            .select('m.id')
            .whereRef('m.municipalityId', '=', 'p.municipalityId')
            .whereRef('m.surveyId', '=', 'p.surveyId'),
        ),
      ]),
    )
    .orderBy('p.surveyId')
    .execute()
  return rows.map(({ surveyId }) => surveyId)
}

export type NewMessage = {
  readonly id: string
  readonly surveyId: string
  readonly personId: string
  readonly pupilId: string
  readonly occasion: Occasion
  /** The day of the plan it belongs to. */
  readonly dueOn: string
  readonly turn: number
  readonly channel: Channel
  readonly receivedAs: ReceiverRole
  readonly language: RespondentLanguage
}

/** Puts messages in the queue; one that is there already stays as it is. Returns how many are new. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<number> {
  let added = 0
  for (let from = 0; from < messages.length; from += rowsAtOnce) {
    const rows = messages.slice(from, from + rowsAtOnce).map((message) => ({
      municipalityId: tx.municipalityId,
      ...message,
      state: 'waiting' as const,
      nextAt: now.toISOString(),
      changedAt: now.toISOString(),
    }))
    const [result] = await tx
      .insertInto('common.invitationMessage')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    added += Number(result?.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

const rowsAtOnce = 2_000

export type Message = NewMessage & {
  readonly state: MessageState
  readonly reason: TroubleReason | null
  readonly attempts: number
  readonly transportId: string | null
  readonly sentAt: string | null
  readonly changedAt: string
  readonly isSettled: boolean
}

const columns = [
  'id',
  'surveyId',
  'personId',
  'pupilId',
  'occasion',
  'dueOn',
  'turn',
  'channel',
  'receivedAs',
  'language',
  'state',
  'reason',
  'attempts',
  'transportId',
  'sentAt',
  'changedAt',
  'isSettled',
] as const

/**
 * Takes the next message of a channel that is due, and marks it as being sent until `until`: nobody else takes it, and whoever
 * finds it still being sent after that knows that its sender died. `isForAll` takes with it what waits for the same receiver of
 * the same day about other children; the one to be handed over comes first.
 */
export async function claimMessage(
  tx: Tx,
  { surveyId, channel, now, until, isForAll }: { surveyId: string; channel: Channel; now: Date; until: Date; isForAll: boolean },
): Promise<readonly Message[]> {
  const { rows } = await sql<{ id: string }>`
    with next as (
      select id, person_id, occasion, due_on from common.invitation_message
      where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId} and channel = ${channel}
        and state = 'waiting' and next_at <= ${now.toISOString()}
      order by next_at, id limit 1 for update skip locked
    ), along as (
      select m.id from common.invitation_message m join next n
        on m.person_id = n.person_id and m.occasion = n.occasion and m.due_on = n.due_on
      where m.municipality_id = ${tx.municipalityId} and m.survey_id = ${surveyId} and m.channel = ${channel}
        and m.state = 'waiting' and m.id <> n.id and ${isForAll}
      for update of m skip locked
    )
    update common.invitation_message set state = 'sending', attempts = attempts + 1, next_at = ${until.toISOString()}, changed_at = ${now.toISOString()}
    where municipality_id = ${tx.municipalityId} and id in (select id from next union all select id from along)
    returning id`.execute(tx)
  return rows.length === 0 ? [] : listMessages(tx, surveyId, { ids: rows.map(({ id }) => id) })
}

/** Messages of a survey: some by id, or all in one state and due, held until commit where `isHeld`. */
export async function listMessages(
  tx: Tx,
  surveyId: string,
  which: { readonly ids?: readonly string[]; readonly states?: readonly MessageState[]; readonly dueAt?: Date; readonly isHeld?: boolean },
): Promise<readonly Message[]> {
  let query = tx
    .selectFrom('common.invitationMessage')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .orderBy('changedAt')
    .orderBy('id')
  if (which.ids) query = query.where('id', '=', sql<string>`any(${which.ids}::uuid[])`)
  if (which.states) query = query.where('state', '=', sql<MessageState>`any(${which.states}::text[])`)
  if (which.dueAt) query = query.where('nextAt', '<=', which.dueAt.toISOString())
  if (which.isHeld) query = query.forUpdate().skipLocked()
  return (await query.execute()) as readonly Message[]
}

/** One message by its id alone, held until commit: what a mail that came back says of itself. */
export async function lockMessage(tx: Tx, id: string): Promise<Message | undefined> {
  const row = await tx
    .selectFrom('common.invitationMessage')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Message | undefined
}

/** The messages that went out as one mail or SMS with this one, held until commit. */
export async function listTogether(
  tx: Tx,
  { id, surveyId, transportId }: Pick<Message, 'id' | 'surveyId' | 'transportId'>,
): Promise<readonly Message[]> {
  const rows = await tx
    .selectFrom('common.invitationMessage')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where((eb) => eb.or([eb('id', '=', id), eb('transportId', '=', transportId)]))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as readonly Message[]
}

export type MessageChange = {
  readonly state: MessageState
  readonly reason?: TroubleReason | null
  readonly nextAt: Date | null
  readonly transportId?: string | null
  readonly sentAt?: Date
  readonly isSettled?: boolean
}

/** Writes down what became of a message, if it still is in the state in which it was taken. False when it is not. */
export async function saveMessage(tx: Tx, message: Pick<Message, 'id' | 'state'>, change: MessageChange, now: Date): Promise<boolean> {
  const { nextAt, sentAt, ...rest } = change
  const [result] = await tx
    .updateTable('common.invitationMessage')
    .set({
      ...rest,
      nextAt: nextAt?.toISOString() ?? null,
      ...(sentAt === undefined ? {} : { sentAt: sentAt.toISOString() }),
      changedAt: now.toISOString(),
    })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', message.id)
    .where('state', '=', message.state)
    .execute()
  return result?.numUpdatedRows === 1n
}

/** Stops what waits of a survey, of all channels but those that are kept. What is being sent goes on. */
export async function stopWaiting(tx: Tx, surveyId: string, now: Date, kept: readonly Channel[] = []): Promise<void> {
  await tx
    .updateTable('common.invitationMessage')
    .set({ state: 'stopped', nextAt: null, changedAt: now.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('state', '=', 'waiting')
    .where('channel', '<>', sql<Channel>`all(${kept}::text[])`)
    .execute()
}

/** When the queue has to do with messages of these channels again; undefined when all is done. */
export async function nextMoment(tx: Tx, surveyId: string, channels: readonly Channel[]): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('common.invitationMessage')
    .select(({ fn }) => fn.min('nextAt').as('at'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('channel', '=', sql<Channel>`any(${channels}::text[])`)
    .where('nextAt', 'is not', null)
    .executeTakeFirst()
  return row?.at ? new Date(row.at) : undefined
}

/** How many messages wait for these channels. */
export async function countWaitingFor(tx: Tx, surveyId: string, channels: readonly Channel[]): Promise<number> {
  const row = await tx
    .selectFrom('common.invitationMessage')
    .select(({ fn }) => fn.countAll<number>().as('messages'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('channel', '=', sql<Channel>`any(${channels}::text[])`)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(row.messages)
}

export type MessageCount = {
  readonly occasion: Occasion
  readonly channel: Channel
  readonly state: MessageState
  readonly messages: number
}

/** How many messages of a survey became what: those there are, and of a survey that is over those there were. */
export async function countMessages(tx: Tx, surveyId: string): Promise<readonly MessageCount[]> {
  const { rows } = await sql<MessageCount>`
    select occasion, channel, state, sum(messages)::int as messages from (
      select occasion, channel, state, 1 as messages from common.invitation_message
      where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId}
      union all
      select occasion, channel, state, messages from common.invitation_count
      where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId}
    ) as counted group by occasion, channel, state order by occasion, channel, state`.execute(tx)
  return rows
}

/** Who has a message of an occasion already, whatever became of it. */
export async function listTold(
  tx: Tx,
  surveyId: string,
  occasion: Occasion,
): Promise<readonly Pick<Message, 'personId' | 'pupilId' | 'state' | 'sentAt'>[]> {
  const rows = await tx
    .selectFrom('common.invitationMessage')
    .select(['personId', 'pupilId', 'state', 'sentAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('occasion', '=', occasion)
    .execute()
  return rows as readonly Pick<Message, 'personId' | 'pupilId' | 'state' | 'sentAt'>[]
}

const troubles = ['bounced', 'failed', 'uncertain'] as const

/** Messages that reached nobody, or may not have, and that nobody has dealt with; the newest last. */
export async function listUnsettled(tx: Tx, surveyId: string): Promise<readonly Message[]> {
  const rows = await tx
    .selectFrom('common.invitationMessage')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('state', 'in', troubles)
    .where('isSettled', '=', false)
    .orderBy('changedAt')
    .orderBy('id')
    .execute()
  return rows as readonly Message[]
}

/** How many those are. */
export async function countUnsettled(tx: Tx, surveyId: string): Promise<number> {
  const row = await tx
    .selectFrom('common.invitationMessage')
    .select(({ fn }) => fn.countAll<number>().as('messages'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('state', 'in', troubles)
    .where('isSettled', '=', false)
    .executeTakeFirstOrThrow()
  return Number(row.messages)
}

/** Open surveys that take answers on a day, those that end first on top: whether there is a plan, and how many reached nobody. */
export async function listTelling(
  tx: Tx,
  today: string,
): Promise<
  readonly {
    readonly surveyId: string
    readonly title: string
    readonly closesOn: string
    readonly isPlanned: boolean
    readonly troubles: number
  }[]
> {
  const rows = await tx
    .selectFrom('common.survey as s')
    .leftJoin('common.invitationPlan as p', (join) =>
      join.onRef('p.municipalityId', '=', 's.municipalityId').onRef('p.surveyId', '=', 's.id'),
    )
    .select((eb) => [
      's.id as surveyId',
      's.title',
      's.closesOn',
      'p.invitesOn',
      eb
        .selectFrom('common.invitationMessage as m')
        .select(({ fn }) => fn.countAll<number>().as('messages'))
        .whereRef('m.municipalityId', '=', 's.municipalityId')
        .whereRef('m.surveyId', '=', 's.id')
        .where('m.state', 'in', troubles)
        .where('m.isSettled', '=', false)
        .as('troubles'),
    ])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.state', '=', 'open')
    .where('s.closesOn', '>=', today)
    .orderBy('s.closesOn')
    .orderBy('s.title')
    .execute()
  return rows.map(({ invitesOn, troubles: count, ...row }) => ({ ...row, isPlanned: invitesOn !== null, troubles: Number(count) }))
}

/** Forgets who was told of a survey that is over; how many is kept. What still waited was stopped by its end. */
export async function forgetMessages(tx: Tx, surveyId: string): Promise<void> {
  await sql`
    with gone as (
      delete from common.invitation_message where municipality_id = ${tx.municipalityId} and survey_id = ${surveyId}
      returning occasion, channel, case state when 'waiting' then 'stopped' when 'sending' then 'uncertain' else state end as state
    )
    insert into common.invitation_count (municipality_id, survey_id, occasion, channel, state, messages)
    select ${tx.municipalityId}, ${surveyId}, occasion, channel, state, count(*) from gone group by occasion, channel, state
    on conflict (municipality_id, survey_id, occasion, channel, state)
      do update set messages = invitation_count.messages + excluded.messages`.execute(tx)
}

/** The municipality's CVR number: whose post it is. */
export async function findCvr(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('common.municipality').select('cvr').where('municipalityId', '=', tx.municipalityId).executeTakeFirst()
  return row?.cvr ?? undefined
}

/** A child who is invited: what stands on the letter, and which link is theirs. */
export async function findInvited(
  tx: Tx,
  surveyId: string,
  pupilId: string,
): Promise<{ readonly personId: string; readonly className: string; readonly institution: string; readonly turn: number } | undefined> {
  return tx
    .selectFrom('common.slip as s')
    .innerJoin('common.pupil as p', (join) => join.onRef('p.municipalityId', '=', 's.municipalityId').onRef('p.id', '=', 's.pupilId'))
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 's.municipalityId').onRef('c.id', '=', 's.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .select(['p.personId', 'c.name as className', 'i.name as institution', 's.turn'])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.surveyId', '=', surveyId)
    .where('s.pupilId', '=', pupilId)
    .executeTakeFirst()
}
