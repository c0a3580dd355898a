/** The municipality's staff as a roster sees it: every account, where it belongs, and the classes it leads. */
import { sql } from 'kysely'
import { citizens, type Role } from '#domain/access/actor.ts'
import { openIndexKey } from './blind-index.ts'
import type { Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type AccountRow = {
  readonly id: string
  readonly personId: string
  readonly role: Role
  /** What the account is looked up by, as `subjectIndex` in access.ts gives it. */
  readonly subjectIndex: Buffer
  readonly institutionIds: readonly string[]
  /** Classes of the school year asked for. */
  readonly classIds: readonly string[]
  readonly isClosed: boolean
}

/** Every professional's account, closed ones too, with the classes they lead in a school year. */
export async function listAccounts(tx: Tx, keyring: Keyring, schoolYear: number): Promise<readonly AccountRow[]> {
  const { municipalityId } = tx
  const accounts = await tx
    .selectFrom('common.account as account')
    // In one statement with what it opens, for the municipality may be moved to another index key at any moment.
    .leftJoin('identity.indexKey as key', 'key.municipalityId', 'account.municipalityId')
    .select(['account.id', 'personId', 'role', 'subjectIndex', 'institutionIds', 'closedOn', 'key.indexKey'])
    .where('account.municipalityId', '=', municipalityId)
    .where('role', 'not in', [...citizens, 'support'])
    .execute()
  const led = await tx
    .selectFrom('common.accountClass as led')
    .innerJoin('common.class as class', (join) =>
      join.onRef('class.municipalityId', '=', 'led.municipalityId').onRef('class.id', '=', 'led.classId'),
    )
    .select(['led.accountId', 'led.classId'])
    .where('led.municipalityId', '=', municipalityId)
    .where('class.schoolYear', '=', schoolYear)
    .execute()
  const { open } = await openIndexKey(tx, keyring, accounts[0]?.indexKey)
  const classesOf = Map.groupBy(led, ({ accountId }) => accountId)
  return accounts.map(({ closedOn, role, indexKey: _, ...account }) => ({
    ...account,
    subjectIndex: open(account.subjectIndex),
    role: role as Role,
    classIds: (classesOf.get(account.id) ?? []).map(({ classId }) => classId),
    isClosed: closedOn !== null,
  }))
}

/** The logins that open a professional's account, in base64. */
export async function listStaffSubjects(tx: Tx, keyring: Keyring): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('common.account as account')
    // In one statement with what it opens, for the municipality may be moved to another index key at any moment.
    .leftJoin('identity.indexKey as key', 'key.municipalityId', 'account.municipalityId')
    .select(['subjectIndex', 'key.indexKey'])
    .where('account.municipalityId', '=', tx.municipalityId)
    .where('role', 'not in', [...citizens, 'support'])
    .where('closedOn', 'is', null)
    .execute()
  const { open } = await openIndexKey(tx, keyring, rows[0]?.indexKey)
  return new Set(rows.map(({ subjectIndex }) => open(subjectIndex).toString('base64')))
}

export type AccountPlace = { readonly id: string; readonly institutionIds: readonly string[] }

/** Gives accounts their institutions and opens those that were closed; returns how many there were. */
export async function saveAccountPlaces(tx: Tx, accounts: readonly AccountPlace[]): Promise<number> {
  const result = await sql`
    update common.account as account set institution_ids = string_to_array(given.institution_ids, ',')::uuid[], closed_on = null
    from unnest(${accounts.map(({ id }) => id)}::uuid[], ${accounts.map(({ institutionIds }) => institutionIds.join(','))}::text[]) as given (id, institution_ids)
    where account.municipality_id = ${tx.municipalityId} and account.id = given.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** Replaces the classes of a school year that accounts lead; other years' stay. */
export async function saveAccountClasses(
  tx: Tx,
  schoolYear: number,
  accounts: readonly { readonly id: string; readonly classIds: readonly string[] }[],
): Promise<void> {
  const { municipalityId } = tx
  await sql`
    delete from common.account_class as led using common.class as class
    where led.municipality_id = ${municipalityId} and led.account_id = any(${accounts.map(({ id }) => id)}::uuid[])
      and class.municipality_id = ${municipalityId} and class.id = led.class_id and class.school_year = ${schoolYear}`.execute(tx)
  const led = accounts.flatMap(({ id, classIds }) => classIds.map((classId) => ({ id, classId })))
  await sql`
    insert into common.account_class (municipality_id, account_id, class_id)
    select ${municipalityId}::int, * from unnest(${led.map(({ id }) => id)}::uuid[], ${led.map(({ classId }) => classId)}::uuid[])`.execute(
    tx,
  )
}

/** Closes accounts from this day on, and ends their sessions at once. Returns how many were open. */
export async function closeAccounts(tx: Tx, ids: readonly string[], closedOn: string): Promise<number> {
  await tx
    .deleteFrom('common.session')
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const result = await tx
    .updateTable('common.account')
    .set({ closedOn })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('closedOn', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
