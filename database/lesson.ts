/** Lessons, and the slips of a class as its teacher needs them: whose, and whether used, never for what. */
import { sql } from 'kysely'
import type { LessonState } from '#domain/survey/lesson.ts'
import type { Tx } from './transaction.ts'

export type LessonOfClass = {
  readonly surveyId: string
  readonly surveyTitle: string
  readonly closesOn: string
  readonly classId: string
  readonly className: string
  readonly institution: string
  readonly invited: number
  readonly answered: number
  readonly lesson: { readonly id: string; readonly state: LessonState; readonly isPaused: boolean } | null
}

/** Open surveys of these classes, with the lesson that is open in each, else the latest. */
export async function listLessonsOfClasses(tx: Tx, classIds: readonly string[]): Promise<readonly LessonOfClass[]> {
  if (classIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.surveyUnit as u')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'u.municipalityId').onRef('s.id', '=', 'u.surveyId'))
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'u.municipalityId').onRef('c.id', '=', 'u.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .leftJoin('statistics.turnout as t', (join) =>
      join.onRef('t.municipalityId', '=', 'u.municipalityId').onRef('t.surveyId', '=', 'u.surveyId').onRef('t.classId', '=', 'u.classId'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('common.lesson as l')
          .select(['l.id as lessonId', 'l.state as lessonState', 'l.isPaused'])
          .whereRef('l.municipalityId', '=', 'u.municipalityId')
          .whereRef('l.surveyId', '=', 'u.surveyId')
          .whereRef('l.classId', '=', 'u.classId')
          .orderBy('l.state', 'desc')
          .orderBy('l.openedAt', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select([
      's.id as surveyId',
      's.title as surveyTitle',
      's.closesOn',
      'c.id as classId',
      'c.name as className',
      'i.name as institution',
      'u.invited',
      't.answeredCount',
      'latest.lessonId',
      'latest.lessonState',
      'latest.isPaused',
    ])
    .where('u.municipalityId', '=', tx.municipalityId)
    .where('u.classId', 'in', [...classIds])
    .where('u.level', '=', 'class')
    .where('s.state', '=', 'open')
    .orderBy('i.name')
    .orderBy('c.name')
    .execute()
  return rows.map(({ lessonId, lessonState, isPaused, answeredCount, ...row }) => ({
    ...row,
    answered: answeredCount ?? 0,
    lesson:
      lessonId === null || lessonState === null ? null : { id: lessonId, state: lessonState as LessonState, isPaused: isPaused === true },
  }))
}

/** The lesson that is open for a class in a survey. */
export async function findOpenLesson(tx: Tx, surveyId: string, classId: string): Promise<{ readonly id: string } | undefined> {
  return tx
    .selectFrom('common.lesson')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', '=', classId)
    .where('state', '=', 'open')
    .executeTakeFirst()
}

/** Opens a lesson; false when the code or the class is taken by another open lesson. */
export async function insertLesson(
  tx: Tx,
  lesson: {
    readonly id: string
    readonly surveyId: string
    readonly institutionId: string
    readonly classId: string
    readonly code: string
    readonly openedAt: Date
  },
): Promise<boolean> {
  const rows = await tx
    .insertInto('common.lesson')
    .values({ ...lesson, municipalityId: tx.municipalityId, state: 'open', openedAt: lesson.openedAt.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export type LessonRow = {
  readonly id: string
  readonly surveyId: string
  readonly surveyTitle: string
  readonly surveyState: string
  readonly classId: string
  readonly className: string
  readonly institutionId: string
  readonly institution: string
  readonly code: string
  readonly state: LessonState
  readonly isPaused: boolean
  readonly track: 'statistics' | 'health'
  readonly invited: number
}

/** One lesson with the names a teacher knows it by. */
export async function findLesson(tx: Tx, id: string): Promise<LessonRow | undefined> {
  const row = await tx
    .selectFrom('common.lesson as l')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'l.municipalityId').onRef('s.id', '=', 'l.surveyId'))
    .innerJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'l.municipalityId').onRef('c.id', '=', 'l.classId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'l.municipalityId').onRef('i.id', '=', 'l.institutionId'),
    )
    .innerJoin('common.surveyUnit as u', (join) =>
      join
        .onRef('u.municipalityId', '=', 'l.municipalityId')
        .onRef('u.surveyId', '=', 'l.surveyId')
        .onRef('u.classId', '=', 'l.classId')
        .on('u.level', '=', 'class'),
    )
    .select([
      'l.id',
      'l.surveyId',
      's.title as surveyTitle',
      's.state as surveyState',
      's.track',
      'l.classId',
      'c.name as className',
      'l.institutionId',
      'i.name as institution',
      'l.code',
      'l.state',
      'l.isPaused',
      'u.invited',
    ])
    .where('l.municipalityId', '=', tx.municipalityId)
    .where('l.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, state: row.state as LessonState, track: row.track as LessonRow['track'] }
}

/** The turnout of a class: the slips that have answered or declined. Undefined when the survey is over and sealed. */
export async function findTurnout(
  tx: Tx,
  surveyId: string,
  classId: string,
): Promise<{ readonly answered: readonly Buffer[]; readonly declined: readonly Buffer[] } | undefined> {
  return tx
    .selectFrom('statistics.turnout')
    .select(['answered', 'declined'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', '=', classId)
    .executeTakeFirst()
}

export type SlipOfPupil = { readonly pupilId: string; readonly personId: string; readonly turn: number; readonly slipHmac: Buffer }

/** The class's slips with whose they are. */
export async function listSlips(tx: Tx, surveyId: string, classId: string): Promise<readonly SlipOfPupil[]> {
  return tx
    .selectFrom('common.slip as s')
    .innerJoin('common.pupil as p', (join) => join.onRef('p.municipalityId', '=', 's.municipalityId').onRef('p.id', '=', 's.pupilId'))
    .select(['s.pupilId', 'p.personId', 's.turn', 's.slipHmac'])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.surveyId', '=', surveyId)
    .where('s.classId', '=', classId)
    .execute()
}

/** How many have answered, and how many need not: what the wall shows. */
export async function countTurnout(
  tx: Tx,
  surveyId: string,
  classId: string,
): Promise<{ readonly answered: number; readonly declined: number } | undefined> {
  return tx
    .selectFrom('statistics.turnout')
    .select(['answeredCount as answered', sql<number>`cardinality(declined)`.as('declined')])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', '=', classId)
    .executeTakeFirst()
}

/** Holds an open lesson up, or lets it go on; false when it is not open. */
export async function savePause(tx: Tx, id: string, isPaused: boolean): Promise<boolean> {
  const rows = await tx
    .updateTable('common.lesson')
    .set({ isPaused })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.length === 1
}

/** The slip of one pupil of the class. */
export async function findSlip(tx: Tx, surveyId: string, classId: string, pupilId: string): Promise<SlipOfPupil | undefined> {
  return (await listSlips(tx, surveyId, classId)).find((slip) => slip.pupilId === pupilId)
}

/** Ends an open lesson; its code is dead from the commit on. */
export async function endLesson(tx: Tx, id: string, endedAt: Date): Promise<boolean> {
  const rows = await tx
    .updateTable('common.lesson')
    .set({ state: 'ended', isPaused: false, endedAt: endedAt.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.length === 1
}

/** Ends every open lesson of a survey that closes. */
export async function endLessonsOfSurvey(tx: Tx, surveyId: string, endedAt: Date): Promise<void> {
  await tx
    .updateTable('common.lesson')
    .set({ state: 'ended', isPaused: false, endedAt: endedAt.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('state', '=', 'open')
    .execute()
}

/** How many of a class had answered when it was last sealed; undefined when it never was. */
export async function findSealedTurnout(tx: Tx, surveyId: string, classId: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('sealed.turnout')
    .select('answered')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', `class:${classId}`)
    .executeTakeFirst()
  return row?.answered
}

/** Whether a class has been sealed at least once. */
export async function isClassSealed(tx: Tx, surveyId: string, classId: string): Promise<boolean> {
  return (await findSealedTurnout(tx, surveyId, classId)) !== undefined
}

export type MissedLesson = { readonly surveyId: string; readonly slipHmac: Buffer }

/** The slips that the signed-in pupil has not used, where the class has had its lesson. */
export async function listOwnSlips(tx: Tx): Promise<readonly MissedLesson[]> {
  const { rows } = await sql<MissedLesson>`select survey_id, slip_hmac from statistics.own_slips()`.execute(tx)
  return rows
}
