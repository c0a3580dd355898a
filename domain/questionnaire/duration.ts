/** How long a questionnaire takes, so that a lesson can be planned and a child told the truth. */
import type { Questionnaire } from './questionnaire.ts'

/**
 * Seconds for one closed question, reading and choosing, by grade 0-10. Our own estimate, on the slow side so
 * that the slower half of a class is done in time; replace it when lessons have been timed.
 */
const secondsAnItem = [40, 35, 30, 25, 20, 18, 16, 13, 12, 12, 12] as const

/**
 * Estimated whole minutes, at least 1, counting all items: follow-ups too, for somebody in the class gets them.
 * Without a grade it is the time of the youngest it is written for; grown-ups read like the tenth grade.
 */
export function minutesToAnswer(
  { respondent, grades, items }: Pick<Questionnaire, 'respondent' | 'grades' | 'items'>,
  grade = respondent === 'pupil' ? Math.min(...grades) : secondsAnItem.length - 1,
): number {
  const nearest = Math.min(Math.max(Math.trunc(grade), 0), secondsAnItem.length - 1)
  return Math.max(1, Math.ceil((items.length * (secondsAnItem[nearest] ?? 0)) / 60))
}
