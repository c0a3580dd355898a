/**
 * Which questionnaires may be asked in the health track. What each tells about who reads the answers is written for
 * the tracks it is meant for: `mellemtrin` 1.0 says that answers are seen for many at once only, and `unge` promises
 * that nobody reads one person's. Asked by name, those words would be untrue.
 */
const askedByName: readonly string[] = ['foraeldre-8-10-maaneder', 'foraeldre-2-7-aar', 'foraeldre-indskoling', 'indskoling', 'udskoling']

/** Whether its words hold when a health professional reads the answers; such a one has colour rules. */
export function mayBeAskedByName(questionnaireCode: string): boolean {
  return askedByName.includes(questionnaireCode)
}
