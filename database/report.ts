/** What reports are made of: totals of sealed atoms, and who was asked. A handful of rows, however many pupils. */
import { sql } from 'kysely'
import { type UnitMoments, storedMoments } from '#domain/disclosure/moments.ts'
import { type SealedSums, storedSum } from '#domain/disclosure/sum.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import type { InstitutionKind, Municipality } from '#domain/organisation/organisation.ts'
import type { Level, UnitKey } from '#domain/organisation/unit.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { ask, type Tx } from './transaction.ts'

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

/** A survey as its reports name it, whose it is, and what its leader says of a unit. */
export type SurveyHead = {
  readonly survey: Pick<Survey, 'id' | 'title' | 'questionnaire' | 'state' | 'schoolYear' | 'opensOn' | 'closesOn'>
  readonly municipality: Municipality
  readonly comment: { readonly text: string; readonly writtenOn: string } | null
}

export async function findSurveyHead(tx: Tx, surveyId: string, unit: UnitKey): Promise<SurveyHead | undefined> {
  const [row] = await ask<{ readonly head: SurveyHead }>(tx, {
    name: 'find-survey-head',
    text: `
      select jsonb_build_object(
        'survey', jsonb_build_object('id', s.id, 'title', s.title, 'state', s.state, 'schoolYear', s.school_year,
          'opensOn', s.opens_on, 'closesOn', s.closes_on,
          'questionnaire', jsonb_build_object('code', s.questionnaire_code, 'version', s.questionnaire_version)),
        'municipality', jsonb_build_object('id', m.municipality_id, 'name', m.name,
          'regionUntil2026', m.region_until_2026, 'regionFrom2027', m.region_from_2027),
        'comment', case when c.body is not null then jsonb_build_object('text', c.body, 'writtenOn', c.written_on) end) as head
      from common.survey s
      join common.municipality m on m.municipality_id = s.municipality_id
      left join common.leader_comment c on c.municipality_id = s.municipality_id and c.survey_id = s.id and c.unit = $3
      where s.municipality_id = $1 and s.id = $2`,
    values: [tx.municipalityId, surveyId, unit],
  })
  return row?.head
}

/** A year group of the municipality, as the municipality's figures are weighted to it. */
export type YearGroupRow = {
  readonly unit: UnitKey
  readonly grade: number
  /** Null of surveys that opened before it was kept. */
  readonly invitedFemale: number | null
  readonly invitedMale: number | null
  /** Without moments: no interval is made of them. */
  readonly totals: Totals
}

export type BranchRow = ReportUnitRow & {
  readonly totals: Totals
  /** It was sealed before they were kept, or its unit has none. */
  readonly lacksMoments: boolean
  /** By grade; of a municipality that is asked for by itself, once its survey is over. Null of all else. */
  readonly yearGroups: readonly YearGroupRow[] | null
}

/** A unit of a survey and those above it in the municipality, with their totals. Empty when it takes no part. */
export async function listReportBranch(tx: Tx, surveyId: string, unit: UnitKey): Promise<readonly BranchRow[]> {
  return ask<BranchRow>(tx, {
    name: 'list-report-branch',
    // Keys are put together from what the unit's own row knows, and before all else: joined instead, every unit of the survey was read.
    text: `
      select u.survey_id as "surveyId", u.unit, u.level, u.institution_id as "institutionId", u.class_id as "classId", u.grade, u.invited,
        c.name as "className", i.name as institution, i.kind,
        (select s.answered from sealed.turnout s
          where s.municipality_id = u.municipality_id and s.survey_id = u.survey_id and s.unit = u.unit) as answered,
        coalesce(t.totals, '') as totals, coalesce(t.lacks, false) as "lacksMoments",
        case when u.unit = $3 and u.unit = 'municipality' then (
          select jsonb_agg(jsonb_build_object('unit', g.unit, 'grade', g.grade, 'invitedFemale', g.invited_female, 'invitedMale', g.invited_male,
            'totals', coalesce((select string_agg(t.sex || t.counts::text, ';' order by t.sex) from sealed.total t
              where t.municipality_id = g.municipality_id and t.survey_id = g.survey_id and t.unit = g.unit), '')) order by g.grade)
          from common.survey s
          join common.survey_unit g on g.municipality_id = s.municipality_id and g.survey_id = s.id
            and g.unit > 'municipalYearGroup:' and g.unit < 'municipalYearGroup;'
          where s.municipality_id = u.municipality_id and s.id = u.survey_id and s.state = 'sealed') end as "yearGroups"
      from common.survey_unit u
      left join common.class c on c.municipality_id = u.municipality_id and c.id = u.class_id
      left join common.institution i on i.municipality_id = u.municipality_id and i.id = u.institution_id
      cross join lateral (
        select string_agg(t.sex || t.counts::text || coalesce(t.moments::text, ''), ';' order by t.sex) as totals,
          bool_or(t.sex = 'all' and t.moments is null) as lacks
        from sealed.total t where t.municipality_id = u.municipality_id and t.survey_id = u.survey_id and t.unit = u.unit) t
      where u.municipality_id = $1 and u.survey_id = $2
        and u.unit = any (array(
          select unnest(array[own.unit, 'yearGroup:' || own.institution_id || ':' || own.grade, 'institution:' || own.institution_id, 'municipality'])
          from common.survey_unit own
          where own.municipality_id = $1 and own.survey_id = $2 and own.unit = $3))`,
    values: [tx.municipalityId, surveyId, unit],
  })
}

