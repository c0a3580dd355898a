/**
 * What somebody has learnt whom no figure should have taught it (`facts`: ESSnet Handbook on SDC, 2nd ed.; Lupp & Langsrud 2021):
 *
 * - `exact`: how many of a group below the threshold gave an answer, and at least one did;
 * - `everybody`: all of a group, less the few who put together what they know, gave a sensitive answer;
 * - `nearly`: of a group below the threshold at least one did, and how many is known but for less than `width`;
 * - `tooFew`: a figure was told of fewer than the threshold, whatever it said;
 * - `contradiction`: the figures can't all be true of people who were counted once, so somebody was taken out or changed.
 *
 * That nobody of a group did is no secret here: it is the sensitive answers that are.
 */
import type { Solver } from './program.ts'
import { type Puzzle, type Range, cellsOf } from './puzzle.ts'
import { type Reading, read } from './reading.ts'

export type Learnt = {
  readonly kind: 'exact' | 'everybody' | 'nearly' | 'tooFew' | 'contradiction'
  /** Names of the cells. */
  readonly about: readonly string[]
  readonly people: Range
  readonly categories: readonly string[]
  readonly count: Range
}

/** What a question needs. Written down apart from sealing's own numbers, so that a mistake there is seen here (`rules.ts`). */
export type Rule = {
  readonly minimum: number
  /** Sets of answers that nearly everybody's having given would tell. */
  readonly sensitive: readonly (readonly string[])[]
  /** How many respondents put together what they know. */
  readonly insiders: number
  /** So near a small group's number may not be known. */
  readonly width: number
}

export type Attempt = {
  readonly learnt: readonly Learnt[]
  /** Groups that were tried, and whether there were more than time allowed. */
  readonly tried: number
  readonly isCutShort: boolean
  /** Programs that were too large or took too long: what they would have told is not known. */
  readonly unsolved: number
}

/** As many cells at once, and so many groups in all: what is tried of one question ends. */
const limits = { together: 3, groups: 4000 } as const

export function attack(puzzle: Puzzle, rule: Rule, solver: Solver, widest?: number): Attempt {
  const direct = toldOfTooFew(puzzle, rule)
  const reading = read(puzzle, solver, widest)
  try {
    if (reading.isContradictory()) return { learnt: [...direct, contradiction], tried: 0, isCutShort: false, unsolved: 0 }
    const { groups, isCutShort } = smallGroups(reading, rule.minimum)
    const learnt = [...direct, ...groups.flatMap((group) => ofSmall(reading, group, rule)), ...ofEverybody(reading, rule)]
    return { learnt, tried: groups.length + reading.reduced.cells.length, isCutShort, unsolved: reading.unsolved() }
  } finally {
    reading.close()
  }
}

const contradiction: Learnt = { kind: 'contradiction', about: [], people: [0, 0], categories: [], count: [0, 0] }

function toldOfTooFew({ cells, told }: Puzzle, { minimum }: Rule): readonly Learnt[] {
  return told.flatMap(({ cells: inside, n, counts }): readonly Learnt[] => {
    if (n[1] === 0 || n[1] >= minimum) return []
    const about = [...new Set(inside.map((cell) => cells[cell]?.name ?? ''))]
    return [{ kind: 'tooFew', about, people: n, categories: [...counts.keys()], count: n }]
  })
}

/** Cells, and a few of them together where they hang together, that are surely fewer than the threshold. */
function smallGroups(reading: Reading, minimum: number): { readonly groups: readonly (readonly number[])[]; readonly isCutShort: boolean } {
  const groups: (readonly number[])[] = []
  for (const bundle of reading.bundles) {
    const small = bundle.flatMap((cell) => {
      const [, most] = reading.size([cell])
      return most > 0 && most < minimum ? [{ cells: [cell], most }] : []
    })
    let widest = small
    for (let together = 1; together <= limits.together && groups.length < limits.groups; together++) {
      groups.push(...widest.map(({ cells }) => cells))
      widest = widest
        .slice(0, limits.groups)
        .flatMap(({ cells, most }) =>
          small.flatMap((one) =>
            (one.cells[0] as number) > (cells.at(-1) as number) && most + one.most < minimum
              ? [{ cells: [...cells, ...one.cells], most: most + one.most }]
              : [],
          ),
        )
    }
  }
  return { groups: groups.slice(0, limits.groups), isCutShort: groups.length > limits.groups }
}

/** Of a group below the threshold no answer's number may be known, nor nearly. */
function ofSmall(reading: Reading, group: readonly number[], { sensitive, width }: Rule): readonly Learnt[] {
  const { cells, categories } = reading.reduced
  const asked = [...categories.map((category) => [category]), ...sensitive.filter(({ length }) => length > 1)]
  return asked.flatMap((one): readonly Learnt[] => {
    const [least] = reading.count(group, one, 'least')
    if (least < 1) return []
    const [, most] = reading.count(group, one)
    if (most > least && most - least >= width) return []
    // Of a published group that all said the same, so did every part of it: no secret, unless it is a sensitive answer (`ofEverybody`).
    if (least === reading.size(group)[1] && !sensitive.some((some) => some.includes(one[0] ?? '')) && isOnlyKnownApart(reading, group))
      return []
    const about = group.map((cell) => cells[cell]?.name ?? '')
    return [{ kind: least === most ? 'exact' : 'nearly', about, people: reading.size(group), categories: one, count: [least, most] }]
  })
}

/** Whether no figure holds the group apart from others; who they are is known from elsewhere alone. */
function isOnlyKnownApart({ reduced: { rows, cells } }: Reading, group: readonly number[]): boolean {
  const figuresOf = (cell: number) => rows.flatMap((row, index) => ((row.cells >> BigInt(cell)) & 1n ? [index] : [])).join()
  return group.every((cell) => [...cells.keys()].some((other) => !group.includes(other) && figuresOf(other) === figuresOf(cell)))
}

/** Of no cell and of no figure may everybody but the insiders be known to have given a sensitive answer. */
function ofEverybody(reading: Reading, { sensitive, insiders }: Rule): readonly Learnt[] {
  const { cells, rows } = reading.reduced
  const groups = reading.bundles.flatMap((bundle) => bundle.map((cell) => [cell]))
  const peopled = new Set(groups.flat())
  const inFigures = rows.map((row) => cellsOf(row.cells).filter((cell) => peopled.has(cell))).filter(({ length }) => length > 1)
  return [...groups, ...inFigures].flatMap((group) =>
    sensitive.flatMap((one): readonly Learnt[] => {
      const [, others] = reading.others(group, one)
      const people = reading.size(group)
      if (others > insiders || people[0] <= insiders) return []
      const count = reading.count(group, one)
      if (count[0] < 1) return []
      return [{ kind: 'everybody', about: group.map((cell) => cells[cell]?.name ?? ''), people, categories: one, count }]
    }),
  )
}
