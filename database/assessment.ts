/**
 * PLUS cases: as bul_assessment, within the reach of who asks. Free text is ciphertext under a key of the case's
 * own, so that deleting the key makes a closed case unreadable.
 */
import { sql } from 'kysely'
import type { Role } from '#domain/access/actor.ts'
import type { LegalBasis, Relation } from '#domain/assessment/assessment.ts'
import type { Score } from '#domain/instrument/score.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { caseKeys, giveLeaves, keyOwner, openDataKey } from './data-key.ts'
import { type Keyring, type WrappedKey, decrypt, encrypt } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type NewAssessment = {
  readonly id: string
  readonly pupilId: string
  readonly reason: string
  readonly legalBasis: LegalBasis
  readonly instrument: string
  readonly openedBy: string
  readonly ownerId: string
  readonly now: Date
}

/** Opens a case with its key and its owner. Whoever opens it need not be on it. */
export async function insertAssessment(tx: Tx, keyring: Keyring, given: NewAssessment): Promise<void> {
  const { municipalityId } = tx
  const { id, pupilId, reason, legalBasis, instrument, openedBy, ownerId, now } = given
  const [leaf = 0] = await giveLeaves(tx, keyring, caseKeys, 1)
  const { key, ...stored } = keyring.newDataKey(municipalityId, leaf, keyOwner(caseKeys, municipalityId, id))
  await tx
    .insertInto('assessment.assessment')
    .values({
      municipalityId,
      id,
      pupilId,
      reason: encrypt(key, reason, context(municipalityId, id, 'reason')),
      legalBasis,
      instrument,
      state: 'open',
      openedAt: now.toISOString(),
      openedBy,
    })
    .execute()
  await tx
    .insertInto('assessment.assessmentKey')
    .values({ municipalityId, assessmentId: id, ...stored })
    .execute()
  await tx
    .insertInto('assessment.member')
    .values({ municipalityId, assessmentId: id, accountId: ownerId, part: 'owner', joinedAt: now.toISOString() })
    .execute()
}

/** What a case's free text is read and written with. */
export type CaseCipher = {
  readonly seal: (field: string, text: string) => Buffer
  readonly open: (field: string, sealed: Uint8Array) => string
}

/** The cipher of a case; undefined when the case is out of reach or its key is gone. */
export async function findCaseCipher(tx: Tx, keyring: Keyring, assessmentId: string): Promise<CaseCipher | undefined> {
  const { municipalityId } = tx
  const row = await tx
    .selectFrom('assessment.assessmentKey')
    .select(['keyEncryptionKey', 'leaf', 'wrapped'])
    .where('municipalityId', '=', municipalityId)
    .where('assessmentId', '=', assessmentId)
    .executeTakeFirst()
  return row && cipherOf(keyring, municipalityId, assessmentId, row)
}

/** The cipher of the case that the informant in reach is asked about; undefined when its key is gone. */
export async function findCipherOfInformant(tx: Tx, keyring: Keyring, assessmentId: string): Promise<CaseCipher | undefined> {
  const { rows } = await sql<WrappedKey>`select key_encryption_key, leaf, wrapped from assessment.key_of_informant()`.execute(tx)
  return rows[0] && cipherOf(keyring, tx.municipalityId, assessmentId, rows[0])
}

async function cipherOf(
  keyring: Keyring,
  municipalityId: number,
  assessmentId: string,
  stored: WrappedKey,
): Promise<CaseCipher | undefined> {
  const key = await openDataKey(keyring, caseKeys, municipalityId, assessmentId, stored)
  if (!key) return undefined
  return {
    seal: (field, text) => encrypt(key, text, context(municipalityId, assessmentId, field)),
    open: (field, sealed) => decrypt(key, sealed, context(municipalityId, assessmentId, field)),
  }
}

export type AssessmentFound = {
  readonly id: string
  readonly pupilId: string
  readonly personId: string
  readonly sex: Sex
  readonly className: string
  readonly institution: string
  readonly reason: Buffer | null
  readonly legalBasis: LegalBasis
  readonly instrument: string
  readonly state: 'open' | 'closed'
  readonly openedAt: string
  readonly closedAt: string | null
}

