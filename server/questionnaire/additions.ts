/** Everything that may be added to a questionnaire: published items of the bank, and what published questionnaires ask. */
import { listBankItems } from '#database/bank.ts'
import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { askedItems, itemTextOf } from '#domain/questionnaire/bank.ts'
import type { Addition } from '#domain/questionnaire/compose.ts'
import { respondentLanguages } from '#domain/text/text.ts'

/** The bank's edition of a code before the one in questionnaires. `published` are all that the municipality may use, newest first. */
export async function additionsFor(tx: Tx, published: readonly PublishedQuestionnaire[]): Promise<readonly Addition[]> {
  const written = (await listBankItems(tx))
    .filter(({ state }) => state === 'published')
    .map(({ item, texts }) => ({
      item,
      texts: Object.fromEntries(
        respondentLanguages.flatMap((language) => {
          const words = itemTextOf(item, texts[language])
          return words ? [[language, words]] : []
        }),
      ),
    }))
  const known = new Set(written.map(({ item }) => item.code))
  const asked = askedItems(published).filter(({ code }) => !known.has(code))
  return [...written, ...asked.map(({ item, texts }) => ({ item, texts }))]
}
