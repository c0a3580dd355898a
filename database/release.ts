/**
 * What a municipality releases of its totals, and the benchmarks made of them. Written by the sealer's login;
 * a municipality's own releases are read by its analysts.
 */
import { sql } from 'kysely'
import type { Benchmark, MunicipalRelease } from '#domain/disclosure/benchmark.ts'
import type { MunicipalFigures, Release } from '#domain/disclosure/release.ts'
import { momentsProjection, projection } from '#domain/disclosure/projection.ts'
import {
  type ClusterMoments,
  type ReleasedMoments,
  addMoments,
  momentsOf as clustered,
  noMoments,
  storedMoments,
} from '#domain/disclosure/moments.ts'
import { type Stratum, type StratumRelease, stratumOf } from '#domain/disclosure/stratum.ts'
import { type SealedSum, addSums, storedSum } from '#domain/disclosure/sum.ts'
import type { InstitutionKind } from '#domain/organisation/organisation.ts'
import { answeredAt, codebook } from '#domain/questionnaire/codebook.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import { regionsOf } from '#domain/report/region.ts'
import type { Tx } from './transaction.ts'

/** What is compared with each other: one edition of one questionnaire in one school year, whatever was composed of it. */
export type WaveKey = { readonly code: string; readonly version: string; readonly schoolYear: number }

/** The waves this municipality has asked, drafts aside. */
export async function listWaves(tx: Tx): Promise<readonly WaveKey[]> {
  const rows = await tx
    .selectFrom('common.survey')
    .select(['questionnaireCode as code', 'questionnaireVersion as version', 'schoolYear'])
    .distinct()
    .where('municipalityId', '=', tx.municipalityId)
    .where('state', '!=', 'draft')
    .execute()
  return [...new Map(rows.map(waveOf).map((wave) => [`${wave.code} ${wave.version} ${wave.schoolYear}`, wave])).values()]
}

