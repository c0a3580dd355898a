/** Which table of norms or of conversions is for somebody. */
import type { Ages, Sex, TableFor } from './instrument.ts'

/** What is known of whom the answers are about, as far as a table may ask for it. */
export type About = {
  readonly sex?: Sex
  /** Completed months. */
  readonly ageInMonths?: number
}

/** `none`: no table of that version at all. `notForThem`: there are some, for others than this sex or age. */
export type NoTable = 'none' | 'sexUnknown' | 'ageUnknown' | 'notForThem'

const monthsInYear = 12

/**
 * The first table of that version that is for them, or why there is none. A table that asks for a sex or an age which
 * nobody knows is never taken: a score without a band is honest.
 */
export function findTable<Table extends TableFor>(
  tables: readonly Table[],
  version: string,
  about: About = {},
  gradeIsAgeLess = 0,
): Table | NoTable {
  const own = tables.filter((table) => table.version === version)
  const fitting = own.find((table) => isFor(table, about, gradeIsAgeLess))
  if (fitting || own.length === 0) return fitting ?? 'none'
  if (about.sex === undefined && own.some(({ sex }) => sex !== undefined)) return 'sexUnknown'
  if (about.ageInMonths === undefined && own.some(({ ages, grades }) => ages !== undefined || grades !== undefined)) return 'ageUnknown'
  return 'notForThem'
}

function isFor({ sex, ages, grades }: TableFor, about: About, gradeIsAgeLess: number): boolean {
  if (sex !== undefined && sex !== about.sex) return false
  if (ages === undefined && grades === undefined) return true
  if (about.ageInMonths === undefined) return false
  const grade = Math.floor(about.ageInMonths / monthsInYear) - gradeIsAgeLess
  return (ages === undefined || isOfAge(ages, about.ageInMonths)) && (grades === undefined || (grades.from <= grade && grade <= grades.to))
}

/** Whether somebody of that many completed months is of these ages. */
export function isOfAge({ from, to, in: unit }: Ages, ageInMonths: number): boolean {
  const age = unit === 'months' ? ageInMonths : Math.floor(ageInMonths / monthsInYear)
  return from <= age && age <= to
}
