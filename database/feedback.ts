/** "I sagde – vi gjorde": written by bul_staff, read by families through bul_health. */
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

const columns = ['id', 'version', 'state', 'findings', 'did', 'next', 'nextOn', 'publishedOn'] as const

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
  return rows.map(feedbackOf)
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

export async function saveFeedback(tx: Tx, feedback: Feedback, by: { readonly id: string; readonly at: Date }): Promise<void> {
  const { id, ...changes } = written(feedback)
  await tx
    .updateTable('common.feedback')
    .set({ ...changes, authorId: by.id, writtenAt: by.at.toISOString() })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

export type PublishedFeedback = Feedback & {
  readonly title: string
  readonly schoolYear: number
  readonly className: string | null
  readonly grade: number | null
  readonly kind: InstitutionKind
  readonly institution: string
  readonly pupilIds: readonly string[]
}

/** What a citizen's own children are told, newest first. Row-level security says what that is. */
export async function listPublishedFeedback(tx: Tx, pupilIds: readonly string[]): Promise<readonly PublishedFeedback[]> {
  if (pupilIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.feedback as f')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'f.municipalityId').onRef('s.id', '=', 'f.surveyId'))
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'f.municipalityId').onRef('i.id', '=', 'f.institutionId'),
    )
    .leftJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'f.municipalityId').onRef('c.id', '=', 'f.classId'))
    .innerJoin('common.pupil as p', (join) =>
      join.onRef('p.municipalityId', '=', 'f.municipalityId').onRef('p.institutionId', '=', 'f.institutionId'),
    )
    .select(columns.map((column) => `f.${column}` as const))
    .select(['s.title', 's.schoolYear', 'c.name as className', 'c.grade', 'i.kind', 'i.name as institution', 'p.id as pupilId'])
    .where('f.municipalityId', '=', tx.municipalityId)
    .where('f.state', '=', 'published')
    .where('p.id', '=', sql<string>`any(${pupilIds}::uuid[])`)
    .where((where) => where.or([where('f.classId', 'is', null), where('f.classId', '=', where.ref('p.classId'))]))
    .orderBy('f.publishedOn', 'desc')
    .orderBy('f.id')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((same) => {
    const [row] = same
    if (row === undefined) return []
    const { pupilId: _, kind, title, schoolYear, className, grade, institution } = row
    return [
      {
        ...feedbackOf(row),
        title,
        schoolYear,
        className,
        grade,
        kind: kind as InstitutionKind,
        institution,
        pupilIds: same.map(({ pupilId }) => pupilId),
      },
    ]
  })
}

type Row = Omit<Feedback, 'state' | 'findings'> & { readonly state: string; readonly findings: unknown }

function feedbackOf({ id, version, state, findings, did, next, nextOn, publishedOn }: Row): Feedback {
  return { id, version, state: state as FeedbackState, findings: findings as readonly Said[], did, next, nextOn, publishedOn }
}

function written({ findings, ...feedback }: Feedback) {
  return { ...feedback, findings: JSON.stringify(findings) }
}
