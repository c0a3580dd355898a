import { findAssociationQuestionnaire, type PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { type Edition, nothingBefore } from '#domain/questionnaire/edition.ts'

/** The published version that an edition was begun from; one that came from a file began from nothing, and all of it is new. */
export async function baseOf(tx: Tx, edition: Edition): Promise<PublishedQuestionnaire | undefined> {
  if (edition.baseVersion !== nothingBefore) return findAssociationQuestionnaire(tx, edition.code, edition.baseVersion)
  const { questionnaire, texts } = edition
  const empty = (text: (typeof texts)['da']) => ({ ...text, themes: {}, items: {} })
  return {
    questionnaire: { ...questionnaire, version: nothingBefore, themes: [], items: [] },
    texts: { da: empty(texts.da), en: empty(texts.en) },
  }
}
