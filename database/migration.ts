/** What the database says of itself: which migrations it has had. */
import type { Applied } from './migrate.ts'
import type { Tx } from './transaction.ts'

/** The migrations that have been run, in order. */
export function listAppliedMigrations(tx: Tx): Promise<readonly Applied[]> {
  return tx.selectFrom('migration.applied').select(['number', 'name', 'checksum']).orderBy('number').execute()
}
