/** What the database says of itself: which migrations it has had, and what it was made as. */
import type { Applied, InstallationKind } from './migrate.ts'
import type { Tx } from './transaction.ts'

/** The migrations that have been run, in order. */
export function listAppliedMigrations(tx: Tx): Promise<readonly Applied[]> {
  return tx.selectFrom('migration.applied').select(['number', 'name', 'checksum']).orderBy('number').execute()
}

/** What the database was made as. */
export async function findInstallationKind(tx: Tx): Promise<InstallationKind | undefined> {
  return (await tx.selectFrom('migration.installation').select('kind').executeTakeFirst())?.kind
}
