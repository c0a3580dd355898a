/** Children in classes. Who they are is in `identity.ts`. */
import { sql } from 'kysely'
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Tx } from './transaction.ts'

export type PupilRow = {
  readonly id: string
  readonly personId: string
  readonly institution: string
  readonly classId: string
  readonly className: string
  readonly grade: number | null
  readonly schoolYear: number
  readonly sex: Sex
  readonly hasLeft: boolean
}

/** A page of the municipality's pupils, those who have left too, in order of id; `after` is the last id of the page before. */
export async function listPupils(tx: Tx, after: string, limit: number): Promise<readonly PupilRow[]> {
  const rows = await tx
    .selectFrom('common.pupil as pupil')
    .innerJoin('common.class as class', (join) =>
      join.onRef('class.municipalityId', '=', 'pupil.municipalityId').onRef('class.id', '=', 'pupil.classId'),
    )
    .innerJoin('common.institution as institution', (join) =>
      join.onRef('institution.municipalityId', '=', 'pupil.municipalityId').onRef('institution.id', '=', 'pupil.institutionId'),
    )
    .select([
      'pupil.id',
      'pupil.personId',
      'institution.number as institution',
      'pupil.classId',
      'class.name as className',
      'class.grade',
      'class.schoolYear',
      'pupil.sex',
      'pupil.leftOn',
    ])
    .where('pupil.municipalityId', '=', tx.municipalityId)
    .where('pupil.id', '>', after)
    .orderBy('pupil.id')
    .limit(limit)
    .execute()
  return rows.map(({ leftOn, ...row }) => ({ ...row, hasLeft: leftOn !== null }))
}

/** How many pupils there are or have been: how long listing them takes. */
export async function countPupils(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('common.pupil')
    .select(({ fn }) => fn.countAll<number>().as('pupils'))
    .where('municipalityId', '=', tx.municipalityId)
    .executeTakeFirstOrThrow()
  return row.pupils
}

export type PupilPlace = { readonly id: string; readonly institutionId: string; readonly classId: string; readonly sex: Sex }

/** Enrols people as pupils. */
export async function insertPupils(tx: Tx, pupils: readonly (PupilPlace & { readonly personId: string })[]): Promise<void> {
  await sql`
    insert into common.pupil (municipality_id, id, person_id, institution_id, class_id, sex)
    select ${tx.municipalityId}::int, * from unnest(
      ${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ personId }) => personId)}::uuid[], ${pupils.map(({ institutionId }) => institutionId)}::uuid[],
      ${pupils.map(({ classId }) => classId)}::uuid[], ${pupils.map(({ sex }) => sex)}::text[])`.execute(tx)
}

/** Moves pupils to a class, also those who had left; returns how many there were. */
export async function savePupilPlaces(tx: Tx, pupils: readonly PupilPlace[]): Promise<number> {
  const result = await sql`
    update common.pupil as pupil set institution_id = given.institution_id, class_id = given.class_id, sex = given.sex, left_on = null
    from unnest(
      ${pupils.map(({ id }) => id)}::uuid[], ${pupils.map(({ institutionId }) => institutionId)}::uuid[],
      ${pupils.map(({ classId }) => classId)}::uuid[], ${pupils.map(({ sex }) => sex)}::text[]) as given (id, institution_id, class_id, sex)
    where pupil.municipality_id = ${tx.municipalityId} and pupil.id = given.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}

/** Who these pupils are: person ids by pupil id. */
export async function listPersonsOfPupils(tx: Tx, pupilIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('common.pupil')
    .select(['id', 'personId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, personId }) => [id, personId]))
}

/** Marks enrolled pupils as having left; nothing about them is deleted here. Returns how many there were. */
export async function savePupilsLeft(tx: Tx, ids: readonly string[], leftOn: string): Promise<number> {
  const result = await tx
    .updateTable('common.pupil')
    .set({ leftOn })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('leftOn', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Pupils by person, those who have left too: the one enrolled, else the one with the smallest id. */
export async function findPupilsOfPersons(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < personIds.length; from += 5_000) {
    const rows = await tx
      .selectFrom('common.pupil')
      .select(['id', 'personId'])
      .where('municipalityId', '=', tx.municipalityId)
      .where('personId', '=', sql<string>`any(${personIds.slice(from, from + 5_000)}::uuid[])`)
      .orderBy(sql`left_on is null`, 'desc')
      .orderBy('id')
      .execute()
    for (const { id, personId } of rows) if (!found.has(personId)) found.set(personId, id)
  }
  return found
}
