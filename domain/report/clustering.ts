/**
 * Pupils of one class and of one school are alike, so a municipality of 300 pupils in three schools tells
 * less than 300 drawn one by one. What two groups don't share they may differ by without anything being the
 * matter: a school always has some luck of its own, and a class too.
 */
import { clusterRobust } from './cluster-robust.ts'
import type { Share } from './difference.ts'
import type { RatioMoments } from '../disclosure/moments.ts'

/**
 * The share of the variation in wellbeing answers that lies between schools: about four per cent in studies of
 * school effects on wellbeing (`facts/reporting`, source 43).
 */
export const schoolShare = 0.04

/**
 * The share that lies between classes of one school, when answers are counted as good or not good. Measured on the
 * classes of the invented world as anybody can measure it on sealed figures (`npm run coverage` prints it, 1.4 %),
 * and a little above. Left out, one report in nine would call something clear that is only a class's luck
 * (`lillekoebing/planted-truths.test.ts`).
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

/** How wide an interval is, and why: pupils as if drawn one by one, schools' likeness assumed, or measured. */
export type IntervalMethod = 'wilson' | 'effectiveSize' | 'clusterRobust'

/** What a group's figures come from. */
export type Among = {
  /** Schools behind it from the municipality up; null within one school. */
  readonly schools: number | null
  /** Of this share over those schools, as kept at sealing; null where it is not known. */
  readonly moments: RatioMoments | null
}

/**
 * A share as sure as it is by itself, for the interval of a figure: measured on ten schools or more
 * (`cluster-robust.ts`), else by the share assumed to lie between schools; within one school as it stands.
 */
export function figuredShare(
  count: number,
  n: number,
  { schools, moments }: Among,
): { readonly share: Share; readonly method: IntervalMethod } {
  if (schools === null) return { share: { count, n, effective: n }, method: 'wilson' }
  const measured = moments && clusterRobust(count, n, moments)
  if (measured) return { share: { count, n, ...measured }, method: 'clusterRobust' }
  return { share: { count, n, effective: effectiveSize(n, schools) }, method: 'effectiveSize' }
}

/** A share as sure as it is beside another: from the school level up measured where it can be, else `comparedSize`. */
export function comparedShare(count: number, n: number, apart: Apart, { schools, moments }: Among): Share {
  const measured = apart === 'schools' && moments ? clusterRobust(count, n, moments) : null
  return measured ? { count, n, ...measured } : { count, n, effective: comparedSize(n, apart, schools ?? 1) }
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
