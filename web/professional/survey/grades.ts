/** Grades as they are read in a row: "1." and "4.-6." in Danish, to be joined before "klasse". Three or more in a row are a span. */
import type { Language } from '#domain/text/text.ts'

export function ordinals(grades: readonly number[], language: Language): readonly string[] {
  const spoken = (grade: number) => (language === 'da' ? `${grade}.` : String(grade))
  const spans: { readonly first: number; readonly last: number }[] = []
  for (const grade of [...grades].sort((a, b) => a - b)) {
    const span = spans.at(-1)
    if (span && span.last + 1 === grade) spans[spans.length - 1] = { first: span.first, last: grade }
    else spans.push({ first: grade, last: grade })
  }
  return spans.flatMap(({ first, last }) =>
    last - first > 1 ? [`${spoken(first)}-${spoken(last)}`] : first === last ? [spoken(first)] : [spoken(first), spoken(last)],
  )
}
