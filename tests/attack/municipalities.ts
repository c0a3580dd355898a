/** Random municipalities that release in steps, and what region and country tell of them after every night. */
import type { Solver } from '#domain/disclosure/attack/program.ts'
import type { Puzzle, Range } from '#domain/disclosure/attack/puzzle.ts'
import { read } from '#domain/disclosure/attack/reading.ts'
import { type Benchmark, type MunicipalRelease, nextBenchmarks } from '#domain/disclosure/benchmark.ts'
import { at, specimen } from '#domain/disclosure/specimen.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import { chanceFrom } from '../faults/chance.ts'

/** One step of one municipality: what it released more than the time before. */
type Step = { readonly municipality: number; readonly step: number; readonly more: number }

export type Nights = { readonly steps: readonly Step[]; readonly told: Puzzle['told'] }

const { cells, width } = codebook(specimen)
const sleepAt = cells[at.sleep]?.offset ?? 0
/** Its place among what is held: how many took part stand first. */
const slot = 1 + at.sleep

/** Two regions, and the one they are to become. */
const inner = ['region:1084', 'region:1085']
const outer = 'region:1086'

export function randomNights(seed: number): Nights {
  const chance = chanceFrom(seed)
  const below = (limit: number) => Math.floor(chance() * limit)
  const regions = Array.from({ length: 3 + below(6) }, () =>
    chance() < 0.7 ? ['1083'] : chance() < 0.5 ? ['1084', '1086'] : ['1085', '1086'],
  )
  const totals = regions.map(() => 0)
  const steps: Step[] = []
  const releases: MunicipalRelease[] = []
  const told: Puzzle['told'][number][] = []
  let benchmarks: readonly Benchmark[] = []
  /** By area the steps it is made of. */
  const contents = new Map<string, Set<number>>()
  for (let night = 0; night < 4; night++) {
    for (const municipality of regions.keys()) {
      if (chance() < 0.4) continue
      const more = 50 + below(150)
      const total = (totals[municipality] ?? 0) + more
      totals[municipality] = total
      const step = releases.filter(({ municipalityId }) => municipalityId === municipality).length + 1
      steps.push({ municipality, step, more })
      const row = (count: number) => storedSum(Array.from({ length: width }, (_, index) => (index === sleepAt ? count : 0)))
      releases.push({
        municipalityId: municipality,
        regions: regions[municipality] ?? [],
        step,
        institutions: 3,
        invited: total,
        answered: total,
        all: row(total),
        female: row(0),
        male: row(0),
      })
    }
    const before = new Map(benchmarks.map(({ area, holds }) => [area, holds[slot] ?? {}]))
    benchmarks = nextBenchmarks(specimen, benchmarks, releases)
    for (const { area, holds } of benchmarks) {
      // A region that two are to become begins with what they hold.
      const parts = before.has(area) || area !== outer ? [area] : inner
      const began = Object.assign({}, ...parts.map((part) => before.get(part) ?? {}))
      const inside = contents.get(area) ?? new Set(parts.flatMap((part) => [...(contents.get(part) ?? [])]))
      for (const [index, { municipality, step }] of steps.entries()) {
        const [held, now] = [began[municipality] ?? 0, holds[slot]?.[municipality] ?? 0]
        // The country takes in all that any area does, so what came before its own step is in an earlier block.
        const taken = before.get('country')?.[municipality] ?? 0
        if (now > held && step > taken && step <= now) inside.add(index)
      }
      contents.set(area, inside)
    }
    for (const { area, all } of benchmarks) {
      const inside = [...(contents.get(area) ?? [])]
      const count = all[sleepAt] ?? 0
      if (inside.reduce((sum, index) => sum + (steps[index]?.more ?? 0), 0) !== count) throw new Error(`${area} is not what it holds`)
      if (inside.length > 0) told.push(figureOf(inside, count))
    }
  }
  return { steps, told }
}

function figureOf(inside: readonly number[], count: number): Puzzle['told'][number] {
  return { cells: inside, n: [count, count], counts: new Map([['answered', [count, count] as Range]]) }
}

/**
 * Municipalities, alone or with one other, of which somebody knows how much they released. `knowing` is a municipality that adds what it
 * knows of itself; then of one other alone.
 */
export function municipalitiesGivenAway({ steps, told }: Nights, solver: Solver, knowing: number | null = null): readonly string[] {
  const own = steps.flatMap(({ municipality, more }, index) => (municipality === knowing ? [figureOf([index], more)] : []))
  const puzzle = {
    cells: steps.map(({ municipality }) => ({ name: `${municipality}`, size: null })),
    told: [...told, ...own],
    isOneChoice: true,
  }
  const least = knowing === null ? 3 : 2
  const reading = read(puzzle, solver)
  const found = reading.bundles.flatMap((bundle) => {
    const groups = bundle.flatMap((cell, index) => [[cell], ...bundle.slice(index + 1).map((other) => [cell, other])])
    return groups.flatMap((group) => {
      const of = new Set(group.flatMap((cell) => reading.reduced.cells[cell]?.parts.map((part) => steps[part]?.municipality) ?? []))
      if (of.has(knowing ?? -1) || of.size >= least) return []
      const [low, high] = reading.count(group, ['answered'])
      return low === high && low > 0 ? [`${[...of].join(' + ')}: ${low}`] : []
    })
  })
  reading.close()
  return found
}