/** The wave a survey belongs to. */
export async function findWave(tx: Tx, surveyId: string): Promise<WaveKey | undefined> {
  const row = await tx
    .selectFrom('common.survey')
    .select(['questionnaireCode as code', 'questionnaireVersion as version', 'schoolYear'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('id', '=', surveyId)
    .where('state', '!=', 'draft')
    .executeTakeFirst()
  return row && waveOf(row)
}

/** The versions of a wave's questionnaire that this municipality has asked: the edition itself, and what it has composed of it. */
export async function listVersionsAsked(tx: Tx, wave: WaveKey): Promise<readonly string[]> {
  const rows = await surveysOf(tx, wave).clearSelect().select('questionnaireVersion').distinct().execute()
  return rows.map(({ questionnaireVersion }) => questionnaireVersion)
}

/**
 * What the municipality has sealed of a wave, its surveys added up in the layout of the edition; undefined when it is nothing.
 * `asked` are the questionnaires of `listVersionsAsked`, by version.
 */
export async function findMunicipalFigures(
  tx: Tx,
  wave: WaveKey,
  questionnaire: Questionnaire,
  asked: ReadonlyMap<string, Questionnaire>,
): Promise<MunicipalFigures | undefined> {
  const surveys = surveysOf(tx, wave)
  const ontoEdition = new Map(
    [...asked].map(([version, composed]) => [
      version,
      [projection(composed, questionnaire), momentsProjection(composed, questionnaire)] as const,
    ]),
  )
  const stored = await tx
    .selectFrom('sealed.total as t')
    .innerJoin('common.survey as s', (join) => join.onRef('s.municipalityId', '=', 't.municipalityId').onRef('s.id', '=', 't.surveyId'))
    .select(['t.unit', 't.sex', 't.counts', 't.moments', 's.questionnaireVersion as version'])
    .where('t.municipalityId', '=', tx.municipalityId)
    .where('t.surveyId', 'in', surveys)
    .where((eb) =>
      eb.or([eb('t.unit', '=', 'municipality'), eb.and([eb('t.unit', '>', 'institution:'), eb('t.unit', '<', 'institution;')])]),
    )
    .execute()
  const totals = stored.map(({ version, counts, moments, ...row }) => {
    const onto = ontoEdition.get(version)
    if (onto === undefined) throw new Error('a survey asks a version that nobody has read')
    return { ...row, counts: onto[0](storedSum(counts)), moments: moments && onto[1](storedMoments(moments)) }
  })
  const turnout = await tx
    .selectFrom('common.surveyUnit as u')
    .innerJoin('sealed.turnout as t', (join) =>
      join.onRef('t.municipalityId', '=', 'u.municipalityId').onRef('t.surveyId', '=', 'u.surveyId').onRef('t.unit', '=', 'u.unit'),
    )
    .select(['u.unit', 'u.invited', 't.answered'])
    .where('u.municipalityId', '=', tx.municipalityId)
    .where('u.surveyId', 'in', surveys)
    .where('u.level', 'in', ['municipality', 'institution'])
    .execute()

  const rowsOf = (sex: string) => totals.filter((row) => row.unit === 'municipality' && row.sex === sex)
  const sumOf = (sex: string) => sums(rowsOf(sex).map(({ counts }) => counts))
  const momentsOf = (sex: string) => allMoments(rowsOf(sex).map(({ moments }) => moments))
  const all = sumOf('all')
  if (all === null) return undefined
  const { cells } = codebook(questionnaire)
  const institutions = Map.groupBy(
    totals.filter(({ unit }) => unit !== 'municipality'),
    ({ unit }) => unit,
  )
  const momentsOfAll = momentsOf('all')
  const answeredIn = (unit: string) => add(turnout.filter((row) => row.unit === unit).map(({ answered }) => answered))
  const invitedIn = (unit: string) => add(turnout.filter((row) => row.unit === unit).map(({ invited }) => invited))
  const kinds = await tx.selectFrom('common.institution').select(['id', 'kind']).where('municipalityId', '=', tx.municipalityId).execute()
  const kindOf = new Map(kinds.map(({ id, kind }) => [`institution:${id}`, kind as InstitutionKind]))
  const none = storedSum(all.map(() => 0))
  const unmoved = noMoments(questionnaire)
  const inSex = (rows: typeof totals, sex: string) => sums(rows.filter((row) => row.sex === sex).map(({ counts }) => counts)) ?? none
  return {
    invited: add(turnout.filter(({ unit }) => unit === 'municipality').map(({ invited }) => invited)),
    answered: answeredIn('municipality'),
    sums: { all, female: sumOf('female'), male: sumOf('male') },
    moments: momentsOfAll && { all: momentsOfAll, female: momentsOf('female'), male: momentsOf('male') },
    institutions: new Map(
      [...institutions].map(([unit, rows]) => {
        const sum = inSex(rows, 'all')
        return [unit.slice('institution:'.length), [answeredIn(unit), ...cells.map(({ offset }) => sum[offset + answeredAt] ?? 0)]]
      }),
    ),
    sealed: new Map(
      [...institutions].map(([unit, rows]) => [
        unit.slice('institution:'.length),
        {
          stratum: stratumOf(kindOf.get(unit) ?? null, invitedIn(unit)),
          invited: invitedIn(unit),
          all: inSex(rows, 'all'),
          female: inSex(rows, 'female'),
          male: inSex(rows, 'male'),
          // Survey by survey, as the municipality's are: what is beside a stratum is what is left of them.
          moments: rows.flatMap(({ sex, counts }) => (sex === 'all' ? [clustered(questionnaire, counts)] : [])).reduce(addMoments, unmoved),
        },
      ]),
    ),
  }
}

export type ReleaseStep = { readonly step: number; readonly institutions: number; readonly answered: number }

/** The municipality's releases of a wave, newest first, without their figures. */
export async function listReleaseSteps(tx: Tx, wave: WaveKey): Promise<readonly ReleaseStep[]> {
  return tx
    .selectFrom('released.municipalTotal')
    .select(['step', 'institutions', 'answered'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', wave.code)
    .where('questionnaireVersion', '=', wave.version)
    .where('schoolYear', '=', wave.schoolYear)
    .orderBy('step', 'desc')
    .execute()
}

/** The municipality's latest release of a wave. */
export async function findLatestRelease(tx: Tx, wave: WaveKey): Promise<(Release & { readonly step: number }) | undefined> {
  const row = await tx
    .selectFrom('released.municipalTotal')
    .select([
      'step',
      'institutions',
      'invited',
      'answered',
      'counts',
      'femaleCounts',
      'maleCounts',
      'moments',
      'femaleMoments',
      'maleMoments',
      'strata',
    ])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', wave.code)
    .where('questionnaireVersion', '=', wave.version)
    .where('schoolYear', '=', wave.schoolYear)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const held = await tx
    .selectFrom('released.contribution')
    .select(['institutionId', 'answered', 'stratum'])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', wave.code)
    .where('questionnaireVersion', '=', wave.version)
    .where('schoolYear', '=', wave.schoolYear)
    .execute()
  const { counts, femaleCounts, maleCounts, moments, femaleMoments, maleMoments, strata, ...rest } = row
  return {
    ...rest,
    strata: readStrata(strata),
    stratumOf: new Map(held.flatMap(({ institutionId, stratum }) => (stratum === null ? [] : [[institutionId, stratum]]))),
    moments: readMoments({ moments, femaleMoments, maleMoments }),
    sums: { all: storedSum(counts), female: storedSum(femaleCounts), male: storedSum(maleCounts) },
    held: new Map(held.map(({ institutionId, answered }) => [institutionId, answered])),
  }
}

/** Adds a release. Throws when somebody else has made this step meanwhile; doing it again then finds nothing to do. */
export async function insertRelease(tx: Tx, { code, version, schoolYear }: WaveKey, step: number, release: Release): Promise<void> {
  const wave = { municipalityId: tx.municipalityId, questionnaireCode: code, questionnaireVersion: version, schoolYear }
  const {
    institutions,
    invited,
    answered,
    sums: { all, female, male },
    moments,
    held,
    strata,
    stratumOf: strataOf,
  } = release
  await tx
    .insertInto('released.municipalTotal')
    .values({
      ...wave,
      step,
      isPublished: true,
      institutions,
      invited,
      answered,
      counts: all,
      femaleCounts: female,
      maleCounts: male,
      ...writeMoments(moments),
      strata: strata ? JSON.stringify(Object.fromEntries(strata)) : null,
    })
    .execute()
  await tx
    .insertInto('released.contribution')
    .values(
      [...held].map(([institutionId, count]) => ({
        ...wave,
        institutionId,
        answered: count,
        stratum: strataOf?.get(institutionId) ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'questionnaireCode', 'questionnaireVersion', 'schoolYear', 'institutionId'])
        .doUpdateSet({ answered: sql`excluded.answered`, stratum: sql`excluded.stratum` }),
    )
    .execute()
}

/** Municipalities that are members, real and invented. */
export async function listMunicipalityIds(tx: Tx): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('common.municipality')
    .select('municipalityId')
    .where('municipalityId', '>', 0)
    .orderBy('municipalityId')
    .execute()
  return rows.map(({ municipalityId }) => municipalityId)
}

/** The waves that anybody has released. */
export async function listReleasedWaves(tx: Tx): Promise<readonly WaveKey[]> {
  return tx
    .selectFrom('released.municipalTotal')
    .select(['questionnaireCode as code', 'questionnaireVersion as version', 'schoolYear'])
    .distinct()
    .where('isPublished', '=', true)
    .execute()
}

/**
 * Every municipality's releases of a wave, with the regions each counts in. With `listReleasedWaves` the only
 * queries that look across municipalities: at what they have released, never at what they have sealed.
 */
export async function listReleases(tx: Tx, wave: WaveKey): Promise<readonly MunicipalRelease[]> {
  const rows = await tx
    .selectFrom('released.municipalTotal as r')
    .innerJoin('common.municipality as m', 'm.municipalityId', 'r.municipalityId')
    .select([
      'r.municipalityId',
      'r.step',
      'r.institutions',
      'r.invited',
      'r.answered',
      'r.counts',
      'r.femaleCounts',
      'r.maleCounts',
      'r.moments',
      'r.femaleMoments',
      'r.maleMoments',
      'r.strata',
      'm.regionUntil2026',
      'm.regionFrom2027',
    ])
    .where('r.questionnaireCode', '=', wave.code)
    .where('r.questionnaireVersion', '=', wave.version)
    .where('r.schoolYear', '=', wave.schoolYear)
    .where('r.isPublished', '=', true)
    .orderBy('r.municipalityId')
    .orderBy('r.step')
    .execute()
  return rows.map(({ counts, femaleCounts, maleCounts, regionUntil2026, regionFrom2027, ...row }) => ({
    ...row,
    moments: readMoments(row),
    strata: readStrata(row.strata),
    regions: regionsOf({ regionUntil2026, regionFrom2027 }, wave.schoolYear).map(({ code }) => code),
    all: storedSum(counts),
    female: storedSum(femaleCounts),
    male: storedSum(maleCounts),
  }))
}

/** The benchmarks of a wave, held until commit, so that one gathers at a time. */
export async function lockBenchmarks(tx: Tx, wave: WaveKey, width: number): Promise<readonly Benchmark[]> {
  const none = Array.from({ length: width }, () => 0)
  const nothing = {
    isPublished: false,
    municipalities: 0,
    invited: 0,
    answered: 0,
    steps: JSON.stringify({ institutions: 0, holds: [] }),
    counts: none,
    femaleCounts: none,
    maleCounts: none,
  }
  await tx
    .insertInto('released.benchmark')
    .values({
      municipalityId: tx.municipalityId,
      questionnaireCode: wave.code,
      questionnaireVersion: wave.version,
      schoolYear: wave.schoolYear,
      area: 'country',
      ...nothing,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await tx
    .selectFrom('released.benchmark')
    .select([
      'area',
      'isPublished',
      'municipalities',
      'invited',
      'answered',
      'steps',
      'counts',
      'femaleCounts',
      'maleCounts',
      'moments',
      'femaleMoments',
      'maleMoments',
    ])
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', wave.code)
    .where('questionnaireVersion', '=', wave.version)
    .where('schoolYear', '=', wave.schoolYear)
    .orderBy('area')
    .forUpdate()
    .execute()
  return rows
    .filter(({ isPublished }) => isPublished)
    .map(({ area, municipalities, invited, answered, steps, counts, femaleCounts, maleCounts, ...row }) => ({
      moments: readMoments(row),
      area,
      municipalities,
      invited,
      answered,
      ...(steps as Pick<Benchmark, 'institutions' | 'holds'>),
      all: storedSum(counts),
      female: storedSum(femaleCounts),
      male: storedSum(maleCounts),
    }))
}

/** Writes the benchmarks of a wave that `lockBenchmarks` holds. */
export async function saveBenchmarks(tx: Tx, wave: WaveKey, benchmarks: readonly Benchmark[]): Promise<void> {
  if (benchmarks.length === 0) return
  await tx
    .insertInto('released.benchmark')
    .values(
      benchmarks.map(({ area, municipalities, institutions, invited, answered, all, female, male, moments, holds }) => ({
        ...writeMoments(moments),
        municipalityId: tx.municipalityId,
        questionnaireCode: wave.code,
        questionnaireVersion: wave.version,
        schoolYear: wave.schoolYear,
        area,
        isPublished: true,
        municipalities,
        invited,
        answered,
        steps: JSON.stringify({ institutions, holds }),
        counts: all,
        femaleCounts: female,
        maleCounts: male,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'questionnaireCode', 'questionnaireVersion', 'schoolYear', 'area']).doUpdateSet({
        isPublished: sql`excluded.is_published`,
        municipalities: sql`excluded.municipalities`,
        invited: sql`excluded.invited`,
        answered: sql`excluded.answered`,
        steps: sql`excluded.steps`,
        counts: sql`excluded.counts`,
        femaleCounts: sql`excluded.female_counts`,
        maleCounts: sql`excluded.male_counts`,
        moments: sql`excluded.moments`,
        femaleMoments: sql`excluded.female_moments`,
        maleMoments: sql`excluded.male_moments`,
      }),
    )
    .execute()
}

function surveysOf(tx: Tx, wave: WaveKey) {
  return tx
    .selectFrom('common.survey')
    .select('id')
    .where('municipalityId', '=', tx.municipalityId)
    .where('questionnaireCode', '=', wave.code)
    .where((eb) => eb.or([eb('questionnaireVersion', '=', wave.version), eb('questionnaireVersion', 'like', `${wave.version}.%`)]))
    .where('schoolYear', '=', wave.schoolYear)
    .where('state', '!=', 'draft')
}

function waveOf<Row extends WaveKey>({ code, version, schoolYear }: Row): WaveKey {
  return { code, version: editionOf(version), schoolYear }
}

function sums(rows: readonly SealedSum[]): SealedSum | null {
  return rows.reduce<SealedSum | null>((total, row) => (total === null ? row : addSums(total, row)), null)
}

/** Null where there is none, and where any is not known. */
function allMoments(rows: readonly (ClusterMoments | null)[]): ClusterMoments | null {
  const known = rows.filter((row) => row !== null)
  return known.length < rows.length ? null : known.reduce<ClusterMoments | null>((sum, row) => (sum ? addMoments(sum, row) : row), null)
}

type MomentColumns = {
  readonly moments: readonly number[] | null
  readonly femaleMoments: readonly number[] | null
  readonly maleMoments: readonly number[] | null
}

function readMoments({ moments, femaleMoments, maleMoments }: MomentColumns): ReleasedMoments | null {
  return moments && femaleMoments && maleMoments
    ? { all: storedMoments(moments), female: storedMoments(femaleMoments), male: storedMoments(maleMoments) }
    : null
}

function writeMoments(moments: ReleasedMoments | null | undefined): MomentColumns {
  return { moments: moments?.all ?? null, femaleMoments: moments?.female ?? null, maleMoments: moments?.male ?? null }
}

/** Written by the sealer's login alone, and as it stands in the type. */
function readStrata(strata: unknown): ReadonlyMap<Stratum, StratumRelease> | null {
  return strata === null ? null : new Map(Object.entries(strata as Readonly<Record<Stratum, StratumRelease>>))
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
