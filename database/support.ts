/** Whom a municipality lets in to help. */
import type { Tx } from './transaction.ts'

export type SupportGrantRow = {
  readonly id: string
  readonly reason: string
  readonly grantedBy: string
  readonly grantedAt: string
  readonly endsAt: string
  readonly accountId: string | null
  readonly usedAt: string | null
}

/** Adds a grant. The code itself is never stored. */
export async function insertSupportGrant(
  tx: Tx,
  grant: Omit<SupportGrantRow, 'accountId' | 'usedAt'> & { readonly codeHmac: Buffer },
): Promise<void> {
  await tx
    .insertInto('common.supportGrant')
    .values({ municipalityId: tx.municipalityId, ...grant })
    .execute()
}

/** All of them, newest first. */
export function listSupportGrants(tx: Tx): Promise<readonly SupportGrantRow[]> {
  return selectGrants(tx).orderBy('grantedAt', 'desc').execute()
}

/** One by its id, held until commit. */
export function lockSupportGrant(tx: Tx, id: string): Promise<SupportGrantRow | undefined> {
  return selectGrants(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The grant that a code is for, held until commit: a code opens once. */
export function lockSupportGrantByCode(tx: Tx, codeHmac: Buffer): Promise<SupportGrantRow | undefined> {
  return selectGrants(tx).where('codeHmac', '=', codeHmac).forUpdate().executeTakeFirst()
}

/** Writes what has become of a grant that is held. */
export async function saveSupportGrant(
  tx: Tx,
  id: string,
  change: { readonly endsAt?: string; readonly accountId?: string; readonly usedAt?: string },
): Promise<void> {
  await tx.updateTable('common.supportGrant').set(change).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

function selectGrants(tx: Tx) {
  return tx
    .selectFrom('common.supportGrant')
    .select(['id', 'reason', 'grantedBy', 'grantedAt', 'endsAt', 'accountId', 'usedAt'])
    .where('municipalityId', '=', tx.municipalityId)
}