export type EarlierWave = {
  readonly surveyId: string
  readonly questionnaire: Survey['questionnaire']
  readonly schoolYear: number
  /** The unit there; for a class it may be the one it was a year ago. */
  readonly unit: UnitKey
}

/** With the name of the class that it is, or may have been. */
export type PossibleWave = EarlierWave & { readonly className: string | null }

/**
 * Sealed surveys of the same questionnaire, whatever its version, that opened before this one, the last first: each with the unit
 * itself, if it took part. For a class also with those classes of its institution, a school year before, that were a grade below.
 */
export async function listEarlierWaves(tx: Tx, surveyId: string, unit: UnitKey): Promise<readonly PossibleWave[]> {
  return ask<PossibleWave>(tx, {
    name: 'list-earlier-waves',
    text: `
      with wave as (
        select s.municipality_id, s.id, s.questionnaire_code, s.questionnaire_version, s.school_year, s.opens_on, now.school_year as this_year
        from common.survey now
        join common.survey s on s.municipality_id = now.municipality_id and s.questionnaire_code = now.questionnaire_code
        where now.municipality_id = $1 and now.id = $2 and s.state = 'sealed' and s.id <> now.id and s.opens_on < now.opens_on
      ), possible as (
        select w.id, u.unit, u.class_id from wave w
        join common.survey_unit u on u.municipality_id = w.municipality_id and u.survey_id = w.id and u.unit = $3
        union all
        select w.id, u.unit, u.class_id from wave w
        join common.survey_unit own on own.municipality_id = w.municipality_id and own.survey_id = $2 and own.unit = $3 and own.level = 'class'
        join common.survey_unit u on u.municipality_id = w.municipality_id and u.survey_id = w.id and u.level = 'class'
          and u.institution_id = own.institution_id and u.unit <> own.unit
        where w.school_year = w.this_year - 1
      )
      select w.id as "surveyId", json_build_object('code', w.questionnaire_code, 'version', w.questionnaire_version) as questionnaire,
        w.school_year as "schoolYear", p.unit, c.name as "className"
      from possible p join wave w on w.id = p.id
      left join common.class c on c.municipality_id = w.municipality_id and c.id = p.class_id
      order by w.opens_on desc, p.unit = $3 desc`,
    values: [tx.municipalityId, surveyId, unit],
  })
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

/** What is released of an area. */
export type Benchmark = {
  readonly municipalities: number
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly totals: Totals
}

/** What is released of an area for everybody who asked the same edition of a questionnaire in the same school year, in its layout. */
export async function findBenchmark(tx: Tx, surveyId: string, area: UnitKey): Promise<Benchmark | undefined> {
  const rows = await ask<{ readonly asked: string; readonly edition: string; readonly benchmark: Benchmark }>(tx, {
    name: 'find-benchmark',
    text: `
      select s.questionnaire_version as asked, b.questionnaire_version as edition, json_build_object(
        'municipalities', b.municipalities, 'institutions', (b.steps ->> 'institutions')::int, 'invited', b.invited, 'answered', b.answered,
        'totals', 'all' || b.counts::text || coalesce(b.moments::text, '')
          || ';female' || b.female_counts::text || coalesce(b.female_moments::text, '')
          || ';male' || b.male_counts::text || coalesce(b.male_moments::text, '')) as benchmark
      from common.survey s
      -- The association's rows, published to everybody.
      join released.benchmark b on b.municipality_id = 0 and b.questionnaire_code = s.questionnaire_code
        and b.school_year = s.school_year and b.area = $3 and b.is_published
      where s.municipality_id = $1 and s.id = $2`,
    values: [tx.municipalityId, surveyId, area],
  })
  return rows.find(({ asked, edition }) => edition === editionOf(asked))?.benchmark
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
