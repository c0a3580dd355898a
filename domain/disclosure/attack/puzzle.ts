/**
 * What somebody has who has kept every figure of one question: sets of people, and how many in each set gave which answer.
 *
 * A cell is people whom no figure tells apart, and neither does anything else that is known of them. Cells that always stand in the same
 * figures are one cell, and a figure less a smaller one inside it is a figure too: so the sets are cut down to what they
 * tell that the others do not. Both say the same as before, and whole numbers stay whole.
 */

/** At least and at most. */
export type Range = readonly [least: number, most: number]

export type Cell = {
  readonly name: string
  /** How many people, where that is known. */
  readonly size: number | null
}

/** One figure: of the people in these cells so many answered, and so many gave each answer. */
export type Told = { readonly cells: readonly number[]; readonly n: Range; readonly counts: ReadonlyMap<string, Range> }

export type Puzzle = {
  readonly cells: readonly Cell[]
  readonly told: readonly Told[]
  /** Every respondent gives one of the answers that are told, and no more than one. */
  readonly isOneChoice: boolean
  /** Of these cells together no more people than this: a group whose members may stand in several. */
  readonly atMost?: readonly { readonly cells: readonly number[]; readonly most: number }[]
}

/** One set of cells, and by key what they add up to. Key 0 is how many answered, then the categories. */
export type Row = { readonly cells: bigint; readonly ranges: readonly Range[] }

export type Reduced = {
  readonly cells: readonly (Cell & { readonly parts: readonly number[] })[]
  readonly categories: readonly string[]
  readonly rows: readonly Row[]
  readonly isOneChoice: boolean
  readonly atMost: readonly { readonly cells: bigint; readonly most: number }[]
  /** Figures that cannot all be true of people who were counted once and stay counted. */
  readonly isContradictory: boolean
}

export function reduce(puzzle: Puzzle): Reduced {
  const categories = [...new Set(puzzle.told.flatMap(({ counts }) => [...counts.keys()]))].sort()
  const cells = merge(puzzle)
  const cellOf = new Map(cells.flatMap(({ parts }, index) => parts.map((part) => [part, index] as const)))
  const maskOf = (some: readonly number[]) =>
    some.reduce((mask, cell) => (cellOf.has(cell) ? mask | (1n << BigInt(cellOf.get(cell) as number)) : mask), 0n)
  const rows = puzzle.told.map(({ cells: inside, n, counts }) => ({
    cells: maskOf(inside),
    ranges: [n, ...categories.map((category): Range => counts.get(category) ?? [0, n[1]])],
  }))
  const { rows: cut, isContradictory } = subtractAll(rows)
  const atMost = (puzzle.atMost ?? []).map((cap) => ({ cells: maskOf(cap.cells), most: cap.most })).filter((cap) => cap.cells !== 0n)
  return { cells, categories, rows: cut, isOneChoice: puzzle.isOneChoice, atMost, isContradictory }
}

/** Cells in exactly the same figures and limits become one; those in no figure are told nothing of. */
function merge({ cells, told, atMost = [] }: Puzzle): Reduced['cells'] {
  const signatures: string[][] = cells.map(() => [])
  for (const [index, { cells: inside }] of told.entries()) for (const cell of new Set(inside)) signatures[cell]?.push(`${index}`)
  const isTold = signatures.map(({ length }) => length > 0)
  for (const [index, { cells: inside }] of atMost.entries()) for (const cell of new Set(inside)) signatures[cell]?.push(`most ${index}`)
  const alike = Map.groupBy(
    [...cells.keys()].filter((cell) => isTold[cell]),
    (cell) => signatures[cell]?.join(),
  )
  return [...alike.values()].map((parts) => {
    const sizes = parts.map((part) => cells[part]?.size ?? null)
    const names = [...new Set(parts.map((part) => cells[part]?.name ?? ''))]
    return {
      name: names.join(' + '),
      size: sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0),
      parts,
    }
  })
}

/** Each row less the exact ones inside it, until nothing more comes off. */
function subtractAll(given: readonly Row[]): { readonly rows: readonly Row[]; readonly isContradictory: boolean } {
  let rows = given.filter(({ cells }) => cells !== 0n)
  let isContradictory = given.some(({ cells, ranges }) => cells === 0n && !holdsNothing(ranges))
  for (let isMoving = true; isMoving;) {
    isMoving = false
    const kept: Row[] = []
    const seen = new Map<bigint, Row[]>()
    for (const row of rows.toSorted(
      (left, right) => sizeOf(left.cells) - sizeOf(right.cells) || Number(isExact(right)) - Number(isExact(left)),
    )) {
      let rest = row
      for (const part of kept.toReversed()) {
        if (!isExact(part) || (part.cells & ~rest.cells) !== 0n) continue
        rest = { cells: rest.cells & ~part.cells, ranges: rest.ranges.map((range, key) => less(range, part.ranges[key])) }
        if (rest.cells === 0n) break
      }
      if (rest.cells !== row.cells) isMoving = true
      if (rest.cells === 0n) {
        if (!holdsNothing(rest.ranges)) isContradictory = true
        continue
      }
      const same = seen.get(rest.cells) ?? []
      if (same.some(({ ranges }) => isSame(ranges, rest.ranges))) continue
      seen.set(rest.cells, [...same, rest])
      kept.push(rest)
    }
    rows = kept
  }
  return { rows, isContradictory: isContradictory || rows.some(({ ranges }) => ranges.some(([, most]) => most < 0)) }
}

export function cellsOf(mask: bigint): readonly number[] {
  const found: number[] = []
  for (let rest = mask, index = 0; rest !== 0n; rest >>= 1n, index++) if ((rest & 1n) === 1n) found.push(index)
  return found
}

function isExact({ ranges }: Row): boolean {
  return ranges.every(([least, most]) => least === most)
}

function isSame(left: readonly Range[], right: readonly Range[]): boolean {
  return left.every(([least, most], key) => least === right[key]?.[0] && most === right[key][1])
}

function holdsNothing(ranges: readonly Range[]): boolean {
  return ranges.every(([least, most]) => least <= 0 && most >= 0)
}

function less([least, most]: Range, part: Range = [0, 0]): Range {
  return [least - part[1], most - part[0]]
}

function sizeOf(mask: bigint): number {
  let size = 0
  for (let rest = mask; rest !== 0n; rest >>= 32n) {
    for (let word = Number(rest & 0xffffffffn); word !== 0; word = (word & (word - 1)) >>> 0) size++
  }
  return size
}
