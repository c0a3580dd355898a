/** What region, country and similar institutions tell after every night of municipalities that release in steps, and what follows from it. */
import type { Solver } from '#domain/disclosure/attack/program.ts'
import type { Puzzle, Range } from '#domain/disclosure/attack/puzzle.ts'
import { read } from '#domain/disclosure/attack/reading.ts'
import type { Benchmark } from '#domain/disclosure/benchmark.ts'
import { isPartedBySex, isShareOfMany } from '#domain/disclosure/block-strata.ts'
import { type Stratum, similarArea } from '#domain/disclosure/stratum.ts'
import { answeredAt, type Cell } from '#domain/questionnaire/codebook.ts'

export const sexes = ['female', 'male', 'neither'] as const

/** What one step of a municipality released more than the time before, of one sex in one stratum; of what was pooled there is no stratum. */
export type Step = {
  readonly municipality: number
  readonly step: number
  readonly stratum: Stratum | null
  readonly sex: (typeof sexes)[number]
  readonly more: number
}

export type Nights = {
  readonly steps: readonly Step[]
  readonly told: Puzzle['told']
  /** How often similar institutions were among it, and how often by sex. */
  readonly similar: { readonly all: number; readonly bySex: number }
  /** What would be told of them if only they themselves had to come from three municipalities, whatever is beside them. */
  readonly careless: Puzzle['told']
}

/** Two regions, and the one they are to become. */
const inner = ['region:1084', 'region:1085']
const outer = 'region:1086'

/** Of one question, the `index`th that is counted, which steps each figure is made of. Throws where a figure is not their sum. */
export function tellNights(
  { offset }: Pick<Cell, 'offset'>,
  index: number,
  steps: readonly Step[],
  nights: readonly (readonly Benchmark[])[],
): Nights {
  /** Its place among what is held: how many took part stand first. */
  const slot = 1 + index
  const strata = [...new Set(steps.flatMap(({ stratum }) => stratum ?? []))].sort()
  const told: Puzzle['told'][number][] = []
  const careless: Puzzle['told'][number][] = []
  const similar = { all: 0, bySex: 0 }
  /** By area and sex the steps it is made of. */
  const contents = new Map<string, Set<number>>()
  for (const [night, benchmarks] of nights.entries()) {
    const before = new Map((nights[night - 1] ?? []).map(({ area, holds }) => [area, holds[slot] ?? {}]))
    const holdsNow = new Map(benchmarks.map(({ area, holds }) => [area, holds[slot] ?? {}]))
    /** Whoever was taken in by the same region this night is one block, and whoever by the country alone another. */
    const blockOf = (municipality: number) => {
      const areas = [...holdsNow.keys()].filter((area) => area.startsWith('region:'))
      const grown = (area: string) => holdsNow.get(area)?.[municipality] !== beganWith(area)[municipality]
      return areas.filter(grown).join(' ')
    }
    const beganWith = (area: string): Readonly<Record<string, number>> => {
      // A region that two are to become begins with what they hold.
      const parts = before.has(area) || area !== outer ? [area] : inner
      return Object.assign({}, ...parts.map((part) => before.get(part) ?? {}))
    }
    for (const { area } of benchmarks) {
      const parts = before.has(area) || area !== outer ? [area] : inner
      const key = (part: string, split: string) => `${part} ${split}`
      for (const split of ['all', 'female', 'male']) {
        const inside = contents.get(key(area, split)) ?? new Set(parts.flatMap((part) => [...(contents.get(key(part, split)) ?? [])]))
        contents.set(key(area, split), inside)
      }
      const takenIn = (area: string) =>
        [...steps.keys()].filter((index) => {
          const { municipality, step, stratum } = steps[index] as Step
          const [held, now] = [beganWith(area)[municipality] ?? 0, holdsNow.get(area)?.[municipality] ?? 0]
          // The country takes in all that any area does, so what came before its own step is in an earlier block.
          const isNew = now > held && step > (before.get('country')?.[municipality] ?? 0) && step <= now
          return isNew && (!area.startsWith('similar:') || area === similarArea(stratum ?? ''))
        })
      const blocksOf = (taken: readonly number[]) => Map.groupBy(taken, (index) => blockOf(steps[index]?.municipality ?? -1))
      const isParted = (block: readonly number[]) => isPartedBySex(piecesOf(block.flatMap((index) => steps[index] ?? [])))
      const whole = blocksOf(takenIn('country'))
      for (const [name, block] of blocksOf(takenIn(area))) {
        for (const index of block) contents.get(key(area, 'all'))?.add(index)
        if (!isParted(whole.get(name) ?? []) || !isParted(block)) continue
        for (const index of block) {
          const sex = steps[index]?.sex
          if (sex === 'female' || sex === 'male') contents.get(key(area, sex))?.add(index)
        }
      }
    }
    for (const { area, ...rows } of benchmarks)
      for (const split of ['all', 'female', 'male'] as const) {
        const inside = [...(contents.get(`${area} ${split}`) ?? [])]
        const count = rows[split][offset + answeredAt] ?? 0
        const sum = inside.reduce((total, index) => total + (steps[index]?.more ?? 0), 0)
        if (sum !== count) throw new Error(`${area} ${split} is not what it holds: ${count}, ${sum}`)
        if (inside.length > 0) told.push(figureOf(inside, count))
        if (inside.length > 0 && area.startsWith('similar:')) similar[split === 'all' ? 'all' : 'bySex']++
      }
    for (const stratum of strata) {
      const inside = [...(contents.get('country all') ?? [])].filter((index) => steps[index]?.stratum === stratum)
      const pieces = piecesOf(inside.flatMap((index) => steps[index] ?? []))
      if (isShareOfMany(pieces.map(({ answers }) => answers)))
        careless.push(
          figureOf(
            inside,
            pieces.reduce((sum, { answers }) => sum + answers, 0),
          ),
        )
    }
  }
  return { steps, told, similar, careless }
}

function piecesOf(steps: readonly Step[]) {
  return [...Map.groupBy(steps, ({ municipality }) => municipality).values()].map((own) => {
    const count = (of: (one: Step) => boolean) => own.filter(of).reduce((sum, { more }) => sum + more, 0)
    return {
      answers: count(() => true),
      female: count(({ sex }) => sex === 'female'),
      male: count(({ sex }) => sex === 'male'),
      institutions: 0,
    }
  })
}

function figureOf(inside: readonly number[], count: number): Puzzle['told'][number] {
  return { cells: inside, n: [count, count], counts: new Map([['answered', [count, count] as Range]]) }
}

/**
 * Municipalities, alone or with one other, of which somebody knows how much they released. `knowing` is a municipality that adds what it
 * knows of itself; then of one other alone.
 */
export function municipalitiesGivenAway(
  { steps, told }: Pick<Nights, 'steps' | 'told'>,
  solver: Solver,
  knowing: number | null = null,
): readonly string[] {
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
