/** "I sagde – vi gjorde": written by bul_staff; families are told theirs by a function that bul_health may ask. */
import { sql } from 'kysely'
import type { Feedback, FeedbackState, Said } from '#domain/report/use/feedback.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import type { Tx } from './transaction.ts'

/** What is told to whom: one survey, and one class or institution. */
export type FeedbackPlace = {
  readonly surveyId: string
  readonly unit: string
  readonly institutionId: string
  readonly classId: string | null
}

const columns = ['id', 'version', 'state', 'findings', 'did', 'next', 'nextOn', 'publishedOn', 'revision'] as const

/** Every version of one survey and unit, newest first. */
export async function listFeedback(tx: Tx, { surveyId, unit }: Pick<FeedbackPlace, 'surveyId' | 'unit'>): Promise<readonly Feedback[]> {
  const rows = await tx
    .selectFrom('common.feedback')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...feedbackOf(row), revision: row.revision }))
}

/** Where one version belongs, held until commit. */
export async function lockFeedbackPlace(tx: Tx, id: string): Promise<FeedbackPlace | undefined> {
  return tx
    .selectFrom('common.feedback')
    .select(['surveyId', 'unit', 'institutionId', 'classId'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertFeedback(
  tx: Tx,
  place: FeedbackPlace,
  feedback: Feedback,
  by: { readonly id: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('common.feedback')
    .values({ municipalityId: tx.municipalityId, ...place, ...written(feedback), authorId: by.id, writtenAt: by.at.toISOString() })
    .execute()
}

/** Holds every version of one survey and unit until commit, so that two who save at once save one after the other. */
export async function lockFeedback(tx: Tx, { surveyId, unit }: Pick<FeedbackPlace, 'surveyId' | 'unit'>): Promise<void> {
  await tx
    .selectFrom('common.feedback')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('unit', '=', unit)
    .forUpdate()
    .execute()
}

export async function saveFeedback(tx: Tx, feedback: Feedback, by: { readonly id: string; readonly at: Date }): Promise<void> {
  const { id, ...changes } = written(feedback)
  await tx
    .updateTable('common.feedback')
    .set({ ...changes, authorId: by.id, writtenAt: by.at.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Takes off what was told of surveys up to a school year, and empties it: that there was a version stays, without its words. */
export async function emptyFeedback(tx: Tx, lastSchoolYear: number): Promise<void> {
  await sql`
    update common.feedback f
    set state = case when f.state = 'draft' then f.state else 'withdrawn' end, findings = '[]', did = '', next = '', next_on = null
    from common.survey s
    where s.municipality_id = ${tx.municipalityId} and s.id = f.survey_id and s.school_year <= ${lastSchoolYear}
      and f.municipality_id = ${tx.municipalityId} and (f.findings <> '[]' or f.did <> '' or f.next <> '')`.execute(tx)
}

export type PublishedFeedback = Omit<Feedback, 'revision'> & {
  readonly title: string
  readonly schoolYear: number
  readonly className: string | null
  readonly grade: number | null
  readonly kind: InstitutionKind
  readonly institution: string
  readonly pupilIds: readonly string[]
}

/** What of this is a citizen's own children's, newest first. Which those are, and what they are told, the database says. */
export async function listPublishedFeedback(tx: Tx, pupilIds: readonly string[]): Promise<readonly PublishedFeedback[]> {
  if (pupilIds.length === 0) return []
  const { rows } = await sql<Row & Omit<PublishedFeedback, keyof Feedback | 'pupilIds'> & { readonly pupilId: string }>`
    select f.pupil_id as "pupilId", f.id, f.version, f.state, f.findings, f.did, f.next, f.next_on as "nextOn",
      f.published_on as "publishedOn", s.title, s.school_year as "schoolYear", c.name as "className", c.grade, i.kind, i.name as institution
    from common.own_feedback() f
      join common.survey s on s.municipality_id = ${tx.municipalityId} and s.id = f.survey_id
      join common.institution i on i.municipality_id = ${tx.municipalityId} and i.id = f.institution_id
      left join common.class c on c.municipality_id = ${tx.municipalityId} and c.id = f.class_id
    where f.pupil_id = any(${pupilIds}::uuid[])
    order by f.published_on desc, f.id`.execute(tx)
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((same) => {
    const [row] = same
    if (row === undefined) return []
    const { kind, title, schoolYear, className, grade, institution } = row
    const pupilsTold = same.map(({ pupilId }) => pupilId)
    return [{ ...feedbackOf(row), title, schoolYear, className, grade, kind, institution, pupilIds: pupilsTold }]
  })
}

type Row = Omit<Feedback, 'state' | 'findings' | 'revision'> & { readonly state: string; readonly findings: unknown }

function feedbackOf({ id, version, state, findings, did, next, nextOn, publishedOn }: Row): Omit<Feedback, 'revision'> {
  return { id, version, state: state as FeedbackState, findings: findings as readonly Said[], did, next, nextOn, publishedOn }
}

function written({ findings, ...feedback }: Feedback) {
  return { ...feedback, findings: JSON.stringify(findings) }
}
