/** Figures of earlier years that were published elsewhere. They stand in trends alone; nothing here is counted with them. */
import type { UnitKey } from '#domain/organisation/unit.ts'
import type { ImportedFigure } from '#domain/report/imported-figures.ts'
import type { ImportedShare } from '#domain/report/unit-trend.ts'
import type { Tx } from './transaction.ts'

/** What has been imported of one unit for a questionnaire, of school years before this one. */
export async function listImportedShares(tx: Tx, questionnaire: string, unit: UnitKey, before: number): Promise<readonly ImportedShare[]> {
  const rows = await tx
    .selectFrom('common.importedFigure')
    .select(['schoolYear as year', 'item', 'n', 'percent', 'source'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaire', '=', questionnaire)
    .where('unit', '=', unit)
    .where('schoolYear', '<', before)
    .orderBy('schoolYear')
    .orderBy('item')
    .execute()
  return rows.map((row) => ({ ...row, percent: Number(row.percent) }))
}

export type ImportedRow = Pick<ImportedFigure, 'unit' | 'item' | 'year' | 'source'> & {
  readonly importId: string
  readonly accountId: string
  readonly importedAt: string
}

/** All that has been imported for a questionnaire, file by file, the newest first. */
export function listImportedFigures(tx: Tx, questionnaire: string): Promise<readonly ImportedRow[]> {
  return tx
    .selectFrom('common.importedFigure')
    .select(['importId', 'accountId', 'importedAt', 'unit', 'item', 'schoolYear as year', 'source'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaire', '=', questionnaire)
    .orderBy('importedAt', 'desc')
    .orderBy('importId')
    .orderBy('schoolYear')
    .orderBy('unit')
    .orderBy('item')
    .execute()
}

export type NewImport = {
  readonly questionnaire: string
  readonly importId: string
  readonly accountId: string
  readonly importedAt: string
}

/** Keeps the figures of one file. False, and nothing kept, when somebody has just imported one of them. */
export async function insertImportedFigures(tx: Tx, file: NewImport, figures: readonly ImportedFigure[]): Promise<boolean> {
  const { municipalityId } = tx
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('common.importedFigure')
    .values(figures.map(({ line: _, year, ...figure }) => ({ ...figure, ...file, municipalityId, schoolYear: year })))
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) === figures.length
}

/** Takes a file's figures back; false when there are none. */
export async function deleteImportedFigures(tx: Tx, importId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('common.importedFigure')
    .where('municipalityId', '=', tx.municipalityId)
    .where('importId', '=', importId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
