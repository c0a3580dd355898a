/** What somebody is called when one speaks of them: the first of their names. */
export function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? name
}
