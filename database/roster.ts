/**
 * Roster imports, and the pupils and accounts they change. File and difference are ciphertext under a key of
 * the import's own; the difference lies in frames, so that a part of it can be read by itself.
 */
import { sql } from 'kysely'
import type { Role } from '#domain/access/actor.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { decrypt, decryptBytes, encrypt, type Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type RosterImportState = 'reading' | 'ready' | 'refused' | 'applying' | 'applied' | 'discarded' | 'failed'

export type RosterImportRow = {
  readonly id: string
  readonly state: RosterImportState
  readonly createdAt: string
  readonly progress: number
  /** As it was stored; the reader parses it. */
  readonly summary: unknown
}

const shown = ['id', 'state', 'createdAt', 'progress', 'summary'] as const

/** Stores a roster file as ciphertext, in state `reading`. */
export async function insertRosterImport(
  tx: Tx,
  keyring: Keyring,
  { id, createdBy, createdAt, file }: { readonly id: string; readonly createdBy: string; readonly createdAt: Date; readonly file: Uint8Array },
): Promise<void> {
  const { municipalityId } = tx
  const { key, wrapped } = keyring.newDataKey(keyOwner(municipalityId, id))
  await tx
    .insertInto('common.rosterImport')
    .values({
      municipalityId,
      id,
      state: 'reading',
      createdBy,
      createdAt: createdAt.toISOString(),
      keyEncryptionKey: keyring.id,
      wrappedKey: wrapped,
      file: encrypt(key, file, fileContext(municipalityId, id)),
      progress: 0,
    })
    .execute()
}

/** How far one import is. */
export async function findRosterImport(tx: Tx, id: string): Promise<RosterImportRow | undefined> {
  return tx.selectFrom('common.rosterImport').select(shown).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).executeTakeFirst()
}

/** The latest imports, newest first. */
export async function listRosterImports(tx: Tx, limit: number): Promise<readonly RosterImportRow[]> {
  return tx.selectFrom('common.rosterImport').select(shown).where('municipalityId', '=', tx.municipalityId).orderBy('createdAt', 'desc').orderBy('id').limit(limit).execute()
}

/**
 * The imports that are not over, held until commit, in one order so that two never wait for each other.
 * Whoever decides what happens to an import holds them all, for one import changes what the others would do.
 */
