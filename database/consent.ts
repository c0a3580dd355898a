/** Who is asked by name, who decides, and every decision. Runs as bul_health; inviting runs as bul_staff. */
import { sql } from 'kysely'
import type { Decides } from '#domain/consent/age-rules.ts'
import { type Consent, consentScope, type Decision } from '#domain/consent/consent.ts'
import type { Tx } from './transaction.ts'

export type NamedInvitation = Consent & {
  readonly surveyId: string
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly slipHmac: Buffer
}

export type NewNamedInvitation = {
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly slipHmac: Buffer
  readonly decides: Decides
}

/** Asks children by name beside their ordinary slip, which stays the only way in. */
export async function insertNamedInvitations(tx: Tx, surveyId: string, invitations: readonly NewNamedInvitation[]): Promise<void> {
  const { municipalityId } = tx
  await sql`
    insert into health.invitation (municipality_id, survey_id, pupil_id, person_id, class_id, slip_hmac, decides)
    select ${municipalityId}::int, ${surveyId}::uuid, * from unnest(
      ${invitations.map(({ pupilId }) => pupilId)}::uuid[], ${invitations.map(({ personId }) => personId)}::uuid[], ${invitations.map(({ classId }) => classId)}::uuid[],
      ${invitations.map(({ slipHmac }) => slipHmac)}::bytea[], ${invitations.map(({ decides }) => decides)}::text[])`.execute(tx)
}

/**
 * The invitation that a slip is for; row-level security shows the slip in reach and no other.
 *
 * NOTE: without a lock, which would stay readable in the row's xmax: for a twin it would tell when somebody came in.
 */
export async function findInvitationBySlip(tx: Tx, slipHmac: Buffer): Promise<NamedInvitation | undefined> {
  const row = await selectInvitations(tx).where('slipHmac', '=', slipHmac).executeTakeFirst()
  return row && invitationOf(row)
}

/** The same, held until commit: only where something by name is written. */
export async function lockInvitationBySlip(tx: Tx, slipHmac: Buffer): Promise<NamedInvitation | undefined> {
  const row = await selectInvitations(tx).where('slipHmac', '=', slipHmac).forUpdate().executeTakeFirst()
  return row && invitationOf(row)
}

/** One child's invitation to a survey, held until commit. */
export async function lockNamedInvitation(tx: Tx, surveyId: string, pupilId: string): Promise<NamedInvitation | undefined> {
  const row = await selectInvitations(tx).where('surveyId', '=', surveyId).where('pupilId', '=', pupilId).forUpdate().executeTakeFirst()
  return row && invitationOf(row)
}

/** What stands on an invitation that is held: the decision, and since when it is answered. */
export async function saveNamedInvitation(
  tx: Tx,
  { surveyId, pupilId }: Pick<NamedInvitation, 'surveyId' | 'pupilId'>,
  change: {
    readonly decides?: Decides
    readonly decision?: Decision
    readonly answeredOn?: string | null
    readonly talkedOn?: string | null
    readonly journalledOn?: string | null
  },
): Promise<void> {
  await tx
    .updateTable('health.invitation')
    .set(change)
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('pupilId', '=', pupilId)
    .execute()
}

export type ConsentRow = {
  readonly id: string
  readonly surveyId: string
  readonly pupilId: string
  readonly classId: string
  /** The last two happened by themselves: somebody turned 15, or changed school. */
  readonly decision: 'given' | 'refused' | 'declined' | 'withdrawn' | 'endedByBirthday' | 'endedByMove'
  readonly decidedAs: Decides
  /** Null when it was said with the child's own slip. */
  readonly personId: string | null
  readonly scope: string
  readonly at: string
}

/** Adds a decision to those there have been; none is ever changed. */
export async function insertConsent(tx: Tx, consent: ConsentRow): Promise<void> {
  await tx
    .insertInto('health.consent')
    .values({ municipalityId: tx.municipalityId, ...consent })
    .execute()
}

