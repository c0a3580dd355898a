/** PLUS cases as a family knows them: that there is one, and what the family has agreed to. Runs as bul_health, by functions of the owner. */
import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

export type FamilyCase = {
  readonly assessmentId: string
  readonly pupilId: string
  readonly openedAt: string
  readonly state: 'open' | 'closed'
  readonly decision: 'given' | 'informed' | 'withdrawn'
  readonly givenBy: 'custodyHolder' | 'bothCustodyHolders' | 'youngPerson'
  readonly recordedAt: string
}

/** The cases that the family of these children has been told of, the latest first. */
export async function listFamilyCases(tx: Tx, pupilIds: readonly string[]): Promise<readonly FamilyCase[]> {
  const { rows } = await sql<FamilyCase>`select * from assessment.family_cases(${pupilIds}::uuid[]) order by opened_at desc`.execute(tx)
  return rows
}

/** The family takes its word back; false when there is nothing to take back, or the case is closed. */
export async function withdrawFromCase(
  tx: Tx,
  assessmentId: string,
  { id, givenBy, at }: { readonly id: string; readonly givenBy: FamilyCase['givenBy']; readonly at: string },
): Promise<boolean> {
  const { rows } = await sql<{ isWithdrawn: boolean }>`
    select assessment.withdraw_by_family(${assessmentId}, ${id}, ${givenBy}, ${at}) as is_withdrawn`.execute(tx)
  return rows[0]?.isWithdrawn ?? false
}
