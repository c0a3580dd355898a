/**
 * How hard a text is to read.
 *
 * LIX (Björnsson, C.-H.: Läsbarhet, 1968): words per sentence plus the percentage of words longer than six
 * letters. Below 25 reads like a children's book, 25-34 is easy, 45 and above is hard. It says nothing sensible
 * about a single sentence; use it on a whole questionnaire.
 */
export function lix(text: string): number {
  const spoken = words(text)
  if (spoken.length === 0) return 0
  const sentences = Math.max(1, text.match(/[.?!:]+(?=\s|$)/g)?.length ?? 0)
  const long = spoken.filter((word) => word.length > 6).length
  return spoken.length / sentences + (100 * long) / spoken.length
}

/** The words of a text, numbers among them. */
export function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+(?:[-–'’][\p{L}\p{N}]+)*/gu) ?? []
}
