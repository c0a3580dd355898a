/** Accounts of professionals, and their sessions. */
import { sql } from 'kysely'
import { type Actor, type Assurance, institutionBound, type Role, roles } from '#domain/access/actor.ts'
import { idleMinutes, longestIdleMinutes } from '#domain/access/session-limits.ts'
import { holdIndexKey, lookUp } from './blind-index.ts'
import type { Keyring } from './keyring.ts'
import type { Statement, Tx } from './transaction.ts'

/** Which municipalities these institution numbers belong to. Public reference: may be asked before sign-in. */
export async function listMunicipalitiesOf(tx: Tx, institutionNumbers: readonly string[]): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('common.institutionDirectory')
    .select('municipalityId')
    .distinct()
    .where('number', '=', sql<string>`any(${institutionNumbers}::text[])`)
    .orderBy('municipalityId')
    .execute()
  return rows.map(({ municipalityId }) => municipalityId)
}

/** What an account is looked up by: who the login says it is, under the municipality's own key. */
export function subjectIndex(keyring: Keyring, municipalityId: number, issuer: string, uniid: string): Buffer {
  return keyring.blindIndex(municipalityId, 'subject', `${issuer}|${uniid}`)
}

export type Account = {
  readonly id: string
  readonly personId: string
  readonly role: Role
  readonly municipalityId: number
  readonly municipalityName: string
  readonly institutions: readonly { readonly id: string; readonly number: string; readonly name: string }[]
  /** The first day without access; null while it is open. */
  readonly closedOn: string | null
}

/** The accounts of one login in this municipality, one per role; closed ones too, so that the refusal can say so. */
export async function listAccountsOfSubject(tx: Tx, keyring: Keyring, subject: Buffer): Promise<readonly Account[]> {
  const found = await lookUp(tx, keyring, [subject], (stored) =>
    selectAccounts(tx)
      .select('account.subjectIndex as index')
      .where('account.subjectIndex', '=', sql<Buffer>`any(${stored}::bytea[])`)
      .orderBy('account.role')
      .execute(),
  )
  return Promise.all([...found.values()].flat().map(({ index: _, ...row }) => withInstitutions(tx, row)))
}

/** One account. */
export async function findAccount(tx: Tx, id: string): Promise<Account | undefined> {
  const row = await selectAccounts(tx).where('account.id', '=', id).executeTakeFirst()
  return row && withInstitutions(tx, row)
}

export type NewAccount = {
  readonly id: string
  readonly personId: string
  readonly role: Role
  /** As `subjectIndex` gives it. */
  readonly subjectIndex: Buffer
  readonly institutionIds: readonly string[]
  readonly classIds: readonly string[]
}

/** Adds accounts and the classes they lead. Breaks `account_subject_key` when the login has that role already. */
export async function insertAccounts(tx: Tx, keyring: Keyring, accounts: readonly NewAccount[]): Promise<void> {
  const { municipalityId } = tx
  if (accounts.length === 0) return
  const { seal } = await holdIndexKey(tx, keyring)
  await tx
    .insertInto('common.account')
    .values(
      accounts.map(({ id, personId, role, subjectIndex: subject, institutionIds }) => ({
        municipalityId,
        id,
        personId,
        role,
        subjectIndex: seal(subject),
        institutionIds: [...institutionIds],
      })),
    )
    .execute()
  const classes = accounts.flatMap(({ id, classIds }) => classIds.map((classId) => ({ municipalityId, accountId: id, classId })))
  if (classes.length > 0) await tx.insertInto('common.accountClass').values(classes).execute()
}

export type NewSession = {
  /** SHA-256 of the token; the token itself is never stored. */
  readonly tokenHash: Buffer
  readonly accountId: string
  readonly now: Date
  readonly expiresAt: Date
  readonly by: SignedInBy
}

