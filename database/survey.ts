/** Surveys, the units they ask, and the slips and invitations made when they open. */
import { sql } from 'kysely'
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

const columns = [
  'id',
  'municipalityId',
  'title',
  'track',
  'questionnaireCode',
  'questionnaireVersion',
  'state',
  'schoolYear',
  'opensOn',
  'closesOn',
  'grades',
  'institutionIds',
  'isRolling',
  'takesPaper',
] as const

/** Surveys of the municipality, newest first. */
export async function listSurveys(tx: Tx): Promise<readonly Survey[]> {
  const rows = await tx
    .selectFrom('common.survey')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('opensOn', 'desc')
    .orderBy('title')
    .execute()
  return rows.map(surveyOf)
}

/** One survey. */
export async function findSurvey(tx: Tx, id: string): Promise<Survey | undefined> {
  const row = await tx
    .selectFrom('common.survey')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && surveyOf(row)
}

/** One survey, held until commit. */
export async function lockSurvey(tx: Tx, id: string): Promise<Survey | undefined> {
  const row = await tx
    .selectFrom('common.survey')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && surveyOf(row)
}

/** Adds a drafted survey. */
export async function insertSurvey(tx: Tx, survey: Survey): Promise<void> {
  await tx.insertInto('common.survey').values(rowOf(survey)).execute()
}