/** Every decision about these children, newest first. */
export async function listConsents(tx: Tx, pupilIds: readonly string[]): Promise<readonly ConsentRow[]> {
  return tx
    .selectFrom('health.consent')
    .select(['id', 'surveyId', 'pupilId', 'classId', 'decision', 'decidedAs', 'personId', 'scope', 'at'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('pupilId', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .orderBy('at', 'desc')
    .execute() as Promise<readonly ConsentRow[]>
}

export type Forgotten = { readonly answers: readonly number[]; readonly questionnaire: { readonly code: string; readonly version: string } }

/** Deletes what a child answered by name in a survey, with marks and note; returns what its counted copy was reckoned of. */
export async function forgetResponse(tx: Tx, surveyId: string, pupilId: string): Promise<Forgotten | undefined> {
  const { rows } = await sql<{ answers: number[]; code: string; version: string }>`
    select answers, questionnaire_code as code, questionnaire_version as version from health.forget_response(${surveyId}, ${pupilId})`.execute(
    tx,
  )
  const [row] = rows
  return row && { answers: row.answers, questionnaire: { code: row.code, version: row.version } }
}

/** Takes one copy with these answers out of the class of the slip; false when something of it has been sealed. */
export async function countOut(tx: Tx, slipHmac: Buffer, answers: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ isOut: boolean }>`select statistics.count_out(${slipHmac}, ${[...answers]}::smallint[]) as is_out`.execute(
    tx,
  )
  return rows[0]?.isOut ?? false
}

/** A family's no, or that they think again: the class no longer waits for this slip, or does. */
export async function markDeclined(tx: Tx, slipHmac: Buffer, isDeclined: boolean): Promise<void> {
  await sql`select statistics.mark_declined(${slipHmac}, ${isDeclined})`.execute(tx)
}

/** Invitations whose decision does not hold any more, to be written by `endConsents`. */
export type Ending = Pick<NamedInvitation, 'surveyId' | 'pupilId' | 'classId' | 'decision'>

/**
 * What was agreed to and not used, of children who now go to another school (`classId` is the new class), or have
 * left (null). Runs as the roster's job, before `saveHealthPlaces`.
 */
export async function listConsentsEndedByMove(
  tx: Tx,
  pupils: readonly { readonly id: string; readonly classId: string | null }[],
): Promise<readonly Ending[]> {
  const { rows } = await sql<Ending>`
    select i.survey_id, i.pupil_id, i.class_id, i.decision
    from unnest(${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ classId }) => classId)}::uuid[]) as given (id, class_id)
    join health.invitation i on i.municipality_id = ${tx.municipalityId} and i.pupil_id = given.id
    join common.class old on old.municipality_id = i.municipality_id and old.id = i.class_id
    left join common.class now on now.municipality_id = i.municipality_id and now.id = given.class_id
    where i.decision = 'given' and i.answered_on is null and now.institution_id is distinct from old.institution_id`.execute(tx)
  return rows
}

/** Invitations to open surveys that a custody holder was to decide about; whoever has turned 15 is found by their CPR number. */
export async function listCustodyInvitations(tx: Tx, today: string): Promise<readonly (NamedInvitation & { readonly isOpen: boolean })[]> {
  const rows = await tx
    .selectFrom('health.invitation as i')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'i.municipalityId').onRef('s.id', '=', 'i.surveyId'))
    .select(['i.surveyId', 'i.pupilId', 'i.personId', 'i.classId', 'i.slipHmac', 'i.decides', 'i.decision', 'i.answeredOn', 's.closesOn'])
    .where('i.municipalityId', '=', tx.municipalityId)
    .where('i.decides', '=', 'custodyHolder')
    .where('s.state', '=', 'open')
    .execute()
  return rows.map(({ closesOn, ...row }) => ({ ...invitationOf(row), isOpen: today <= closesOn }))
}

