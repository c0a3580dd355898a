/** Whether the totals are what the atoms add up to: counted anew, past everything that has been kept on the way. */
import type { SealedAtom } from './atom.ts'
import { hasClusters, momentIncrements, slotOf } from './cluster.ts'
import { type ClassPlace, type SealedSum, type UnitIncrement, chainOf, incrementsOf } from './sum.ts'
import { type UnitKey, parseUnitKey } from '../organisation/unit.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

export type KeptTotal = Pick<UnitIncrement, 'unit' | 'sex'> & {
  readonly counts: SealedSum
  /** Null of units without clusters, and of what was sealed before they were kept. */
  readonly moments: readonly number[] | null
}

/**
 * What can be wrong with what is kept beside the chain:
 *
 * - `withoutAtoms`: there are figures of a group, and no atom to make them of;
 * - `missing`: there are atoms, and no figures of a group they belong to;
 * - `differs`: the figures are other than the atoms add up to;
 * - `momentsDiffer`: so is what is kept of how much its schools differ;
 * - `turnoutDiffers`: how many have answered is not the sum of the classes;
 * - `unplaced`: there is an atom of a class that takes no part.
 */
export type TotalFault = {
  readonly fault: 'withoutAtoms' | 'missing' | 'differs' | 'momentsDiffer' | 'turnoutDiffers' | 'unplaced'
  readonly unit: UnitKey
  readonly sex: UnitIncrement['sex']
}

export function checkTotals(
  questionnaire: Questionnaire,
  atoms: readonly Pick<SealedAtom, 'unit' | 'sex' | 'counts'>[],
  totals: readonly KeptTotal[],
  places: ReadonlyMap<string, ClassPlace>,
): readonly TotalFault[] {
  const isPlaced = ({ unit }: Pick<SealedAtom, 'unit'>) => {
    const parsed = parseUnitKey(unit)
    return parsed !== undefined && (parsed.level !== 'class' || places.has(parsed.classId))
  }
  const placed = atoms.filter(isPlaced)
  const unplaced = atoms
    .filter((atom) => !isPlaced(atom))
    .map(({ unit, sex }) => ({ fault: 'unplaced' as const, unit, sex: sex ?? ('all' as const) }))

  // Read back from where only the sealer writes.
  const expected = incrementsOf(placed as unknown as readonly SealedAtom[], places)
  const sums = new Map(expected.map((one) => [slotOf(one), one.counts]))
  // From nothing, each cluster has grown by all that it has.
  const moments = momentIncrements(questionnaire, expected, sums, placed)
  const kept = new Set(totals.map(slotOf))
  const missing = expected.filter((one) => !kept.has(slotOf(one))).map(({ unit, sex }) => ({ fault: 'missing' as const, unit, sex }))
  const wrong = totals.flatMap((total): readonly TotalFault[] => {
    const { unit, sex } = total
    const sum = sums.get(slotOf(total))
    if (sum === undefined) return [{ fault: 'withoutAtoms', unit, sex }]
    if (!isSame(sum, total.counts)) return [{ fault: 'differs', unit, sex }]
    const known = moments.get(slotOf(total))
    const isWrong = total.moments !== null && (!hasClusters(unit) || known === undefined || !isSame(known, total.moments))
    return isWrong ? [{ fault: 'momentsDiffer', unit, sex }] : []
  })
  return [...unplaced, ...missing, ...wrong]
}

/** Answered, by unit; `classes` and all above. */
export function checkTurnout(turnout: ReadonlyMap<UnitKey, number>, places: ReadonlyMap<string, ClassPlace>): readonly TotalFault[] {
  const sums = new Map<UnitKey, number>()
  for (const [unit, answered] of turnout) {
    const parsed = parseUnitKey(unit)
    if (parsed?.level !== 'class' || !places.has(parsed.classId)) continue
    for (const [, above] of chainOf(unit, places)) sums.set(above, (sums.get(above) ?? 0) + answered)
  }
  return [...turnout].flatMap(([unit, answered]) =>
    answered === (sums.get(unit) ?? 0) ? [] : [{ fault: 'turnoutDiffers' as const, unit, sex: 'all' as const }],
  )
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((value, at) => value === right[at])
}
