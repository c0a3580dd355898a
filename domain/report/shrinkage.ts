/**
 * What is likely of a unit, once it is remembered that its siblings are much alike: its own answers pulled towards
 * theirs, the more the fewer they are. A class's own bars are what it answered; wherever units stand in a list, this
 * is what stands there, and the list is by name.
 */
import { schoolShare } from './clustering.ts'
import type { Counted } from './funnel.ts'

/** What siblings say of any one of them: α = mean·strength and β = (1 − mean)·strength of a beta distribution. */
export type Prior = {
  /** 0 to 1. */
  readonly mean: number
  /** How many answers of one's own weigh as much as belonging: 1/ρ − 1, above 0; infinite where siblings do not differ. */
  readonly strength: number
}

/** Fewer siblings than these cannot tell how much siblings differ; what studies have found is used. */
const fewestSiblings = 5

/**
 * The prior of units, from them all, by moments: the share ρ of the variation that lies between them is
 * (MSB − MSW)/(MSB + (m₀ − 1)·MSW), with m₀ the ordinary number of answers where units are of unequal size. Null when
 * nobody has answered. Kleinman 1973, doi 10.1080/01621459.1973.10481332; Ridout et al. 1999.
 */
export function siblingPrior(siblings: readonly Counted[]): Prior | null {
  const units = siblings.filter(({ n }) => n > 0)
  const sum = (of: (unit: Counted) => number) => units.reduce((total, unit) => total + of(unit), 0)
  const n = sum((unit) => unit.n)
  if (n === 0) return null
  const mean = sum(({ count }) => count) / n
  const share = units.length < fewestSiblings ? schoolShare : shareBetween(units)
  return { mean, strength: share <= 0 ? Infinity : 1 / share - 1 }
}

/** ρ, at most 1; 0 or below where units differ no more than chance makes them. */
export function shareBetween(units: readonly Counted[]): number {
  const sum = (of: (unit: Counted) => number) => units.reduce((total, unit) => total + of(unit), 0)
  const n = sum((unit) => unit.n)
  const mean = sum(({ count }) => count) / n
  const between = sum((unit) => unit.n * (unit.count / unit.n - mean) ** 2) / (units.length - 1)
  const within = sum((unit) => unit.count * (1 - unit.count / unit.n)) / (n - units.length)
  const ordinary = (n - sum((unit) => unit.n ** 2) / n) / (units.length - 1)
  const whole = between + (ordinary - 1) * within
  return whole > 0 ? (between - within) / whole : 0
}

/** The share a unit is likely to have, between its own and its siblings': (x + α)/(n + α + β). */
export function shrunken({ count, n }: Counted, { mean, strength }: Prior): number {
  return strength === Infinity ? mean : (count + mean * strength) / (n + strength)
}

/** A mean likewise: `reliability` of its own and the rest of its siblings'. */
export function shrunkenMean(own: number, n: number, siblings: number, share: number): number {
  const weight = reliability(n, share)
  return weight * own + (1 - weight) * siblings
}

/**
 * How much of what is seen of a unit with n answers is the unit, and not its luck: n·ρ/(1 + (n − 1)ρ), 0 to 1. At the
 * four per cent that lie between schools, .45 of a class of twenty and .94 of a school of four hundred.
 * Spearman 1910; Brown 1910.
 */
export function reliability(n: number, share: number = schoolShare): number {
  return n <= 0 || share <= 0 ? 0 : (n * share) / (1 + (n - 1) * share)
}
