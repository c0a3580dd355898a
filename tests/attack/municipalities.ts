/** Random municipalities that release in steps, and what region, country and similar institutions tell of them after every night. */
import { type Benchmark, type MunicipalRelease, nextBenchmarks } from '#domain/disclosure/benchmark.ts'
import { clustersAnswering, noMoments, storedMoments } from '#domain/disclosure/moments.ts'
import { at, specimen } from '#domain/disclosure/specimen.ts'
import type { StratumRelease } from '#domain/disclosure/stratum.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import { type Cell, codebook } from '#domain/questionnaire/codebook.ts'
import { chanceFrom } from '../faults/chance.ts'
import { type Nights, sexes, type Step, tellNights } from './nights.ts'

const strata = ['school-small', 'school-medium', 'school-large'] as const

const { cells, width } = codebook(specimen)
const sleepAt = cells[at.sleep]?.offset ?? 0

/** A cell of which it is told how much its institutions differ: of each municipality in it, at least how many. */
export type Spread = readonly { readonly municipality: number; readonly institutions: number }[]

export type RandomNights = Nights & {
  /** Of similar institutions, night by night, and of all that was beside them. */
  readonly spreads: readonly Spread[]
  /** As they stand after each night. */
  readonly benchmarks: readonly (readonly Benchmark[])[]
}

export function randomNights(seed: number): RandomNights {
  const chance = chanceFrom(seed)
  const below = (limit: number) => Math.floor(chance() * limit)
  const regions = Array.from({ length: 3 + below(6) }, () =>
    chance() < 0.7 ? ['1083'] : chance() < 0.5 ? ['1084', '1086'] : ['1085', '1086'],
  )
  const isParted = chance() < 0.6
  const steps: Step[] = []
  const releases: MunicipalRelease[] = []
  const nights: (readonly Benchmark[])[] = []
  const growth = new Map<string, number>()
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
      for (const one of steps)
        if (one.municipality === municipality && one.step === step)
          growth.set(`${municipality} ${step} ${one.stratum}`, grew.get(one.stratum as (typeof strata)[number]) ?? 0)
      releases.push(releaseOf(municipality, regions[municipality] ?? [], step, steps, grew))
    }
    benchmarks = nextBenchmarks(specimen, benchmarks, releases)
    nights.push(benchmarks)
  }
  return { ...tellNights(cells[at.sleep] as Cell, at.sleep, steps, nights), spreads: spreadsOf(nights, growth), benchmarks: nights }
}

/** One bit for each step of each municipality, so that a sum says which it is made of. */
const bitOf = (municipality: number, step: number) => 2 ** (4 * municipality + step - 1)

/** `growth` is how many institutions of a stratum each step of a municipality has; what was pooled there has none. */
function spreadsOf(nights: readonly (readonly Benchmark[])[], growth: ReadonlyMap<string, number>): readonly Spread[] {
  const stepsIn = (bits: number) =>
    [...growth.keys()].flatMap((key) => {
      const [municipality = 0, step = 0] = key.split(' ').map(Number)
      const isIn = Math.floor(bits / bitOf(municipality, step)) % 2 === 1
      return isIn ? [{ municipality, step, stratum: key.split(' ')[2] ?? '' }] : []
    })
  const spreadOf = (steps: ReturnType<typeof stepsIn>): Spread =>
    [...Map.groupBy(steps, ({ municipality }) => municipality)].map(([municipality, own]) => {
      const grown = (stratum: string) =>
        own.map((one) => (one.stratum === stratum ? (growth.get(`${municipality} ${one.step} ${stratum}`) ?? 0) : 0))
      return { municipality, institutions: strata.reduce((sum, stratum) => sum + Math.max(0, ...grown(stratum)), 0) }
    })
  return nights.flatMap((night, index): readonly Spread[] => {
    const bitsOf = (of: readonly Benchmark[] | undefined, area: string) =>
      clustersAnswering(of?.find((one) => one.area === area)?.moments?.all ?? noMoments(specimen), sleepAt)
    const added = (area: string) => stepsIn(bitsOf(night, area) - bitsOf(nights[index - 1], area))
    const measured = strata.map((stratum) => added(`similar:${stratum}`).filter((one) => one.stratum === stratum))
    if (measured.every(({ length }) => length === 0)) return []
    const isMeasured = (one: ReturnType<typeof stepsIn>[number]) =>
      measured.flat().some((other) => other.municipality === one.municipality && other.step === one.step && other.stratum === one.stratum)
    return [...measured, added('country').filter((one) => !isMeasured(one))].map(spreadOf)
  })
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
  /** Instead of how many institutions there are, which steps they are of. */
  const markedBy = (of: (one: Step) => boolean) => {
    const bits = new Set(own.filter(of).map((one) => bitOf(municipalityId, one.step)))
    const sum = [...bits].reduce((total, bit) => total + bit, 0)
    return storedMoments(noMoments(specimen).map((_, index) => (index === 2 * sleepAt ? sum : 0)))
  }
  const everybody = rowsOf(() => true)
  const total = everybody.all[sleepAt] ?? 0
  const parted = strata.map((stratum): readonly [string, StratumRelease] => {
    const within = rowsOf((one) => one.stratum === stratum)
    const answered = within.all[sleepAt] ?? 0
    const growth = cells.map((_, index) => (index === at.sleep ? (grew.get(stratum) ?? 0) : 0))
    const moments = markedBy((one) => one.stratum === stratum)
    return [stratum, { institutions: 3, invited: answered, answered, ...within, moments, grew: [grew.get(stratum) ?? 0, ...growth] }]
  })
  const moments = { all: markedBy(() => true), female: noMoments(specimen), male: noMoments(specimen) }
  const size = { institutions: 3, invited: total, answered: total }
  return { municipalityId, regions, step, ...size, ...everybody, moments, strata: new Map(parted) }
}
