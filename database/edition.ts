/** Next versions of the association's questionnaires: drafts, what a working group says of them, and where they were tried out. */
import type { Role } from '#domain/access/actor.ts'
import type { Edition, Pilot } from '#domain/questionnaire/edition.ts'
import { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Tx } from './transaction.ts'

const columns = ['id', 'code', 'baseVersion', 'version', 'state', 'definition', 'texts', 'revision', 'authorId', 'changedAt'] as const

export type EditionComment = {
  readonly id: string
  readonly editionId: string
  readonly item: string
  readonly words: string
  readonly role: Role
  readonly authorId: string
  readonly at: string
  readonly resolvedAt: string | null
}

/** All that were begun, drafts first and those last changed first. */
export async function listEditions(tx: Tx): Promise<readonly Edition[]> {
  const rows = await tx
    .selectFrom('common.edition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('state')
    .orderBy('changedAt', 'desc')
    .execute()
  return rows.map(editionOf)
}

/** One of them. */
export async function findEdition(tx: Tx, id: string): Promise<Edition | undefined> {
  const row = await tx
    .selectFrom('common.edition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && editionOf(row)
}

/** One of them, held until commit. */
export async function lockEdition(tx: Tx, id: string): Promise<Edition | undefined> {
  const row = await tx
    .selectFrom('common.edition')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && editionOf(row)
}

/** Adds a draft. A second one of a code is refused by the constraint `edition_open_key`. */
export async function insertEdition(tx: Tx, edition: Edition & { readonly authorId: string }): Promise<void> {
  const { questionnaire, texts, ...rest } = edition
  await tx
    .insertInto('common.edition')
    .values({ ...rest, municipalityId: tx.municipalityId, definition: JSON.stringify(questionnaire), texts: JSON.stringify(texts) })
    .execute()
}

/** Saves one that is held by `lockEdition`. */
export async function saveEdition(tx: Tx, { id, state, questionnaire, texts, revision, changedAt }: Edition): Promise<void> {
  await tx
    .updateTable('common.edition')
    .set({ state, definition: JSON.stringify(questionnaire), texts: JSON.stringify(texts), revision, changedAt })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a draft with its comments and try-outs. */
export async function deleteEdition(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('common.edition')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

/** What is said of these drafts, oldest first. */
export async function listEditionComments(tx: Tx, editionIds: readonly string[]): Promise<readonly EditionComment[]> {
  if (editionIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.editionComment')
    .select(['id', 'editionId', 'item', 'words', 'role', 'authorId', 'at', 'resolvedAt'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('editionId', 'in', [...editionIds])
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Adds what somebody says. */
export async function insertEditionComment(tx: Tx, comment: EditionComment): Promise<void> {
  await tx
    .insertInto('common.editionComment')
    .values({ ...comment, municipalityId: tx.municipalityId })
    .execute()
}

/** Says that a comment is dealt with, or opens it again (null); how many there were by this id on this draft: 0 or 1. */
export async function resolveEditionComment(
  tx: Tx,
  { id, editionId, resolvedAt }: Pick<EditionComment, 'id' | 'editionId' | 'resolvedAt'>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('common.editionComment')
    .set({ resolvedAt })
    .where('municipalityId', '=', tx.municipalityId)
    .where('editionId', '=', editionId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type EditionPilot = Pilot & { readonly editionId: string }

/** Where these drafts were tried out, oldest first. */
export async function listPilots(tx: Tx, editionIds: readonly string[]): Promise<readonly EditionPilot[]> {
  if (editionIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.editionPilot')
    .selectAll()
    .where('municipalityId', '=', tx.municipalityId)
    .where('editionId', 'in', [...editionIds])
    .orderBy('recordedAt')
    .execute()
  return rows.map(({ id, editionId, place, fromDay, toDay, respondents, found, recordedBy, recordedAt, ...signed }) => ({
    id,
    editionId,
    place,
    from: fromDay,
    to: toDay,
    respondents,
    found,
    recordedBy,
    recordedAt,
    signOff:
      signed.signedBy === null
        ? null
        : { by: signed.signedBy, at: signed.signedAt ?? '', words: signed.signedWords ?? '', revision: signed.signedRevision ?? 0 },
  }))
}

/** Adds a try-out. */
export async function insertPilot(tx: Tx, { signOff: _, from, to, ...pilot }: EditionPilot): Promise<void> {
  await tx
    .insertInto('common.editionPilot')
    .values({ ...pilot, municipalityId: tx.municipalityId, fromDay: from, toDay: to })
    .execute()
}

/** Saves who signed a try-out off. */
export async function savePilotSignOff(tx: Tx, { id, signOff }: Pilot): Promise<void> {
  await tx
    .updateTable('common.editionPilot')
    .set({
      signedBy: signOff?.by ?? null,
      signedAt: signOff?.at ?? null,
      signedWords: signOff?.words ?? null,
      signedRevision: signOff?.revision ?? null,
    })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

type Row = Omit<Edition, 'questionnaire' | 'texts' | 'state'> & {
  readonly state: string
  readonly definition: unknown
  readonly texts: unknown
}

function editionOf({ state, definition, texts, ...row }: Row): Edition {
  return {
    ...row,
    state: state === 'published' ? 'published' : 'draft',
    questionnaire: Questionnaire.parse(definition),
    texts: QuestionnaireTexts.parse(texts),
  }
}
