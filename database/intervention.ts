/** Fact sheets, how they were reviewed, what members tell of them, and action plans. */
import { sql } from 'kysely'
import type { Role } from '#domain/access/actor.ts'
import type { Plan, PlanOutcome, PlanState } from '#domain/intervention/plan.ts'
import type { Review, ReviewStep, SheetState, SheetVersion } from '#domain/intervention/review.ts'
import type { PublishedSheet, Sheet } from '#domain/intervention/sheet.ts'
import { Sheet as SheetSchema } from '#domain/intervention/sheet-schema.ts'
import type { Tx } from './transaction.ts'

/** The catalogue is the association's: every municipality reads the same. */
const association = 0

const columns = ['id', 'code', 'version', 'state', 'authorId', 'sheet', 'changedAt'] as const

/** The catalogue: every published sheet, by code. */
export async function listPublishedSheets(tx: Tx): Promise<readonly PublishedSheet[]> {
  const rows = await tx
    .selectFrom('common.intervention')
    .select(['code', 'sheet'])
    .where('municipalityId', '=', association)
    .where('state', '=', 'published')
    .orderBy('code')
    .execute()
  return rows.map(({ code, sheet }) => ({ code, sheet: SheetSchema.parse(sheet) }))
}

/** The published version of one sheet. */
export async function findPublishedSheet(tx: Tx, code: string): Promise<SheetVersion | undefined> {
  const row = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', association)
    .where('code', '=', code)
    .where('state', '=', 'published')
    .executeTakeFirst()
  return row && versionOf(row)
}

/** Every version this actor may see besides the catalogue, those last changed first: a provider's own. */
export async function listSheetVersions(tx: Tx, authorId: string): Promise<readonly SheetVersion[]> {
  const rows = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('authorId', '=', authorId)
    .orderBy('changedAt', 'desc')
    .orderBy('code')
    .execute()
  return rows.map(versionOf)
}

/** Versions waiting for a review, those that have waited longest first. */
export async function listSheetsInReview(tx: Tx): Promise<readonly SheetVersion[]> {
  const rows = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('state', '=', 'inReview')
    .orderBy('changedAt')
    .orderBy('code')
    .execute()
  return rows.map(versionOf)
}

/** One version. Row-level security hides other providers' drafts. */
export async function findSheetVersion(tx: Tx, id: string): Promise<SheetVersion | undefined> {
  const row = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && versionOf(row)
}

/** One version, held until commit. Published ones can only be held by those who may write them. */
export async function lockSheetVersion(tx: Tx, id: string): Promise<SheetVersion | undefined> {
  const row = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && versionOf(row)
}

/** All versions of a code that this actor sees, newest first. */
export async function listVersionsOfCode(tx: Tx, code: string): Promise<readonly SheetVersion[]> {
  const rows = await tx
    .selectFrom('common.intervention')
    .select(columns)
    .where('municipalityId', '=', tx.municipalityId)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(versionOf)
}

/** Adds a version. A code that already has an open version is refused by the constraint `intervention_open_key`. */
export async function insertSheetVersion(tx: Tx, version: SheetVersion): Promise<void> {
  await tx
    .insertInto('common.intervention')
    .values({ ...version, municipalityId: tx.municipalityId, sheet: JSON.stringify(version.sheet) })
    .execute()
}

/** Saves the words and state of a version that is held by `lockSheetVersion`. */
export async function saveSheetVersion(tx: Tx, { id, state, sheet, changedAt }: SheetVersion): Promise<void> {
  await tx
    .updateTable('common.intervention')
    .set({ state, sheet: JSON.stringify(sheet), changedAt })
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a draft. */
export async function deleteSheetDraft(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('common.intervention')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()
}

/** What was done to these versions on their way, oldest first. */
export async function listReviews(tx: Tx, interventionIds: readonly string[]): Promise<readonly Review[]> {
  if (interventionIds.length === 0) return []
  const rows = await tx
    .selectFrom('common.interventionReview')
    .select(['id', 'interventionId', 'step', 'at', 'role', 'comment', 'interests'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('interventionId', 'in', [...interventionIds])
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, step: row.step as ReviewStep, role: row.role as Role }))
}

/** Adds what was done. `authorId` is the sheet's author, who may read it. */
export async function insertReview(
  tx: Tx,
  review: Review & { readonly authorId: string | null; readonly reviewerId: string },
): Promise<void> {
  await tx
    .insertInto('common.interventionReview')
    .values({ ...review, municipalityId: tx.municipalityId })
    .execute()
}

export type Verdict = 'recommended' | 'mixed' | 'notForUs'

export type Experience = {
  readonly id: string
  /** Null where the municipality has not agreed to be named. */
  readonly municipality: string | null
  readonly isOwn: boolean
  readonly verdict: Verdict
  readonly what: string
  readonly toldOn: string
}

/**
 * What members tell of a sheet, newest first. The municipality is left out of the condition on purpose: what is
 * published is read wherever it was told, and row-level security holds back the rest.
 */
export async function listExperiences(tx: Tx, code: string): Promise<readonly Experience[]> {
  const rows = await tx
    .selectFrom('common.interventionExperience as e')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'e.municipalityId')
    .select(['e.id', 'e.municipalityId', 'm.name', 'e.showsName', 'e.verdict', 'e.what', 'e.toldOn'])
    .where('e.interventionCode', '=', code)
    .where('e.isPublished', '=', true)
    .orderBy('e.toldOn', 'desc')
    .orderBy('e.id')
    .execute()
  return rows.map(({ municipalityId, name, showsName, verdict, ...rest }) => ({
    ...rest,
    verdict: verdict as Verdict,
    municipality: showsName ? name : null,
    isOwn: municipalityId === tx.municipalityId,
  }))
}