/** Saves the whole plan and state of a survey that is held by `lockSurvey`. */
export async function saveSurvey(tx: Tx, survey: Survey): Promise<void> {
  const { municipalityId: _, id, ...changes } = rowOf(survey)
  await tx.updateTable('common.survey').set(changes).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/** Deletes a drafted survey. */
export async function deleteSurvey(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('common.survey')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

export type Turnout = { readonly invited: number; readonly answered: number }

/** How many are invited and have answered, by survey; as last sealed where the lists of who has answered are gone. */
export async function countTurnout(tx: Tx): Promise<ReadonlyMap<string, Turnout>> {
  const rows = await tx
    .selectFrom('common.survey as s')
    .leftJoin('common.surveyUnit as u', (join) =>
      join.onRef('u.municipalityId', '=', 's.municipalityId').onRef('u.surveyId', '=', 's.id').on('u.unit', '=', 'municipality'),
    )
    .select(['s.id', 'u.invited'])
    .select((eb) => [
      eb
        .selectFrom('statistics.turnout as t')
        .select((sum) => sum.fn.sum<number | null>('t.answeredCount').as('sum'))
        .whereRef('t.municipalityId', '=', 's.municipalityId')
        .whereRef('t.surveyId', '=', 's.id')
        .as('answered'),
      eb
        .selectFrom('sealed.turnout as st')
        .select((sum) => sum.fn.sum<number | null>('st.answered').as('sum'))
        .whereRef('st.municipalityId', '=', 's.municipalityId')
        .whereRef('st.surveyId', '=', 's.id')
        .where('st.unit', 'like', 'class:%')
        .as('sealed'),
    ])
    .where('s.municipalityId', '=', tx.municipalityId)
    .execute()
  return new Map(
    rows.map(({ id, invited, answered, sealed }) => [id, { invited: invited ?? 0, answered: Number(answered ?? sealed ?? 0) }]),
  )
}

export type ClassProgress = {
  readonly classId: string
  readonly className: string
  readonly grade: number | null
  readonly institutionId: string
  readonly institution: string
  readonly invited: number
  readonly answered: number
  readonly lesson: 'none' | 'open' | 'ended'
}

/** Each class of a survey with its turnout, by institution and class name. */
export async function listProgress(tx: Tx, surveyId: string): Promise<readonly ClassProgress[]> {
  const rows = await tx
    .selectFrom('common.surveyUnit as u')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'u.municipalityId').onRef('c.id', '=', 'u.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .leftJoin('statistics.turnout as t', (join) =>
      join.onRef('t.municipalityId', '=', 'u.municipalityId').onRef('t.surveyId', '=', 'u.surveyId').onRef('t.classId', '=', 'u.classId'),
    )
    .leftJoin('sealed.turnout as st', (join) =>
      join.onRef('st.municipalityId', '=', 'u.municipalityId').onRef('st.surveyId', '=', 'u.surveyId').onRef('st.unit', '=', 'u.unit'),
    )
    .select([
      'c.id as classId',
      'c.name as className',
      'c.grade',
      'i.id as institutionId',
      'i.name as institution',
      'u.invited',
      't.answeredCount',
      'st.answered as sealedCount',
    ])
    .select((eb) =>
      eb
        .selectFrom('common.lesson as l')
        .select((min) => min.fn.max<string>('l.state').as('state'))
        .whereRef('l.municipalityId', '=', 'u.municipalityId')
        .whereRef('l.surveyId', '=', 'u.surveyId')
        .whereRef('l.classId', '=', 'u.classId')
        .as('lesson'),
    )
    .where('u.municipalityId', '=', tx.municipalityId)
    .where('u.surveyId', '=', surveyId)
    .where('u.level', '=', 'class')
    .orderBy('i.name')
    .orderBy('c.grade')
    .orderBy('c.name')
    .execute()
  return rows.map(({ answeredCount, sealedCount, lesson, ...row }) => ({
    ...row,
    answered: answeredCount ?? sealedCount ?? 0,
    lesson: lesson === 'open' || lesson === 'ended' ? lesson : 'none',
  }))
}

export type InvitedPupil = {
  readonly pupilId: string
  readonly classId: string
  readonly institutionId: string
  readonly grade: number | null
  readonly sex: Sex
}

/** Pupils who are asked: enrolled today in a class of the survey's grades, institutions and school year. */
export async function listPupilsToInvite(tx: Tx, survey: Survey): Promise<readonly InvitedPupil[]> {
  return tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .select(['p.id as pupilId', 'c.id as classId', 'c.institutionId', 'c.grade', 'p.sex'])
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.leftOn', 'is', null)
    .where('c.closedOn', 'is', null)
    .where('c.schoolYear', '=', survey.schoolYear)
    .where('c.institutionId', 'in', [...survey.institutionIds])
    .where((eb) => (survey.grades.length === 0 ? eb('c.grade', 'is', null) : eb('c.grade', 'in', [...survey.grades])))
    .orderBy('p.id')
    .execute() as Promise<readonly InvitedPupil[]>
}

/** Classes a survey would ask, with how many pupils, also those that are empty. */
export async function listClassesToInvite(
  tx: Tx,
  survey: Survey,
): Promise<readonly { institutionId: string; institution: string; classId: string | null; className: string | null; pupils: number }[]> {
  const rows = await tx
    .selectFrom('common.institution as i')
    .leftJoin('common.class as c', (join) =>
      join
        .onRef('c.municipalityId', '=', 'i.municipalityId')
        .onRef('c.institutionId', '=', 'i.id')
        .on('c.schoolYear', '=', survey.schoolYear)
        .on('c.closedOn', 'is', null)
        .on((eb) => (survey.grades.length === 0 ? eb('c.grade', 'is', null) : eb('c.grade', 'in', [...survey.grades]))),
    )
    .leftJoin('common.pupil as p', (join) =>
      join.onRef('p.municipalityId', '=', 'c.municipalityId').onRef('p.classId', '=', 'c.id').on('p.leftOn', 'is', null),
    )
    .select(['i.id as institutionId', 'i.name as institution', 'c.id as classId', 'c.name as className'])
    .select((eb) => eb.fn.count<number>('p.id').as('pupils'))
    .where('i.municipalityId', '=', tx.municipalityId)
    .where('i.id', 'in', [...survey.institutionIds])
    .groupBy(['i.id', 'i.name', 'c.id', 'c.name'])
    .orderBy('i.name')
    .orderBy('c.name')
    .execute()
  return rows.map((row) => ({ ...row, pupils: Number(row.pupils) }))
}

export type InviteeRow = InvitedPupil & {
  readonly personId: string
  readonly className: string
  readonly institution: string
  /** Null when nobody has invited them yet. */
  readonly turn: number | null
  readonly decision: 'answered' | 'declined' | 'undecided'
}

/**
 * Everybody whom a survey may ask, invited or not, by institution, class and id: of some classes, or of all. What
 * was answered is not to be had here, and of whether, only whether.
 */
export async function listInvitees(tx: Tx, survey: Survey, classIds?: readonly string[]): Promise<readonly InviteeRow[]> {
  if (classIds?.length === 0) return []
  let query = tx
    .selectFrom('common.pupil as p')
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'p.municipalityId').onRef('c.id', '=', 'p.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .leftJoin('common.slip as s', (join) =>
      join.onRef('s.municipalityId', '=', 'p.municipalityId').onRef('s.pupilId', '=', 'p.id').on('s.surveyId', '=', survey.id),
    )
    .leftJoin('statistics.turnout as t', (join) =>
      join.onRef('t.municipalityId', '=', 's.municipalityId').onRef('t.surveyId', '=', 's.surveyId').onRef('t.classId', '=', 's.classId'),
    )
    .select(['p.id as pupilId', 'p.personId', 'p.sex', 'c.id as classId', 'c.institutionId', 'c.grade', 'c.name as className'])
    .select(['i.name as institution', 's.turn'])
    .select(
      sql<
        InviteeRow['decision']
      >`case when s.slip_hmac = any(t.answered) then 'answered' when s.slip_hmac = any(t.declined) then 'declined' else 'undecided' end`.as(
        'decision',
      ),
    )
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.leftOn', 'is', null)
    .where('c.closedOn', 'is', null)
    .where('c.schoolYear', '=', survey.schoolYear)
    .where('c.institutionId', 'in', [...survey.institutionIds])
    .where((eb) => (survey.grades.length === 0 ? eb('c.grade', 'is', null) : eb('c.grade', 'in', [...survey.grades])))
    .orderBy('i.name')
    .orderBy('c.name')
    .orderBy('p.id')
  if (classIds) query = query.where('c.id', 'in', [...classIds])
  return query.execute() as Promise<readonly InviteeRow[]>
}