/** One case within reach. */
export async function findAssessment(tx: Tx, id: string): Promise<AssessmentFound | undefined> {
  const row = await selectAssessments(tx).where('a.id', '=', id).executeTakeFirst()
  return row as AssessmentFound | undefined
}

/** One case within reach, held until commit. */
export async function lockAssessment(tx: Tx, id: string): Promise<AssessmentFound | undefined> {
  const row = await selectAssessments(tx).where('a.id', '=', id).forUpdate('a').executeTakeFirst()
  return row as AssessmentFound | undefined
}

/** The cases within reach, open ones first, the latest on top. */
export async function listAssessments(tx: Tx): Promise<readonly AssessmentFound[]> {
  const rows = await selectAssessments(tx).orderBy('a.state', 'desc').orderBy('a.openedAt', 'desc').execute()
  return rows as readonly AssessmentFound[]
}

function selectAssessments(tx: Tx) {
  return tx
    .selectFrom('assessment.assessment as a')
    .innerJoin('common.pupil as p', (join) => join.onRef('p.municipalityId', '=', 'a.municipalityId').onRef('p.id', '=', 'a.pupilId'))
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'p.municipalityId').onRef('i.id', '=', 'p.institutionId'),
    )
    .select([
      'a.id',
      'a.pupilId',
      'p.personId',
      'p.sex',
      'c.name as className',
      'i.name as institution',
      'a.reason',
      'a.legalBasis',
      'a.instrument',
      'a.state',
      'a.openedAt',
      'a.closedAt',
    ])
    .where('a.municipalityId', '=', tx.municipalityId)
}

