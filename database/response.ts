/**
 * Answers of the statistics track between entering and submitting.
 *
 * Everything here is keyed by the slip's HMAC until submit, and by nothing afterwards. These functions run
 * as bul_statistics, which can read no table with a person in it.
 */
import { sql } from 'kysely'
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Statement, Tx } from './transaction.ts'

export type LessonByCode = { readonly surveyId: string; readonly classId: string; readonly isPaused: boolean }

/** The lesson that a typed code opens, in the municipality that the code names. */
export async function findLessonByCode(tx: Tx, code: string): Promise<LessonByCode | undefined> {
  return tx
    .selectFrom('common.lesson as l')
    .select(['l.surveyId', 'l.classId', 'l.isPaused'])
    .where('l.municipalityId', '=', tx.municipalityId)
    .where('l.code', '=', code)
    .where('l.state', '=', 'open')
    .executeTakeFirst()
}

/** Finds a row where the lesson of a slip's class holds pause. One look by two keys: a whole class asks it. */
export function pauseOfSlip(municipalityId: number, slipHmac: Buffer): Statement {
  return {
    name: 'pause-of-slip',
    text: `select from statistics.invitation i
      join common.lesson l on l.municipality_id = i.municipality_id and l.survey_id = i.survey_id and l.class_id = i.class_id
      where i.municipality_id = $1 and i.slip_hmac = $2 and l.state = 'open' and l.is_paused`,
    values: [municipalityId, slipHmac],
  }
}

/** Name of a class and of its institution, for the one who answers to see that it is theirs. */
export async function findPlaceOfClass(
  tx: Tx,
  classId: string,
): Promise<{ readonly className: string; readonly institution: string } | undefined> {
  return tx
    .selectFrom('common.class as c')
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'c.municipalityId').onRef('i.id', '=', 'c.institutionId'),
    )
    .select(['c.name as className', 'i.name as institution'])
    .where('c.municipalityId', '=', tx.municipalityId)
    .where('c.id', '=', classId)
    .executeTakeFirst()
}

/** Sex as it stands in a response. */
export const sexLetter = { female: 'f', male: 'm', unknown: 'u' } as const satisfies Record<Sex, string>

export type Invitation = { readonly surveyId: string; readonly classId: string; readonly sex: Sex; readonly grade: number | null }

/** What a slip's response may carry. */
export async function findInvitation(tx: Tx, slipHmac: Buffer): Promise<Invitation | undefined> {
  const row = await tx
    .selectFrom('statistics.invitation')
    .select(['surveyId', 'classId', 'sex', 'grade'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('slipHmac', '=', slipHmac)
    .executeTakeFirst()
  return row as Invitation | undefined
}

export type Decision = 'answered' | 'declined' | 'undecided'

/** Whether this slip has submitted or declined. */
export function findDecision(tx: Tx, invitation: Pick<Invitation, 'surveyId' | 'classId'>, slipHmac: Buffer): Promise<Decision> {
  return readDecision(selectDecision(tx, invitation, slipHmac))
}

/** The same, with the class's turnout held until commit. */
export function lockDecision(tx: Tx, invitation: Pick<Invitation, 'surveyId' | 'classId'>, slipHmac: Buffer): Promise<Decision> {
  return readDecision(selectDecision(tx, invitation, slipHmac).forUpdate())
}

function selectDecision(tx: Tx, { surveyId, classId }: Pick<Invitation, 'surveyId' | 'classId'>, slipHmac: Buffer) {
  return tx
    .selectFrom('statistics.turnout')
    .select([sql<boolean>`${slipHmac} = any(answered)`.as('isAnswered'), sql<boolean>`${slipHmac} = any(declined)`.as('isDeclined')])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('classId', '=', classId)
}

async function readDecision(query: ReturnType<typeof selectDecision>): Promise<Decision> {
  const row = await query.executeTakeFirst()
  return row?.isAnswered ? 'answered' : row?.isDeclined ? 'declined' : 'undecided'
}

/**
 * Adds a slip to those of its class that have answered, or declined, and takes it from the other list.
 * One row per class, sorted: neither its order nor its version says when or after whom somebody came.
 */
export async function saveTurnout(tx: Tx, invitation: Invitation, slipHmac: Buffer, as: Decision): Promise<void> {
  const withSlip = (column: string) =>
    sql<Buffer[]>`array(select distinct slip from unnest(array_append(${sql.ref(column)}, ${slipHmac}::bytea)) as slip order by slip)`
  const without = (column: string) => sql<Buffer[]>`array_remove(${sql.ref(column)}, ${slipHmac}::bytea)`
  await tx
    .updateTable('statistics.turnout')
    .set({
      answered: as === 'answered' ? withSlip('answered') : without('answered'),
      declined: as === 'declined' ? withSlip('declined') : without('declined'),
    })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', invitation.surveyId)
    .where('classId', '=', invitation.classId)
    .execute()
}

/** Keeps a submitted response. It carries nothing that the draft, the slip or the pupil carries. */
export async function insertResponse(tx: Tx, id: string, invitation: Invitation, answers: readonly number[]): Promise<void> {
  const { surveyId, classId, sex, grade } = invitation
  await tx
    .insertInto('statistics.response')
    .values({ municipalityId: tx.municipalityId, id, surveyId, classId, sex: sexLetter[sex], grade, answers: [...answers] })
    .execute()
}
