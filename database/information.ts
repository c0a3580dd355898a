/** How a municipality is reached about what it keeps. Public, once it is written. */
import type { Tx } from './transaction.ts'

export type Information = { readonly officerEmail: string | null; readonly officerPhone: string | null }

/** What is written; undefined where nobody has yet. */
export async function findInformation(tx: Tx): Promise<Information | undefined> {
  return tx
    .selectFrom('common.information')
    .select(['officerEmail', 'officerPhone'])
    .where('municipalityId', '=', tx.municipalityId)
    .executeTakeFirst()
}

/** Writes it, or writes it anew. */
export async function saveInformation(
  tx: Tx,
  { officerEmail, officerPhone }: Information,
  by: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  const row = { officerEmail, officerPhone, savedBy: by.accountId, savedAt: by.at.toISOString() }
  await tx
    .insertInto('common.information')
    .values({ municipalityId: tx.municipalityId, ...row })
    .onConflict((conflict) => conflict.columns(['municipalityId']).doUpdateSet(row))
    .execute()
}
