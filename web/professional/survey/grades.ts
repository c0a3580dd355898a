/** Grades as they are read in a row: "4.", "5." and "6." in Danish, to be joined before "klasse". */
import type { Language } from '#domain/text/text.ts'

export function ordinals(grades: readonly number[], language: Language): readonly string[] {
  return [...grades].sort((a, b) => a - b).map((grade) => (language === 'da' ? `${grade}.` : String(grade)))
}
