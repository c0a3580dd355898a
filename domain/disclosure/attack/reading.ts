/** What follows from all the figures of a question for some of the people in them: at least and at most how many. */
import { type Objective, type Solver, type Solving, bundles, columnOf, programOf, tighten } from './program.ts'
import { type Puzzle, type Range, type Reduced, reduce } from './puzzle.ts'

export type Reading = {
  readonly reduced: Reduced
  /** Cells that have to be reckoned together. */
  readonly bundles: readonly (readonly number[])[]
  /** How many of these cells of one bundle answered. */
  readonly size: (cells: readonly number[]) => Range
  /** How many of them gave one of these answers. `least` alone, when no more is asked: then the most is as by single rows. */
  readonly count: (cells: readonly number[], categories: readonly string[], asked?: 'both' | 'least') => Range
  /** How many of them did not. */
  readonly others: (cells: readonly number[], categories: readonly string[]) => Range
  /** Figures that cannot all be true at once. */
  readonly isContradictory: () => boolean
  /** Questions that were too large or took too long, and were answered by single rows alone. */
  readonly unsolved: () => number
  /** To be called at the end: programs hold memory of their own. */
  readonly close: () => void
}

const grain = 1e-6

/** More columns than this in one program are left alone: as many as some two thousand cells of nine answers have. */
const widestUsual = 20_000

export function read(puzzle: Puzzle, solver: Solver, widest: number = widestUsual): Reading {
  const reduced = reduce(puzzle)
  const { categories } = reduced
  const keys = categories.length + 1
  const ranges = tighten(reduced)
  const all = bundles(reduced, ranges)
  const bundleOf = new Map(all.flatMap((bundle) => bundle.map((cell) => [cell, bundle] as const)))
  const open = new Map<readonly number[], { readonly solving: Solving; readonly points: ArrayLike<number>[] }>()
  let isContradictory = reduced.isContradictory || ranges.some(([least, most]) => least > most)

  let unsolved = 0
  const isTooWide = (bundle: readonly number[]) => bundle.length * keys > widest

  const solvingOf = (bundle: readonly number[]) => {
    const known = open.get(bundle)
    if (known) return known
    const made = { solving: solver(programOf(reduced, ranges, bundle)), points: [] }
    open.set(bundle, made)
    return made
  }
  /** The least of a sum of columns, each with a factor: by the solver where cells hang together. */
  const least = (bundle: readonly number[], terms: readonly (readonly [cell: number, key: number, factor: number])[]): number => {
    const alone = terms.reduce((sum, [cell, key, factor]) => {
      const [low, high] = ranges[columnOf(cell, key, keys)] ?? [0, 0]
      return sum + factor * (factor > 0 ? low : high)
    }, 0)
    const isSettled = terms.every(([cell, key]) => {
      const [low, high] = ranges[columnOf(cell, key, keys)] ?? [0, 0]
      return low === high
    })
    if (isSettled || isContradictory || (bundle.length === 1 && terms.length === 1)) return alone
    if (isTooWide(bundle)) {
      unsolved++
      return alone
    }
    const place = new Map(bundle.map((cell, index) => [cell, index]))
    const objective: Objective = new Map(terms.map(([cell, key, factor]) => [columnOf(place.get(cell) ?? 0, key, keys), factor]))
    const { solving, points } = solvingOf(bundle)
    // A way the answers may have been that was found before often shows that less is possible already.
    if (points.some((point) => valueAt(objective, point) <= alone + grain)) return alone
    const solution = solving.least(objective)
    if (typeof solution === 'string') {
      unsolved++
      return alone
    }
    points.push(solution.point)
    if (points.length > 60) points.shift()
    return Math.max(alone, Math.ceil(solution.value - grain))
  }
  const sum = (some: readonly number[], which: readonly number[], factor: number) => {
    const bundle = bundleOf.get(some[0] ?? -1) ?? some
    return least(
      bundle,
      some.flatMap((cell) => which.map((key) => [cell, key, factor] as const)),
    )
  }
  const keysOf = (some: readonly string[]) => some.map((category) => categories.indexOf(category) + 1).filter((key) => key > 0)
  const negative = (value: number) => (value === 0 ? 0 : -value)

  return {
    reduced,
    bundles: all,
    size: (some) => [sum(some, [0], 1), negative(sum(some, [0], -1))],
    count(some, asked, how = 'both') {
      const low = sum(some, keysOf(asked), 1)
      const high =
        how === 'least'
          ? some.reduce(
              (most, cell) => most + keysOf(asked).reduce((top, key) => top + (ranges[columnOf(cell, key, keys)]?.[1] ?? 0), 0),
              0,
            )
          : negative(sum(some, keysOf(asked), -1))
      return [low, high]
    },
    others(some, asked) {
      const bundle = bundleOf.get(some[0] ?? -1) ?? some
      const terms = (factor: number) =>
        some.flatMap((cell) => [[cell, 0, factor] as const, ...keysOf(asked).map((key) => [cell, key, -factor] as const)])
      return [Math.max(0, least(bundle, terms(1))), negative(least(bundle, terms(-1)))]
    },
    isContradictory() {
      for (const bundle of all) {
        if (isContradictory || bundle.length === 1) continue
        if (isTooWide(bundle)) {
          unsolved++
          continue
        }
        const { solving, points } = solvingOf(bundle)
        if (points.length > 0) continue
        const solution = solving.least(new Map())
        if (solution === 'impossible') isContradictory = true
        else if (solution === 'unknown') unsolved++
        else points.push(solution.point)
      }
      return isContradictory
    },
    unsolved: () => unsolved,
    close() {
      for (const { solving } of open.values()) solving.close()
      open.clear()
    },
  }
}

function valueAt(objective: Objective, point: ArrayLike<number>): number {
  let value = 0
  for (const [column, factor] of objective) value += factor * (point[column] ?? 0)
  return value
}
