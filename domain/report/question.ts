/** The two questions that the answers of a group can be asked, which have two different intervals. */
import { type Interval, wilson, wilsonOfRoster } from './wilson.ts'

/**
 * - `roster`: "what would all of this very group have answered?" Those who are missing are all there is to guess;
 *   when nobody is, nothing is. It covers only those who are missing by chance.
 * - `chance`: "is this group different, has it changed, what of next year's?" The pupils are one outcome of what
 *   made them, so there is uncertainty though everybody answered. All gaps, trends and funnels ask this one, and
 *   so do the bars of a report.
 */
export type Question = 'roster' | 'chance'

/** The 95 % interval of a share for the question that is asked. `roster` is how many the group has, at least `n`. */
export function intervalFor(question: Question, { count, n, roster }: { count: number; n: number; roster: number }): Interval {
  return question === 'roster' && n > 0 ? wilsonOfRoster(count, n, roster) : wilson(count, n)
}
