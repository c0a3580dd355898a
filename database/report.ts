/** What reports are made of: totals of sealed atoms, and who was asked. All that one report reads is in `report-base.ts`. */
import { sql } from 'kysely'
import { type UnitMoments, storedMoments } from '#domain/disclosure/moments.ts'
import { type SealedSums, storedSum } from '#domain/disclosure/sum.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import type { Level } from '#domain/organisation/unit.ts'
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

/**
 * Totals as PostgreSQL writes them, of everybody, of girls and of boys: `all{1,2}{3,4};female{1,1}`, counts and then moments. Whoever
 * has read the same before need not take them apart again (`figuresOf`).
 */
export type Totals = string

type Sex = 'all' | 'female' | 'male'

/** What is sealed of a unit; null while nothing is. Moments also where a unit has none, and of what was sealed before they were kept. */
export type UnitFigures = { readonly sums: SealedSums | null; readonly moments: UnitMoments | null }

export function figuresOf(totals: Totals): UnitFigures {
  const rows = new Map(
    totals
      .split(';')
      .map((row) => row.split(/[{}]+/))
      .map(([sex, ...arrays]) => [sex, arrays.filter(Boolean).map(numbers)]),
  )
  const sum = (sex: Sex) => {
    const [counts] = rows.get(sex) ?? []
    return counts ? storedSum(counts) : null
  }
  const moments = (sex: Sex) => {
    const [, values] = rows.get(sex) ?? []
    return values ? storedMoments(values) : null
  }
  const [all, ofAll] = [sum('all'), moments('all')]
  return {
    sums: all && { all, female: sum('female'), male: sum('male') },
    moments: ofAll && { all: ofAll, female: moments('female'), male: moments('male') },
  }
}

function numbers(list: string): readonly number[] {
  return list.split(',').map(Number)
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
