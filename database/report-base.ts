/** What one report reads: a handful of rows, however many pupils. */
import type { Municipality } from '#domain/organisation/organisation.ts'
import type { UnitKey } from '#domain/organisation/unit.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import type { Survey } from '#domain/survey/survey.ts'
import type { ReportUnitRow, Totals } from './report.ts'
import { ask, type Tx } from './transaction.ts'

/** A survey as its reports name it, whose it is, and what its leader says of a unit. */
export type SurveyHead = {
  readonly survey: Pick<Survey, 'id' | 'title' | 'questionnaire' | 'state' | 'schoolYear' | 'opensOn' | 'closesOn'>
  readonly municipality: Municipality
  readonly comment: { readonly text: string; readonly writtenOn: string } | null
}

const headText = `
  select json_build_object(
    'survey', json_build_object('id', s.id, 'title', s.title, 'state', s.state, 'schoolYear', s.school_year,
      'opensOn', s.opens_on, 'closesOn', s.closes_on,
      'questionnaire', json_build_object('code', s.questionnaire_code, 'version', s.questionnaire_version)),
    'municipality', json_build_object('id', m.municipality_id, 'name', m.name,
      'regionUntil2026', m.region_until_2026, 'regionFrom2027', m.region_from_2027),
    'comment', case when c.body is not null then json_build_object('text', c.body, 'writtenOn', c.written_on) end) as head
  from common.survey s
  join common.municipality m on m.municipality_id = s.municipality_id
  left join common.leader_comment c on c.municipality_id = s.municipality_id and c.survey_id = s.id and c.unit = $3
  where s.municipality_id = $1 and s.id = $2`

/** A year group of the municipality, as the municipality's figures are weighted to it. */
export type YearGroupRow = {
  readonly unit: UnitKey
  readonly grade: number
  /** Null of surveys that opened before it was kept. */
  readonly invitedFemale: number | null
  readonly invitedMale: number | null
  /** Of its counts as they stand: other counts, another mark. They are read where something is new (`listYearGroupTotals`). Null where nothing is sealed. */
  readonly mark: string | null
}

export type BranchRow = ReportUnitRow & {
  readonly totals: Totals
  /** It was sealed before they were kept, or its unit has none. */
  readonly lacksMoments: boolean
  /** By grade; of a municipality that is asked for by itself, once its survey is over. Null of all else. */
  readonly yearGroups: readonly YearGroupRow[] | null
}

// Keys are put together from what the unit's own row knows, and looked up one by one (`offset 0`): joined or as a list, PostgreSQL before 17
// reads every unit of the survey.
const branchText = `
  select u.survey_id as "surveyId", u.unit, u.level, u.institution_id as "institutionId", u.class_id as "classId", u.grade, u.invited,
    c.name as "className", i.name as institution, i.kind,
    (select s.answered from sealed.turnout s
      where s.municipality_id = u.municipality_id and s.survey_id = u.survey_id and s.unit = u.unit) as answered,
    coalesce(t.totals, '') as totals, coalesce(t.lacks, false) as "lacksMoments",
    case when u.unit = $3 and u.unit = 'municipality' then (
      select json_agg(json_build_object('unit', g.unit, 'grade', g.grade, 'invitedFemale', g.invited_female, 'invitedMale', g.invited_male,
        'mark', (select string_agg(t.sex || hash_array_extended(t.counts, 0), ';' order by t.sex) from sealed.total t
          where t.municipality_id = g.municipality_id and t.survey_id = g.survey_id and t.unit = g.unit))
        order by g.grade)
      from common.survey s
      join common.survey_unit g on g.municipality_id = s.municipality_id and g.survey_id = s.id
        and g.unit > 'municipalYearGroup:' and g.unit < 'municipalYearGroup;'
      where s.municipality_id = u.municipality_id and s.id = u.survey_id and s.state = 'sealed') end as "yearGroups"
  from common.survey_unit own
  cross join lateral (
    select distinct unnest(
      array[own.unit, 'yearGroup:' || own.institution_id || ':' || own.grade, 'institution:' || own.institution_id, 'municipality']) as unit) key
  cross join lateral (
    select * from common.survey_unit u where u.municipality_id = $1 and u.survey_id = $2 and u.unit = key.unit offset 0) u
  left join common.class c on c.municipality_id = u.municipality_id and c.id = u.class_id
  left join common.institution i on i.municipality_id = u.municipality_id and i.id = u.institution_id
  cross join lateral (
    select string_agg(t.sex || t.counts::text || case when u.unit = $3 or $4 then coalesce(t.moments::text, '') else '' end, ';' order by t.sex)
        as totals,
      bool_or(t.sex = 'all' and t.moments is null) as lacks
    from sealed.total t where t.municipality_id = u.municipality_id and t.survey_id = u.survey_id and t.unit = u.unit
      and (t.sex = 'all' or u.unit = $3)) t
  where own.municipality_id = $1 and own.survey_id = $2 and own.unit = $3`

