/**
 * A row of counts in another questionnaire's layout: what a municipality's composition and the edition it was made of have in
 * common (`questionnaire/version.ts`), item by item.
 *
 * It only leaves out and moves, so what is projected is still a function of atoms (`README.md`), and projecting sums is summing
 * what was projected. An item that the other did not ask has nothing there, neither answers nor blanks: it was not asked. Items
 * of one municipality alone are in no edition, and so never leave it.
 */
import { type ClusterMoments, type UnitMoments, movedMoments } from './moments.ts'
import { type SealedSum, type SealedSums, storedSum } from './sum.ts'
import { codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

export type Projection = (sum: SealedSum) => SealedSum

/** How a row of counts of `from` reads in the layout of `onto`. */
export function projection(from: Questionnaire, onto: Questionnaire): Projection {
  const { width } = codebook(onto)
  const moves = movesOf(from, onto)
  return (sum) => {
    const counts = Array.from({ length: width }, () => 0)
    for (const move of moves) for (let at = 0; at < move.width; at++) counts[move.onto + at] = sum[move.from + at] ?? 0
    return storedSum(counts)
  }
}

/** And a row of moments. */
export function momentsProjection(from: Questionnaire, onto: Questionnaire): (moments: ClusterMoments) => ClusterMoments {
  const { width } = codebook(onto)
  const moves = movesOf(from, onto)
  return (moments) => movedMoments(moments, moves, width)
}

type Move = { readonly from: number; readonly onto: number; readonly width: number }

function movesOf(from: Questionnaire, onto: Questionnaire): readonly Move[] {
  const cells = new Map(codebook(from).cells.map((cell) => [cell.item.code, cell]))
  return codebook(onto).cells.flatMap(({ item, offset }) => {
    const same = cells.get(item.code)
    return same && isSameQuestion(same.item, item) ? [{ from: same.offset, onto: offset, width: optionsAt + item.options.length }] : []
  })
}

/** All that is kept of a unit, of one questionnaire in the layout of another. */
export function projectedFigures<Figures extends { readonly sums: SealedSums; readonly moments: UnitMoments | null }>(
  figures: Figures,
  from: Questionnaire,
  onto: Questionnaire,
): Figures {
  const { moments } = figures
  const move = momentsProjection(from, onto)
  return {
    ...figures,
    sums: projected(figures.sums, projection(from, onto)),
    moments: moments && {
      all: move(moments.all),
      female: moments.female && move(moments.female),
      male: moments.male && move(moments.male),
    },
  }
}

/** All three rows of a unit. */
export function projected({ all, female, male }: SealedSums, onto: Projection): SealedSums {
  return { all: onto(all), female: female && onto(female), male: male && onto(male) }
}

/** Codes of the items that are counted and that the other does not ask. */
export function ownItems(questionnaire: Questionnaire, other: Questionnaire): ReadonlySet<string> {
  const theirs = new Map(codebook(other).cells.map(({ item }) => [item.code, item]))
  return new Set(
    codebook(questionnaire).cells.flatMap(({ item }) => {
      const same = theirs.get(item.code)
      return same && isSameQuestion(same, item) ? [] : [item.code]
    }),
  )
}

/** A code stands for one question; should it ever not, nothing is counted together that was asked apart. */
function isSameQuestion(one: Item, other: Item): boolean {
  const asked = ({ kind, options, measure, indexOf }: Item) => JSON.stringify([kind, options, measure ?? null, indexOf ?? null])
  return asked(one) === asked(other)
}
