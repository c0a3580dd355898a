/**
 * Roster imports. File and difference are ciphertext under a key of the import's own; the difference lies in
 * frames, so that a part of it can be read by itself.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { keyOwner, openDataKey, rosterKeys } from './data-key.ts'
import { type Leaf, leafOf, type LeafRange, leavesBefore } from './key-tree.ts'
import { decryptBytes, encrypt, type Keyring, type WrappedKey } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type RosterImportState = 'reading' | 'ready' | 'awaiting-second' | 'refused' | 'applying' | 'applied' | 'discarded' | 'failed'

export type RosterImportRow = {
  readonly id: string
  readonly state: RosterImportState
  readonly createdAt: string
  readonly progress: number
  /** As it was stored; the reader parses it. */
  readonly summary: unknown
  /** The account that approved first, and when, while a second approval is waited for. */
  readonly approvedBy: string | null
  readonly approvedAt: string | null
  /** Which successions the first approver said are true, as it was stored; the reader parses it. */
  readonly confirmed: unknown
}

const shown = ['id', 'state', 'createdAt', 'progress', 'summary', 'approvedBy', 'approvedAt', 'confirmed'] as const

/** Stores a roster file as ciphertext, in state `reading`. */
export async function insertRosterImport(
  tx: Tx,
  keyring: Keyring,
  {
    id,
    createdBy,
    createdAt,
    file,
  }: { readonly id: string; readonly createdBy: string; readonly createdAt: Date; readonly file: Uint8Array },
): Promise<void> {
  const { municipalityId } = tx
  await keyring.refresh()
  const leaf = await nextLeaf(tx, createdAt)
  const { key, keyEncryptionKey, wrapped } = keyring.newDataKey(municipalityId, leaf, keyOwner(rosterKeys, municipalityId, id))
  await tx
    .insertInto('common.rosterImport')
    .values({
      municipalityId,
      id,
      state: 'reading',
      createdBy,
      createdAt: createdAt.toISOString(),
      keyEncryptionKey,
      leaf,
      wrappedKey: wrapped,
      file: encrypt(key, file, fileContext(municipalityId, id)),
      progress: 0,
    })
    .execute()
}

