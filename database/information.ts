/** How a municipality is reached about what it keeps. Public, once it is written. */
import type { Tx } from './transaction.ts'

export type Information = { readonly officerEmail: string | null; readonly officerPhone: string | null }

/** What was written last; undefined where nobody has yet. */
export async function findInformation(tx: Tx): Promise<Information | undefined> {
  return tx
    .selectFrom('common.information')
    .select(['officerEmail', 'officerPhone'])
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('savedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Writes it anew; what stood before stays, for it has been told. */
export async function insertInformation(
  tx: Tx,
  information: Information & { readonly id: string; readonly savedBy: string; readonly savedAt: Date },
): Promise<void> {
  await tx
    .insertInto('common.information')
    .values({ municipalityId: tx.municipalityId, ...information, savedAt: information.savedAt.toISOString() })
    .execute()
}
