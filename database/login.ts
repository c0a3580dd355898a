/** What logins need beyond accounts: whose a CVR number is, citizens by person, assertions that are spent, and their log. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { citizens, type Role } from '#domain/access/actor.ts'
import { decrypt, encrypt, type Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

/** Municipalities by CVR number; one whose number is not known is not found. Public reference. */
export async function listMunicipalitiesByCvr(tx: Tx, cvrs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('common.municipality')
    .select(['municipalityId', 'cvr'])
    .where('cvr', '=', sql<string>`any(${cvrs}::text[])`)
    .execute()
  const byCvr = Map.groupBy(rows, ({ cvr }) => cvr ?? '')
  // Two with the same number: nobody can say whose right it is.
  return new Map([...byCvr].flatMap(([cvr, same]) => (same.length === 1 && same[0] ? [[cvr, same[0].municipalityId] as const] : [])))
}

/** The municipalities that use this installation: those with an institution. */
export async function listMunicipalitiesHere(tx: Tx): Promise<readonly number[]> {
  const rows = await tx.selectFrom('common.institutionDirectory').select('municipalityId').distinct().orderBy('municipalityId').execute()
  return rows.map(({ municipalityId }) => municipalityId)
}

/** The ids of a person's accounts as a citizen, closed ones too. */
export async function listCitizenAccountsOf(
  tx: Tx,
  personId: string,
): Promise<readonly { readonly id: string; readonly role: Role; readonly isClosed: boolean }[]> {
  const rows = await tx
    .selectFrom('common.account')
    .select(['id', 'role', 'closedOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('personId', '=', personId)
    .where('role', 'in', citizens)
    .orderBy('role')
    .execute()
  return rows.map(({ id, role, closedOn }) => ({ id, role: role as Role, isClosed: closedOn !== null }))
}

/** What a person is to children on this day: has custody of one, is one. Asked before sign-in, when no child may be seen. */
export async function listTiesOf(tx: Tx, personId: string, today: string): Promise<readonly ('custody' | 'self')[]> {
  const rows = await tx
    .selectFrom('identity.family')
    .select('relation')
    .distinct()
    .where('municipalityId', '=', tx.municipalityId)
    .where('personId', '=', personId)
    .where('relation', '<>', 'foster')
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>', today)]))
    .execute()
  return rows.map(({ relation }) => relation as 'custody' | 'self')
}

/** The children a person has custody of on this day, or the child it is itself, each with its institution. */
export async function listFamilyOf(
  tx: Tx,
  personId: string,
  today: string,
): Promise<readonly { readonly relation: 'custody' | 'self'; readonly institutionId: string }[]> {
  const rows = await tx
    .selectFrom('identity.family as family')
    .innerJoin('common.pupil as pupil', (join) =>
      join.onRef('pupil.municipalityId', '=', 'family.municipalityId').onRef('pupil.id', '=', 'family.pupilId'),
    )
    .select(['family.relation', 'pupil.institutionId'])
    .where('family.municipalityId', '=', tx.municipalityId)
    .where('family.personId', '=', personId)
    .where('family.relation', '<>', 'foster')
    .where('family.validFrom', '<=', today)
    .where((eb) => eb.or([eb('family.validUntil', 'is', null), eb('family.validUntil', '>', today)]))
    .where((eb) => eb.or([eb('pupil.leftOn', 'is', null), eb('pupil.leftOn', '>', today)]))
    .execute()
  return rows.map(({ relation, institutionId }) => ({ relation: relation as 'custody' | 'self', institutionId }))
}

/** The account's classes at these institutions: what is left of its reach when the login narrows it to them. */
export async function listClassesAt(tx: Tx, accountId: string, institutionIds: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('common.accountClass as own')
    .innerJoin('common.class as class', (join) =>
      join.onRef('class.municipalityId', '=', 'own.municipalityId').onRef('class.id', '=', 'own.classId'),
    )
    .select('own.classId')
    .where('own.municipalityId', '=', tx.municipalityId)
    .where('own.accountId', '=', accountId)
    .where('class.institutionId', '=', sql<string>`any(${institutionIds}::uuid[])`)
    .orderBy('own.classId')
    .execute()
  return rows.map(({ classId }) => classId)
}

/** Ids by number of institutions in this municipality; one that is not there is left out. */
export async function listInstitutionIds(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('common.institution')
    .select(['id', 'number'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('number', '=', sql<string>`any(${numbers}::text[])`)
    .execute()
  return new Map(rows.map(({ id, number }) => [number, id]))
}

/** Classes of this school year by institution and name; a pair that is not there is left out. */
export async function listClassesNamed(
  tx: Tx,
  schoolYear: number,
  wanted: readonly { readonly institutionId: string; readonly name: string }[],
): Promise<readonly { readonly id: string; readonly institutionId: string }[]> {
  if (wanted.length === 0) return []
  const rows = await sql<{ id: string; institutionId: string }>`
    select class.id, class.institution_id from common.class class
    join unnest(${wanted.map(({ institutionId }) => institutionId)}::uuid[], ${wanted.map(({ name }) => name)}::text[]) as wanted (institution_id, name)
      on wanted.institution_id = class.institution_id and wanted.name = class.name
    where class.municipality_id = ${tx.municipalityId} and class.school_year = ${schoolYear}`.execute(tx)
  return rows.rows
}

/** Marks an assertion as spent. False when it was already: it has let somebody in before, here or at another server. */
export async function spendAssertion(
  tx: Tx,
  { login, assertion, expiresAt }: { readonly login: string; readonly assertion: Buffer; readonly expiresAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('common.usedAssertion')
    .values({ municipalityId: tx.municipalityId, login, assertion, expiresAt: expiresAt.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets assertions that have expired by themselves. */
export async function deleteSpentAssertions(tx: Tx, now: Date): Promise<void> {
  await tx
    .deleteFrom('common.usedAssertion')
    .where('municipalityId', '=', tx.municipalityId)
    .where('expiresAt', '<', now.toISOString())
    .execute()
}

/** A sign-out that a login tells of: ends the sessions it means, and says whose they were. */
export async function deleteSessionsOfLogin(
  tx: Tx,
  login: string,
  providerSession: Buffer,
): Promise<readonly { readonly accountId: string; readonly role: Role }[]> {
  const ended = await tx
    .deleteFrom('common.session as session')
    .where('session.municipalityId', '=', tx.municipalityId)
    .where('session.provider', '=', login)
    .where('session.providerSession', '=', providerSession)
    .returning('session.accountId')
    .execute()
  if (ended.length === 0) return []
  const accounts = await tx
    .selectFrom('common.account')
    .select(['id', 'role'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ended.map(({ accountId }) => accountId)}::uuid[])`)
    .execute()
  return accounts.map(({ id, role }) => ({ accountId: id, role: role as Role }))
}

/** `asked` and `signOutAsked` are ours, the others the login's or what came of it. */
export type LoginEventKind = 'asked' | 'answered' | 'refused' | 'signedIn' | 'signOutAsked' | 'signedOut'

export type LoginEvent = {
  readonly at: Date
  readonly login: string
  readonly event: LoginEventKind
  /** HMAC of what the login calls the session. */
  readonly session?: Buffer | undefined
  /** The IP address it came from. */
  readonly address?: string | undefined
  /** The message as it travelled, with the signature that proves it. */
  readonly message?: string | undefined
}

/** How long NemLog-in asks that messages and their signatures are kept. */
const keptDays = 180
const dayMs = 24 * 60 * 60_000

/** Writes down what was asked of a login, or what it answered. */
export async function insertLoginEvent(
  tx: Tx,
  keyring: Keyring,
  { at, login, event, session, address, message }: LoginEvent,
): Promise<void> {
  const id = randomUUID()
  const { municipalityId } = tx
  await tx
    .insertInto('common.loginEvent')
    .values({
      municipalityId,
      id,
      at: at.toISOString(),
      login,
      event,
      session: session ?? null,
      address: address ?? null,
      message: message === undefined ? null : encrypt(keyring.purposeKey('login-event'), message, contextOf(municipalityId, id)),
      expiresOn: new Date(at.getTime() + keptDays * dayMs).toISOString().slice(0, 10),
    })
    .execute()
}

/** The messages of this login since a moment, oldest first, readable. Row-level security shows them to the data protection officer alone. */
export async function listLoginEvents(tx: Tx, keyring: Keyring, login: string, since: Date): Promise<readonly LoginEvent[]> {
  const rows = await tx
    .selectFrom('common.loginEvent')
    .select(['id', 'at', 'event', 'session', 'address', 'message'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('login', '=', login)
    .where('at', '>=', since.toISOString())
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, at, event, session, address, message }) => ({
    at: new Date(at),
    login,
    event: event as LoginEventKind,
    session: session ?? undefined,
    address: address ?? undefined,
    message: message === null ? undefined : decrypt(keyring.purposeKey('login-event'), message, contextOf(tx.municipalityId, id)),
  }))
}

/** Deletes what has been kept long enough. */
export async function deleteExpiredLoginEvents(tx: Tx, today: string): Promise<void> {
  await tx.deleteFrom('common.loginEvent').where('municipalityId', '=', tx.municipalityId).where('expiresOn', '<=', today).execute()
}

function contextOf(municipalityId: number, id: string): string {
  return `common.login_event|${municipalityId}|${id}|message`
}
