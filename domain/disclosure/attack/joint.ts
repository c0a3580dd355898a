/**
 * An index beside its questions. A score is reckoned of the answers of one respondent, so its histogram tells something of several
 * answers at once, and an attack on one question at a time would not see it.
 *
 * The attacker has every atom in full and knows of everybody in which atoms they are. What is unknown is how many of each cell, of
 * people whom no atom tells apart, gave which answers together. Learnt is what follows of a question with the index and not without.
 */
import type { Learnt, Rule } from './learnt.ts'
import type { Program, Solver, Solving } from './program.ts'
import type { Range } from './puzzle.ts'

/** Places of options from 1, by question of the index; 0 is no answer. */
export type Pattern = readonly number[]

export type JointAtom = {
  /** Place of the question among those of the index; `index` is the index itself. */
  readonly of: number | 'index'
  readonly people: readonly number[]
  /** By answer from 1, 0 is no answer: how many. */
  readonly counts: ReadonlyMap<number, number>
}

export type Joint = {
  /** How many options each question has, and what may not be learnt of it. */
  readonly questions: readonly { readonly code: string; readonly options: readonly string[]; readonly rule: Rule }[]
  readonly atoms: readonly JointAtom[]
  /** The step from 1 that somebody who answered so has, 0 for none. */
  readonly stepOf: (pattern: Pattern) => number
}

/** Whole numbers are asked for up to so many columns. */
const wholeUpTo = 200

const grain = 1e-6

export function attackJointly({ questions, atoms, stepOf }: Joint, solver: Solver): readonly Learnt[] {
  const people = [...new Set(atoms.flatMap((atom) => atom.people))]
  const isIn = atoms.map((atom) => new Set(atom.people))
  const cells = [...Map.groupBy(people, (one) => isIn.map((atom) => Number(atom.has(one))).join('')).values()]
  const patterns = patternsOf(questions.map(({ options }) => options.length))
  const columns = (inside: readonly number[], isSuch: (pattern: Pattern) => boolean) =>
    inside.flatMap((cell) => patterns.flatMap((pattern, index) => (isSuch(pattern) ? [cell * patterns.length + index] : [])))
  const row = (some: readonly number[], count: number): Program['rows'][number] => ({
    columns: some,
    factors: some.map(() => 1),
    range: [count, count],
  })
  const cellsIn = (atom: ReadonlySet<number>) => [...cells.keys()].filter((cell) => atom.has(cells[cell]?.[0] ?? -1))
  const answerTo = (of: JointAtom['of'], pattern: Pattern) => (of === 'index' ? stepOf(pattern) : pattern[of])
  const told = atoms.map(({ of, counts }, index) =>
    [...counts].map(([answer, count]) => {
      const inside = cellsIn(isIn[index] ?? new Set())
      return row(
        columns(inside, (pattern) => answerTo(of, pattern) === answer),
        count,
      )
    }),
  )
  const sizes = cells.map((cell, index) =>
    row(
      columns([index], () => true),
      cell.length,
    ),
  )
  const solvingWith = (isTold: (atom: JointAtom) => boolean) =>
    solver({
      columns: cells.flatMap((cell) => patterns.map((): Range => [0, cell.length])),
      rows: [...sizes, ...told.flatMap((rows, index) => (isTold(atoms[index] as JointAtom) ? rows : []))],
      isWhole: cells.length * patterns.length <= wholeUpTo,
    })
  const [withIndex, without] = [solvingWith(() => true), solvingWith(({ of }) => of !== 'index')]
  const bounds = (solving: Solving, asked: readonly number[]): Range | null => {
    const [low, high] = [1, -1].map((factor) => solving.least(new Map(asked.map((column) => [column, factor]))))
    if (typeof low !== 'object' || typeof high !== 'object') return null
    return [Math.ceil(low.value - grain), Math.floor(-high.value + grain)]
  }
  try {
    const groups = [...cells.keys()].map((cell) => [cell]).concat(isIn.map(cellsIn).filter(({ length }) => length > 1))
    return groups.flatMap((group) => {
      const size = group.reduce((sum, cell) => sum + (cells[cell]?.length ?? 0), 0)
      return questions.flatMap(({ code, options, rule }, place): readonly Learnt[] => {
        const isSensitive = (answers: readonly string[]) => rule.sensitive.some((some) => answers.every((answer) => some.includes(answer)))
        const learnt = (answers: readonly string[]): readonly Learnt[] => {
          if (size >= rule.minimum && !isSensitive(answers)) return []
          const asked = columns(group, (pattern) => answers.includes(options[(pattern[place] ?? 0) - 1] ?? ''))
          const count = bounds(withIndex, asked)
          const kind = count && kindOf(count, size, rule, isSensitive(answers))
          if (count === null || kind === null || `${bounds(without, asked)}` === `${count}`) return []
          return [
            {
              kind,
              about: [code, ...group.map((cell) => (cells[cell] ?? []).join(' '))],
              people: [size, size],
              categories: answers,
              count,
            },
          ]
        }
        return [...options.map((option) => [option]), ...rule.sensitive.filter(({ length }) => length > 1)].flatMap(learnt)
      })
    })
  } finally {
    withIndex.close()
    without.close()
  }
}

/** As in `learnt.ts`, of people whose number is known. */
function kindOf([least, most]: Range, size: number, { minimum, insiders, width }: Rule, isSensitive: boolean) {
  if (least < 1) return null
  if (isSensitive && size > insiders && size - least <= insiders) return 'everybody'
  if (size >= minimum || (least === size && !isSensitive)) return null
  if (most === least) return 'exact'
  return most - least < width ? 'nearly' : null
}

/** Every way of answering so many questions with so many options each, or leaving them. */
function patternsOf(options: readonly number[]): readonly Pattern[] {
  return options.reduce<readonly Pattern[]>(
    (some, count) => some.flatMap((pattern) => Array.from({ length: count + 1 }, (_, answer) => [...pattern, answer])),
    [[]],
  )
}
