/**
 * Sums of sealed atoms: what the totals of a unit are, and all that a report may be made of. A row of counts
 * that did not come from atoms does not have this type.
 */
import type { SealedAtom } from './atom.ts'
import { type UnitKey, parseUnitKey, unitKey } from '../organisation/unit.ts'

declare const isSum: unique symbol

/** One row in the codebook's layout. */
export type SealedSum = readonly number[] & { readonly [isSum]: true }

/** The three rows kept for a unit: everybody, and those whose atoms are split by sex. */
export type SealedSums = { readonly all: SealedSum; readonly female: SealedSum | null; readonly male: SealedSum | null }

/** A row of counts read back from where only the sealer writes. For `database/` alone. */
export function storedSum(counts: readonly number[]): SealedSum {
  return counts as SealedSum
}

/** Place by place. Both must be of the same questionnaire. */
export function addSums(left: SealedSum, right: SealedSum): SealedSum {
  return storedSum(left.map((count, at) => count + (right[at] ?? 0)))
}

/** What the whole has besides the part, itself a sum of whole atoms when the part's atoms are among the whole's. */
export function subtractSum(whole: SealedSum, part: SealedSum): SealedSum {
  return storedSum(whole.map((count, at) => count - (part[at] ?? 0)))
}

export type UnitIncrement = { readonly unit: UnitKey; readonly sex: 'all' | 'female' | 'male'; readonly counts: SealedSum }

/** Where a class lies in the tree. */
export type ClassPlace = { readonly institutionId: string; readonly grade: number | null }

/**
 * What new atoms add to the totals of their unit and of every unit above it, classes before year groups
 * before institutions before the municipality's year groups before the municipality: whoever adds to totals does so in this order.
 *
 * `places` by class id; other units carry their place in the key.
 */
export function incrementsOf(atoms: readonly SealedAtom[], places: ReadonlyMap<string, ClassPlace>): readonly UnitIncrement[] {
  const sums = new Map<string, UnitIncrement>()
  for (const atom of atoms) {
    for (const [height, unit] of chainOf(atom.unit, places)) {
      for (const sex of atom.sex === null ? (['all'] as const) : (['all', atom.sex] as const)) {
        const key = `${height} ${unit} ${sex}`
        const earlier = sums.get(key)
        const counts = storedSum(atom.counts)
        sums.set(key, { unit, sex, counts: earlier === undefined ? counts : addSums(earlier.counts, counts) })
      }
    }
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, increment]) => increment)
}

/**
 * A unit of one municipality and those that it is a part of, from below, each with its height in the tree. Year groups of the
 * municipality stand above institutions only in that order: none holds a whole institution.
 */
export function chainOf(key: UnitKey, places: ReadonlyMap<string, ClassPlace>): readonly (readonly [number, UnitKey])[] {
  const unit = parseUnitKey(key)
  if (unit === undefined || unit.level === 'region' || unit.level === 'country') throw new RangeError('no unit of one municipality')
  const municipality = [4, unitKey({ level: 'municipality' })] as const
  if (unit.level === 'municipality') return [municipality]
  if (unit.level === 'municipalYearGroup') return [[3, key], municipality]
  const place =
    unit.level === 'class'
      ? places.get(unit.classId)
      : { institutionId: unit.institutionId, grade: unit.level === 'yearGroup' ? unit.grade : null }
  if (place === undefined) throw new RangeError('a class needs its place')
  const { institutionId, grade } = place
  const above = [
    ...(grade === null ? [] : [[1, unitKey({ level: 'yearGroup', institutionId, grade })] as const]),
    [2, unitKey({ level: 'institution', institutionId })] as const,
    ...(grade === null ? [] : [[3, unitKey({ level: 'municipalYearGroup', grade })] as const]),
    municipality,
  ]
  return unit.level === 'class' ? [[0, key], ...above] : above
}
