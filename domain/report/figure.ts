/** A question's figure in one group, read out of a sum of sealed atoms. */
import { effectiveSize } from './clustering.ts'
import { wilson } from './wilson.ts'
import type { Share } from './difference.ts'
import type { SealedSum } from '../disclosure/sum.ts'
import { type Cell, answeredAt, blankAt, declinedAt, optionsAt } from '../questionnaire/codebook.ts'

/** Percent and ends of the 95 % interval, 0 to 100. */
export type Percent = { readonly count: number; readonly percent: number; readonly low: number; readonly high: number }

export type Figure = {
  /** Answers to this question in this group. */
  readonly n: number
  readonly declined: number
  readonly blank: number
  readonly bars: readonly (Percent & { readonly option: string })[]
  /** The options that mean "it goes well", added up; null when the question has none. */
  readonly favourable: Percent | null
}

/** How many answered, in a row of counts. */
export function answersTo(sum: SealedSum, { offset }: Cell): number {
  return sum[offset + answeredAt] ?? 0
}

/** The figure of one item. `schools` are those behind the sum from the municipality up; null within one. */
export function figureOf(sum: SealedSum, cell: Cell, schools: number | null): Figure {
  const { item, offset } = cell
  const n = answersTo(sum, cell)
  const favourable = favourableShare(sum, cell, schools)
  return {
    n,
    declined: sum[offset + declinedAt] ?? 0,
    blank: sum[offset + blankAt] ?? 0,
    bars: item.options.map((option, place) => ({
      option,
      ...percentOf({ count: sum[offset + optionsAt + place] ?? 0, n, effective: effectiveSize(n, schools) }),
    })),
    favourable: favourable === null ? null : percentOf(favourable),
  }
}

/**
 * Those who gave a favourable answer. Null where no option is favourable, and where several options can be
 * chosen and several are favourable, for then counts do not add up to people.
 */
export function favourableShare(sum: SealedSum, cell: Cell, schools: number | null): Share | null {
  const { item, offset } = cell
  if (item.favourable.length === 0 || (item.kind === 'multiple' && item.favourable.length > 1)) return null
  const n = answersTo(sum, cell)
  const count = item.favourable.reduce((total, code) => total + (sum[offset + optionsAt + item.options.indexOf(code)] ?? 0), 0)
  return { count, n, effective: effectiveSize(n, schools) }
}

export type Band = 'few' | 'some' | 'many'

/** Where *some* begins and where it ends, as shares of the answers. */
export const bandEdges = { some: 0.25, many: 0.5 } as const

/** A rough word for each option in place of its count: below a quarter, up to half, above half. */
export function bandsOf(sum: SealedSum, cell: Cell): readonly { readonly option: string; readonly band: Band }[] {
  const n = answersTo(sum, cell)
  return cell.item.options.map((option, place) => ({ option, band: bandOf((sum[cell.offset + optionsAt + place] ?? 0) / n) }))
}

function bandOf(share: number): Band {
  if (share < bandEdges.some) return 'few'
  return share > bandEdges.many ? 'many' : 'some'
}

/** Whole percent below a hundred answers, one decimal from there: a decimal of 21 answers pretends to know more. */
function percentOf({ count, n, effective }: Share): Percent {
  const share = n === 0 ? 0 : count / n
  const { low, high } = wilson(share * effective, effective)
  const round = (part: number) => (n < 100 ? Math.round(part * 100) : Math.round(part * 1000) / 10)
  return { count, percent: round(share), low: round(low), high: round(high) }
}