/**
 * A unit of a survey and those above it in the municipality, with their totals. Empty when it takes no part. Of those above everybody's
 * alone, and moments where the unit is compared with one of them: writing out numbers is most of what a report costs PostgreSQL.
 */
export async function listReportBranch(
  tx: Tx,
  surveyId: string,
  unit: UnitKey,
  { comparesAbove }: { readonly comparesAbove: boolean },
): Promise<readonly BranchRow[]> {
  return ask<BranchRow>(tx, { name: 'list-report-branch', text: branchText, values: [tx.municipalityId, surveyId, unit, comparesAbove] })
}

const yearGroupsText = `
  select t.unit, string_agg(t.sex || t.counts::text, ';' order by t.sex) as totals
  from sealed.total t
  where t.municipality_id = $1 and t.survey_id = $2 and t.unit > 'municipalYearGroup:' and t.unit < 'municipalYearGroup;'
  group by t.unit`

/**
 * What the municipality's figures are weighted with: counts of its year groups, without moments, for no interval is made of them. Apart from
 * the branch, which has their marks: ten year groups written out took PostgreSQL two thirds as long as all else that a report reads.
 */
export async function listYearGroupTotals(tx: Tx, surveyId: string): Promise<ReadonlyMap<UnitKey, Totals>> {
  const rows = await ask<{ readonly unit: UnitKey; readonly totals: Totals }>(tx, {
    name: 'list-year-group-totals',
    text: yearGroupsText,
    values: [tx.municipalityId, surveyId],
  })
  return new Map(rows.map(({ unit, totals }) => [unit, totals]))
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

const wavesText = (unit: string) => `
  with wave as (
    select s.municipality_id, s.id, s.questionnaire_code, s.questionnaire_version, s.school_year, s.opens_on, now.school_year as this_year
    from common.survey now
    join common.survey s on s.municipality_id = now.municipality_id and s.questionnaire_code = now.questionnaire_code
    where now.municipality_id = $1 and now.id = $2 and s.state = 'sealed' and s.id <> now.id and s.opens_on < now.opens_on
  ), possible as (
    select w.id, u.unit, u.class_id from wave w
    join common.survey_unit u on u.municipality_id = w.municipality_id and u.survey_id = w.id and u.unit = ${unit}
    union all
    select w.id, u.unit, u.class_id from wave w
    join common.survey_unit own on own.municipality_id = w.municipality_id and own.survey_id = $2 and own.unit = ${unit} and own.level = 'class'
    join common.survey_unit u on u.municipality_id = w.municipality_id and u.survey_id = w.id and u.level = 'class'
      and u.institution_id = own.institution_id and u.unit <> own.unit
    where w.school_year = w.this_year - 1
  )
  select w.id as "surveyId", json_build_object('code', w.questionnaire_code, 'version', w.questionnaire_version) as questionnaire,
    w.school_year as "schoolYear", p.unit, c.name as "className"
  from possible p join wave w on w.id = p.id
  left join common.class c on c.municipality_id = w.municipality_id and c.id = p.class_id
  order by w.opens_on desc, p.unit = ${unit} desc`

/** What is released of an area. */
export type Benchmark = {
  readonly municipalities: number
  readonly institutions: number
  readonly invited: number
  readonly answered: number
  readonly totals: Totals
}

const benchmarkText = `
  select s.questionnaire_version as asked, b.questionnaire_version as edition, json_build_object(
    'municipalities', b.municipalities, 'institutions', (b.steps ->> 'institutions')::int, 'invited', b.invited, 'answered', b.answered,
    'totals', 'all' || b.counts::text || coalesce(b.moments::text, '')
      || ';female' || b.female_counts::text || coalesce(b.female_moments::text, '')
      || ';male' || b.male_counts::text || coalesce(b.male_moments::text, '')) as benchmark
  from common.survey s
  -- The association's rows, published to everybody.
  join released.benchmark b on b.municipality_id = 0 and b.questionnaire_code = s.questionnaire_code
    and b.school_year = s.school_year and b.area = $3 and b.is_published
  where s.municipality_id = $1 and s.id = $2`

type AskedBenchmark = { readonly asked: string; readonly edition: string; readonly benchmark: Benchmark }

/** What is released of an area for everybody who asked the same edition of a questionnaire in the same school year, in its layout. */
export async function findBenchmark(tx: Tx, surveyId: string, area: UnitKey): Promise<Benchmark | undefined> {
  const rows = await ask<AskedBenchmark>(tx, { name: 'find-benchmark', text: benchmarkText, values: [tx.municipalityId, surveyId, area] })
  return ofSameEdition(rows)
}

function ofSameEdition(rows: readonly AskedBenchmark[]): Benchmark | undefined {
  return rows.find(({ asked, edition }) => edition === editionOf(asked))?.benchmark
}

/** All that most reports are made of. */
export type ReportBase = SurveyHead & {
  /** As `listReportBranch`; none of a region or the country. */
  readonly branch: readonly BranchRow[]
  /** Of a region or the country. */
  readonly released: Benchmark | undefined
  /**
   * Sealed surveys of the same questionnaire, whatever its version, that opened before this one, the last first: each with the unit
   * itself, if it took part. For a class also with those classes of its institution, a school year before, that were a grade below.
   */
  readonly waves: readonly PossibleWave[]
}

const listed = (rows: string) => `(select coalesce(json_agg(one), '[]') from (${rows}) one)`
const unitBaseText = `select (${headText}) as head, ${listed(branchText)} as branch, ${listed(wavesText('$3'))} as waves`
// As they were released then, by what this municipality asked.
const areaBaseText = `select (${headText}) as head, ${listed(benchmarkText)} as released, ${listed(wavesText("'municipality'"))} as waves`

type Base = { readonly head: SurveyHead | null; readonly waves: readonly PossibleWave[] }
type UnitBase = Base & { readonly branch: readonly BranchRow[] }
type AreaBase = Base & { readonly released: readonly AskedBenchmark[] }

/**
 * In one statement, and so of one moment: what is sealed meanwhile is in all of it or in none. Undefined where there is no such survey.
 * `isArea` of a region or the country.
 */
export async function findReportBase(
  tx: Tx,
  surveyId: string,
  unit: UnitKey,
  { isArea, comparesAbove }: { readonly isArea: boolean; readonly comparesAbove: boolean },
): Promise<ReportBase | undefined> {
  const values = [tx.municipalityId, surveyId, unit]
  if (isArea) {
    const [row] = await ask<AreaBase>(tx, { name: 'find-area-base', text: areaBaseText, values })
    return row?.head ? { ...row.head, branch: [], released: ofSameEdition(row.released), waves: row.waves } : undefined
  }
  const [row] = await ask<UnitBase>(tx, { name: 'find-unit-base', text: unitBaseText, values: [...values, comparesAbove] })
  return row?.head ? { ...row.head, branch: row.branch, released: undefined, waves: row.waves } : undefined
}
