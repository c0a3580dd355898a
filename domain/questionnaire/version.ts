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
