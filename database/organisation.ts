/** Institutions and classes: the municipality's tree. */
import { sql } from 'kysely'
import type { InstitutionKind } from '#domain/organisation/roster.ts'
import type { Tx } from './transaction.ts'

export type InstitutionRow = { readonly id: string; readonly number: string; readonly kind: InstitutionKind; readonly name: string }

/** The institutions that are open, of those ids or, without ids, of the whole municipality. */
export async function listInstitutions(tx: Tx, ids?: readonly string[]): Promise<readonly InstitutionRow[]> {
  return tx
    .selectFrom('common.institution')
    .select(['id', 'number', 'kind', 'name'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('closedOn', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', '=', sql<string>`any(${ids ?? []}::uuid[])`))
    .execute()
}

export type ClassRow = {
  readonly id: string
  readonly institutionId: string
  readonly name: string
  readonly grade: number | null
  readonly isClosed: boolean
}

/** Classes and rooms of earlier school years that nobody has closed yet. */
export async function listOpenClassesBefore(
  tx: Tx,
  schoolYear: number,
): Promise<readonly (Omit<ClassRow, 'isClosed'> & { readonly schoolYear: number })[]> {
  return tx
    .selectFrom('common.class')
    .select(['id', 'institutionId', 'name', 'grade', 'schoolYear'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('schoolYear', '<', schoolYear)
    .where('closedOn', 'is', null)
    .execute()
}

/** The classes and rooms of a school year, closed ones too. */
export async function listClasses(tx: Tx, schoolYear: number): Promise<readonly ClassRow[]> {
  const rows = await tx
    .selectFrom('common.class')
    .select(['id', 'institutionId', 'name', 'grade', 'closedOn'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('schoolYear', '=', schoolYear)
    .execute()
  return rows.map(({ closedOn, ...row }) => ({ ...row, isClosed: closedOn !== null }))
}

/** Pupils enrolled in each class, by class id; a class without pupils is left out. Counts only those the actor may see. */
export async function countPupilsByClass(tx: Tx, schoolYear: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('common.pupil as pupil')
    .innerJoin('common.class as class', (join) =>
      join.onRef('class.municipalityId', '=', 'pupil.municipalityId').onRef('class.id', '=', 'pupil.classId'),
    )
    .select(({ fn }) => ['pupil.classId', fn.countAll<number>().as('pupils')])
    .where('pupil.municipalityId', '=', tx.municipalityId)
    .where('class.schoolYear', '=', schoolYear)
    .where('pupil.leftOn', 'is', null)
    .groupBy('pupil.classId')
    .execute()
  return new Map(rows.map(({ classId, pupils }) => [classId, pupils]))
}

/** Which municipality each of these institution numbers belongs to, for those anybody has. Public reference. */
export async function listDirectory(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('common.institutionDirectory')
    .select(['number', 'municipalityId'])
    .where('number', '=', sql<string>`any(${numbers}::text[])`)
    .execute()
  return new Map(rows.map(({ number, municipalityId }) => [number, municipalityId]))
}

/**
 * Adds institutions and takes their numbers in the public directory. False when another municipality has one
 * of them: then some numbers may have been taken, and the caller rolls back.
 */
export async function insertInstitutions(tx: Tx, institutions: readonly InstitutionRow[]): Promise<boolean> {
  const { municipalityId } = tx
  const numbers = institutions.map(({ number }) => number)
  await sql`
    insert into common.institution_directory (number, municipality_id)
    select number, ${municipalityId}::int from unnest(${numbers}::text[]) as given (number)
    on conflict do nothing`.execute(tx)
  const owners = await listDirectory(tx, numbers)
  if ([...owners.values()].some((owner) => owner !== municipalityId)) return false
  await sql`
    insert into common.institution (municipality_id, id, kind, number, name)
    select ${municipalityId}::int, * from unnest(
      ${institutions.map(({ id }) => id)}::uuid[], ${institutions.map(({ kind }) => kind)}::text[],
      ${numbers}::text[], ${institutions.map(({ name }) => name)}::text[])`.execute(tx)
  return true
}

/** Gives institutions the name and kind they are listed with; returns how many there were. */
export async function saveInstitutions(tx: Tx, institutions: readonly InstitutionRow[]): Promise<number> {
  const result = await sql`
    update common.institution as institution set name = given.name, kind = given.kind
    from unnest(
      ${institutions.map(({ id }) => id)}::uuid[], ${institutions.map(({ kind }) => kind)}::text[],
      ${institutions.map(({ name }) => name)}::text[]) as given (id, kind, name)
    where institution.municipality_id = ${tx.municipalityId} and institution.id = given.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** A class that is wanted in a school year. */
export type WantedClass = { readonly id: string; readonly institutionId: string; readonly name: string; readonly grade: number | null }

/** Adds classes; one that is there by name keeps its id, gets this grade, and is open again. */
export async function saveClasses(tx: Tx, schoolYear: number, classes: readonly WantedClass[]): Promise<void> {
  await sql`
    insert into common.class (municipality_id, school_year, id, institution_id, grade, name)
    select ${tx.municipalityId}::int, ${schoolYear}::smallint, * from unnest(
      ${classes.map(({ id }) => id)}::uuid[], ${classes.map(({ institutionId }) => institutionId)}::uuid[],
      ${classes.map(({ grade }) => grade)}::smallint[], ${classes.map(({ name }) => name)}::text[])
    on conflict (municipality_id, institution_id, school_year, name) do update set grade = excluded.grade, closed_on = null`.execute(tx)
}

/** Closes classes that nobody is in any more. Figures about them stay. */
export async function closeClasses(tx: Tx, ids: readonly string[], closedOn: string): Promise<void> {
  await tx
    .updateTable('common.class')
    .set({ closedOn })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

/** Notes that institutions went on as others from a day on; what is noted already stays as it is. */
export async function insertSuccessors(
  tx: Tx,
  since: string,
  pairs: readonly { readonly fromId: string; readonly toId: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  await tx
    .insertInto('common.institutionSuccessor')
    .values(pairs.map((pair) => ({ municipalityId: tx.municipalityId, ...pair, since })))
    .onConflict((conflict) => conflict.columns(['municipalityId', 'fromId', 'toId']).doNothing())
    .execute()
}

/**
 * Gives those who had the children of a class, in their hands or as their class, the class it goes on as. For a
 * summer in which no staff list comes with the children: else nobody would have them in August.
 */
export async function carryClassesOver(tx: Tx, classes: readonly { readonly fromId: string; readonly toId: string }[]): Promise<void> {
  await sql`
    insert into common.account_class (municipality_id, account_id, class_id)
    select ${tx.municipalityId}::int, led.account_id, given.to_id
    from unnest(${classes.map(({ fromId }) => fromId)}::uuid[], ${classes.map(({ toId }) => toId)}::uuid[]) as given (from_id, to_id)
    join common.account_class led on led.municipality_id = ${tx.municipalityId} and led.class_id = given.from_id
    join common.account account on account.municipality_id = ${tx.municipalityId} and account.id = led.account_id and account.closed_on is null
    on conflict do nothing`.execute(tx)
}
