/**
 * Pupils of one class and of one school are alike, so a municipality of 300 pupils in three schools tells
 * less than 300 drawn one by one. What two groups don't share they may differ by without anything being the
 * matter: a school always has some luck of its own, and a class too.
 */

/**
 * The share of the variation in wellbeing answers that lies between schools: about four per cent in studies of
 * school effects on wellbeing (`facts/reporting`, source 43).
 */
export const schoolShare = 0.04

/**
 * The share that lies between classes of one school, when answers are counted as good or not good. Ours, until
 * it has been measured on sealed figures: it is what the invented world has, where three per cent of the
 * variation behind the answers is the class's. Left out, one report in nine would call something clear that is
 * only a class's luck (`lillekoebing/planted-truths.test.ts`).
 */
export const classShare = 0.015

/** Pupils of an ordinary class. Figures of a year group and up come from many. */
export const ordinaryClass = 20

/** How many times larger the variance is than of pupils drawn one by one: 1 + (m − 1)ρ (Kish 1965), m pupils per school. */
export function designEffect(pupilsPerSchool: number): number {
  return 1 + Math.max(0, pupilsPerSchool - 1) * schoolShare
}

/**
 * The number of independent pupils that n pupils from so many schools are worth. For intervals of a figure,
 * from the municipality up; within one school there is no school to differ, and `schools` is null.
 */
export function effectiveSize(n: number, schools: number | null): number {
  return schools === null || schools <= 0 || n <= 0 ? n : n / designEffect(n / schools)
}

/**
 * What two compared groups have apart: `schools` (a school and the rest of its municipality), `classes` of one
 * school (a class and the rest; a school now and a year ago), or `pupils` alone (girls and boys of the same
 * classes).
 */
export type Apart = 'schools' | 'classes' | 'pupils'

/**
 * The number of independent pupils that a group's n are worth when it is compared with one that it has so
 * much apart from. Nested design effect: 1 + (m − 1)ρ for classes, and for schools the same on top (Kish 1965).
 *
 * `schools` are those behind the group: one for a class or a school.
 */
export function comparedSize(n: number, apart: Apart, schools: number): number {
  if (apart === 'pupils' || n <= 0) return n
  const ofClasses = Math.max(0, Math.min(n, ordinaryClass) - 1) * classShare
  const ofSchools = apart === 'schools' ? Math.max(0, n / Math.max(1, schools) - 1) * schoolShare : 0
  return n / (1 + ofClasses + ofSchools)
}
