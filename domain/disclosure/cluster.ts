/** Which units are the clusters of which, and what a sealing adds to what is kept of how much they differ (`moments.ts`). */
import type { SealedAtom } from './atom.ts'
import { type ClusterMoments, addMoments, momentsGrown, momentsOf } from './moments.ts'
import { type SealedSum, type UnitIncrement, storedSum, subtractSum } from './sum.ts'
import { type UnitKey, parseUnitKey, unitKey } from '../organisation/unit.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** A municipality's clusters are its institutions; those of its year groups are the institutions' year groups. No other unit has any. */
export function clusteredIn(key: UnitKey): UnitKey | undefined {
  const unit = parseUnitKey(key)
  if (unit?.level === 'institution') return unitKey({ level: 'municipality' })
  if (unit?.level === 'yearGroup') return unitKey({ level: 'municipalYearGroup', grade: unit.grade })
  return undefined
}

/** Whether moments are kept of it. */
export function hasClusters(key: UnitKey): boolean {
  const level = parseUnitKey(key)?.level
  return level === 'municipality' || level === 'municipalYearGroup'
}

/** By unit and sex, with a space between. */
export type BySlot<T> = ReadonlyMap<string, T>

export function slotOf({ unit, sex }: Pick<UnitIncrement, 'unit' | 'sex'>): string {
  return `${unit} ${sex}`
}

/**
 * What these increments add to the moments of the units whose clusters have grown. `after` are the clusters' totals with the
 * increments in them. Atoms that were pooled in the municipality are of no cluster, and each adds its own squares.
 */
export function momentIncrements(
  questionnaire: Questionnaire,
  increments: readonly UnitIncrement[],
  after: BySlot<SealedSum>,
  atoms: readonly Pick<SealedAtom, 'unit' | 'sex' | 'counts'>[],
): BySlot<ClusterMoments> {
  const grown = new Map<string, ClusterMoments>()
  const add = (slot: string, moments: ClusterMoments) => {
    const earlier = grown.get(slot)
    grown.set(slot, earlier === undefined ? moments : addMoments(earlier, moments))
  }
  for (const increment of increments) {
    const outer = clusteredIn(increment.unit)
    if (outer === undefined) continue
    const total = after.get(slotOf(increment))
    if (total === undefined) throw new RangeError('a cluster has grown and its total is not known')
    add(slotOf({ unit: outer, sex: increment.sex }), momentsGrown(questionnaire, subtractSum(total, increment.counts), total))
  }
  for (const { unit, sex, counts } of atoms) {
    if (parseUnitKey(unit)?.level !== 'municipality') continue
    const moments = momentsOf(questionnaire, storedSum(counts), { isCluster: false })
    for (const split of sex === null ? (['all'] as const) : (['all', sex] as const)) add(slotOf({ unit, sex: split }), moments)
  }
  return grown
}
