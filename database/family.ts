/** Who has custody of whom, who fosters whom, and whose own sign-in is whose: with dates, and never deleted by an import. */
import { sql } from 'kysely'
import { citizens, type Role } from '#domain/access/actor.ts'
import { holdIndexKey, lookUp, openIndexKey } from './blind-index.ts'
import type { Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type FamilyRow = {
  readonly personId: string
  readonly pupilId: string
  readonly pupilPersonId: string
  /** `foster` gives no right and no sign-in: it says who is asked what parents are asked. */
  readonly relation: 'custody' | 'foster' | 'self'
  readonly validFrom: string
  /** The first day without; null while no end is known. */
  readonly validUntil: string | null
}

const rowsAtOnce = 5_000

/** Everybody's ties to these children, ended ones too. */
export async function listFamilies(tx: Tx, pupilIds: readonly string[]): Promise<readonly FamilyRow[]> {
  const rows: FamilyRow[] = []
  for (const some of chunks(pupilIds)) {
    const found = await tx
      .selectFrom('identity.family')
      .select(['personId', 'pupilId', 'pupilPersonId', 'relation', 'validFrom', 'validUntil'])
      .where('municipalityId', '=', tx.municipalityId)
      .where('pupilId', '=', sql<string>`any(${some}::uuid[])`)
      .execute()
    rows.push(...found.map(({ relation, ...row }) => ({ ...row, relation: relation as FamilyRow['relation'] })))
  }
  return rows
}

/** Writes ties with their days; one that is there already becomes what is given. */
export async function saveFamilies(tx: Tx, ties: readonly FamilyRow[]): Promise<void> {
  for (const some of chunks(ties)) {
    await sql`
      insert into identity.family (municipality_id, person_id, pupil_id, pupil_person_id, relation, valid_from, valid_until)
      select ${tx.municipalityId}::int, * from unnest(
        ${some.map(({ personId }) => personId)}::uuid[], ${some.map(({ pupilId }) => pupilId)}::uuid[],
        ${some.map(({ pupilPersonId }) => pupilPersonId)}::uuid[], ${some.map(({ relation }) => relation)}::text[],
        ${some.map(({ validFrom }) => validFrom)}::date[], ${some.map(({ validUntil }) => validUntil)}::date[])
      on conflict (municipality_id, person_id, pupil_id)
        do update set relation = excluded.relation, valid_from = excluded.valid_from, valid_until = excluded.valid_until`.execute(tx)
  }
}

export type CitizenAccount = {
  readonly id: string
  readonly personId: string
  readonly role: Role
  readonly subjectIndex: Buffer
  readonly isClosed: boolean
}

/** The accounts of citizens that belong to these people; closed ones too. */
export async function listCitizenAccounts(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<readonly CitizenAccount[]> {
  const accounts: CitizenAccount[] = []
  for (const some of chunks(personIds)) {
    const rows = await tx
      .selectFrom('common.account as account')
      // In one statement with what it opens, for the municipality may be moved to another index key at any moment.
      .leftJoin('identity.indexKey as key', 'key.municipalityId', 'account.municipalityId')
      .select(['account.id', 'personId', 'role', 'subjectIndex', 'closedOn', 'key.indexKey'])
      .where('account.municipalityId', '=', tx.municipalityId)
      .where('role', 'in', citizens)
      .where('personId', '=', sql<string>`any(${some}::uuid[])`)
      .execute()
    const { open } = await openIndexKey(tx, keyring, rows[0]?.indexKey)
    for (const { id, personId, role, subjectIndex, closedOn } of rows)
      accounts.push({ id, personId, role: role as Role, subjectIndex: open(subjectIndex), isClosed: closedOn !== null })
  }
  return accounts
}

/** Whose citizen's account each of these logins opens, closed ones too, by role and the login in base64. */
export async function findCitizensBySubject(
  tx: Tx,
  keyring: Keyring,
  subjects: readonly Buffer[],
): Promise<
  readonly { readonly id: string; readonly personId: string; readonly role: Role; readonly subject: string; readonly isClosed: boolean }[]
> {
  const found: { id: string; personId: string; role: Role; subject: string; isClosed: boolean }[] = []
  for (const some of chunks(subjects)) {
    const rows = await lookUp(tx, keyring, some, (stored) =>
      tx
        .selectFrom('common.account')
        .select(['id', 'personId', 'role', 'subjectIndex as index', 'closedOn'])
        .where('municipalityId', '=', tx.municipalityId)
        .where('role', 'in', citizens)
        .where('subjectIndex', '=', sql<Buffer>`any(${stored}::bytea[])`)
        .execute(),
    )
    for (const [subject, own] of rows)
      found.push(
        ...own.map(({ id, personId, role, closedOn }) => ({ id, personId, role: role as Role, subject, isClosed: closedOn !== null })),
      )
  }
  return found
}

/** Gives accounts of citizens the login they are opened by now, and opens those that were closed. */
export async function saveCitizenLogins(
  tx: Tx,
  keyring: Keyring,
  accounts: readonly { readonly id: string; readonly subjectIndex: Buffer }[],
): Promise<void> {
  if (accounts.length === 0) return
  const { seal } = await holdIndexKey(tx, keyring)
  for (const some of chunks(accounts)) {
    await sql`
      update common.account as account set subject_index = given.subject, closed_on = null
      from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ subjectIndex }) => seal(subjectIndex))}::bytea[]) as given (id, subject)
      where account.municipality_id = ${tx.municipalityId} and account.id = given.id`.execute(tx)
  }
}

/** Open accounts that these people have in a role. */
export async function listOpenAccounts(tx: Tx, personIds: readonly string[], role: Role): Promise<readonly string[]> {
  const found: string[] = []
  for (const some of chunks(personIds)) {
    const rows = await tx
      .selectFrom('common.account')
      .select('id')
      .where('municipalityId', '=', tx.municipalityId)
      .where('role', '=', role)
      .where('closedOn', 'is', null)
      .where('personId', '=', sql<string>`any(${some}::uuid[])`)
      .execute()
    found.push(...rows.map(({ id }) => id))
  }
  return found
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += rowsAtOnce) yield list.slice(start, start + rowsAtOnce)
}
