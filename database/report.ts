/** What reports are made of: totals of sealed atoms, and who was asked. A handful of rows, however many pupils. */
import { sql } from 'kysely'
import { type UnitMoments, storedMoments } from '#domain/disclosure/moments.ts'
import { type SealedSums, storedSum } from '#domain/disclosure/sum.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import type { Level, UnitKey } from '#domain/organisation/unit.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { Tx } from './transaction.ts'

export type ReportUnitRow = {
  readonly surveyId: string
  readonly unit: string
  readonly level: Exclude<Level, 'similar' | 'region' | 'country'>
  readonly institutionId: string | null
  readonly classId: string | null
  readonly grade: number | null
  readonly invited: number
  /** How many had answered when the unit was last sealed; null when it never was. */
  readonly answered: number | null
  readonly className: string | null
  readonly institution: string | null
  readonly kind: InstitutionKind | null
}

/** Every unit of these surveys with its turnout, and whether any figure is open there. */
export async function listReportUnits(
  tx: Tx,
  surveyIds: readonly string[],
): Promise<readonly (ReportUnitRow & { readonly isOpen: boolean })[]> {
  if (surveyIds.length === 0) return []
  return units(tx)
    .leftJoin('sealed.total as all', (join) =>
      join
        .onRef('all.municipalityId', '=', 'u.municipalityId')
        .onRef('all.surveyId', '=', 'u.surveyId')
        .onRef('all.unit', '=', 'u.unit')
        .on('all.sex', '=', 'all'),
    )
    .select(sql<boolean>`"all".unit is not null`.as('isOpen'))
    .where('u.surveyId', 'in', [...surveyIds])
    .orderBy('i.name')
    .orderBy('u.grade')
    .orderBy('c.name')
    .execute()
}

/** What is sealed of a unit; null while nothing is. Moments also where a unit has none, and of what was sealed before they were kept. */
export type UnitFigures = { readonly sums: SealedSums | null; readonly moments: UnitMoments | null }

/** A unit of a survey and those above it in the municipality, with their totals. Empty when it takes no part. */
export async function listReportBranch(tx: Tx, surveyId: string, key: string): Promise<readonly (ReportUnitRow & UnitFigures)[]> {
  const rows = await units(tx)
    .leftJoin('sealed.total as t', (join) =>
      join.onRef('t.municipalityId', '=', 'u.municipalityId').onRef('t.surveyId', '=', 'u.surveyId').onRef('t.unit', '=', 'u.unit'),
    )
    .select(['t.sex', 't.counts', 't.moments'])
    .where('u.surveyId', '=', surveyId)
    // Keys are put together from what the unit's own row knows, and before all else: joined instead, every unit of the survey was read.
    .where(
      sql<boolean>`u.unit = any (array(
        select unnest(array[own.unit, 'yearGroup:' || own.institution_id || ':' || own.grade, 'institution:' || own.institution_id, 'municipality'])
        from common.survey_unit own
        where own.municipality_id = ${tx.municipalityId} and own.survey_id = ${surveyId} and own.unit = ${key}))`,
    )
    .execute()
  return [...Map.groupBy(rows, ({ unit }) => unit).values()].map((ofUnit) => {
    const { sex: _, counts: __, moments: ___, ...row } = ofUnit[0] as (typeof rows)[number]
    return { ...row, ...figuresOf(ofUnit) }
  })
}

type TotalRow = { readonly sex: string | null; readonly counts: readonly number[] | null; readonly moments: readonly number[] | null }

function figuresOf(rows: readonly TotalRow[]): UnitFigures {
  const row = (sex: 'all' | 'female' | 'male') => rows.find((one) => one.sex === sex)
  const sum = (sex: 'all' | 'female' | 'male') => {
    const counts = row(sex)?.counts
    return counts ? storedSum(counts) : null
  }
  const moments = (sex: 'all' | 'female' | 'male') => {
    const values = row(sex)?.moments
    return values ? storedMoments(values) : null
  }
  const [all, ofAll] = [sum('all'), moments('all')]
  return {
    sums: all && { all, female: sum('female'), male: sum('male') },
    moments: ofAll && { all: ofAll, female: moments('female'), male: moments('male') },
  }
}

export type EarlierWave = {
  readonly surveyId: string
  readonly questionnaire: Survey['questionnaire']
  readonly schoolYear: number
  /** The unit there; for a class it may be the one it was a year ago. */
  readonly unit: UnitKey
}

/**
 * The last sealed survey of the same questionnaire, whatever its version, that opened before this one and in
 * which the unit took part. For a class that is the class itself, or else, a school year before, the one in
 * the same institution that went by `nameAYearAgo`.
 */
