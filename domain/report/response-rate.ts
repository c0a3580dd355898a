/** How many have answered, unit by unit. Never who: a small unit is told together with others. */

/** Fewer invited than these, and who is missing could be guessed by whoever knows the others. */
export const smallestTold = 5

export type ToldTurnout<U> = {
  readonly units: readonly U[]
  readonly answered: number
  readonly invited: number
  readonly isSealed: boolean
}

type Counted = { readonly answered: number; readonly invited: number; readonly isOpen: boolean }

/**
 * Turnout unit by unit, where units with fewer than five invited are told together, and with the smallest of the others until they are
 * five. In the order they came; those told together last.
 */
export function toldTurnout<U extends Counted>(units: readonly U[]): readonly ToldTurnout<U>[] {
  const small = units.filter(({ invited }) => invited < smallestTold)
  const bySize = units.filter((unit) => !small.includes(unit)).toSorted((a, b) => a.invited - b.invited)
  const together = [...small]
  while (together.length > 0 && (sumOf(together).invited < smallestTold || together.length === 1)) {
    const next = bySize.shift()
    if (next === undefined) break
    together.push(next)
  }
  const alone = units.filter((unit) => !together.includes(unit))
  return [...alone.map((unit) => told([unit])), ...(together.length > 0 ? [told(units.filter((unit) => together.includes(unit)))] : [])]
}

function told<U extends Counted>(units: readonly U[]): ToldTurnout<U> {
  return { units, ...sumOf(units), isSealed: units.some(({ isOpen, answered }) => isOpen || answered > 0) }
}

function sumOf(units: readonly Counted[]): { readonly answered: number; readonly invited: number } {
  return {
    answered: units.reduce((sum, { answered }) => sum + answered, 0),
    invited: units.reduce((sum, { invited }) => sum + invited, 0),
  }
}
