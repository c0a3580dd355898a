/** Choices of reports that are kept under a name. Whose a row is, the database knows too. */
import type { Tx } from './transaction.ts'

export type SavedReportRow = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly address: string
  readonly isShared: boolean
  readonly savedOn: string
}

/** Those of this account and those that are shared, by name. */
export function listSavedReports(tx: Tx, accountId: string): Promise<readonly SavedReportRow[]> {
  return tx
    .selectFrom('common.savedReport')
    .select(['id', 'accountId', 'name', 'address', 'isShared', 'savedOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where((eb) => eb.or([eb('accountId', '=', accountId), eb('isShared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Keeps one more. */
export async function insertSavedReport(tx: Tx, row: SavedReportRow): Promise<void> {
  await tx
    .insertInto('common.savedReport')
    .values({ ...row, municipalityId: tx.municipalityId })
    .execute()
}

/** Another name, shared or no longer; false when this account has none such. */
export async function updateSavedReport(
  tx: Tx,
  { id, accountId, name, isShared }: Pick<SavedReportRow, 'id' | 'accountId' | 'name' | 'isShared'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('common.savedReport')
    .set({ name, isShared })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes one away; false when this account has none such. */
export async function deleteSavedReport(tx: Tx, id: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('common.savedReport')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