export async function findEarlierWave(
  tx: Tx,
  survey: Pick<Survey, 'id' | 'questionnaire' | 'opensOn' | 'schoolYear'>,
  unit: UnitKey,
  predecessor: { readonly institutionId: string; readonly name: string } | undefined,
): Promise<EarlierWave | undefined> {
  const row = await tx
    .selectFrom('common.survey as s')
    .innerJoin('common.surveyUnit as u', (join) => join.onRef('u.municipalityId', '=', 's.municipalityId').onRef('u.surveyId', '=', 's.id'))
    .leftJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'u.municipalityId').onRef('c.id', '=', 'u.classId'))
    .select(['s.id as surveyId', 's.questionnaireCode as code', 's.questionnaireVersion as version', 's.schoolYear', 'u.unit'])
    .where('s.municipalityId', '=', tx.municipalityId)
    .where('s.questionnaireCode', '=', survey.questionnaire.code)
    .where('s.state', '=', 'sealed')
    .where('s.id', '<>', survey.id)
    .where('s.opensOn', '<', survey.opensOn)
    .where((eb) =>
      predecessor === undefined
        ? eb('u.unit', '=', unit)
        : eb.or([
            eb('u.unit', '=', unit),
            eb.and([
              eb('u.level', '=', 'class'),
              eb('u.institutionId', '=', predecessor.institutionId),
              eb('c.name', '=', predecessor.name),
              eb('s.schoolYear', '=', survey.schoolYear - 1),
            ]),
          ]),
    )
    .orderBy('s.opensOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { code, version, ...rest } = row
  return { ...rest, questionnaire: { code, version } }
}

/** How many institutions of a survey have any figure, or have of one grade: where moments do not tell. */
export async function countSealedInstitutions(tx: Tx, surveyId: string, grade: number | null): Promise<number> {
  const level = grade === null ? 'institution' : 'yearGroup'
  const { count } = await tx
    .selectFrom('sealed.total')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('surveyId', '=', surveyId)
    // A range of the primary key: every key of an institution, and of a year group, begins so.
    .where('unit', '>', `${level}:`)
    .where('unit', '<', `${level};`)
    .$if(grade !== null, (query) => query.where(sql`split_part(unit, ':', 3)`, '=', String(grade)))
    .where('sex', '=', 'all')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type BenchmarkFigures = {
  readonly municipalities: number
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly sums: SealedSums
  readonly moments: UnitMoments | null
}

/** What is released of an area for everybody who asked the same edition of a questionnaire in the same school year, in its layout. */
export async function findBenchmark(
  tx: Tx,
  { questionnaire, schoolYear }: Pick<Survey, 'questionnaire' | 'schoolYear'>,
  area: string,
): Promise<BenchmarkFigures | undefined> {
  const row = await tx
    .selectFrom('released.benchmark')
    .select([
      'municipalities',
      'invited',
      'answered',
      'counts',
      'femaleCounts',
      'maleCounts',
      'moments',
      'femaleMoments',
      'maleMoments',
      sql<number>`(steps ->> 'institutions')::int`.as('institutions'),
    ])
    // The association's rows, published to everybody.
    .where('municipalityId', '=', 0)
    .where('questionnaireCode', '=', questionnaire.code)
    .where('questionnaireVersion', '=', editionOf(questionnaire.version))
    .where('schoolYear', '=', schoolYear)
    .where('area', '=', area)
    .where('isPublished', '=', true)
    .executeTakeFirst()
  if (!row) return undefined
  const { counts, femaleCounts, maleCounts, moments, femaleMoments, maleMoments, ...turnout } = row
  return {
    ...turnout,
    sums: { all: storedSum(counts), female: storedSum(femaleCounts), male: storedSum(maleCounts) },
    moments:
      moments && femaleMoments && maleMoments
        ? { all: storedMoments(moments), female: storedMoments(femaleMoments), male: storedMoments(maleMoments) }
        : null,
  }
}

export type BenchmarkRow = {
  readonly code: string
  readonly version: string
  readonly schoolYear: number
  readonly area: string
  readonly municipalities: number
  readonly invited: number
  readonly answered: number
}

/** Which areas are open, without their figures. */
export async function listBenchmarks(tx: Tx, areas: readonly string[]): Promise<readonly BenchmarkRow[]> {
  return tx
    .selectFrom('released.benchmark')
    .select(['questionnaireCode as code', 'questionnaireVersion as version', 'schoolYear', 'area', 'municipalities', 'invited', 'answered'])
    .where('municipalityId', '=', 0)
    .where('area', 'in', [...areas])
    .where('isPublished', '=', true)
    .execute()
}

function units(tx: Tx) {
  return tx
    .selectFrom('common.surveyUnit as u')
    .leftJoin('common.class as c', (join) => join.onRef('c.municipalityId', '=', 'u.municipalityId').onRef('c.id', '=', 'u.classId'))
    .leftJoin('common.institution as i', (join) =>
      join.onRef('i.municipalityId', '=', 'u.municipalityId').onRef('i.id', '=', 'u.institutionId'),
    )
    .select([
      'u.surveyId',
      'u.unit',
      'u.level',
      'u.institutionId',
      'u.classId',
      'u.grade',
      'u.invited',
      'c.name as className',
      'i.name as institution',
      sql<InstitutionKind | null>`i.kind`.as('kind'),
      // Unit by unit: as a join it was tried against every other unit of the survey.
      sql<number | null>`(select s.answered from sealed.turnout s
        where s.municipality_id = u.municipality_id and s.survey_id = u.survey_id and s.unit = u.unit)`.as('answered'),
    ])
    .where('u.municipalityId', '=', tx.municipalityId)
}
