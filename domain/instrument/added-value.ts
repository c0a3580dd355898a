/**
 * Added value: how a *group* of children in treatment has fared against what such children do anyway in about six
 * months (Ford et al. 2009, Br J Psychiatry 194:552; sdqinfo.org).
 *
 *     AV = a + b total + c impact + d emotional (first time) - total (later)
 *
 * Positive is better than expected. Of one child it tells nothing, for 95 % of children who only fare as expected lie
 * within plus and minus ten; the mean of a hundred is sure to within one. So one child is refused, and a mean never
 * stands without its uncertainty. It does not hold for children at low risk, nor for a follow-up far from six months.
 * The coefficients stand in `content/references/sdq-added-value.json`.
 */
import type { Score } from './score.ts'

/** The coefficients as data. */
export type AddedValueRules = {
  readonly format: 1
  readonly code: string
  readonly edition: string
  readonly instrument: string
  /** Versions it was made for. */
  readonly versions: readonly string[]
  readonly source: string
  readonly verified: boolean
  readonly intercept: number
  /** What each score of the first time counts for. */
  readonly first: Readonly<Record<string, number>>
  /** The score of the later time that is taken away. */
  readonly later: string
  /** Of the scores, to make an effect size of a mean. */
  readonly standardDeviation: number
  /** Half of the 95 % interval of one child; that of a mean of n is this divided by the root of n. */
  readonly uncertaintyOfOne: number
  /** The follow-up it was found with, in months. */
  readonly months: number
}

/** The same child before and after, by the same informant. */
export type BeforeAndAfter = { readonly first: Score; readonly later: Score; readonly months: number }

export type AddedValue = {
  readonly children: number
  /** Children who count in nothing: a score is missing, or the two forms are not of a version it was made for. */
  readonly leftOut: number
  readonly mean: number
  /** 95 % of groups of this size that only fare as expected lie within plus and minus this. */
  readonly uncertainty: number
  readonly interval: { readonly from: number; readonly to: number }
  readonly effectSize: number
  /** Unclear whenever the interval holds 0. */
  readonly outcome: 'betterThanExpected' | 'worseThanExpected' | 'unclear'
  /** The shortest and the longest time between the two forms; it is made for `reckonedWith.months`. */
  readonly months: { readonly from: number; readonly to: number }
  /** All that it was reckoned with. A result is never shown without it. */
  readonly reckonedWith: AddedValueRules
  readonly caveats: readonly ['notOfOneChild', 'notAtLowRisk', 'aboutSixMonths']
}

export type AddedValueRefusal = 'one-child-has-none' | 'nobody-to-reckon'

/** The mean of a group with its uncertainty. One child is refused, also when the others could not be counted. */
export function addedValue(rules: AddedValueRules, children: readonly BeforeAndAfter[]): AddedValue | AddedValueRefusal {
  const counted = children.flatMap((child) => {
    const value = ofOne(rules, child)
    return value === undefined ? [] : [{ value, months: child.months }]
  })
  const [one, another] = counted
  if (!one) return 'nobody-to-reckon'
  if (!another) return 'one-child-has-none'
  const mean = counted.reduce((sum, { value }) => sum + value, 0) / counted.length
  const uncertainty = rules.uncertaintyOfOne / Math.sqrt(counted.length)
  const interval = { from: mean - uncertainty, to: mean + uncertainty }
  const months = counted.map((child) => child.months)
  return {
    children: counted.length,
    leftOut: children.length - counted.length,
    mean,
    uncertainty,
    interval,
    effectSize: mean / rules.standardDeviation,
    outcome: interval.from > 0 ? 'betterThanExpected' : interval.to < 0 ? 'worseThanExpected' : 'unclear',
    months: { from: Math.min(...months), to: Math.max(...months) },
    reckonedWith: rules,
    caveats: ['notOfOneChild', 'notAtLowRisk', 'aboutSixMonths'],
  }
}

/** Not exported: nobody is to have it for one child. */
function ofOne(rules: AddedValueRules, { first, later }: BeforeAndAfter): number | undefined {
  const fits = (one: Score) => one.instrument === rules.instrument && rules.versions.includes(one.version)
  const after = later.scores[rules.later] ?? null
  const parts = Object.entries(rules.first).map(([code, weight]) => {
    const found = first.scores[code] ?? null
    return found === null ? null : weight * found
  })
  if (!fits(first) || !fits(later) || after === null) return undefined
  return parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === null ? undefined : sum + part),
    rules.intercept - after,
  )
}