/** Counts one more invited in every unit of a survey that the pupil is part of; makes the units that are not there. */
export async function addInvited(tx: Tx, surveyId: string, units: readonly SurveyUnitRow[]): Promise<void> {
  await tx
    .insertInto('common.surveyUnit')
    .values(units.map((unit) => ({ municipalityId: tx.municipalityId, surveyId, ...unit })))
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'surveyId', 'unit']).doUpdateSet((eb) => ({
        invited: sql<number>`survey_unit.invited + ${eb.ref('excluded.invited')}`,
        invitedFemale: sql<number | null>`survey_unit.invited_female + ${eb.ref('excluded.invitedFemale')}`,
        invitedMale: sql<number | null>`survey_unit.invited_male + ${eb.ref('excluded.invitedMale')}`,
      })),
    )
    .execute()
}

export type SurveyUnitRow = {
  readonly unit: string
  readonly level: 'class' | 'yearGroup' | 'institution' | 'municipalYearGroup' | 'municipality'
  readonly institutionId: string | null
  readonly classId: string | null
  readonly grade: number | null
  readonly invited: number
  /** Girls and boys among them, of a year group of the municipality alone (`domain/report/weighting.ts`). */
  readonly invitedFemale?: number
  readonly invitedMale?: number
}

/** Writes the tree of units that take part. */
export async function insertSurveyUnits(tx: Tx, surveyId: string, units: readonly SurveyUnitRow[]): Promise<void> {
  for (const batch of batches(units)) {
    await tx
      .insertInto('common.surveyUnit')
      .values(batch.map((unit) => ({ municipalityId: tx.municipalityId, surveyId, ...unit })))
      .execute()
  }
}

export type SlipRow = InvitedPupil & { readonly turn: number; readonly slipHmac: Buffer }

/**
 * Writes slips (whose), invitations (what a response may carry) and empty turnout rows. The two lists have
 * no key in common but the slip's HMAC, and only slips lead to a pupil. Invitations are written in the
 * order of their HMACs, so that their order tells nothing about slips.
 */
export async function insertInvitations(tx: Tx, surveyId: string, slips: readonly SlipRow[]): Promise<void> {
  const { municipalityId } = tx
  for (const batch of batches(slips)) {
    await tx
      .insertInto('common.slip')
      .values(
        batch.map(({ pupilId, institutionId, classId, turn, slipHmac }) => ({
          municipalityId,
          surveyId,
          pupilId,
          institutionId,
          classId,
          turn,
          slipHmac,
        })),
      )
      .execute()
  }
  const byHmac = slips.toSorted((left, right) => Buffer.compare(left.slipHmac, right.slipHmac))
  for (const batch of batches(byHmac)) {
    await tx
      .insertInto('statistics.invitation')
      .values(batch.map(({ slipHmac, classId, sex, grade }) => ({ municipalityId, slipHmac, surveyId, classId, sex, grade })))
      .execute()
  }
  const classIds = [...new Set(slips.map(({ classId }) => classId))].toSorted()
  for (const batch of batches(classIds)) {
    await tx
      .insertInto('statistics.turnout')
      .values(batch.map((classId) => ({ municipalityId, surveyId, classId })))
      // One who is invited later joins the class's row.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Forgets whose slip was whose. From here on nothing says who answered. */
export async function deleteSlips(tx: Tx, surveyId: string): Promise<void> {
  await tx.deleteFrom('common.slip').where('municipalityId', '=', tx.municipalityId).where('surveyId', '=', surveyId).execute()
}

const batchRows = 2_000

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows)
}

type Row = {
  readonly id: string
  readonly municipalityId: number
  readonly title: string
  readonly track: string
  readonly questionnaireCode: string
  readonly questionnaireVersion: string
  readonly state: string
  readonly schoolYear: number
  readonly opensOn: string
  readonly closesOn: string
  readonly grades: readonly number[]
  readonly institutionIds: readonly string[]
  readonly isRolling: boolean
  readonly takesPaper: boolean
}

function surveyOf(row: Row): Survey {
  const { questionnaireCode, questionnaireVersion, track, state, ...rest } = row
  return {
    ...rest,
    track: track as Survey['track'],
    state: state as Survey['state'],
    questionnaire: { code: questionnaireCode, version: questionnaireVersion },
  }
}

function rowOf(survey: Survey) {
  const { questionnaire, grades, institutionIds, ...rest } = survey
  return {
    ...rest,
    questionnaireMunicipalityId: 0,
    questionnaireCode: questionnaire.code,
    questionnaireVersion: questionnaire.version,
    grades: [...grades],
    institutionIds: [...institutionIds],
  }
}