/** Writes that decisions hold no longer, with why, in each child's history. */
export async function endConsents(
  tx: Tx,
  endings: readonly Ending[],
  why: {
    readonly decision: 'endedByBirthday' | 'endedByMove'
    readonly decides?: Decides
    readonly at: string
    readonly newId: () => string
  },
): Promise<void> {
  for (const { surveyId, pupilId, classId, decision: before } of endings) {
    await saveNamedInvitation(tx, { surveyId, pupilId }, { ...(why.decides ? { decides: why.decides } : {}), decision: 'none' })
    if (before === 'none') continue
    await insertConsent(tx, {
      id: why.newId(),
      surveyId,
      pupilId,
      classId,
      decision: why.decision,
      decidedAs: 'custodyHolder',
      personId: null,
      scope: consentScope,
      at: why.at,
    })
  }
}

export type FamilyLink = {
  /** What the draft is kept under, the same whichever link somebody came by. */
  readonly ownHmac: Buffer
  readonly slipHmac: Buffer
  readonly personId: string
  readonly surveyId: string
  readonly pupilId: string
}

/** Keeps a parent's or a young person's own link; the one before is worth nothing any more. */
export async function saveFamilyLink(tx: Tx, linkHmac: Buffer, link: FamilyLink): Promise<void> {
  const { slipHmac } = link
  await tx
    .insertInto('health.familyLink')
    .values({ municipalityId: tx.municipalityId, linkHmac, ...link })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'ownHmac']).doUpdateSet({ linkHmac, slipHmac }))
    .execute()
}

/** Somebody's own, by the link they came by or by what their draft is kept under. `holds` says whether they still have the child today. */
export async function findFamilyLink(
  tx: Tx,
  by: { readonly linkHmac: Buffer } | { readonly ownHmac: Buffer },
  today: string,
): Promise<(FamilyLink & { readonly holds: boolean }) | undefined> {
  return tx
    .selectFrom('health.familyLink as l')
    .select(['l.ownHmac', 'l.slipHmac', 'l.personId', 'l.surveyId', 'l.pupilId'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('identity.family as f')
            .select('f.personId')
            .whereRef('f.municipalityId', '=', 'l.municipalityId')
            .whereRef('f.personId', '=', 'l.personId')
            .whereRef('f.pupilId', '=', 'l.pupilId')
            .where('f.relation', '<>', 'foster')
            .where('f.validFrom', '<=', today)
            .where((or) => or.or([or('f.validUntil', 'is', null), or('f.validUntil', '>', today)])),
        )
        .$castTo<boolean>()
        .as('holds'),
    )
    .where('l.municipalityId', '=', tx.municipalityId)
    .$if('linkHmac' in by, (query) => query.where('l.linkHmac', '=', 'linkHmac' in by ? by.linkHmac : Buffer.alloc(0)))
    .$if('ownHmac' in by, (query) => query.where('l.ownHmac', '=', 'ownHmac' in by ? by.ownHmac : Buffer.alloc(0)))
    .executeTakeFirst()
}

/** Moves what is kept by name along with children who have changed class, so that their new professionals have them. Runs as the roster's job. */
export async function saveHealthPlaces(tx: Tx, pupils: readonly { readonly id: string; readonly classId: string }[]): Promise<void> {
  for (const table of ['invitation', 'consent', 'response', 'flag', 'note', 'journal', 'hidden_answer'] as const) {
    await sql`
      update ${sql.table(`health.${table}`)} as kept set class_id = given.class_id
      from unnest(${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ classId }) => classId)}::uuid[]) as given (id, class_id)
      where kept.municipality_id = ${tx.municipalityId} and kept.pupil_id = given.id`.execute(tx)
  }
}

function selectInvitations(tx: Tx) {
  return tx
    .selectFrom('health.invitation')
    .select(['surveyId', 'pupilId', 'personId', 'classId', 'slipHmac', 'decides', 'decision', 'answeredOn'])
    .where('municipalityId', '=', tx.municipalityId)
}

function invitationOf({
  answeredOn,
  decides,
  decision,
  ...row
}: {
  readonly surveyId: string
  readonly pupilId: string
  readonly personId: string
  readonly classId: string
  readonly slipHmac: Buffer
  readonly decides: string
  readonly decision: string
  readonly answeredOn: string | null
}): NamedInvitation {
  return { ...row, decides: decides as Decides, decision: decision as Decision, hasAnswered: answeredOn !== null }
}