export async function lockRosterImports(tx: Tx): Promise<readonly Pick<RosterImportRow, 'id' | 'state'>[]> {
  return tx
    .selectFrom('common.rosterImport')
    .select(['id', 'state'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('state', 'in', ['reading', 'ready', 'applying'])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** How many imports have been carried out: a number that has grown means that what was read is out of date. */
export async function countAppliedImports(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('common.rosterImport')
    .select(({ fn }) => fn.countAll<number>().as('applied'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('state', '=', 'applied')
    .executeTakeFirstOrThrow()
  return row.applied
}

/** The file in the clear and who handed it in; undefined when the import is over or not there. */
export async function findRosterFile(tx: Tx, keyring: Keyring, id: string): Promise<{ readonly state: RosterImportState; readonly createdBy: string; readonly file: Buffer } | undefined> {
  const { municipalityId } = tx
  const row = await tx
    .selectFrom('common.rosterImport')
    .select(['state', 'createdBy', 'file', 'keyEncryptionKey', 'wrappedKey'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.file === null) return undefined
  const key = openKey(keyring, municipalityId, id, row.keyEncryptionKey, row.wrappedKey)
  return { state: row.state, createdBy: row.createdBy, file: decryptBytes(key, row.file, fileContext(municipalityId, id)) }
}

/** Notes how far the reading or applying is, 0 to 1; nothing happens when it is over. */
export async function saveRosterProgress(tx: Tx, id: string, progress: number): Promise<void> {
  await tx
    .updateTable('common.rosterImport')
    .set({ progress })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', 'in', ['reading', 'applying'])
    .execute()
}

/** Stores what the file would change, and opens it for approval. */
export async function saveRosterDifference(tx: Tx, keyring: Keyring, id: string, summary: object, frames: readonly string[]): Promise<void> {
  const { municipalityId } = tx
  const row = await tx
    .selectFrom('common.rosterImport')
    .select(['keyEncryptionKey', 'wrappedKey'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const key = openKey(keyring, municipalityId, id, row.keyEncryptionKey, row.wrappedKey)
  const difference = joinFrames(frames.map((frame, place) => encrypt(key, frame, frameContext(municipalityId, id, place, frames.length))))
  await tx
    .updateTable('common.rosterImport')
    .set({ state: 'ready', progress: 1, summary: JSON.stringify(summary), difference })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Moves an import that is not over to the next step: read again, or carry out. */
export async function saveRosterState(tx: Tx, id: string, state: 'reading' | 'applying'): Promise<void> {
  await tx.updateTable('common.rosterImport').set({ state, progress: 0 }).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/** Ends an import. File and difference are emptied; the summary, which names nobody, stays. */
export async function endRosterImport(tx: Tx, id: string, state: 'refused' | 'applied' | 'discarded' | 'failed', summary?: object): Promise<void> {
  await tx
    .updateTable('common.rosterImport')
    .set({ state, file: null, difference: null, ...(state === 'applied' ? { progress: 1 } : {}), ...(summary === undefined ? {} : { summary: JSON.stringify(summary) }) })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** How many frames the difference has; undefined when there is none. */
export async function countRosterFrames(tx: Tx, id: string): Promise<number | undefined> {
  return (await findFrames(tx, id))?.lengths.length
}

/** One frame of the difference in the clear; undefined when there is none. Reads only that part of the column. */
export async function findRosterFrame(tx: Tx, keyring: Keyring, id: string, place: number): Promise<string | undefined> {
  const { municipalityId } = tx
  const frames = await findFrames(tx, id)
  const length = frames?.lengths[place]
  if (frames === undefined || length === undefined) return undefined
  const from = headerBytes(frames.lengths.length) + frames.lengths.slice(0, place).reduce((sum, each) => sum + each, 0)
  const { rows } = await sql<{ frame: Buffer }>`
    select substring(difference from ${from + 1} for ${length}) as frame
    from common.roster_import where municipality_id = ${municipalityId} and id = ${id}`.execute(tx)
  const frame = rows[0]?.frame
  if (frame === undefined) return undefined
  const key = openKey(keyring, municipalityId, id, frames.keyEncryptionKey, frames.wrappedKey)
  return decrypt(key, frame, frameContext(municipalityId, id, place, frames.lengths.length))
}

type Frames = { readonly lengths: readonly number[]; readonly keyEncryptionKey: string; readonly wrappedKey: Buffer }

/** Two bytes say how many frames there are, four how long each is. */
const mostFrames = 1000
const headerBytes = (count: number) => 2 + 4 * count

function joinFrames(frames: readonly Buffer[]): Buffer {
  if (frames.length > mostFrames) throw new Error('a roster difference of too many frames')
  const header = Buffer.alloc(headerBytes(frames.length))
  header.writeUInt16BE(frames.length, 0)
  frames.forEach((frame, place) => header.writeUInt32BE(frame.byteLength, 2 + 4 * place))
  return Buffer.concat([header, ...frames])
}

async function findFrames(tx: Tx, id: string): Promise<Frames | undefined> {
  const { rows } = await sql<{ header: Buffer | null; keyEncryptionKey: string; wrappedKey: Buffer }>`
    select substring(difference from 1 for ${headerBytes(mostFrames)}) as header, key_encryption_key, wrapped_key
    from common.roster_import where municipality_id = ${tx.municipalityId} and id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row?.header) return undefined
  const { header, keyEncryptionKey, wrappedKey } = row
  const lengths = Array.from({ length: header.readUInt16BE(0) }, (_, place) => header.readUInt32BE(2 + 4 * place))
  return { lengths, keyEncryptionKey, wrappedKey }
}

export type PupilRow = {
  readonly id: string
  readonly personId: string
  readonly institution: string
  readonly className: string
  readonly schoolYear: number
  readonly sex: Sex
  readonly hasLeft: boolean
}

/** A page of the municipality's pupils, those who have left too, in order of id; `after` is the last id of the page before. */
export async function listPupils(tx: Tx, after: string, limit: number): Promise<readonly PupilRow[]> {
  const rows = await tx
    .selectFrom('common.pupil as pupil')
    .innerJoin('common.class as class', (join) => join.onRef('class.municipalityId', '=', 'pupil.municipalityId').onRef('class.id', '=', 'pupil.classId'))
    .innerJoin('common.institution as institution', (join) => join.onRef('institution.municipalityId', '=', 'pupil.municipalityId').onRef('institution.id', '=', 'pupil.institutionId'))
    .select(['pupil.id', 'pupil.personId', 'institution.number as institution', 'class.name as className', 'class.schoolYear', 'pupil.sex', 'pupil.leftOn'])
    .where('pupil.municipalityId', '=', tx.municipalityId)
    .where('pupil.id', '>', after)
    .orderBy('pupil.id')
    .limit(limit)
    .execute()
  return rows.map(({ leftOn, ...row }) => ({ ...row, hasLeft: leftOn !== null }))
}

/** How many pupils there are or have been: how long listing them takes. */
export async function countPupils(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('common.pupil')
    .select(({ fn }) => fn.countAll<number>().as('pupils'))
    .where('municipalityId', '=', tx.municipalityId)
    .executeTakeFirstOrThrow()
  return row.pupils
}

export type PupilPlace = { readonly id: string; readonly institutionId: string; readonly classId: string; readonly sex: Sex }

/** Enrols people as pupils. */
export async function insertPupils(tx: Tx, pupils: readonly (PupilPlace & { readonly personId: string })[]): Promise<void> {
  await sql`
    insert into common.pupil (municipality_id, id, person_id, institution_id, class_id, sex)
    select ${tx.municipalityId}::int, * from unnest(
      ${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ personId }) => personId)}::uuid[], ${pupils.map(({ institutionId }) => institutionId)}::uuid[],
      ${pupils.map(({ classId }) => classId)}::uuid[], ${pupils.map(({ sex }) => sex)}::text[])`.execute(tx)
}

/** Moves pupils to a class, also those who had left; returns how many there were. */
export async function savePupilPlaces(tx: Tx, pupils: readonly PupilPlace[]): Promise<number> {
  const result = await sql`
    update common.pupil as pupil set institution_id = given.institution_id, class_id = given.class_id, sex = given.sex, left_on = null
    from unnest(
      ${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ institutionId }) => institutionId)}::uuid[],
      ${pupils.map(({ classId }) => classId)}::uuid[], ${pupils.map(({ sex }) => sex)}::text[]) as given (id, institution_id, class_id, sex)
    where pupil.municipality_id = ${tx.municipalityId} and pupil.id = given.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** Marks enrolled pupils as having left; nothing about them is deleted here. Returns how many there were. */
export async function savePupilsLeft(tx: Tx, ids: readonly string[], leftOn: string): Promise<number> {
  const result = await tx
    .updateTable('common.pupil')
    .set({ leftOn })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('leftOn', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export type AccountRow = {
  readonly id: string
  readonly personId: string
  readonly role: Role
  readonly subjectIndex: Buffer
  readonly institutionIds: readonly string[]
  /** Classes of the school year asked for. */
  readonly classIds: readonly string[]
  readonly isClosed: boolean
}

/** Every account of the municipality, closed ones too, with the classes they lead in a school year. */
export async function listAccounts(tx: Tx, schoolYear: number): Promise<readonly AccountRow[]> {
  const { municipalityId } = tx
  const accounts = await tx
    .selectFrom('common.account')
    .select(['id', 'personId', 'role', 'subjectIndex', 'institutionIds', 'closedOn'])
    .where('municipalityId', '=', municipalityId)
    .execute()
  const led = await tx
    .selectFrom('common.accountClass as led')
    .innerJoin('common.class as class', (join) => join.onRef('class.municipalityId', '=', 'led.municipalityId').onRef('class.id', '=', 'led.classId'))
    .select(['led.accountId', 'led.classId'])
    .where('led.municipalityId', '=', municipalityId)
    .where('class.schoolYear', '=', schoolYear)
    .execute()
  const classesOf = Map.groupBy(led, ({ accountId }) => accountId)
  return accounts.map(({ closedOn, role, ...account }) => ({
    ...account,
    role: role as Role,
    classIds: (classesOf.get(account.id) ?? []).map(({ classId }) => classId),
    isClosed: closedOn !== null,
  }))
}

export type AccountPlace = { readonly id: string; readonly institutionIds: readonly string[] }

/** Gives accounts their institutions and opens those that were closed; returns how many there were. */
export async function saveAccountPlaces(tx: Tx, accounts: readonly AccountPlace[]): Promise<number> {
  const result = await sql`
    update common.account as account set institution_ids = string_to_array(given.institution_ids, ',')::uuid[], closed_on = null
    from unnest(${accounts.map(({ id }) => id)}::uuid[], ${accounts.map(({ institutionIds }) => institutionIds.join(','))}::text[]) as given (id, institution_ids)
    where account.municipality_id = ${tx.municipalityId} and account.id = given.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** Replaces the classes of a school year that accounts lead; other years' stay. */
export async function saveAccountClasses(tx: Tx, schoolYear: number, accounts: readonly { readonly id: string; readonly classIds: readonly string[] }[]): Promise<void> {
  const { municipalityId } = tx
  await sql`
    delete from common.account_class as led using common.class as class
    where led.municipality_id = ${municipalityId} and led.account_id = any(${accounts.map(({ id }) => id)}::uuid[])
      and class.municipality_id = ${municipalityId} and class.id = led.class_id and class.school_year = ${schoolYear}`.execute(tx)
  const led = accounts.flatMap(({ id, classIds }) => classIds.map((classId) => ({ id, classId })))
  await sql`
    insert into common.account_class (municipality_id, account_id, class_id)
    select ${municipalityId}::int, * from unnest(${led.map(({ id }) => id)}::uuid[], ${led.map(({ classId }) => classId)}::uuid[])`.execute(tx)
}

/** Closes accounts from this day on, and ends their sessions at once. Returns how many were open. */
export async function closeAccounts(tx: Tx, ids: readonly string[], closedOn: string): Promise<number> {
  await tx.deleteFrom('common.session').where('municipalityId', '=', tx.municipalityId).where('accountId', '=', sql<string>`any(${ids}::uuid[])`).execute()
  const result = await tx
    .updateTable('common.account')
    .set({ closedOn })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('closedOn', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

function openKey(keyring: Keyring, municipalityId: number, id: string, keyEncryptionKey: string, wrapped: Uint8Array): Buffer {
  if (keyEncryptionKey !== keyring.id) throw new Error(`a roster's key is wrapped by ${keyEncryptionKey}, and this installation holds ${keyring.id}`)
  return keyring.unwrap(wrapped, keyOwner(municipalityId, id))
}

function keyOwner(municipalityId: number, id: string): string {
  return `common.roster_import|${municipalityId}|${id}`
}

function fileContext(municipalityId: number, id: string): string {
  return `common.roster_import|${municipalityId}|${id}|file`
}

/** The number of frames is part of it, so that a difference can't be cut short. */
function frameContext(municipalityId: number, id: string, place: number, of: number): string {
  return `common.roster_import|${municipalityId}|${id}|difference|${place} of ${of}`
}
