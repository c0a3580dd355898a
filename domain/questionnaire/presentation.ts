/**
 * How a questionnaire is shown to whom it is written for. What differs is said here as a few values and in
 * `web/design/tokens.css` as tokens (`[data-age]`); there is one page and one question component for all ages.
 */
import type { Questionnaire } from './questionnaire.ts'

/** Grades 0-3 · 4-6 · 7-10 · young people of 15 or more · grown-ups. */
export const ages = ['indskoling', 'mellemtrin', 'udskoling', 'unge', 'voksen'] as const
export type Age = (typeof ages)[number]

export type Presentation = {
  readonly age: Age
  /** Questions on one page at most; those of one page are of one theme. */
  readonly questionsOnPage: number
  /** Rows of a grid stand in one table where there is room. The youngest meet one thing at a time anyway. */
  readonly hasGrids: boolean
  /** A theme is a section with its number, and the sections behind can be gone back to. */
  readonly hasSections: boolean
  /** The question is heard before it is read: the button that reads aloud is the largest thing on the page, and the voice is slow. */
  readonly isHeardFirst: boolean
}

/**
 * One question on a page up to grade 6, short pages after that: our own judgement. That children answer a few
 * labelled steps with most ease is van Laerhoven, van der Zaag-Loonen & Derkx 2004 (Acta Paediatrica 93).
 */
export const presentations: Readonly<Record<Age, Presentation>> = {
  indskoling: { age: 'indskoling', questionsOnPage: 1, hasGrids: false, hasSections: false, isHeardFirst: true },
  mellemtrin: { age: 'mellemtrin', questionsOnPage: 1, hasGrids: true, hasSections: false, isHeardFirst: false },
  udskoling: { age: 'udskoling', questionsOnPage: 3, hasGrids: true, hasSections: false, isHeardFirst: false },
  unge: { age: 'unge', questionsOnPage: 3, hasGrids: true, hasSections: false, isHeardFirst: false },
  voksen: { age: 'voksen', questionsOnPage: 4, hasGrids: true, hasSections: true, isHeardFirst: false },
}

/**
 * Whom it is shown to: of several grades the youngest decides, unless all of them are in the first years. Pupils without a grade are met
 * as the middle ones, which suits nobody badly.
 */
export function presentationOf({ respondent, grades }: Pick<Questionnaire, 'respondent' | 'grades'>): Presentation {
  if (respondent === 'parent') return presentations.voksen
  if (respondent === 'youngPerson') return presentations.unge
  if (grades.length > 0 && Math.max(...grades) <= 3) return presentations.indskoling
  if (grades.length > 0 && Math.min(...grades) >= 7) return presentations.udskoling
  return presentations.mellemtrin
}
