/**
 * The puzzle as a linear program: how many of each cell answered, and how many of them gave each answer.
 *
 * What follows from single rows is taken first (`tighten`); only cells that stand together in a row that is left have to be
 * reckoned together, and by whoever can (`Solver`: HiGHS, in `server/attack`).
 */
import { type Range, type Reduced, cellsOf } from './puzzle.ts'

export type Program = {
  readonly columns: readonly Range[]
  readonly rows: readonly { readonly columns: readonly number[]; readonly factors: readonly number[]; readonly range: Range }[]
  /** Only whole numbers will do: for programs of the size of a class. */
  readonly isWhole: boolean
}

/** By column how much it counts. */
export type Objective = ReadonlyMap<number, number>

export type Solution = { readonly value: number; readonly point: ArrayLike<number> }

export type Solving = {
  /** Or that there is none, or that none was found in time. */
  readonly least: (objective: Objective) => Solution | 'impossible' | 'unknown'
  readonly close: () => void
}

export type Solver = (program: Program) => Solving

/** Whole numbers are asked for up to so many columns; above, an interval rounded inward is what is known. */
const wholeUpTo = 48

/** Column of a cell's key; key 0 is how many answered. */
export function columnOf(cell: number, key: number, keys: number): number {
  return cell * keys + key
}

/** Of each column what its own rows allow, the others at their widest. */
export function tighten({ cells, categories, rows, isOneChoice, atMost }: Reduced): readonly Range[] {
  const keys = categories.length + 1
  const least = new Float64Array(cells.length * keys)
  const most = new Float64Array(cells.length * keys)
  for (const [cell, { size }] of cells.entries()) {
    most.fill(size ?? Infinity, cell * keys, (cell + 1) * keys)
    if (size !== null) least[cell * keys] = size
  }
  const sums = [
    ...rows.flatMap(({ cells: inside, ranges }) =>
      ranges.map((range, key) => ({ columns: cellsOf(inside).map((cell) => columnOf(cell, key, keys)), range })),
    ),
    ...atMost.map(({ cells: inside, most: limit }) => ({
      columns: cellsOf(inside).map((cell) => columnOf(cell, 0, keys)),
      range: [0, limit] as const,
    })),
  ]
  for (let pass = 0, isMoving = true; isMoving && pass < 40; pass++) {
    isMoving = false
    const narrow = (column: number, low: number, high: number) => {
      if (low > (least[column] ?? 0)) [least[column], isMoving] = [low, true]
      if (high < (most[column] ?? 0)) [most[column], isMoving] = [high, true]
    }
    for (const { columns, range } of sums) narrowSum(columns, range, least, most, narrow)
    for (let cell = 0; cell < cells.length; cell++) {
      const own = columnOf(cell, 0, keys)
      for (let key = 1; key < keys; key++) {
        narrow(own + key, 0, most[own] ?? 0)
        narrow(own, least[own + key] ?? 0, Infinity)
      }
      if (!isOneChoice || keys === 1) continue
      const answers = Array.from({ length: keys - 1 }, (_, key) => own + 1 + key)
      narrowSum(answers, [least[own] ?? 0, most[own] ?? 0], least, most, narrow)
      narrow(own, total(answers, least), total(answers, most))
    }
  }
  return Array.from(least, (low, column): Range => [low, most[column] ?? 0])
}

function narrowSum(
  columns: readonly number[],
  [low, high]: Range,
  least: Float64Array,
  most: Float64Array,
  narrow: (column: number, low: number, high: number) => void,
): void {
  const lowest = total(columns, least)
  const highest = total(columns, most)
  for (const column of columns) {
    const [own, top] = [least[column] ?? 0, most[column] ?? 0]
    // Beside one that has no limit of its own nothing follows for the others.
    const others = Number.isFinite(top)
      ? highest - top
      : columns.every((one) => one === column || Number.isFinite(most[one]))
        ? total(
            columns.filter((one) => one !== column),
            most,
          )
        : Infinity
    narrow(column, low - others, high - (lowest - own))
  }
}

function total(columns: readonly number[], of: Float64Array): number {
  let sum = 0
  for (const column of columns) sum += of[column] ?? 0
  return sum
}

/** Cells that hang together by rows that are not of one cell, each bundle by itself. Where nobody can be, there is nobody. */
export function bundles({ cells, categories, rows, atMost }: Reduced, ranges: readonly Range[]): readonly (readonly number[])[] {
  const isPeopled = (cell: number) => (ranges[columnOf(cell, 0, categories.length + 1)]?.[1] ?? 0) > 0
  const root = [...cells.keys()]
  const find = (cell: number): number => {
    let at = cell
    while (root[at] !== at) at = root[at] = root[root[at] as number] as number
    return at
  }
  for (const { cells: inside } of [...rows, ...atMost]) {
    const [first, ...others] = cellsOf(inside).filter(isPeopled)
    for (const other of others) root[find(other)] = find(first as number)
  }
  return [...Map.groupBy([...cells.keys()].filter(isPeopled), find).values()]
}

/** The program of one bundle, its columns in the bundle's order. */
export function programOf(reduced: Reduced, ranges: readonly Range[], bundle: readonly number[]): Program {
  const keys = reduced.categories.length + 1
  const place = new Map(bundle.map((cell, index) => [cell, index]))
  const isHere = (mask: bigint) => cellsOf(mask).some((cell) => place.has(cell))
  const columnsOf = (mask: bigint, key: number) =>
    cellsOf(mask).flatMap((cell) => (place.has(cell) ? [columnOf(place.get(cell) as number, key, keys)] : []))
  const ones = (columns: readonly number[]) => columns.map(() => 1)
  const sums = reduced.rows
    .filter(({ cells }) => isHere(cells))
    .flatMap(({ cells, ranges: told }) =>
      told.map((range, key) => {
        const columns = columnsOf(cells, key)
        return { columns, factors: ones(columns), range }
      }),
    )
  const limits = reduced.atMost
    .filter(({ cells }) => isHere(cells))
    .map(({ cells, most }) => ({ columns: columnsOf(cells, 0), factors: ones(columnsOf(cells, 0)), range: [0, most] as const }))
  const within = bundle.flatMap((_, index) => {
    const own = columnOf(index, 0, keys)
    const answers = Array.from({ length: keys - 1 }, (__, key) => own + 1 + key)
    if (reduced.isOneChoice)
      return keys === 1 ? [] : [{ columns: [own, ...answers], factors: [-1, ...ones(answers)], range: [0, 0] as const }]
    return answers.map((answer) => ({ columns: [own, answer], factors: [-1, 1], range: [-Infinity, 0] as const }))
  })
  return {
    columns: bundle.flatMap((cell) => ranges.slice(cell * keys, (cell + 1) * keys)),
    rows: [...sums, ...limits, ...within],
    isWhole: bundle.length * keys <= wholeUpTo,
  }
}
