/** The assessment of the environment, as its leader is writing it, with its published versions. */
import { sql } from 'kysely'
import { AssessmentWords } from '#domain/environment/environment-schema.ts'
import { type LearningEnvironmentAssessment, noWords } from '#domain/environment/environment.ts'
import type { Written } from '#domain/environment/written.ts'
import { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import type { Tx } from './transaction.ts'

/** The draft of an institution for a survey. */
export async function findEnvironment(
  tx: Tx,
  surveyId: string,
  institutionId: string,
): Promise<(LearningEnvironmentAssessment & { readonly revision: number }) | undefined> {
  const row = await draftOf(tx, surveyId, institutionId).executeTakeFirst()
  return row && { ...row, words: AssessmentWords.parse(row.words) }
}

/** The draft, begun where there is none, and held until commit: who saves at the same moment waits, and reads what was saved. */
export async function lockEnvironment(
  tx: Tx,
  { surveyId, institutionId }: { readonly surveyId: string; readonly institutionId: string },
  changed: { readonly changedAt: Date; readonly changedBy: string },
): Promise<Written & { readonly revision: number }> {
  await tx
    .insertInto('common.environmentAssessment')
    .values({
      municipalityId: tx.municipalityId,
      surveyId,
      institutionId,
      words: JSON.stringify(noWords),
      changedAt: changed.changedAt.toISOString(),
      changedBy: changed.changedBy,
    })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'institutionId', 'surveyId']).doNothing())
    .execute()
  const { words, followUpOn, nextOn, revision } = await draftOf(tx, surveyId, institutionId).forUpdate().executeTakeFirstOrThrow()
  return { words: AssessmentWords.parse(words), followUpOn, nextOn, revision }
}

function draftOf(tx: Tx, surveyId: string, institutionId: string) {
  return tx
    .selectFrom('common.environmentAssessment')
    .select(['institutionId', 'surveyId', 'words', 'followUpOn', 'nextOn', 'revision'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('institutionId', '=', institutionId)
}

/** Keeps the draft that `lockEnvironment` holds. */
export async function saveEnvironment(
  tx: Tx,
  { surveyId, institutionId }: { readonly surveyId: string; readonly institutionId: string },
  { words, ...written }: Written & { readonly revision: number },
  changed: { readonly changedAt: Date; readonly changedBy: string },
): Promise<void> {
  await tx
    .updateTable('common.environmentAssessment')
    .set({ ...written, words: JSON.stringify(words), changedAt: changed.changedAt.toISOString(), changedBy: changed.changedBy })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('institutionId', '=', institutionId)
    .execute()
}

export type PublicationRow = { readonly version: number; readonly publishedOn: string; readonly isPublic: boolean }

/** Versions of an institution's assessment by one survey, newest first. */
export function listPublications(tx: Tx, surveyId: string, institutionId: string): Promise<readonly PublicationRow[]> {
  return tx
    .selectFrom('common.environmentPublication')
    .select(['version', 'publishedOn', 'isPublic'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('institutionId', '=', institutionId)
    .orderBy('version', 'desc')
    .execute()
}

/** Adds a version, and takes those before it down. */
export async function insertPublication(
  tx: Tx,
  publication: {
    readonly surveyId: string
    readonly institutionId: string
    readonly document: EnvironmentPublication
    readonly pdfDa: Uint8Array
    readonly pdfEn: Uint8Array
    readonly publishedBy: string
  },
): Promise<void> {
  const { document, pdfDa, pdfEn } = publication
  await takeDownPublications(tx, publication.surveyId, publication.institutionId)
  await tx
    .insertInto('common.environmentPublication')
    .values({
      ...publication,
      municipalityId: tx.municipalityId,
      version: document.version,
      publishedOn: document.publishedOn,
      document: JSON.stringify(document),
      pdfDa: Buffer.from(pdfDa),
      pdfEn: Buffer.from(pdfEn),
      isPublic: true,
    })
    .execute()
}

/** Shows the public none of its versions any more; says how many that were. They are kept. */
export async function takeDownPublications(tx: Tx, surveyId: string, institutionId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('common.environmentPublication')
    .set({ isPublic: false })
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    .where('institutionId', '=', institutionId)
    .where('isPublic', '=', true)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What an institution has published last, by any survey; for everybody. */
export async function findPublicEnvironment(tx: Tx, institutionId: string): Promise<EnvironmentPublication | undefined> {
  const row = await publicOf(tx, institutionId).select('document').executeTakeFirst()
  return row && EnvironmentPublication.parse(row.document)
}

/** The same on paper. */
export async function findPublicEnvironmentPdf(tx: Tx, institutionId: string, language: 'da' | 'en'): Promise<Uint8Array | undefined> {
  const row = await publicOf(tx, institutionId)
    .select(language === 'da' ? 'pdfDa as pdf' : 'pdfEn as pdf')
    .executeTakeFirst()
  return row?.pdf
}

function publicOf(tx: Tx, institutionId: string) {
  return tx
    .selectFrom('common.environmentPublication')
    .where('municipalityId', '=', tx.municipalityId)
    .where('institutionId', '=', institutionId)
    .where('isPublic', '=', true)
    .orderBy('publishedOn', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
}

export type EnvironmentRow = {
  readonly institutionId: string
  readonly name: string
  readonly kind: InstitutionKind
  readonly hasDraft: boolean
  readonly publishedOn: string | null
  readonly followUpOn: string | null
  readonly nextOn: string | null
}

/** How far each institution of a survey is with its assessment, by their names. */
export async function listEnvironments(tx: Tx, surveyId: string): Promise<readonly EnvironmentRow[]> {
  const rows = await tx
    .selectFrom('common.surveyUnit as u')
    .innerJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'u.municipalityId').onRef('i.id', '=', 'u.institutionId'),
    )
    .leftJoin('common.environmentAssessment as a', (join) =>
      join
        .onRef('a.municipalityId', '=', 'u.municipalityId')
        .onRef('a.surveyId', '=', 'u.surveyId')
        .onRef('a.institutionId', '=', 'u.institutionId'),
    )
    .leftJoin('common.environmentPublication as p', (join) =>
      join
        .onRef('p.municipalityId', '=', 'u.municipalityId')
        .onRef('p.surveyId', '=', 'u.surveyId')
        .onRef('p.institutionId', '=', 'u.institutionId')
        .on('p.isPublic', '=', true),
    )
    .select([
      'i.id as institutionId',
      'i.name',
      sql<InstitutionKind>`i.kind`.as('kind'),
      sql<boolean>`a.survey_id is not null`.as('hasDraft'),
      'p.publishedOn',
      'a.followUpOn',
      'a.nextOn',
    ])
    .where('u.municipalityId', '=', tx.municipalityId)
    .where('u.surveyId', '=', surveyId)
    .where('u.level', '=', 'institution')
    .orderBy('i.name')
    .execute()
  return rows
}