/** How far one import is. */
export async function findRosterImport(tx: Tx, id: string): Promise<RosterImportRow | undefined> {
  return tx
    .selectFrom('common.rosterImport')
    .select(shown)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The latest imports, newest first. */
export async function listRosterImports(tx: Tx, limit: number): Promise<readonly RosterImportRow[]> {
  return tx
    .selectFrom('common.rosterImport')
    .select(shown)
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
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
    .where('state', 'in', ['reading', 'ready', 'awaiting-second', 'applying'])
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
export async function findRosterFile(
  tx: Tx,
  keyring: Keyring,
  id: string,
): Promise<{ readonly state: RosterImportState; readonly createdBy: string; readonly file: Buffer } | undefined> {
  const { municipalityId } = tx
  const row = await tx
    .selectFrom('common.rosterImport')
    .select(['state', 'createdBy', 'file', 'keyEncryptionKey', 'leaf', 'wrappedKey as wrapped'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.file === null) return undefined
  const key = await openKey(keyring, municipalityId, id, row)
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
export async function saveRosterDifference(
  tx: Tx,
  keyring: Keyring,
  id: string,
  summary: object,
  frames: Iterable<string> & { readonly length: number },
): Promise<void> {
  const { municipalityId } = tx
  const row = await tx
    .selectFrom('common.rosterImport')
    .select(['keyEncryptionKey', 'leaf', 'wrappedKey as wrapped'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const key = await openKey(keyring, municipalityId, id, row)
  // Made one at a time and packed before they are sealed: a large municipality's are a hundred megabytes of text.
  const sealed: Buffer[] = []
  for (const frame of frames)
    sealed.push(encrypt(key, deflateRawSync(frame, quick), frameContext(municipalityId, id, sealed.length, frames.length)))
  const difference = joinFrames(sealed)
  await tx
    .updateTable('common.rosterImport')
    .set({ state: 'ready', progress: 1, summary: JSON.stringify(summary), difference })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Moves an import that is not over to the next step: read again, which takes approvals back, or carry out. */
export async function saveRosterState(tx: Tx, id: string, state: 'reading' | 'applying'): Promise<void> {
  await tx
    .updateTable('common.rosterImport')
    .set({ state, progress: 0, ...(state === 'reading' ? { approvedBy: null, approvedAt: null, confirmed: null } : {}) })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Notes an approval, and which successions of institutions it says are true: the only one, or the first of two. */
export async function saveRosterApproval(
  tx: Tx,
  id: string,
  {
    state,
    by,
    at,
    confirmed,
  }: {
    readonly state: 'awaiting-second' | 'applying'
    readonly by: string
    readonly at: Date
    readonly confirmed: readonly { readonly from: string; readonly to: string }[]
  },
): Promise<void> {
  await tx
    .updateTable('common.rosterImport')
    .set({ state, progress: 0, approvedBy: by, approvedAt: at.toISOString(), confirmed: JSON.stringify(confirmed) })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Which successions of institutions were approved, by their numbers, as stored; the reader parses it. */
export async function findConfirmedSuccessions(tx: Tx, id: string): Promise<unknown> {
  const row = await tx
    .selectFrom('common.rosterImport')
    .select('confirmed')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.confirmed ?? null
}

/**
 * Ends an import. File, difference and their key are emptied; the summary, which names nobody, stays. What backups still
 * hold of it is closed when its leaf is taken from the key tree (`key-shredding.ts`).
 */
export async function endRosterImport(
  tx: Tx,
  id: string,
  state: 'refused' | 'applied' | 'discarded' | 'failed',
  summary?: object,
): Promise<void> {
  await tx
    .updateTable('common.rosterImport')
    .set({
      state,
      file: null,
      difference: null,
      wrappedKey: Buffer.alloc(0),
      ...(state === 'applied' ? { progress: 1 } : {}),
      ...(summary === undefined ? {} : { summary: JSON.stringify(summary) }),
    })
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
  const key = await openKey(keyring, municipalityId, id, frames)
  return inflateRawSync(decryptBytes(key, frame, frameContext(municipalityId, id, place, frames.lengths.length))).toString('utf8')
}

type Frames = WrappedKey & { readonly lengths: readonly number[] }

const quick = { level: 1 }

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
  const { rows } = await sql<WrappedKey & { readonly header: Buffer | null }>`
    select substring(difference from 1 for ${headerBytes(mostFrames)}) as header, key_encryption_key, leaf, wrapped_key as wrapped
    from common.roster_import where municipality_id = ${tx.municipalityId} and id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row?.header) return undefined
  const { header, ...stored } = row
  const lengths = Array.from({ length: header.readUInt16BE(0) }, (_, place) => header.readUInt32BE(2 + 4 * place))
  return { lengths, ...stored }
}

async function openKey(keyring: Keyring, municipalityId: number, id: string, row: WrappedKey): Promise<Buffer> {
  const key = await openDataKey(keyring, rosterKeys, municipalityId, id, row)
  if (key === undefined) throw new Error('a roster import that is not over has been shredded')
  return key
}

/** The leaf of an import that begins now: behind all earlier ones, so that those that are over are taken from the tree as one stretch. */
export async function nextLeaf(tx: Tx, createdAt: Date): Promise<Leaf> {
  const { rows } = await sql<{ last: number | null }>`
    select max(leaf) as last from common.roster_import where municipality_id = ${tx.municipalityId}`.execute(tx)
  return Math.max(leafOf('rosterImport', Math.max(0, createdAt.getTime() - firstLeafAt)), (rows[0]?.last ?? 0) + 1)
}

/** The stretch of leaves of imports that are over; undefined before the first import. */
export async function findLeavesOver(tx: Tx): Promise<LeafRange | undefined> {
  const { municipalityId } = tx
  const { rows } = await sql<{ until: number | null }>`
    select coalesce(min(leaf) filter (where octet_length(wrapped_key) > 0), max(leaf) + 1) as until
    from common.roster_import where municipality_id = ${municipalityId}`.execute(tx)
  const until = rows[0]?.until
  return until === null || until === undefined ? undefined : leavesBefore(municipalityId, 'rosterImport', until)
}

/** Milliseconds from here number the leaves; they last until 2060. */
const firstLeafAt = Date.UTC(2026, 0, 1)

function fileContext(municipalityId: number, id: string): string {
  return `common.roster_import|${municipalityId}|${id}|file`
}

/** The number of frames is part of it, so that a difference can't be cut short. */
function frameContext(municipalityId: number, id: string, place: number, of: number): string {
  return `common.roster_import|${municipalityId}|${id}|difference|${place} of ${of}`
}