/** What a sign-in says besides who. */
export type SignedInBy = {
  /** Which of the installation's logins. */
  readonly provider: string
  readonly assurance: Assurance
  /** HMAC of what the login calls this session; undefined when it has no single logout. */
  readonly providerSession?: Buffer | undefined
  /** What the login narrows the account to; undefined when it narrows nothing. The account's own are never exceeded. */
  readonly institutionIds?: readonly string[] | undefined
  readonly classIds?: readonly string[] | undefined
}

/** Starts a session. */
export async function insertSession(tx: Tx, { tokenHash, accountId, now, expiresAt, by }: NewSession): Promise<void> {
  const at = now.toISOString()
  const { provider, assurance, providerSession, institutionIds, classIds } = by
  await tx
    .insertInto('common.session')
    .values({
      municipalityId: tx.municipalityId,
      tokenHash,
      accountId,
      createdAt: at,
      usedAt: at,
      expiresAt: expiresAt.toISOString(),
      provider,
      assurance,
      providerSession: providerSession ?? null,
      institutionIds: institutionIds === undefined ? null : [...institutionIds],
      classIds: classIds === undefined ? null : [...classIds],
    })
    .execute()
}

/** Ends a session; nothing happens when it has ended already. */
export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('common.session').where('municipalityId', '=', tx.municipalityId).where('tokenHash', '=', tokenHash).execute()
}

/** The accounts of whoever has this one, in every role, it among them. */
export async function listAccountsOfSamePerson(tx: Tx, accountId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.account as own')
    .innerJoin('common.account as every', (join) =>
      join.onRef('every.municipalityId', '=', 'own.municipalityId').onRef('every.personId', '=', 'own.personId'),
    )
    .select('every.id')
    .where('own.municipalityId', '=', tx.municipalityId)
    .where('own.id', '=', accountId)
    .execute()
  return rows.map(({ id }) => id)
}

/** Ends every session of these accounts, on every device: whoever has them must sign in again. Returns how many there were. */
export async function endSessions(tx: Tx, accountIds: readonly string[]): Promise<number> {
  if (accountIds.length === 0) return 0
  const { numDeletedRows } = await tx
    .deleteFrom('common.session')
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', 'in', [...accountIds])
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Forgets an account's sessions that nobody can use any more. */
export async function deleteSpentSessions(tx: Tx, accountId: string, now: Date): Promise<void> {
  const usedAfter = minutesBefore(now, longestIdleMinutes)
  await tx
    .deleteFrom('common.session')
    .where('municipalityId', '=', tx.municipalityId)
    .where('accountId', '=', accountId)
    .where((eb) => eb.or([eb('expiresAt', '<=', now.toISOString()), eb('usedAt', '<=', usedAfter)]))
    .execute()
}

export type SessionQuestion = {
  readonly municipalityId: number
  readonly tokenHash: Buffer
  readonly now: Date
  /** The day it is in Denmark: an account closes on a day. */
  readonly today: string
  /** A session used since then is not written to again. */
  readonly writtenAfter: Date
}

/**
 * Asks who a session belongs to and notes that it was used, in one statement, so that it takes one round trip
 * through `pipeline`. No row when the session is over or unknown, has not been used for as long as its role may rest
 * (`domain/access/session-limits.ts`), or its account is closed. Everything somebody may is read anew each time: what
 * is taken away is gone at the next request.
 */
export function findSession({ municipalityId, tokenHash, now, today, writtenAfter }: SessionQuestion): Statement {
  return {
    name: 'find-session',
    text: `
      with live as (
        select s.account_id, s.used_at, s.assurance, s.institution_ids as narrowed_institution_ids, s.class_ids as narrowed_class_ids,
          a.role, a.institution_ids, a.person_id
        from common.session s
        join common.account a on a.municipality_id = s.municipality_id and a.id = s.account_id
        join unnest($5::text[], $7::timestamptz[]) as rest(role, used_after) on rest.role = a.role
        where s.municipality_id = $1 and s.token_hash = $2 and s.expires_at > $3 and s.used_at > rest.used_after
          and (a.closed_on is null or a.closed_on > $4)
      ), noted as (
        update common.session s set used_at = $3 from live
        where s.municipality_id = $1 and s.token_hash = $2 and live.used_at < $6
      )
      select live.account_id, live.role, live.institution_ids, live.assurance, live.narrowed_institution_ids, live.narrowed_class_ids,
        array(select c.class_id from common.account_class c where c.municipality_id = $1 and c.account_id = live.account_id order by c.class_id) as class_ids,
        case when live.role in ('parent', 'pupil', 'youngPerson') then array(
          select unnest(array[f.pupil_id, f.pupil_person_id]) from identity.family f
          where f.municipality_id = $1 and f.person_id = live.person_id
            and f.relation = case live.role when 'parent' then 'custody' else 'self' end
            and f.valid_from <= $4 and (f.valid_until is null or f.valid_until > $4)
          union select live.person_id)
          when live.role = 'support' then array[live.person_id] end as family_ids,
        array(select m.assessment_id from assessment.member m where m.municipality_id = $1 and m.account_id = live.account_id and m.left_at is null) as assessment_ids
      from live`,
    values: [
      municipalityId,
      tokenHash,
      now.toISOString(),
      today,
      roles,
      writtenAfter.toISOString(),
      roles.map((role) => minutesBefore(now, idleMinutes[role])),
    ],
  }
}

function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString()
}

