/** Pupils of one school are alike, so a municipality of 300 pupils in three schools tells less than 300. */

/**
 * The share of the variation in wellbeing answers that lies between schools: about four per cent in studies of
 * school effects on wellbeing (`facts/reporting`, source 43).
 */
export const schoolShare = 0.04

/** How many times larger the variance is than of pupils drawn one by one: 1 + (m − 1)ρ (Kish 1965), m pupils per school. */
export function designEffect(pupilsPerSchool: number): number {
  return 1 + Math.max(0, pupilsPerSchool - 1) * schoolShare
}

/**
 * The number of independent pupils that n pupils from so many schools are worth. Used from the municipality
 * up; within one school there is no school to differ, and `schools` is null.
 */
export function effectiveSize(n: number, schools: number | null): number {
  return schools === null || schools <= 0 || n <= 0 ? n : n / designEffect(n / schools)
}
