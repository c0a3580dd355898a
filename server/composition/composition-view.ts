/** A composition as the contract shows it. */
import type { Composition } from '#api/composition.ts'
import type { StoredComposition } from '#database/composition.ts'
import { findAssociationQuestionnaire, type PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'

export function compositionView(
  { authorId: _, ...composition }: StoredComposition,
  base: Pick<PublishedQuestionnaire, 'texts'>,
): Composition {
  return { ...compositionCard(composition, base), choice: composition.choice, revision: composition.revision }
}

/** A line of the list. */
export function compositionCard(
  { id, code, baseVersion, name, state, version, choice, changedAt }: Omit<StoredComposition, 'authorId'>,
  { texts }: Pick<PublishedQuestionnaire, 'texts'>,
): Omit<Composition, 'choice' | 'revision'> {
  const title = { da: texts.da.title, en: texts.en.title }
  return {
    id,
    code,
    baseVersion,
    title,
    name,
    state,
    version,
    leftOut: choice.leftOut.length,
    added: choice.added.length + (choice.instruments?.length ?? 0),
    changedAt,
  }
}

/** What it is made of. That it is missing is a defect: what is published stays. */
export async function baseOf(
  tx: Tx,
  { code, baseVersion }: Pick<StoredComposition, 'code' | 'baseVersion'>,
): Promise<PublishedQuestionnaire> {
  const base = await findAssociationQuestionnaire(tx, code, baseVersion)
  if (!base) throw new Error('a composition names a questionnaire that is not published')
  return base
}