/** Adds what one's own municipality tells. */
export async function insertExperience(
  tx: Tx,
  experience: {
    readonly id: string
    readonly interventionCode: string
    readonly verdict: Verdict
    readonly what: string
    readonly showsName: boolean
    readonly toldBy: string
    readonly toldOn: string
  },
): Promise<void> {
  await tx
    .insertInto('common.interventionExperience')
    .values({ ...experience, municipalityId: tx.municipalityId, isPublished: true })
    .execute()
}

/** Takes back what one's own municipality has told; says whether there was anything. */
export async function deleteExperience(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('common.interventionExperience')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export type PlanRow = Plan & {
  readonly institution: string | null
  readonly className: string | null
  readonly surveyTitle: string | null
  /** The sheet's Danish and English title, also when it has been retired since; null without a sheet. */
  readonly sheetTitle: { readonly da: string; readonly en: string } | null
}

const planColumns = [
  'p.id',
  'p.municipalityId',
  'p.institutionId',
  'p.unit',
  'p.surveyId',
  'p.theme',
  'p.item',
  'p.interventionCode',
  'p.title',
  'p.aim',
  'p.owner',
  'p.state',
  'p.startsOn',
  'p.dueOn',
  'p.outcome',
  'p.lesson',
  'p.evaluatedOn',
] as const

function selectPlans(tx: Tx) {
  return tx
    .selectFrom('common.actionPlan as p')
    .leftJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'p.municipalityId').onRef('i.id', '=', 'p.institutionId'),
    )
    .leftJoin('common.class as c', (join) =>
      join.onRef('c.municipalityId', '=', 'p.municipalityId').on(sql<boolean>`p.unit = 'class:' || c.id::text`),
    )
    .leftJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 'p.municipalityId').onRef('s.id', '=', 'p.surveyId'))
    .select([...planColumns, 'i.name as institution', 'c.name as className', 's.title as surveyTitle'])
    .where('p.municipalityId', '=', tx.municipalityId)
}

/** Action plans this actor may see: a leader's are those of own institutions. Those due first come first. */
export async function listPlans(tx: Tx): Promise<readonly PlanRow[]> {
  const rows = await selectPlans(tx).orderBy('p.dueOn').orderBy('p.title').execute()
  return withSheetTitles(tx, rows)
}

/** One plan. */
export async function findPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  const row = await selectPlans(tx).where('p.id', '=', id).executeTakeFirst()
  return row && (await withSheetTitles(tx, [row]))[0]
}

/** One plan, held until commit. */
export async function lockPlan(tx: Tx, id: string): Promise<Plan | undefined> {
  const row = await tx
    .selectFrom('common.actionPlan as p')
    .select(planColumns)
    .where('p.municipalityId', '=', tx.municipalityId)
    .where('p.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && planOf(row)
}

/** Adds a plan. */
export async function insertPlan(tx: Tx, plan: Plan): Promise<void> {
  await tx.insertInto('common.actionPlan').values(plan).execute()
}

/** Saves a plan that is held by `lockPlan`. */
export async function savePlan(tx: Tx, { municipalityId: _, id, ...changes }: Plan): Promise<void> {
  await tx.updateTable('common.actionPlan').set(changes).where('municipalityId', '=', tx.municipalityId).where('id', '=', id).execute()
}

/** The institution and grade of a class, for whoever may read the tree. */
export async function findClassPlace(
  tx: Tx,
  classId: string,
): Promise<{ readonly institutionId: string; readonly grade: number | null } | undefined> {
  return tx
    .selectFrom('common.class')
    .select(['institutionId', 'grade'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', classId)
    .executeTakeFirst()
}

/** Whether this institution is one of the municipality's. */
export async function hasInstitution(tx: Tx, institutionId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('common.institution')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', institutionId)
    .executeTakeFirst()
  return row !== undefined
}

async function withSheetTitles(
  tx: Tx,
  rows: readonly (Parameters<typeof planOf>[0] & Pick<PlanRow, 'institution' | 'className' | 'surveyTitle'>)[],
): Promise<readonly PlanRow[]> {
  const codes = [...new Set(rows.flatMap(({ interventionCode }) => (interventionCode === null ? [] : [interventionCode])))]
  const sheets =
    codes.length === 0
      ? []
      : await tx
          .selectFrom('common.intervention')
          .select(['code', 'sheet'])
          .where('municipalityId', '=', association)
          .where('state', '=', 'published')
          .where('code', 'in', codes)
          .execute()
  const titles = new Map(sheets.map(({ code, sheet }) => [code, titleOf(SheetSchema.parse(sheet))]))
  return rows.map(({ institution, className, surveyTitle, ...row }) => ({
    ...planOf(row),
    institution,
    className,
    surveyTitle,
    sheetTitle: (row.interventionCode === null ? undefined : titles.get(row.interventionCode)) ?? null,
  }))
}

function titleOf({ texts: { da, en } }: Sheet) {
  return { da: da.title, en: en.title === '' ? da.title : en.title }
}

function versionOf(row: {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: string
  readonly authorId: string | null
  readonly sheet: unknown
  readonly changedAt: string
}): SheetVersion {
  return { ...row, state: row.state as SheetState, sheet: SheetSchema.parse(row.sheet) }
}

function planOf(row: Omit<Plan, 'state' | 'outcome'> & { readonly state: string; readonly outcome: string | null }): Plan {
  return { ...row, state: row.state as PlanState, outcome: row.outcome as PlanOutcome | null }
}
