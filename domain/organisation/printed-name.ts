/**
 * What stands on paper, and on a screen that a class can see, for somebody whose name is protected: the first name
 * alone, which is what they are called at school, and as much more as it takes to tell two of one first name apart.
 * A list with a protected surname, a school and a class on it is what CPR-loven § 28 is there to prevent.
 */
export type Named = { readonly name: string; readonly isProtected: boolean }

/**
 * The names of a list, in the order given. Names that are not protected stay as they are.
 *
 * @example printedNames([{ name: 'Ida Bek', isProtected: true }, { name: 'Ida Dal', isProtected: false }]) // ['Ida B.', 'Ida Dal']
 */
export function printedNames(people: readonly Named[]): string[] {
  const called = (name: string) => name.split(' ')[0] ?? ''
  return people.map(({ name, isProtected }, place) => {
    if (!isProtected) return name
    const first = called(name)
    const same = people.filter((other, at) => at !== place && called(other.name) === first)
    if (same.length === 0) return first
    const last = name.split(' ').slice(1).at(-1) ?? ''
    const initial = [...last][0]
    return initial === undefined ? first : `${first} ${initial}.`
  })
}