/** The actor in `findSession`'s rows, if any. */
export function readActor(municipalityId: number, rows: readonly SessionRow[]): Actor | undefined {
  const row = rows[0]
  if (!row) return undefined
  const {
    account_id: accountId,
    role,
    assurance,
    family_ids: familyIds,
    assessment_ids: assessmentIds,
    narrowed_institution_ids: narrowed,
  } = row
  const classIds = within(row.class_ids, row.narrowed_class_ids)
  return {
    accountId,
    municipalityId,
    role,
    assurance,
    // Whose role sees the municipality has no institutions of their own: the login's are then all there are.
    institutionIds:
      narrowed !== null && row.institution_ids.length === 0 && !institutionBound.includes(role)
        ? narrowed
        : within(row.institution_ids, narrowed),
    isNarrowed: narrowed !== null,
    classIds,
    reach: [...classIds, ...(familyIds ?? []), ...assessmentIds],
  }
}

function within(own: readonly string[], narrowed: readonly string[] | null): readonly string[] {
  return narrowed === null ? own : own.filter((id) => narrowed.includes(id))
}

export type SessionRow = {
  readonly account_id: string
  readonly role: Role
  readonly assurance: Assurance
  readonly institution_ids: readonly string[]
  readonly class_ids: readonly string[]
  /** What the login narrowed the session to; null when it narrowed nothing. */
  readonly narrowed_institution_ids: readonly string[] | null
  readonly narrowed_class_ids: readonly string[] | null
  /** Of citizens: their children with the children's person ids, and their own. */
  readonly family_ids: readonly string[] | null
  /** Assessments somebody is on. */
  readonly assessment_ids: readonly string[]
}

function selectAccounts(tx: Tx) {
  return tx
    .selectFrom('common.account as account')
    .innerJoin('common.municipality as municipality', 'municipality.municipalityId', 'account.municipalityId')
    .select([
      'account.id',
      'account.personId',
      'account.role',
      'account.institutionIds',
      'account.closedOn',
      'municipality.name as municipalityName',
    ])
    .where('account.municipalityId', '=', tx.municipalityId)
}

type AccountRow = {
  readonly id: string
  readonly personId: string
  readonly role: string
  readonly institutionIds: readonly string[]
  readonly closedOn: string | null
  readonly municipalityName: string
}

async function withInstitutions(tx: Tx, { institutionIds, role, ...row }: AccountRow): Promise<Account> {
  const institutions = await tx
    .selectFrom('common.institution')
    .select(['id', 'number', 'name'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${institutionIds}::uuid[])`)
    .orderBy('name')
    .execute()
  return { ...row, role: role as Role, municipalityId: tx.municipalityId, institutions }
}
