/** A municipality's own versions of questionnaires, while they are put together and afterwards. */
import type { z } from 'zod'
import { Choice } from '#domain/questionnaire/compose-schema.ts'
import type { Tx } from './transaction.ts'

export type StoredComposition = {
  readonly id: string
  readonly code: string
  readonly baseVersion: string
  readonly name: string
  readonly state: 'draft' | 'published'
  readonly version: string | null
  readonly choice: z.infer<typeof Choice>
  readonly revision: number
  readonly authorId: string
  readonly changedAt: string
}

const columns = ['id', 'code', 'baseVersion', 'name', 'state', 'version', 'choice', 'revision', 'authorId', 'changedAt'] as const

/** All of the municipality, drafts first and those last changed first. */
export async function listCompositions(tx: Tx): Promise<readonly StoredComposition[]> {
  const rows = await tx
    .selectFrom('common.composition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('state')
    .orderBy('changedAt', 'desc')
    .execute()
  return rows.map(compositionOf)
}

/** One of them. */
export async function findComposition(tx: Tx, id: string): Promise<StoredComposition | undefined> {
  const row = await tx
    .selectFrom('common.composition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && compositionOf(row)
}

/** One of them, held until commit. */
export async function lockComposition(tx: Tx, id: string): Promise<StoredComposition | undefined> {
  const row = await tx
    .selectFrom('common.composition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && compositionOf(row)
}

/** Adds a draft. */
export async function insertComposition(tx: Tx, composition: StoredComposition): Promise<void> {
  await tx
    .insertInto('common.composition')
    .values({ ...composition, municipalityId: tx.municipalityId, choice: JSON.stringify(composition.choice) })
    .execute()
}

/** Saves one that is held by `lockComposition`. Two that are published as one version are refused by `composition_version_key`. */
export async function saveComposition(tx: Tx, { id, name, state, version, choice, revision, changedAt }: StoredComposition): Promise<void> {
  await tx
    .updateTable('common.composition')
    .set({ name, state, version, choice: JSON.stringify(choice), revision, changedAt })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a draft. */
export async function deleteComposition(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('common.composition')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

type Row = Omit<StoredComposition, 'choice' | 'state'> & { readonly state: string; readonly choice: unknown }

function compositionOf({ state, choice, ...row }: Row): StoredComposition {
  return { ...row, state: state === 'published' ? 'published' : 'draft', choice: Choice.parse(choice) }
}