/** Closes a case: its links die with it, for they are looked up in open cases alone. */
export async function saveClosed(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('assessment.assessment')
    .set({ state: 'closed', closedAt: now.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

export type ChildFound = { readonly pupilId: string; readonly personId: string; readonly className: string; readonly institution: string }

/** The enrolled child of a person. */
export async function findChildOfPerson(tx: Tx, personId: string): Promise<ChildFound | undefined> {
  return selectChildren(tx).where('p.personId', '=', personId).executeTakeFirst()
}

/** An enrolled child. */
export async function findChildById(tx: Tx, pupilId: string): Promise<ChildFound | undefined> {
  return selectChildren(tx).where('p.id', '=', pupilId).executeTakeFirst()
}

function selectChildren(tx: Tx) {
  return tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'p.municipalityId').onRef('i.id', '=', 'p.institutionId'),
    )
    .select(['p.id as pupilId', 'p.personId', 'c.name as className', 'i.name as institution'])
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.leftOn', 'is', null)
}

export type Colleague = { readonly accountId: string; readonly personId: string; readonly role: Role }

/** People with an open account in these roles. */
export async function listColleagues(tx: Tx, roles: readonly Role[], today: string): Promise<readonly Colleague[]> {
  const rows = await tx
    .selectFrom('common.account')
    .select(['id as accountId', 'personId', 'role'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('role', 'in', [...roles])
    .where((eb) => eb.or([eb('closedOn', 'is', null), eb('closedOn', '>', today)]))
    .execute()
  return rows as readonly Colleague[]
}

/** Whose account each of these is, open or closed: what somebody wrote keeps its name. */
export async function listPersonsOfAccounts(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('common.account')
    .select(['id', 'personId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', 'in', [...accountIds])
    .execute()
  return new Map(rows.map(({ id, personId }) => [id, personId]))
}

export type MemberRow = Colleague & { readonly assessmentId: string; readonly part: 'owner' | 'participant' }

/** Who is on these cases now. */
export async function listMembers(tx: Tx, assessmentIds: readonly string[]): Promise<readonly MemberRow[]> {
  if (assessmentIds.length === 0) return []
  const rows = await tx
    .selectFrom('assessment.member as m')
    .innerJoin('common.account as a', (join) => join.onRef('a.municipalityId', '=', 'm.municipalityId').onRef('a.id', '=', 'm.accountId'))
    .select(['m.assessmentId', 'm.accountId', 'm.part', 'a.personId', 'a.role'])
    .where('m.municipalityId', '=', tx.municipalityId)
    .where('m.assessmentId', 'in', [...assessmentIds])
    .where('m.leftAt', 'is', null)
    .execute()
  return rows as readonly MemberRow[]
}

/** Puts somebody on the case, or back on it; an owner stays its owner. */
export async function saveMember(tx: Tx, assessmentId: string, accountId: string, now: Date): Promise<void> {
  await tx
    .insertInto('assessment.member')
    .values({ municipalityId: tx.municipalityId, assessmentId, accountId, part: 'participant', joinedAt: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'assessmentId', 'accountId']).doUpdateSet({ leftAt: null }))
    .execute()
}

/** Takes a participant off the case, at once. */
export async function saveMemberLeft(tx: Tx, assessmentId: string, accountId: string, now: Date): Promise<void> {
  await tx
    .updateTable('assessment.member')
    .set({ leftAt: now.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', '=', assessmentId)
    .where('accountId', '=', accountId)
    .where('part', '=', 'participant')
    .execute()
}

export type ConsentRow = {
  readonly givenBy: 'custodyHolder' | 'bothCustodyHolders' | 'youngPerson'
  readonly way: 'spoken' | 'written' | 'meeting' | 'ownPage'
  readonly decision: 'given' | 'informed' | 'withdrawn'
  readonly recordedBy: string
  readonly recordedAt: string
}

/** What the family was told or agreed to, oldest first. */
export async function listAssessmentConsents(tx: Tx, assessmentId: string): Promise<readonly ConsentRow[]> {
  const rows = await tx
    .selectFrom('assessment.consent')
    .select(['givenBy', 'way', 'decision', 'recordedBy', 'recordedAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', '=', assessmentId)
    .orderBy('recordedAt')
    .execute()
  return rows as readonly ConsentRow[]
}

/** Adds to what the family was told or agreed to. */
export async function insertAssessmentConsent(tx: Tx, assessmentId: string, id: string, given: ConsentRow): Promise<void> {
  await tx
    .insertInto('assessment.consent')
    .values({ municipalityId: tx.municipalityId, assessmentId, id, ...given })
    .execute()
}

export type InformantFound = {
  readonly id: string
  readonly assessmentId: string
  readonly round: number
  readonly relation: Relation
  readonly label: Buffer | null
  readonly instrument: string
  readonly version: string
  /** The same informant in the round before. */
  readonly follows: string | null
  readonly turn: number
  readonly state: 'invited' | 'answered' | 'declined' | 'withdrawn'
  readonly dueOn: string
  readonly invitedAt: string
  readonly remindedAt: string | null
  readonly answeredAt: string | null
}

const informantColumns = [
  'id',
  'assessmentId',
  'round',
  'relation',
  'label',
  'instrument',
  'version',
  'follows',
  'turn',
  'state',
  'dueOn',
  'invitedAt',
  'remindedAt',
  'answeredAt',
] as const

/** The informants of these cases, by round and invitation. */
export async function listInformants(tx: Tx, assessmentIds: readonly string[]): Promise<readonly InformantFound[]> {
  if (assessmentIds.length === 0) return []
  const rows = await tx
    .selectFrom('assessment.informant')
    .select(informantColumns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', 'in', [...assessmentIds])
    .orderBy('round')
    .orderBy('invitedAt')
    .orderBy('id')
    .execute()
  return rows as readonly InformantFound[]
}

/** Adds an invitation. */
export async function insertInformant(
  tx: Tx,
  informant: Omit<InformantFound, 'state' | 'remindedAt' | 'answeredAt'> & { readonly linkHmac: Buffer },
): Promise<void> {
  await tx
    .insertInto('assessment.informant')
    .values({ municipalityId: tx.municipalityId, ...informant, state: 'invited' })
    .execute()
}

/** Changes where an invitation stands. */
export async function saveInformant(
  tx: Tx,
  id: string,
  change: { readonly state?: InformantFound['state']; readonly remindedAt?: string; readonly answeredAt?: string },
): Promise<void> {
  await tx.updateTable('assessment.informant').set(change).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/**
 * Takes invitations back: the links die, and what was answered and not sent is deleted. `answered` ones stay, for
 * what was sent belongs to the case.
 */
export async function saveWithdrawn(tx: Tx, assessmentId: string, informantIds: readonly string[]): Promise<void> {
  if (informantIds.length === 0) return
  await tx
    .updateTable('assessment.informant')
    .set({ state: 'withdrawn' })
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', '=', assessmentId)
    .where('id', 'in', [...informantIds])
    .where('state', '!=', 'answered')
    .execute()
  await sql`select assessment.forget_withdrawn(${assessmentId}::uuid)`.execute(tx)
}

/** The invitation that a link is for, with what it asks; held until commit. Undefined for a link that never was. */
export async function lockInformantByLink(
  tx: Tx,
  linkHmac: Buffer,
): Promise<Pick<InformantFound, 'id' | 'assessmentId' | 'relation' | 'instrument' | 'version' | 'state' | 'dueOn'> | undefined> {
  const row = await tx
    .selectFrom('assessment.informant')
    .select(['id', 'assessmentId', 'relation', 'instrument', 'version', 'state', 'dueOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('linkHmac', '=', linkHmac)
    .forUpdate()
    .executeTakeFirst()
  return row as Pick<InformantFound, 'id' | 'assessmentId' | 'relation' | 'instrument' | 'version' | 'state' | 'dueOn'> | undefined
}

export type ResponseRow = {
  readonly informantId: string
  readonly answers: readonly number[]
  readonly score: Score
  /** What was written, by code of the item, as the case's ciphertext of `textsField`; null when nothing was. */
  readonly texts: Buffer | null
}

/** What a response's texts are sealed as (`CaseCipher`). */
export function textsField(informantId: string): string {
  return `response|${informantId}|texts`
}

/** What the informants of a case have answered, with the scores as they were reckoned. */
export async function listInformantResponses(tx: Tx, assessmentId: string): Promise<readonly ResponseRow[]> {
  const rows = await tx
    .selectFrom('assessment.response')
    .select(['informantId', 'answers', 'score', 'texts'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', '=', assessmentId)
    .execute()
  return rows as unknown as readonly ResponseRow[]
}

/** Keeps what an informant sent, with its score. */
export async function insertInformantResponse(
  tx: Tx,
  {
    informantId,
    assessmentId,
    answers,
    score,
    texts = null,
    now,
  }: Omit<ResponseRow, 'texts'> & { readonly texts?: Buffer | null } & { readonly assessmentId: string; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('assessment.response')
    .values({
      municipalityId: tx.municipalityId,
      informantId,
      assessmentId,
      answers: [...answers],
      score: sql`${JSON.stringify(score)}::jsonb`,
      texts,
      submittedAt: now.toISOString(),
    })
    .execute()
}

export type GoalRow = {
  readonly id: string
  readonly text: Buffer
  readonly who: Buffer
  readonly dueOn: string
  readonly score: string | null
  readonly state: 'agreed' | 'reached' | 'dropped'
}

/** The goals of these cases, the next due first. */
export async function listGoals(
  tx: Tx,
  assessmentIds: readonly string[],
): Promise<readonly (GoalRow & { readonly assessmentId: string })[]> {
  if (assessmentIds.length === 0) return []
  const rows = await tx
    .selectFrom('assessment.goal')
    .select(['id', 'assessmentId', 'text', 'who', 'dueOn', 'score', 'state'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', 'in', [...assessmentIds])
    .orderBy('dueOn')
    .orderBy('id')
    .execute()
  return rows as readonly (GoalRow & { readonly assessmentId: string })[]
}

/** Writes a goal down. */
export async function insertGoal(
  tx: Tx,
  goal: Omit<GoalRow, 'state'> & { readonly assessmentId: string; readonly writtenBy: string; readonly now: Date },
): Promise<void> {
  const { now, ...row } = goal
  await tx
    .insertInto('assessment.goal')
    .values({ municipalityId: tx.municipalityId, ...row, state: 'agreed', writtenAt: now.toISOString() })
    .execute()
}

/** Says how a goal ended; false when the case has no such goal. */
export async function saveGoalState(tx: Tx, assessmentId: string, id: string, state: GoalRow['state']): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('assessment.goal')
    .set({ state })
    .where('municipalityId', '=', tx.municipalityId)
    .where('assessmentId', '=', assessmentId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function context(municipalityId: number, assessmentId: string, field: string): string {
  return `assessment|${municipalityId}|${assessmentId}|${field}`
}
