/** The attack on municipalities by somebody who knows who released when, question by question; and what is found where the rule is broken. */
import type { Solver } from '#domain/disclosure/attack/program.ts'
import { type Benchmark, nextBenchmarks } from '#domain/disclosure/benchmark.ts'
import { benchmarkRule } from '#domain/disclosure/block-strata.ts'
import { answeredAt, codebook } from '#domain/questionnaire/codebook.ts'
import { type Nation, stepsOf } from './nation.ts'
import { municipalitiesGivenAway, type Nights, tellNights } from './nights.ts'

export type AttackedNation = {
  readonly questions: number
  readonly figures: number
  /** Of similar institutions among them. */
  readonly similar: number
  readonly found: readonly string[]
}

/** By nobody in particular, and by each municipality that adds what it knows of itself. Questions told in the same way are tried once each. */
export function attackNation(nation: Nation, solver: Solver): AttackedNation {
  const told = tellAll(
    nation,
    nation.nights.map(({ benchmarks }) => benchmarks),
  )
  assertLedgerIsTold(nation)
  const municipalities = [...new Set(nation.nights.flatMap(({ releases }) => releases.map(({ municipalityId }) => municipalityId)))]
  const found = told.flatMap(({ question, nights }) =>
    [null, ...municipalities].flatMap((knowing) =>
      municipalitiesGivenAway(nights, solver, knowing).map((one) => `${question}, ${knowing ?? 'nobody in particular'}: ${one}`),
    ),
  )
  const sum = (of: (nights: Nights) => number) => told.reduce((total, { nights }) => total + of(nights), 0)
  return {
    questions: told.length,
    figures: sum((nights) => nights.told.length),
    similar: sum(({ similar }) => similar.all + similar.bySex),
    found,
  }
}

/** In how many questions the same releases give a municipality away: where a region may be of two, and where strata look at themselves alone. */
export function plantInNation(nation: Nation, solver: Solver): { readonly regionsOfTwo: number; readonly carelessStrata: number } {
  const isGivenAway = (nights: Pick<Nights, 'steps' | 'told'>) => municipalitiesGivenAway(nights, solver).length > 0
  const rule: { municipalities: number } = benchmarkRule
  rule.municipalities = 2
  try {
    let benchmarks: readonly Benchmark[] = []
    const ofTwo = nation.nights.map(({ releases }) => (benchmarks = nextBenchmarks(nation.questionnaire, benchmarks, releases)))
    const regionsOfTwo = tellAll(nation, ofTwo).filter(({ nights }) => isGivenAway(nights)).length
    rule.municipalities = 3
    const careless = tellAll(
      nation,
      nation.nights.map(({ benchmarks: told }) => told),
    )
    const carelessStrata = careless.filter(({ nights }) => isGivenAway({ ...nights, told: [...nights.told, ...nights.careless] })).length
    return { regionsOfTwo, carelessStrata }
  } finally {
    rule.municipalities = 3
  }
}

function tellAll({ questionnaire, nights }: Nation, told: readonly (readonly Benchmark[])[]) {
  const releases = nights.at(-1)?.releases ?? []
  return codebook(questionnaire).cells.map((cell, index) => ({
    question: cell.item.code,
    nights: tellNights(cell, index, stepsOf(releases, cell.offset), told),
  }))
}

/** Every figure of an area in the ledger is one of a night's. */
function assertLedgerIsTold({ questionnaire, nights, lines }: Nation): void {
  const told = new Set(
    nights.flatMap(({ benchmarks }) =>
      benchmarks.flatMap((benchmark) =>
        codebook(questionnaire).cells.flatMap(({ item, offset }) =>
          (['all', 'female', 'male'] as const).map(
            (split) => `${benchmark.area} ${split} ${item.code} ${benchmark[split][offset + answeredAt]}`,
          ),
        ),
      ),
    ),
  )
  const ofAreas = lines.filter(({ unit, without }) => without === null && /^(country|region:|similar:)/.test(unit))
  if (ofAreas.length === 0) throw new Error('the ledger has no figure of region or country')
  const stray = ofAreas.find(({ unit, split, question, n }) => !told.has(`${unit} ${split} ${question} ${n}`))
  if (stray) throw new Error(`the ledger has a figure of no night: ${stray.unit} ${stray.split} ${stray.question} ${stray.n}`)
}
