/** A group's answers before sealing, as counts: what SQL hands over, and what is left when some are sealed. */
import type { ItemRule } from './thresholds.ts'
import type { Sex } from '../organisation/organisation.ts'
import type { Level, UnitKey } from '../organisation/unit.ts'

export const sexes = ['female', 'male', 'unknown'] as const satisfies readonly Sex[]

/**
 * Respondents who are alike to the sealing of an item: of one sex, and with the same of its ancestors not
 * sealed yet. Bit i of `waitsFor` is the item's ancestor i, counted from 0; 0 waits for nothing.
 * Those of one stratum are sealed together or not at all.
 */
export type Stratum = { readonly sex: Sex; readonly place: number; readonly waitsFor: number }

/** So many of a stratum gave this answer, declined (0) or left it blank (-1), and are not sealed yet. */
export type AnswerCount = Stratum & { readonly value: number; readonly count: number }

export type Group = {
  readonly unit: UnitKey
  readonly level: Level
  readonly counts: readonly AnswerCount[]
}

/** A set of strata. */
export type Strata = ReadonlySet<string>

export function strataOf(strata: Iterable<Stratum>): Strata {
  return new Set(Array.from(strata, keyOf))
}

export function hasStratum(strata: Strata, stratum: Stratum): boolean {
  return strata.has(keyOf(stratum))
}

/**
 * What these respondents wait for when the strata in `taken` have been sealed. An ancestor they wait for is
 * sealed for them when the stratum that they are in at that ancestor is.
 */
export function waitsAfter(rules: readonly ItemRule[], stratum: Stratum, taken: Strata): number {
  const ancestors = rules[stratum.place]?.ancestors ?? []
  const pending = ancestors.filter((_, bit) => hasBit(stratum.waitsFor, bit))
  return bitsOf(
    ancestors,
    pending.filter((ancestor) => {
      const waitsFor = bitsOf(rules[ancestor]?.ancestors ?? [], pending)
      return !hasStratum(taken, { sex: stratum.sex, place: ancestor, waitsFor })
    }),
  )
}

/** What remains when the strata in `taken` have been sealed. */
export function leftOver<C extends AnswerCount>(rules: readonly ItemRule[], counts: readonly C[], taken: Strata): readonly C[] {
  return counts.flatMap((count) => (hasStratum(taken, count) ? [] : [{ ...count, waitsFor: waitsAfter(rules, count, taken) }]))
}

/** One bit for each of the ancestors that is among the pending. */
export function bitsOf(ancestors: readonly number[], pending: readonly number[]): number {
  return ancestors.reduce((bits, ancestor, bit) => (pending.includes(ancestor) ? bits + 2 ** bit : bits), 0)
}

function hasBit(bits: number, bit: number): boolean {
  return Math.floor(bits / 2 ** bit) % 2 === 1
}

function keyOf({ sex, place, waitsFor }: Stratum): string {
  return `${sex} ${place} ${waitsFor}`
}
