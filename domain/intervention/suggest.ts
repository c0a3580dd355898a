/** Which sheets fit a finding: three to five, each with the reason it is there. */
import type { Theme } from '../questionnaire/themes.ts'
import { agesInGrade, type AgeRange, evidences, type Level, overlaps, type PublishedSheet, type Sheet } from './sheet.ts'

/** Why a theme asks for something: clearly worse than what it is compared with, or chosen by the reader. */
export type Cause = 'worse' | 'chosen'
export type ThemeInNeed = { readonly theme: Theme; readonly cause: Cause }

export type Need = {
  readonly themes: readonly ThemeInNeed[]
  /** Null when the finding is about all ages. */
  readonly ages: AgeRange | null
  /** The unit the finding is about; a class is helped by what works in a class, a municipality by more. */
  readonly unit: 'class' | 'yearGroup' | 'institution' | 'municipality' | 'child'
}

export type Suggestion = PublishedSheet & {
  readonly because: ThemeInNeed & {
    /** Whether the sheet is for exactly these ages; else it is for all ages the theme has sheets for. */
    readonly isForAge: boolean
  }
}

export const fewestSuggestions = 3
export const mostSuggestions = 5

const levelsFor: Readonly<Record<Need['unit'], readonly Level[]>> = {
  class: ['class', 'parents', 'school'],
  yearGroup: ['class', 'school', 'parents'],
  institution: ['school', 'class', 'parents'],
  municipality: ['municipality', 'school', 'parents', 'class'],
  child: ['individual', 'parents'],
}

/**
 * At most five sheets, each of a theme in need, for these ages, at a level that the unit can act on. What is for
 * those who already struggle (indicated) is left to work with one child and is never suggested to a group. Each
 * theme in need gets its best sheet before any gets its second; within a theme what is best known to work comes
 * first. The order the sheets come in does not matter. Fewer than three where the catalogue has no more: nothing
 * is stretched to fit.
 */
export function suggest(sheets: readonly PublishedSheet[], need: Need): readonly Suggestion[] {
  const queues = need.themes.map((wanted) => fitting(sheets, need, wanted))
  const taken = new Map<string, Suggestion>()
  for (let place = 0; taken.size < mostSuggestions && queues.some((queue) => place < queue.length); place++) {
    for (const queue of queues) {
      const next = queue[place]
      if (next !== undefined && !taken.has(next.code) && taken.size < mostSuggestions) taken.set(next.code, next)
    }
  }
  return [...taken.values()]
}

function fitting(sheets: readonly PublishedSheet[], need: Need, wanted: ThemeInNeed): readonly Suggestion[] {
  return sheets
    .filter(
      ({ sheet }) =>
        sheet.themes.includes(wanted.theme) &&
        (need.ages === null || overlaps(sheet.ages, need.ages)) &&
        sheet.levels.some((level) => levelsFor[need.unit].includes(level)) &&
        (need.unit === 'child' || sheet.target !== 'indicated'),
    )
    .toSorted((left, right) => fitness(right.sheet, need, wanted) - fitness(left.sheet, need, wanted) || (left.code < right.code ? -1 : 1))
    .map(({ code, sheet }) => ({ code, sheet, because: { ...wanted, isForAge: need.ages !== null } }))
}

/** Higher fits better: its own theme first, the unit's own level, known effect, and not made for all ages at once. */
function fitness(sheet: Sheet, need: Need, wanted: ThemeInNeed): number {
  const themePlace = sheet.themes.indexOf(wanted.theme)
  const [first] = levelsFor[need.unit]
  return (
    (themePlace === 0 ? 6 : 2) +
    (first !== undefined && sheet.levels.includes(first) ? 4 : 0) +
    (evidences.length - evidences.indexOf(sheet.evidence)) +
    (sheet.kind === 'intervention' || sheet.kind === 'teachingMaterial' ? 1 : 0) +
    (sheet.ages.to - sheet.ages.from <= 6 ? 1 : 0)
  )
}

/** Ages from the grades of a finding; null when there are none, as for a room or a municipality. */
export function agesOfGrades(grades: readonly number[]): AgeRange | null {
  if (grades.length === 0) return null
  return { from: agesInGrade(Math.min(...grades)).from, to: agesInGrade(Math.max(...grades)).to }
}
