/** Which of the product's modules a questionnaire belongs to (`product.md` 3b). PLUS asks by assessment, not by survey. */
import type { Questionnaire } from './questionnaire.ts'

export const modules = ['earlyChildhood', 'school', 'youth'] as const

/** Småbørn, Grundskole, Unge. */
export type Module = (typeof modules)[number]

/**
 * Young people's own questionnaires are the youth module's. A parent's is early childhood's when it is for
 * rooms without a grade, and the school's when the child is in one; pupils' are the school's.
 *
 * @example moduleOf({ respondent: 'parent', grades: [] }) // 'earlyChildhood': 8-10 months, 2-7 years
 * @example moduleOf({ respondent: 'parent', grades: [0, 1, 2, 3] }) // 'school': parents of indskoling
 */
export function moduleOf({ respondent, grades }: Pick<Questionnaire, 'respondent' | 'grades'>): Module {
  if (respondent === 'youngPerson') return 'youth'
  return respondent === 'parent' && grades.length === 0 ? 'earlyChildhood' : 'school'
}
