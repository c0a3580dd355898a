/**
 * Versions of a questionnaire: `1.0` is an edition of the association's, `1.0.3` the third composition that a municipality has
 * made of it. Figures that leave a municipality are of the edition, whatever was composed of it.
 */

/** The edition that a version is, or was composed of. */
export function editionOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** Whether it is a municipality's composition and not the edition itself. */
export function isComposition(version: string): boolean {
  return version !== editionOf(version)
}

/** Which of two comes first, by their numbers: `1.9` before `1.10`, and `1.0` before `1.0.1`. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)]
  const at = [0, 1, 2].find((place) => (a[place] ?? 0) !== (b[place] ?? 0))
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
