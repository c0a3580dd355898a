/** What is released to everybody: the association's published benchmarks, and nothing else. */
import { sql } from 'kysely'
import type { Benchmark } from '#domain/disclosure/benchmark.ts'
import { storedMoments } from '#domain/disclosure/moments.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import type { WaveKey } from './release.ts'
import type { Tx } from './transaction.ts'

const association = 0

export type OpenArea = Pick<Benchmark, 'area' | 'municipalities' | 'institutions' | 'invited' | 'answered'>

/** Every wave's areas without their figures, newest first. */
export async function listOpenAreas(tx: Tx): Promise<readonly (WaveKey & OpenArea)[]> {
  return published(tx)
    .orderBy('schoolYear', 'desc')
    .orderBy('questionnaireCode')
    .orderBy('questionnaireVersion', 'desc')
    .orderBy('area')
    .execute()
}

/** One wave's areas with all that is released of them. */
export async function listOpenBenchmarks(tx: Tx, wave: WaveKey): Promise<readonly Omit<Benchmark, 'holds'>[]> {
  const rows = await published(tx)
    .select(['counts', 'femaleCounts', 'maleCounts', 'moments', 'femaleMoments', 'maleMoments'])
    .where('questionnaireCode', '=', wave.code)
    .where('questionnaireVersion', '=', wave.version)
    .where('schoolYear', '=', wave.schoolYear)
    .orderBy('area')
    .execute()
  return rows.map(({ area, municipalities, institutions, invited, answered, ...row }) => ({
    area,
    municipalities,
    institutions,
    invited,
    answered,
    all: storedSum(row.counts),
    female: storedSum(row.femaleCounts),
    male: storedSum(row.maleCounts),
    moments:
      row.moments && row.femaleMoments && row.maleMoments
        ? { all: storedMoments(row.moments), female: storedMoments(row.femaleMoments), male: storedMoments(row.maleMoments) }
        : null,
  }))
}

function published(tx: Tx) {
  return (
    tx
      .selectFrom('released.benchmark')
      .select([
        'questionnaireCode as code',
        'questionnaireVersion as version',
        'schoolYear',
        'area',
        'municipalities',
        'invited',
        'answered',
      ])
      .select(sql<number>`coalesce((steps ->> 'institutions')::int, 0)`.as('institutions'))
      .where('municipalityId', '=', association)
      .where('isPublished', '=', true)
      .where('municipalities', '>', 0)
      // Similar institutions are for those who look for their own.
      .where('area', 'not like', 'similar:%')
  )
}
