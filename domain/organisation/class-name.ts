/** Names of classes are local text: "5.A", "5 a", "5A" are one class, and the number in front is a hint at the grade. */

/**
 * The form in which two spellings of one class are equal. Not for showing.
 *
 * @example classKey('5 a') // '5.A', as are '5.A', '5A' and '5. a'
 */
export function classKey(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toUpperCase()
    .replace(/\s*\.\s*/g, '.')
    .replace(/\s+/g, ' ')
    .replace(/^(\d+) ?(?=[A-ZÆØÅ](?![A-ZÆØÅ]))/, '$1.')
}

/** The grade a class name begins with, 0-10; null when it begins with none ("Rød stue", "11.B"). */
export function gradeOfClassName(name: string): number | null {
  const digits = /^\s*(\d+)/.exec(name)?.[1]
  return digits === undefined || Number(digits) > 10 ? null : Number(digits)
}
