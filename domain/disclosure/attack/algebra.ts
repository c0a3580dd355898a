/**
 * The premise of the theorem (`../README.md`), tried exactly: every set that was published is made of whole atoms.
 *
 * Atoms have nobody in common, so their indicators are independent, and a set lies in their span just when it holds each atom whole
 * or not at all and nobody beside. Its coordinates are then 0 and 1.
 */

/** People by any number. */
export type People = ReadonlySet<number>

export type Broken = { readonly published: number; readonly why: 'cutsAtom' | 'holdsOthers'; readonly people: readonly number[] }

/** The published sets that are not sums of atoms; none is as it should be. */
export function brokenSets(published: readonly People[], atoms: readonly People[]): readonly Broken[] {
  const atomOf = new Map<number, number>()
  for (const [index, atom] of atoms.entries()) {
    for (const person of atom) {
      if (atomOf.has(person)) throw new RangeError('somebody is in two atoms')
      atomOf.set(person, index)
    }
  }
  return published.flatMap((people, index): readonly Broken[] => {
    const others = [...people].filter((person) => !atomOf.has(person))
    if (others.length > 0) return [{ published: index, why: 'holdsOthers', people: others }]
    const inside = Map.groupBy(people, (person) => atomOf.get(person) ?? -1)
    const cut = [...inside].filter(([atom, some]) => some.length < (atoms[atom]?.size ?? 0))
    return cut.length > 0 ? [{ published: index, why: 'cutsAtom', people: cut.flatMap(([, some]) => some) }] : []
  })
}
