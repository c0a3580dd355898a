/**
 * Answers of the statistics track between entering and submitting.
 *
 * Everything here is keyed by the slip's HMAC until submit, and by nothing afterwards. These functions run
 * as bul_statistics, which can read no table with a person in it.
 */
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { ask, type Statement, type Tx } from './transaction.ts'

export type LessonByCode = { readonly surveyId: string; readonly classId: string; readonly isPaused: boolean }

/** The lesson that a typed code opens, in the municipality that the code names. */
export async function findLessonByCode(tx: Tx, code: string): Promise<LessonByCode | undefined> {
  const [lesson] = await ask<LessonByCode>(tx, {
    name: 'lesson-by-code',
    text: `select survey_id as "surveyId", class_id as "classId", is_paused as "isPaused"
      from common.lesson where municipality_id = $1 and code = $2 and state = 'open'`,
    values: [tx.municipalityId, code],
  })
  return lesson
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

/** Name of a class and of its institution. */
export async function findPlaceOfClass(
  tx: Tx,
  classId: string,
): Promise<{ readonly className: string; readonly institution: string } | undefined> {
  const [place] = await ask<{ readonly className: string; readonly institution: string }>(tx, {
    name: 'place-of-class',
    text: `select c.name as "className", i.name as institution
      from common.class c join common.institution i on i.municipality_id = c.municipality_id and i.id = c.institution_id
      where c.municipality_id = $1 and c.id = $2`,
    values: [tx.municipalityId, classId],
  })
  return place
}

/** Sex as it stands in a response. */
export const sexLetter = { female: 'f', male: 'm', unknown: 'u' } as const satisfies Record<Sex, string>

export type Invitation = { readonly surveyId: string; readonly classId: string; readonly sex: Sex; readonly grade: number | null }

/** What a slip's response may carry. */
export async function findInvitation(tx: Tx, slipHmac: Buffer): Promise<Invitation | undefined> {
  const [invitation] = await ask<Invitation>(tx, {
    name: 'find-invitation',
    text: `select survey_id as "surveyId", class_id as "classId", sex, grade from statistics.invitation where municipality_id = $1 and slip_hmac = $2`,
    values: [tx.municipalityId, slipHmac],
  })
  return invitation
}

export type Decision = 'answered' | 'declined' | 'undecided'

/** What there is at the door for who has been invited. */
export type Door = {
  readonly invitation: Invitation
  readonly survey: Pick<Survey, 'id' | 'municipalityId' | 'title' | 'track' | 'questionnaire' | 'state' | 'opensOn' | 'closesOn'>
  readonly municipality: string
  readonly className: string
  readonly institution: string
  readonly decision: Decision
}

/**
 * What a slip opens; undefined when nobody was invited with it. One statement, and one row whether or not there is somebody:
 * a wrong slip takes the work of a used one.
 */
export async function findDoor(tx: Tx, slipHmac: Buffer): Promise<Door | undefined> {
  type Row = Invitation & Omit<Door['survey'], 'id' | 'municipalityId' | 'questionnaire'> & Flags
  type Found = Row & Pick<Door, 'municipality' | 'className' | 'institution'> & { readonly code: string; readonly version: string }
  const [found] = await ask<(Found & { readonly isThere: true }) | { readonly isThere: false }>(tx, {
    name: 'find-door',
    text: `select s.id is not null and m.name is not null and n.id is not null as "isThere",
        i.survey_id as "surveyId", i.class_id as "classId", i.sex, i.grade,
        s.title, s.track, s.questionnaire_code as code, s.questionnaire_version as version, s.state, s.opens_on as "opensOn", s.closes_on as "closesOn",
        m.name as municipality, c.name as "className", n.name as institution, ${flagsOf('t')}
      from (select $1::int as municipality_id, $2::bytea as slip_hmac) brought
      left join statistics.invitation i on i.municipality_id = $1 and i.slip_hmac = $2
      left join common.survey s on s.municipality_id = $1 and s.id = i.survey_id
      left join common.municipality m on m.municipality_id = $1
      left join common.class c on c.municipality_id = $1 and c.id = i.class_id
      left join common.institution n on n.municipality_id = $1 and n.id = c.institution_id
      left join statistics.turnout t on t.municipality_id = $1 and t.survey_id = i.survey_id and t.class_id = i.class_id`,
    values: [tx.municipalityId, slipHmac],
  })
  if (found?.isThere !== true) return undefined
  const { surveyId, classId, sex, grade, title, track, code, version, state, opensOn, closesOn, municipality, className, institution } =
    found
  return {
    invitation: { surveyId, classId, sex, grade },
    survey: { id: surveyId, municipalityId: tx.municipalityId, title, track, questionnaire: { code, version }, state, opensOn, closesOn },
    municipality,
    className,
    institution,
    decision: decisionOf(found),
  }
}

type Flags = { readonly isAnswered: boolean | null; readonly isDeclined: boolean | null }

/** Of a class's turnout, for the slip that is the second value. */
function flagsOf(turnout: string): string {
  return `$2 = any(${turnout}.answered) as "isAnswered", $2 = any(${turnout}.declined) as "isDeclined"`
}

function decisionOf(row: Flags | undefined): Decision {
  return row?.isAnswered === true ? 'answered' : row?.isDeclined === true ? 'declined' : 'undecided'
}

/** Whether this slip has submitted or declined. */
export function findDecision(tx: Tx, invitation: Pick<Invitation, 'surveyId' | 'classId'>, slipHmac: Buffer): Promise<Decision> {
  return readDecision(tx, invitation, slipHmac, '')
}

/** The same, with the class's turnout held until commit. */
export function lockDecision(tx: Tx, invitation: Pick<Invitation, 'surveyId' | 'classId'>, slipHmac: Buffer): Promise<Decision> {
  return readDecision(tx, invitation, slipHmac, ' for update')
}

async function readDecision(
  tx: Tx,
  { surveyId, classId }: Pick<Invitation, 'surveyId' | 'classId'>,
  slipHmac: Buffer,
  hold: '' | ' for update',
): Promise<Decision> {
  const [row] = await ask<Flags>(tx, {
    name: hold === '' ? 'find-decision' : 'lock-decision',
    text: `select ${flagsOf('turnout')} from statistics.turnout where municipality_id = $1 and survey_id = $3 and class_id = $4${hold}`,
    values: [tx.municipalityId, slipHmac, surveyId, classId],
  })
  return decisionOf(row)
}

/** What a slip's response may carry, and whether it has submitted or declined, with its class's turnout held until commit. */
export async function lockInvitation(tx: Tx, slipHmac: Buffer): Promise<(Invitation & { readonly decision: Decision }) | undefined> {
  const [row] = await ask<Invitation & Flags>(tx, {
    name: 'lock-invitation',
    text: `select i.survey_id as "surveyId", i.class_id as "classId", i.sex, i.grade, ${flagsOf('t')}
      from statistics.invitation i
      join statistics.turnout t on t.municipality_id = i.municipality_id and t.survey_id = i.survey_id and t.class_id = i.class_id
      where i.municipality_id = $1 and i.slip_hmac = $2 for update of t`,
    values: [tx.municipalityId, slipHmac],
  })
  if (!row) return undefined
  const { surveyId, classId, sex, grade } = row
  return { surveyId, classId, sex, grade, decision: decisionOf(row) }
}

/** The survey that a slip was made for, as far as who submits is asked about it. */
export async function findSurveyOfSlip(
  tx: Tx,
  slipHmac: Buffer,
): Promise<Pick<Survey, 'state' | 'closesOn' | 'questionnaire'> | undefined> {
  type Row = Pick<Survey, 'state' | 'closesOn'> & { readonly code: string; readonly version: string }
  const [row] = await ask<Row>(tx, {
    name: 'survey-of-slip',
    text: `select s.state, s.closes_on as "closesOn", s.questionnaire_code as code, s.questionnaire_version as version
      from statistics.invitation i join common.survey s on s.municipality_id = i.municipality_id and s.id = i.survey_id
      where i.municipality_id = $1 and i.slip_hmac = $2`,
    values: [tx.municipalityId, slipHmac],
  })
  return row && { state: row.state, closesOn: row.closesOn, questionnaire: { code: row.code, version: row.version } }
}

/** Adds a slip to those of its class that have answered, or declined, and takes it from the other list. */
export async function saveTurnout(tx: Tx, invitation: Invitation, slipHmac: Buffer, as: Decision): Promise<void> {
  await ask(tx, turnoutOf(tx.municipalityId, invitation, slipHmac, as))
}

/**
 * The statement that does so. One row per class, sorted: neither its order nor its version says when or after whom somebody
 * came.
 */
export function turnoutOf(municipalityId: number, { surveyId, classId }: Invitation, slipHmac: Buffer, as: Decision): Statement {
  const withSlip = (list: string) => `array(select distinct slip from unnest(array_append(${list}, $2::bytea)) as slip order by slip)`
  const without = (list: string) => `array_remove(${list}, $2::bytea)`
  return {
    name: `save-turnout-${as}`,
    text: `update statistics.turnout
      set answered = ${as === 'answered' ? withSlip('answered') : without('answered')},
        declined = ${as === 'declined' ? withSlip('declined') : without('declined')}
      where municipality_id = $1 and survey_id = $3 and class_id = $4`,
    values: [municipalityId, slipHmac, surveyId, classId],
  }
}

/** Keeps a submitted response. */
export async function insertResponse(tx: Tx, id: string, invitation: Invitation, answers: readonly number[]): Promise<void> {
  await ask(tx, responseOf(tx.municipalityId, id, invitation, answers))
}

/**
 * The statement that keeps it. It carries nothing that the draft, the slip or the pupil carries, and is a statement of its own:
 * no line that PostgreSQL might be told to write about one holds a slip and its answers.
 */
export function responseOf(
  municipalityId: number,
  id: string,
  { surveyId, classId, sex, grade }: Invitation,
  answers: readonly number[],
): Statement {
  return {
    name: 'insert-response',
    text: `insert into statistics.response (municipality_id, id, survey_id, class_id, sex, grade, answers) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [municipalityId, id, surveyId, classId, sexLetter[sex], grade, `{${answers.join(',')}}`],
  }
}
