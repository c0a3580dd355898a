/** Municipalities: public reference. */
import type { Municipality } from '#domain/organisation/organisation.ts'
import type { Tx } from './transaction.ts'

/** The municipality of this transaction. */
export async function findMunicipality(tx: Tx): Promise<Municipality | undefined> {
  return tx
    .selectFrom('common.municipality')
    .select(['municipalityId as id', 'name', 'regionUntil2026', 'regionFrom2027'])
    .where('municipalityId', '=', tx.municipalityId)
    .executeTakeFirst()
}
