/** Questions read aloud: the association's (municipality 0) and the municipality's own. */
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Tx } from './transaction.ts'

export type Recorded = {
  /** Of the words that are read (`database/recording-key.ts`). */
  readonly key: string
  /** Changes with the sound: its address. */
  readonly id: string
  readonly voice: 'person' | 'test'
  /** Whether it is the municipality's own, or the association's. */
  readonly isOwn: boolean
}

/** Which of these words somebody has read aloud; the municipality's own before the association's. */
export async function listRecorded(tx: Tx, keys: readonly string[]): Promise<readonly Recorded[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .selectFrom('common.recording')
    .select(['key', 'id', 'voice', 'municipalityId'])
    .where('municipalityId', 'in', [0, tx.municipalityId])
    .where('key', 'in', keys)
    .orderBy('municipalityId')
    .execute()
  return [
    ...new Map(
      rows.map(({ municipalityId, voice, ...row }) => [row.key, { ...row, voice, isOwn: municipalityId === tx.municipalityId }]),
    ).values(),
  ]
}

/** The sound itself. */
export async function findRecording(tx: Tx, id: string): Promise<{ readonly mediaType: string; readonly sound: Buffer } | undefined> {
  return tx
    .selectFrom('common.recording')
    .select(['mediaType', 'sound'])
    .where('municipalityId', 'in', [0, tx.municipalityId])
    .where('id', '=', id)
    .executeTakeFirst()
}

export type NewRecording = {
  readonly key: string
  readonly language: RespondentLanguage
  readonly id: string
  readonly mediaType: 'audio/mpeg' | 'audio/mp4' | 'audio/ogg'
  readonly voice: Recorded['voice']
  readonly sound: Uint8Array
  readonly recordedAt: string
  /** Null when it was shipped, with a pack or with the demonstration. */
  readonly recordedBy: string | null
}

/** Keeps it in the place of the one there was of the same words. */
export async function saveRecording(tx: Tx, { sound, ...recording }: NewRecording): Promise<void> {
  const row = { ...recording, sound: Buffer.from(sound) }
  await tx
    .insertInto('common.recording')
    .values({ municipalityId: tx.municipalityId, ...row })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'key']).doUpdateSet(row))
    .execute()
}

/** True when there was one of the municipality's own. */
export async function deleteRecording(tx: Tx, key: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('common.recording')
    .where('municipalityId', '=', tx.municipalityId)
    .where('key', '=', key)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
