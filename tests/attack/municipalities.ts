/** Random municipalities that release in steps, and what region, country and similar institutions tell of them after every night. */
import { type Benchmark, type MunicipalRelease, nextBenchmarks } from '#domain/disclosure/benchmark.ts'
import { at, specimen } from '#domain/disclosure/specimen.ts'
import type { StratumRelease } from '#domain/disclosure/stratum.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import { type Cell, codebook } from '#domain/questionnaire/codebook.ts'
import { chanceFrom } from '../faults/chance.ts'
import { type Nights, sexes, type Step, tellNights } from './nights.ts'

const strata = ['school-small', 'school-medium', 'school-large'] as const

const { cells, width } = codebook(specimen)
const sleepAt = cells[at.sleep]?.offset ?? 0

export function randomNights(seed: number): Nights {
  const chance = chanceFrom(seed)
  const below = (limit: number) => Math.floor(chance() * limit)
  const regions = Array.from({ length: 3 + below(6) }, () =>
    chance() < 0.7 ? ['1083'] : chance() < 0.5 ? ['1084', '1086'] : ['1085', '1086'],
  )
  const isParted = chance() < 0.6
  const steps: Step[] = []
  const releases: MunicipalRelease[] = []
  const nights: (readonly Benchmark[])[] = []
  let benchmarks: readonly Benchmark[] = []
  for (let night = 0; night < 4; night++) {
    for (const municipality of regions.keys()) {
      if (chance() < 0.4) continue
      const step = releases.filter(({ municipalityId }) => municipalityId === municipality).length + 1
      const grew = new Map(strata.map((stratum) => [stratum, chance() < 0.3 ? 0 : 1 + below(3)]))
      for (const stratum of strata)
        for (const sex of sexes)
          if ((grew.get(stratum) ?? 0) > 0 && (isParted || sex === 'neither') && (sex !== 'neither' || !isParted || chance() < 0.6))
            steps.push({ municipality, step, stratum, sex, more: 20 + below(60) })
      if (!steps.some((one) => one.municipality === municipality && one.step === step) || chance() < 0.2)
        steps.push({ municipality, step, stratum: null, sex: 'neither', more: 5 + below(60) })
      releases.push(releaseOf(municipality, regions[municipality] ?? [], step, steps, grew))
    }
    benchmarks = nextBenchmarks(specimen, benchmarks, releases)
    nights.push(benchmarks)
  }
  return tellNights(cells[at.sleep] as Cell, at.sleep, steps, nights)
}

function releaseOf(
  municipalityId: number,
  regions: readonly string[],
  step: number,
  steps: readonly Step[],
  grew: ReadonlyMap<string, number>,
): MunicipalRelease {
  const own = steps.filter(({ municipality }) => municipality === municipalityId)
  const row = (of: (one: Step) => boolean) => {
    const count = own.filter(of).reduce((sum, { more }) => sum + more, 0)
    return storedSum(Array.from({ length: width }, (_, index) => (index === sleepAt ? count : 0)))
  }
  const rowsOf = (of: (one: Step) => boolean) => ({
    all: row(of),
    female: row((one) => of(one) && one.sex === 'female'),
    male: row((one) => of(one) && one.sex === 'male'),
  })
  const everybody = rowsOf(() => true)
  const total = everybody.all[sleepAt] ?? 0
  const parted = strata.map((stratum): readonly [string, StratumRelease] => {
    const within = rowsOf((one) => one.stratum === stratum)
    const answered = within.all[sleepAt] ?? 0
    const growth = cells.map((_, index) => (index === at.sleep ? (grew.get(stratum) ?? 0) : 0))
    return [stratum, { institutions: 3, invited: answered, answered, ...within, grew: [grew.get(stratum) ?? 0, ...growth] }]
  })
  return { municipalityId, regions, step, institutions: 3, invited: total, answered: total, ...everybody, strata: new Map(parted) }
}
