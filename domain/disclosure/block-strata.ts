/**
 * Which strata of a block may be shown. Everything that is shown of a block is a sum of cells: its strata, and what is beside them,
 * where girls and boys are shown each of these parted by sex. So each cell has to be a block itself or empty; then so
 * is all that anybody can get by adding and subtracting, for it is a sum of cells again.
 *
 * A stratum that is none goes to what is beside, and takes others with it, the smallest first, until that is a block too.
 */
import type { Stratum } from './stratum.ts'

export const benchmarkRule = {
  municipalities: 3,
  largestShare: 0.75,
  /** Left of a stratum when any one municipality takes out its own. */
  institutionsLeft: 3,
  /** The same where it is told how much they differ: as many as are left of any block, which has three municipalities with three each. */
  institutionsMeasured: 6,
} as const

/** What one municipality adds to a cell. */
export type Piece = {
  readonly answers: number
  readonly female: number
  readonly male: number
  /** At least so many of its institutions. */
  readonly institutions: number
}

/** The rule of three, by what each municipality adds. */
export function isShareOfMany(answers: readonly number[]): boolean {
  const counts = answers.filter((count) => count > 0)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.length >= benchmarkRule.municipalities && Math.max(...counts) <= benchmarkRule.largestShare * total
}

/** Girls and boys are shown where girls, boys and those who are counted without sex are each a block. */
export function isPartedBySex(pieces: readonly Piece[]): boolean {
  const [girls, boys, others] = sexesOf(pieces)
  return isShareOfMany(girls) && isShareOfMany(boys) && (isEmpty(others) || isShareOfMany(others))
}

/** `whole` is what each municipality adds to the block, and the pieces what its institutions of a stratum do, in the same order. */
export function standingStrata(whole: readonly Piece[], strata: ReadonlyMap<Stratum, readonly Piece[]>): readonly Stratum[] {
  return chosenStrata(whole, strata, [...strata.keys()], benchmarkRule.institutionsLeft)
}

/**
 * Of those that stand, the ones of which it may be told how much their institutions differ. What is told is a sum of squares about the
 * share, and of three institutions whose sizes are known that has next to no other solution than what each of them answered; of six it
 * has thousands (`block-strata.test.ts`). The same is asked of all that is beside, for how much the whole block differs is told too.
 */
export function measuredStrata(
  whole: readonly Piece[],
  strata: ReadonlyMap<Stratum, readonly Piece[]>,
  standing: readonly Stratum[],
): readonly Stratum[] {
  return chosenStrata(whole, strata, standing, benchmarkRule.institutionsMeasured)
}

/** As many of them as may be told beside all the rest, where so many institutions have to be left in each cell. */
function chosenStrata(
  whole: readonly Piece[],
  strata: ReadonlyMap<Stratum, readonly Piece[]>,
  among: readonly Stratum[],
  institutionsLeft: number,
): readonly Stratum[] {
  const isParted = isPartedBySex(whole)
  const mayStand = (cell: readonly Piece[]) => isCell(cell, isParted, institutionsLeft)
  const standing = [...strata]
    .filter(([stratum, cell]) => among.includes(stratum) && mayStand(cell))
    .sort(([left, some], [right, others]) => answersIn(some) - answersIn(others) || (left < right ? -1 : 1))
  const isStanding = (stratum: Stratum) => standing.some(([one]) => one === stratum)
  while (standing.length > 0) {
    const beside = whole.map((all, at) => {
      const shown = standing.flatMap(([, cell]) => cell[at] ?? [])
      const others = [...strata].flatMap(([stratum, cell]) => (isStanding(stratum) ? [] : (cell[at]?.institutions ?? 0)))
      const less = (of: 'answers' | 'female' | 'male') => shown.reduce((left, piece) => left - piece[of], all[of])
      return {
        answers: less('answers'),
        female: less('female'),
        male: less('male'),
        institutions: others.reduce((sum, count) => sum + count, 0),
      }
    })
    if (answersIn(beside) === 0 || mayStand(beside)) break
    standing.shift()
  }
  return standing.map(([stratum]) => stratum).sort()
}

function isCell(cell: readonly Piece[], isParted: boolean, institutionsLeft: number): boolean {
  const institutions = cell.map((piece) => (piece.answers > 0 ? piece.institutions : 0))
  const left = institutions.reduce((sum, count) => sum + count, 0) - Math.max(0, ...institutions)
  return (
    isShareOfMany(cell.map(({ answers }) => answers)) &&
    left >= institutionsLeft &&
    (!isParted || sexesOf(cell).every((counts) => isEmpty(counts) || isShareOfMany(counts)))
  )
}

function sexesOf(pieces: readonly Piece[]): readonly [girls: readonly number[], boys: readonly number[], others: readonly number[]] {
  return [
    pieces.map(({ female }) => female),
    pieces.map(({ male }) => male),
    pieces.map(({ answers, female, male }) => answers - female - male),
  ]
}

function isEmpty(counts: readonly number[]): boolean {
  return counts.every((count) => count === 0)
}

function answersIn(cell: readonly Piece[]): number {
  return cell.reduce((sum, { answers }) => sum + answers, 0)
}
